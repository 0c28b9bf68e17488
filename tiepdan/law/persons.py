"""Who may speak for whom, and the papers each must show (người đại diện, người được ủy quyền, luật sư …)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiepdan.law import sources
from tiepdan.law.identity import IdentityKind
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class PersonRole(StrEnum):
    """In what capacity a person comes (tư cách tham gia)."""

    SELF = "self"
    REPRESENTATIVE_OF_INCAPABLE = "representative_of_incapable"
    AUTHORISED_PERSON = "authorised_person"
    LAWYER = "lawyer"
    LEGAL_AID_OFFICER = "legal_aid_officer"
    HEAD_OF_ORGANISATION = "head_of_organisation"
    AUTHORISED_BY_ORGANISATION = "authorised_by_organisation"
    GROUP_REPRESENTATIVE = "group_representative"

    @property
    def label(self) -> str:
        """The capacity as it is shown (tư cách).

        Source: sources.ND154_13_1, sources.ND154_13_2, sources.ND154_13_3, sources.LTCD_29.
        """
        return ROLE_LABELS[self]


ROLE_LABELS = {
    PersonRole.SELF: "Người khiếu nại, tố cáo, kiến nghị, phản ánh",
    PersonRole.REPRESENTATIVE_OF_INCAPABLE: "Người đại diện theo pháp luật của người không đủ năng lực hành vi dân sự",
    PersonRole.AUTHORISED_PERSON: "Người được ủy quyền",
    PersonRole.LAWYER: "Luật sư",
    PersonRole.LEGAL_AID_OFFICER: "Trợ giúp viên pháp lý",
    PersonRole.HEAD_OF_ORGANISATION: "Người đứng đầu cơ quan, tổ chức",
    PersonRole.AUTHORISED_BY_ORGANISATION: "Người được cơ quan, tổ chức ủy quyền",
    PersonRole.GROUP_REPRESENTATIVE: "Người đại diện của nhiều người cùng một nội dung",
}
BY_AUTHORITY_OF_ANOTHER = frozenset(
    {
        PersonRole.AUTHORISED_PERSON,
        PersonRole.LAWYER,
        PersonRole.LEGAL_AID_OFFICER,
        PersonRole.HEAD_OF_ORGANISATION,
        PersonRole.AUTHORISED_BY_ORGANISATION,
    }
)
"""Capacities that the decree knows for complaints and recommendations, not for denunciations."""


class Paper(StrEnum):
    """A paper that proves a capacity (giấy tờ chứng minh tư cách)."""

    PROOF_OF_REPRESENTATION = "proof_of_representation"
    AUTHORISATION = "authorisation"
    CERTIFIED_AUTHORISATION = "certified_authorisation"
    LAWYER_CARD = "lawyer_card"
    LEGAL_AID_CARD = "legal_aid_card"
    LEGAL_AID_ASSIGNMENT = "legal_aid_assignment"
    REQUEST_FOR_LEGAL_HELP = "request_for_legal_help"
    APPOINTMENT_BY_GROUP = "appointment_by_group"

    @property
    def label(self) -> str:
        """The paper in the words of the decree (tên giấy tờ).

        Source: sources.ND154_13_2, sources.ND154_13_3, sources.LTCD_29.
        """
        return PAPER_LABELS[self]


PAPER_LABELS = {
    Paper.PROOF_OF_REPRESENTATION: "Giấy tờ chứng minh việc đại diện",
    Paper.AUTHORISATION: "Văn bản ủy quyền hợp pháp",
    Paper.CERTIFIED_AUTHORISATION: "Văn bản ủy quyền có công chứng hoặc chứng thực",
    Paper.LAWYER_CARD: "Thẻ luật sư",
    Paper.LEGAL_AID_CARD: "Thẻ trợ giúp viên pháp lý",
    Paper.LEGAL_AID_ASSIGNMENT: "Quyết định phân công trợ giúp pháp lý",
    Paper.REQUEST_FOR_LEGAL_HELP: "Giấy yêu cầu giúp đỡ về pháp luật",
    Paper.APPOINTMENT_BY_GROUP: "Văn bản cử người đại diện có chữ ký của tất cả mọi người",
}


@dataclass(frozen=True)
class PaperNeed:
    """One requirement, met by any of the papers named (giấy tờ phải có)."""

    any_of: tuple[Paper, ...]
    source: LegalSource

    @property
    def label(self) -> str:
        """The requirement in one line (giấy tờ phải có).

        Source: its own.
        """
        return " hoặc ".join(paper.label for paper in self.any_of)

    def is_met(self, shown: Collection[Paper]) -> bool:
        """Tells whether one of the papers was shown; a certified authorisation is an authorisation too (đã xuất trình).

        Source: its own.
        """
        have = set(shown) | ({Paper.AUTHORISATION} if Paper.CERTIFIED_AUTHORISATION in shown else set())
        return bool(have & set(self.any_of))


def papers_needed(
    role: PersonRole, kind: MatterKind, on: date, authorised_on: date | None = None
) -> tuple[PaperNeed, ...]:
    """The papers that a person in this capacity must show (giấy tờ phải xuất trình).

    A complaint is authorised in a notarised or certified paper through 31/12/2026: the day of the authorisation
    decides, `authorised_on`, or the day of showing it, `on`, where the paper's own day is not known.
    Source: sources.ND154_13_1, sources.ND154_13_2 (with sources.LKN_12_1_A), sources.ND154_13_3, sources.LTCD_29,
    sources.ND155_21_2.
    Raises: RuleRefused denunciation_by_another, law_not_in_force.
    """
    if kind is MatterKind.DENUNCIATION and role in BY_AUTHORITY_OF_ANOTHER:
        raise RuleRefused(
            "denunciation_by_another",
            "Quy định về người được ủy quyền, luật sư, tổ chức chỉ dành cho khiếu nại, kiến nghị, phản ánh; "
            "người tố cáo tự mình tố cáo",
            sources.ND154_4_1_E,
        )
    if not sources.ND154_12_1.in_force_on(on):
        raise RuleRefused(
            "law_not_in_force", "Quy định có hiệu lực từ 01/7/2026, không thuộc phạm vi", sources.ND154_12_1
        )
    return _needs(role, _authorisation(kind, authorised_on or on))


def _authorisation(kind: MatterKind, on: date) -> Paper:
    """The form an authorisation must have on this day (hình thức ủy quyền).

    Source: sources.ND155_21_2.
    """
    certified = kind is MatterKind.COMPLAINT and sources.ND155_21_2.in_force_on(on)
    return Paper.CERTIFIED_AUTHORISATION if certified else Paper.AUTHORISATION


def _needs(role: PersonRole, authorisation: Paper) -> tuple[PaperNeed, ...]:
    """The table of papers by capacity (bảng giấy tờ).

    Lawyer and legal-aid officer: the card, and a request for help or an authorisation. The request is not an
    authorisation, so it is not notarised.
    Source: sources.ND154_13_1, sources.ND154_13_2, sources.ND154_13_3, sources.LTCD_29.
    """
    mandate = PaperNeed((Paper.REQUEST_FOR_LEGAL_HELP, authorisation), sources.ND154_13_3)
    return {
        PersonRole.SELF: (),
        PersonRole.HEAD_OF_ORGANISATION: (),
        PersonRole.REPRESENTATIVE_OF_INCAPABLE: (PaperNeed((Paper.PROOF_OF_REPRESENTATION,), sources.ND154_13_2),),
        PersonRole.AUTHORISED_PERSON: (PaperNeed((authorisation,), sources.ND154_13_2),),
        PersonRole.AUTHORISED_BY_ORGANISATION: (PaperNeed((Paper.AUTHORISATION,), sources.ND154_13_1),),
        PersonRole.LAWYER: (PaperNeed((Paper.LAWYER_CARD,), sources.ND154_13_3), mandate),
        PersonRole.LEGAL_AID_OFFICER: (
            PaperNeed((Paper.LEGAL_AID_CARD,), sources.ND154_13_3),
            PaperNeed((Paper.LEGAL_AID_ASSIGNMENT,), sources.ND154_13_3),
            mandate,
        ),
        PersonRole.GROUP_REPRESENTATIVE: (PaperNeed((Paper.APPOINTMENT_BY_GROUP,), sources.LTCD_29),),
    }[role]


def missing_papers(
    role: PersonRole, kind: MatterKind, on: date, shown: Collection[Paper], authorised_on: date | None = None
) -> tuple[PaperNeed, ...]:
    """The requirements that are not met yet (giấy tờ còn thiếu).

    Source: as `papers_needed`.
    Raises: RuleRefused denunciation_by_another, law_not_in_force.
    """
    return tuple(need for need in papers_needed(role, kind, on, authorised_on) if not need.is_met(shown))


def states_identity(role: PersonRole) -> bool:
    """Whether who comes in this capacity states name, address and number like the citizen (nêu nhân thân).

    A lawyer and a legal-aid officer are known by their cards.
    Source: sources.ND154_21_4, sources.ND154_13_1, sources.ND154_13_2, sources.ND154_13_3.
    Raises: nothing.
    """
    return role not in (PersonRole.LAWYER, PersonRole.LEGAL_AID_OFFICER)


def check_identity_kind(kind: IdentityKind, *, foreigner: bool) -> None:
    """Refuses a document that such a person cannot have (giấy tờ của người nước ngoài).

    Source: sources.LTCD_1_2, sources.LTCD_7_2_A.
    Raises: RuleRefused foreigner_has_passport.
    """
    if kind not in identity_kinds_for(foreigner=foreigner):
        raise RuleRefused("foreigner_has_passport", "Người nước ngoài nêu số hộ chiếu", sources.LTCD_1_2)


def check_authorised_persons(number: int) -> None:
    """One content of a complaint is not authorised to several people (ủy quyền cho một người).

    Unit: people authorised for the same content.
    Source: sources.ND155_3.
    Raises: RuleRefused several_authorised.
    """
    if number > 1:
        raise RuleRefused(
            "several_authorised", "Một nội dung khiếu nại không được ủy quyền cho nhiều người", sources.ND155_3
        )


def identity_kinds_for(*, foreigner: bool) -> tuple[IdentityKind, ...]:
    """The documents whose number a person may state (giấy tờ nêu số). Foreigners are received in the same way.

    Source: sources.LTCD_7_2_A, sources.LTCD_8_2, sources.LTCD_25_1, sources.ND154_21_4; foreigners: sources.LTCD_1_2.
    Raises: nothing.
    """
    return (IdentityKind.PASSPORT,) if foreigner else tuple(IdentityKind)
