"""The columns of the official book, form 03/TCD, as they follow from a file (Sổ tiếp công dân)."""

from django.utils.translation import gettext as _

from tiepdan.cases.models import Case
from tiepdan.hearings.models import Hearing
from tiepdan.law.kinds import MatterKind

MARKS = {MatterKind.COMPLAINT: "KN", MatterKind.DENUNCIATION: "TC", MatterKind.RECOMMENDATION_OR_FEEDBACK: "KN, PA"}
NUMBERS_LOCK = 154_027
"""Key of the advisory lock under which numbers are given: one series a year over all sessions."""
LATER_COLUMNS = frozenset({"settled_by", "is_competent", "guided_to", "accepted_by", "note"})
"""Columns 8 to 13 without 12, which only grows."""


def first_columns(hearing: Hearing) -> dict[str, object]:
    """Columns 3 to 8 and 13 as they stand in the file; a denouncer by alias, without number."""
    registration = hearing.registration
    case = registration.case
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
