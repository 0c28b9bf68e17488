"""What every page shows of the house: its name, the pages of the person's role, help, version, time."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User

# The addresses are those of config/urls.py; a test asks for each.
PUBLIC: list[tuple[str, Promise]] = [
    ("/lich-tiep/", _("Lịch tiếp")),
    ("/dang-ky/", _("Đăng ký")),
    ("/tra-cuu/", _("Tra cứu bằng mã")),
]
DESK = ("/ban-lam-viec/", _("Bàn làm việc"))
SESSIONS = ("/quan-ly/buoi-tiep/", _("Buổi tiếp"))
SCREENING = ("/quan-ly/dang-ky/", _("Đăng ký"))
READINESS = ("/quan-ly/san-sang/", _("Sẵn sàng"))
RECEPTION = ("/quan-ly/ban-tiep-don/", _("Bàn tiếp đón"))
HEARINGS = ("/quan-ly/phien/", _("Phiên tiếp"))
MINUTES = ("/quan-ly/bien-ban/", _("Biên bản"))
TASKS = ("/quan-ly/nhiem-vu/", _("Nhiệm vụ"))
CLOCKS = ("/quan-ly/thoi-han/", _("Thời hạn"))
RECORDINGS = ("/quan-ly/ghi-hinh/", _("Ghi hình"))
BOOK = ("/quan-ly/so-tiep/", _("Sổ tiếp và báo cáo"))
DUTIES = ("/quan-ly/ngay-tiep/", _("Ngày tiếp của lãnh đạo"))
ADMINISTRATION = ("/quan-ly/quan-tri/", _("Quản trị"))
AUDIT = ("/quan-ly/quan-tri/nhat-ky/", _("Nhật ký"))
POST_ROOM = ("/quan-ly/quan-tri/thu-tu/", _("Thư từ"))

OF_ROLE: dict[str, list[tuple[str, Promise]]] = {
    Role.ADMINISTRATOR: [ADMINISTRATION, SESSIONS, READINESS, DUTIES, POST_ROOM, AUDIT],
    Role.COORDINATOR: [
        DESK,
        SESSIONS,
        SCREENING,
        READINESS,
        RECEPTION,
        HEARINGS,
        MINUTES,
        TASKS,
        CLOCKS,
        RECORDINGS,
        BOOK,
        DUTIES,
        POST_ROOM,
    ],
    Role.CHAIR: [DESK, SESSIONS, HEARINGS, MINUTES, TASKS, CLOCKS, BOOK, DUTIES],
    Role.NOTE_TAKER: [DESK, SESSIONS, HEARINGS, MINUTES],
    Role.ADVISING_UNIT: [DESK, SESSIONS, SCREENING, HEARINGS, TASKS],
    Role.SITE_OFFICER: [DESK, SESSIONS, SCREENING, READINESS, RECEPTION, MINUTES],
    Role.AGENCY_REPRESENTATIVE: [DESK, SESSIONS, TASKS, CLOCKS],
    Role.INSPECTOR: [DESK, SESSIONS, TASKS, CLOCKS, RECORDINGS, BOOK, DUTIES, AUDIT],
}


@dataclass(frozen=True)
class Link:
    """One entry of the menu; `is_here` is this very page, `is_current` also the pages below it."""

    label: str
    url: str
    is_here: bool
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context of `web/base.html`, on every page."""
    user = getattr(request, "user", None)
    signed_in = isinstance(user, User)
    return {
        "office_name": getattr(settings, "OFFICE_NAME", "") or _("Ban Tiếp công dân"),
        "emblem_url": getattr(settings, "EMBLEM_URL", ""),
        "help_phone": getattr(settings, "HELP_PHONE", ""),
        "version": settings.VERSION,
        "made_at": timezone.now(),
        "where_i_am": _place_of(user) if isinstance(user, User) else "",
        "navigation": links(OF_ROLE.get(user.role, []) if isinstance(user, User) else PUBLIC, request.path),
        "signed_in": signed_in,
    }


def is_in_menu(user: User, path: str) -> bool:
    """Whether the page lies below an entry of the person's menu: a link elsewhere would end at a closed door."""
    return any(path.startswith(url) for url, _label in OF_ROLE.get(user.role, []))


def links(entries: list[tuple[str, Promise]], path: str) -> list[Link]:
    """The entries with where we are: at the longest address that begins the path."""
    here = max((url for url, _label in entries if path.startswith(url)), key=len, default="")
    return [Link(str(label), url, is_here=url == path, is_current=url == here) for url, label in entries]


def _place_of(user: User) -> str:
    place = user.office or user.agency
    return place.short_name if place else ""
