"""Who plays in the demo: their hosts, passwords and second factors."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import TypedDict

from django.conf import settings
from django.urls import reverse

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.accounts.views import start_page
from tiepdan.registrations.models import Registration

MOST_CITIZENS = 50


class PersonEntry(TypedDict):
    """One person of the offices in `var/demo.json`."""

    role: str
    name: str
    username: str
    password: str
    otp_secret: str | None
    start_page: str


class CitizenEntry(TypedDict):
    """One citizen in `var/demo.json`: the code is all he needs."""

    name: str
    code: str
    page: str


@dataclass(frozen=True)
class Credentials:
    password: str
    otp_secret: str


def credentials(username: str) -> Credentials:
    """The demo's password and second factor of one person, derived from this installation's own secret.

    So the list can be written again at each start, and two demos do not share passwords.
    """
    return Credentials(f"Demo-{_derived('password', username)[:12].lower()}", _derived("otp", username)[:32])


def _derived(purpose: str, username: str) -> str:
    key, text = settings.SECRET_KEY.encode(), f"tiepdan.demo:{purpose}:{username}".encode()
    return base64.b32encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def host_label(username: str) -> str:
    """The person's own host name under .localhost: cookies of one never reach another."""
    return username.lower().replace("_", "-").replace(".", "-")


def own_address(username: str, path: str) -> str:
    """An absolute address on the person's own host, beside BASE_URL."""
    scheme, _separator, rest = settings.BASE_URL.partition("://")
    _host, _colon, port = rest.partition(":")
    return f"{scheme}://{host_label(username)}.localhost{':' + port if port else ''}{path}"


def staff() -> list[User]:
    """Everybody who can sign in, in the order of the roles."""
    order = {role: place for place, role in enumerate(Role.values)}
    people = User.objects.filter(is_active=True).select_related("office", "agency")
    return sorted(people, key=lambda user: (order.get(user.role, len(order)), user.username))


def person_entries() -> list[PersonEntry]:
    return [_person_entry(user) for user in staff()]


def _person_entry(user: User) -> PersonEntry:
    known = credentials(user.username)
    return {
        "role": user.role,
        "name": user.full_name,
        "username": user.username,
        "password": known.password,
        "otp_secret": known.otp_secret,
        "start_page": own_address(user.username, start_page(user)),
    }


def citizen_entries() -> list[CitizenEntry]:
    """Citizens who follow a matter by code; a denouncer appears under the alias, as everywhere."""
    registrations = Registration.objects.with_page_data().order_by("submitted_at")[:MOST_CITIZENS]
    return [
        {
            "name": registration.case.person_label,
            "code": registration.code,
            "page": own_address(f"cong-dan-{number}", reverse(_door_of(registration))),
        }
        for number, registration in enumerate(registrations, start=1)
    ]


def _door_of(registration: Registration) -> str:
    """A denunciation is followed on a page of its own; on the other one its code opens nothing."""
    return "follow:enter-protected" if registration.case.is_denunciation else "follow:enter"
