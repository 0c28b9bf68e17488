"""The columns of the official book, form 03/TCD, as they follow from a file (Sổ tiếp công dân)."""

from uuid import UUID

from django.utils.translation import gettext as _

from tiepdan.cases.models import Case
from tiepdan.hearings.models import Hearing
from tiepdan.law.kinds import MatterKind
from tiepdan.minutes.models import RegisterEntry

MARKS = {MatterKind.COMPLAINT: "KN", MatterKind.DENUNCIATION: "TC", MatterKind.RECOMMENDATION_OR_FEEDBACK: "KN, PA"}
NUMBERS_LOCK = 154_027
"""Key of the advisory lock under which numbers are given: one series a year over all sessions."""
LATER_COLUMNS = frozenset({"settled_by", "is_competent", "guided_to", "accepted_by", "note"})
"""Columns 8 to 13 without 12, which only grows."""


def has_own_line(part: Case, origin: Case) -> bool:
    """Whether a matter that was split off stands in the book by itself (tách riêng từng nội dung).

    Not where one of the two is a denunciation: two lines of one hearing, one with the name and one with the alias,
    would name the denouncer. Then the line of the origin says only that there is one.
    """
    return not part.is_denunciation and not origin.is_denunciation


def lines_of(hearing: Hearing) -> dict[UUID, RegisterEntry]:
    """The lines that a hearing has so far, by the matter of each."""
    return {entry.case_id: entry for entry in hearing.register_entries.all()}


def parts_with_a_line(hearing: Hearing, asked: Case | None = None) -> list[Case]:
    """The matters split off since this registration was made; what an earlier hearing split off stands there.

    With the one `asked` for, whenever it was split off.
    Raises: ValueError when that one may not stand in the book by itself.
    """
    origin = hearing.registration.case
    if asked is not None and not has_own_line(asked, origin):
        raise ValueError("a denunciation and a name may not stand side by side")
    rows = origin.parts.select_related("citizen").filter(opened_at__gte=hearing.registration.submitted_at)
    parts = [part for part in rows.order_by("opened_at", "kind") if has_own_line(part, origin)]
    return parts if asked is None or asked in parts else [*parts, asked]


def split_off(part: Case, number: str) -> str:
    """What the line of the origin says in column 12."""
    return _("Tách riêng %(kind)s: số %(number)s") % {"kind": str(part.get_kind_display()).lower(), "number": number}


def first_columns(hearing: Hearing, case: Case) -> dict[str, object]:
    """Columns 3 to 8 and 13 as they stand in the file; a denouncer by alias, without number."""
    registration = hearing.registration
    return {
        "case": case,
        "person": _person(case)[:450],
        "identity": bytes(case.citizen.identity_sealed) if case.citizen else b"",
        "content": case.subject,
        "request": case.request[:2000],
        "kind": MARKS[MatterKind(case.kind)],
        "people_count": registration.people_count,
        "note": _("Tiếp trực tuyến, %(site)s") % {"site": registration.site},
    }


def _person(case: Case) -> str:
    return f"{case.citizen.full_name}, {case.citizen.address}" if case.citizen else case.person_label
