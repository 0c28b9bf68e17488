"""In what capacity somebody speaks besides or instead of the citizen, and the papers that the law asks for."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tiepdan.accounts.identity_numbers import seal
from tiepdan.accounts.names import clean_text, fold
from tiepdan.errors import DomainError
from tiepdan.law.groups import check_group
from tiepdan.law.identity import IdentityKind, check_number, normalise
from tiepdan.law.kinds import MatterKind
from tiepdan.law.persons import (
    Paper,
    PaperNeed,
    PersonRole,
    check_authorised_persons,
    missing_papers,
    papers_needed,
    states_identity,
)
from tiepdan.law.refusal import RuleRefused
from tiepdan.registrations.enums import Standing

Said = TypeVar("Said")
CAPACITIES = {
    Standing.LAWYER: PersonRole.LAWYER,
    Standing.LEGAL_AID: PersonRole.LEGAL_AID_OFFICER,
    Standing.AUTHORISED: PersonRole.AUTHORISED_PERSON,
    Standing.LEGAL_REPRESENTATIVE: PersonRole.REPRESENTATIVE_OF_INCAPABLE,
    Standing.HEAD_OF_ORGANISATION: PersonRole.HEAD_OF_ORGANISATION,
    Standing.FOR_ORGANISATION: PersonRole.AUTHORISED_BY_ORGANISATION,
}
"""Who may be added after the registration. Representatives of a group are named with it."""
INSTEAD = (Standing.LEGAL_REPRESENTATIVE, Standing.AUTHORISED, Standing.LAWYER, Standing.LEGAL_AID)
"""Those who register for another on the web; for an organisation speaks whoever names it."""
PAPERS = [paper for paper in Paper if paper is not Paper.APPOINTMENT_BY_GROUP]


OF_AN_ORGANISATION = frozenset({Standing.HEAD_OF_ORGANISATION, Standing.FOR_ORGANISATION})


@dataclass(frozen=True)
class Stated:
    """What a representative or an authorised person says of himself, like the citizen (Đ12.1)."""

    address: str = ""
    kind: str = ""
    number: str = ""

    def columns(self) -> dict[str, Any]:
        """As the columns of an attendee; the number only sealed."""
        return {
            "address": clean_text(self.address),
            "identity_kind": self.kind if self.number else "",
            "identity_sealed": seal(normalise(self.number)) if self.number else b"",
        }


NOTHING_STATED = Stated()


@dataclass(frozen=True)
class Needed:
    """One line of the table of papers on the page; `key` is the capacity as a form sends it."""

    key: str
    standing: str
    papers: list[str]


def table(kind: MatterKind, on: date, standings: Collection[Standing] = tuple(CAPACITIES)) -> list[Needed]:
    """What each capacity must show for this kind of matter on this day (giấy tờ phải có)."""
    return _asked(lambda: [_needed(one, papers_needed(CAPACITIES[one], kind, on)) for one in standings])


def papers_to_bring(standing: str, kind: MatterKind, on: date) -> list[str]:
    """What one who speaks in this capacity brings along (giấy tờ mang theo)."""
    return table(kind, on, [Standing(standing)])[0].papers


def _needed(standing: Standing, needs: Sequence[PaperNeed]) -> Needed:
    return Needed(str(standing), str(standing.label), [_words(need) for need in needs])


def check_typed(standing: str, name: str, shown: Collection[str]) -> list[Paper]:
    """The papers, in the order of the decree. Raises: DomainError standing_unknown, paper_unknown, name_missing."""
    if standing not in CAPACITIES:
        raise DomainError("standing_unknown", _("Xin chọn tư cách trong danh sách."))
    if not set(shown) <= set(PAPERS):
        raise DomainError("paper_unknown", _("Xin chọn giấy tờ trong danh sách."))
    if not name:
        raise DomainError("name_missing", _("Xin ghi họ và tên."))
    return [paper for paper in PAPERS if paper in shown]


def check_stated(standing: Standing, stated: Stated, today: date) -> None:
    """Whoever is not known by a card states address and one of four numbers.

    Raises: DomainError identity_missing, identity_number_wrong.
    """
    if not states_identity(CAPACITIES[standing]):
        return
    if not stated.address or not stated.number or stated.kind not in list(IdentityKind):
        message = _("Xin ghi địa chỉ và số giấy tờ của người này (Điều 21 khoản 4 Nghị định 154/2026/NĐ-CP).")
        raise DomainError("identity_missing", message)
    wrong = check_number(IdentityKind(stated.kind), stated.number, on=today)
    if wrong:
        raise DomainError("identity_number_wrong", wrong)


def check_declared(standing: str, name: str, stated: Stated, kind: MatterKind, on: date) -> None:
    """Whether somebody may be declared as speaking for the citizen; the desk sees the papers later (tư cách đã khai).

    Raises: DomainError standing_unknown, name_missing, identity_missing, identity_number_wrong,
        denunciation_by_another, law_not_in_force.
    """
    check_typed(standing, clean_text(name), [])
    _asked(lambda: papers_needed(CAPACITIES[Standing(standing)], kind, on))
    check_stated(Standing(standing), stated, on)


def check_organisation(standing: Standing, organisation: str) -> None:
    """Nobody speaks for an organisation that the registration does not name.

    Raises: DomainError organisation_missing.
    """
    if standing in OF_AN_ORGANISATION and not organisation:
        raise DomainError("organisation_missing", _("Đăng ký này không phải của cơ quan, tổ chức."))


def check_by_law(
    standing: Standing,
    kind: MatterKind,
    on: date,
    shown: Collection[Paper],
    noted: int,
    authorised_on: date | None = None,
) -> None:
    """Refuse with the article while a paper is missing, and a second authorised person in a complaint.

    Unit of `noted`: people noted in this capacity already.
    Raises: DomainError attendee_papers_missing, several_authorised, law_not_in_force, authorised_in_future.
    """
    if authorised_on is not None and authorised_on > on:
        raise DomainError("authorised_in_future", _("Ngày ủy quyền không thể ở sau hôm nay."))
    missing = _asked(lambda: missing_papers(CAPACITIES[standing], kind, on, shown, authorised_on))
    if missing:
        words = "; ".join(_words(need) for need in missing)
        raise DomainError("attendee_papers_missing", _("Còn thiếu giấy tờ: %(papers)s.") % {"papers": words})
    if standing is Standing.AUTHORISED and kind is MatterKind.COMPLAINT:
        _asked(lambda: check_authorised_persons(noted + 1))


def check_list(people: int, members: Sequence[str], representatives: Sequence[str]) -> None:
    """The list of those who signed is whole, and each representative is one of them (danh sách người cùng ký).

    Names are compared without marks and case.
    Raises: DomainError group_list_incomplete, group_list_doubled, representatives_number, representative_outside.
    """
    names, speaking = [fold(name) for name in members], [fold(name) for name in representatives]
    if len(set(names)) != len(names):
        raise DomainError("group_list_doubled", _("Danh sách có tên trùng nhau; xin ghi thêm năm sinh hoặc chữ lót."))
    if len(names) != people:
        message = _("Đăng ký ghi %(people)s người, danh sách có %(names)s tên.")
        raise DomainError("group_list_incomplete", message % {"people": people, "names": len(names)})
    _asked(lambda: check_group(names, names, speaking))


def _asked(rule: Callable[[], Said]) -> Said:
    """What the law says, or its refusal in the words of a page."""
    try:
        return rule()
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused


def _words(need: PaperNeed) -> str:
    """Any of the papers, and the article that asks for one."""
    return f" {_('hoặc')} ".join(_(paper.label) for paper in need.any_of) + f" ({need.source})"
