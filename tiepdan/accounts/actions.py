"""What the administrator writes about people."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
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
    user = User.objects.create(
        username=username,
        role=role,
        full_name=full_name,
        position=position,
        agency=agency,
        office=office,
        phone=agency.phone,
        password=make_password(password),
    )
    record(by, "accounts.create_person", user, role=str(role))
    return user


@transaction.atomic
def close_account(person: User, *, by: User, reason: str) -> User:
    """Shut an account for good; what the person did stays under the name (khóa tài khoản).

    Raises: DomainError reason_missing, own_account.
    """
    if not reason.strip():
        raise DomainError("reason_missing", _("Cần ghi lý do khóa tài khoản."))
    if person.pk == by.pk:
        raise DomainError("own_account", _("Không tự khóa tài khoản của chính mình; nhờ một quản trị khác."))
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(by, "accounts.close_account", person, reason=reason.strip())
    return person
