"""In what capacity somebody speaks besides or instead of the citizen, and the papers that the law asks for."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind
from tiepdan.law.persons import (
    Paper,
    PaperNeed,
    PersonRole,
    check_authorised_persons,
    missing_papers,
    papers_needed,
)
from tiepdan.law.refusal import RuleRefused
from tiepdan.registrations.enums import Standing

Said = TypeVar("Said")
CAPACITIES = {
    Standing.LAWYER: PersonRole.LAWYER,
    Standing.LEGAL_AID: PersonRole.LEGAL_AID_OFFICER,
    Standing.AUTHORISED: PersonRole.AUTHORISED_PERSON,
    Standing.LEGAL_REPRESENTATIVE: PersonRole.REPRESENTATIVE_OF_INCAPABLE,
}
"""Who may be added after the registration. Representatives of a group are named with it."""
PAPERS = [paper for paper in Paper if paper is not Paper.APPOINTMENT_BY_GROUP]


@dataclass(frozen=True)
class Needed:
    """One line of the table of papers on the page."""

    standing: str
    papers: list[str]


def table(kind: MatterKind, on: date) -> list[Needed]:
    """What each capacity must show for this kind of matter on this day (giấy tờ phải có)."""
    return _asked(lambda: [_needed(standing, papers_needed(role, kind, on)) for standing, role in CAPACITIES.items()])


def _needed(standing: Standing, needs: Sequence[PaperNeed]) -> Needed:
    return Needed(str(standing.label), [_words(need) for need in needs])


def check_typed(standing: str, name: str, shown: Collection[str]) -> list[Paper]:
    """The papers, in the order of the decree. Raises: DomainError standing_unknown, paper_unknown, name_missing."""
    if standing not in CAPACITIES:
        raise DomainError("standing_unknown", _("Xin chọn tư cách trong danh sách."))
    if not set(shown) <= set(PAPERS):
        raise DomainError("paper_unknown", _("Xin chọn giấy tờ trong danh sách."))
    if not name:
        raise DomainError("name_missing", _("Xin ghi họ và tên."))
    return [paper for paper in PAPERS if paper in shown]


def check_by_law(standing: Standing, kind: MatterKind, on: date, shown: Collection[Paper], noted: int) -> None:
    """Refuse with the article while a paper is missing, and a second authorised person in a complaint.

    Unit of `noted`: people noted in this capacity already.
    Raises: DomainError attendee_papers_missing, several_authorised, law_not_in_force.
    """
    missing = _asked(lambda: missing_papers(CAPACITIES[standing], kind, on, shown))
    if missing:
        words = "; ".join(_words(need) for need in missing)
        raise DomainError("attendee_papers_missing", _("Còn thiếu giấy tờ: %(papers)s.") % {"papers": words})
    if standing is Standing.AUTHORISED and kind is MatterKind.COMPLAINT:
        _asked(lambda: check_authorised_persons(noted + 1))


def _asked(rule: Callable[[], Said]) -> Said:
    """What the law says, or its refusal in the words of a page."""
    try:
        return rule()
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused


def _words(need: PaperNeed) -> str:
    """Any of the papers, and the article that asks for one."""
    return f" {_('hoặc')} ".join(_(paper.label) for paper in need.any_of) + f" ({need.source})"
