"""What the administrator writes about people."""

from django.db import transaction

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.audit.actions import record
from tiepdan.places.models import Agency, Office


@transaction.atomic
def create_person(
    username: str,
    *,
    by: User | None,
    role: Role,
    full_name: str,
    position: str,
    agency: Agency,
    office: Office | None = None,
    password: str | None = None,
) -> User:
    """Open an account for somebody of the offices (tạo tài khoản cán bộ); without a password it cannot sign in yet.

    The second factor is enrolled by the person at the first sign-in.
    Raises: django.db.IntegrityError for a taken user name or a site officer without an office.
    """
    user = User(
        username=username,
        role=role,
        full_name=full_name,
        position=position,
        agency=agency,
        office=office,
        phone=agency.phone,
    )
    user.set_password(password)
    user.save()
    record(by, "accounts.create_person", user, role=str(role))
    return user
