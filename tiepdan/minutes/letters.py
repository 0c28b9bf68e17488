"""Which letters a registration has, and each as PDF/A or as .docx. Whoever asks has passed a door before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.cases.models import Case
from tiepdan.cases.queries import handling_of
from tiepdan.documents import forms, pdfs
from tiepdan.law.competence import Act, Competence, handling
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusals import REFUSALS, RefusalGround
from tiepdan.minutes import printing
from tiepdan.places.models import Agency
from tiepdan.refusals.models import RefusalNotice
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession


@dataclass(frozen=True)
class Asked:
    """A registration whose letter is asked for, by whom, with what the office typed into the letter."""

    registration: Registration
    by: User
    now: datetime
    number: str = ""
    legal_basis: str = ""
    part: Case | None = None

    @property
    def case(self) -> Case:
        """The matter of the registration, or one that was split off it."""
        return self.part or self.registration.case


@dataclass(frozen=True)
class Letter:
    """One kind of letter: its name in addresses, its label, when it exists, how it is filled."""

    name: str
    label: str | Promise
    exists: Callable[[Asked], bool]
    fill: Callable[[Asked], Any]
    printed: Callable[..., bytes]


def _invitation(asked: Asked) -> forms.InvitationForm:
    return printing.invitation_form(asked.registration, number=asked.number)


def _refusal(asked: Asked) -> forms.RefusalForm:
    return printing.refusal_form(asked.registration, legal_basis=asked.legal_basis, number=asked.number)


def _presentation(asked: Asked) -> forms.PresentationForm:
    return printing.presentation_form(asked.registration, by=asked.by, at=asked.now)


def _is_confirmed(asked: Asked) -> bool:
    return asked.registration.confirmed_at is not None


def _needs_notice(asked: Asked) -> bool:
    """Only two grounds are told by form 01/TCD; the others by word of mouth (Đ4.2, Đ4.3)."""
    ground = asked.registration.refusal_ground
    return bool(ground) and asked.by.role != Role.SITE_OFFICER and REFUSALS[RefusalGround(ground)].needs_notice


def _may(act: Act) -> Callable[[Asked], bool]:
    """True when this act was chosen; before one was, when the law gives it. Offices of the centre only."""

    def is_given(asked: Asked) -> bool:
        case = asked.case
        if case.classified_at is None or asked.by.role == Role.SITE_OFFICER:
            return False
        done = handling_of(case)
        if done is not None:
            return done.act == act
        return act in handling(MatterKind(case.kind), Competence(case.competence)).acts

    return is_given


def _guidance(asked: Asked) -> forms.GuidanceForm:
    """Phiếu hướng dẫn."""
    registration = asked.registration
    return forms.GuidanceForm(
        head=printing.letterhead(registration.session.agency, asked.now, kind_mark="PHD-TCD", number=asked.number),
        citizen=printing.citizen_line(registration),
        came_on=registration.session.held_on,
        kind=str(asked.case.get_kind_display()),
        subject=asked.case.subject,
        guided_to=_guided_to(asked.case),
        legal_basis=asked.legal_basis or _basis(asked.case),
        signer=printing.head_of(registration.session.agency),
    )


def _transfer(asked: Asked) -> forms.TransferForm:
    """Phiếu chuyển đơn."""
    registration = asked.registration
    return forms.TransferForm(
        head=printing.letterhead(registration.session.agency, asked.now, kind_mark="PC-TCD", number=asked.number),
        citizen=printing.citizen_line(registration),
        received_on=registration.session.held_on,
        kind=str(asked.case.get_kind_display()),
        subject=asked.case.subject,
        transferred_to=_guided_to(asked.case),
        legal_basis=asked.legal_basis or _basis(asked.case),
        papers=tuple(one.title for one in registration.papers.order_by("added_at")),
        signer=printing.head_of(registration.session.agency),
    )


def _guided_to(case: Case) -> str:
    """The body named when the matter was classified; before, what the register says in its column 10."""
    done = handling_of(case)
    if done is not None and done.to_body:
        return done.to_body
    lines = case.register_entries.order_by("-entered_at").values_list("guided_to", flat=True)
    return lines.first() or ""


def _basis(case: Case) -> str:
    """The articles that give the act."""
    return "; ".join(str(one) for one in handling(MatterKind(case.kind), Competence(case.competence)).sources)


def notice_form(session: ReceptionSession, agency: Agency, *, on: date, number: str = "") -> forms.NoticeForm:
    """Thông báo cho cơ quan tham gia (Đ23.1): the announced matters, never those of a registration."""
    sites = list(session.sites.select_related("office").order_by("-is_central", "office__name"))
    return forms.NoticeForm(
        head=forms.Letterhead(
            session.agency.name, session.agency.parent_name, number, "TB-TCD", session.agency.place_name, on
        ),
        agency=agency.name,
        receiver=printing.person(session.receiver),
        starts_at=session.starts_at,
        central_site=next((one.office.name for one in sites if one.is_central), ""),
        sites=tuple(one.office.name for one in sites if not one.is_central),
        matters=session.expected_matters,
        signer=printing.head_of(session.agency),
    )


def proposed_basis(letter: Letter, registration: Registration) -> str:
    """The legal basis that the letter will cite unless the office changes it; empty for those that cite none."""
    if letter.name == "refusal":
        issued = RefusalNotice.of(registration)
        return issued.legal_basis if issued else forms.RefusalForm.legal_basis
    return _basis(registration.case) if letter.name in ("guidance", "transfer") else ""


def noted_number(letter: Letter, registration: Registration) -> str:
    """The number that was typed when the matter was guided, transferred or refused; else it is typed on the page."""
    if letter.name == "refusal":
        issued = RefusalNotice.of(registration)
        return issued.document_number if issued else ""
    done = handling_of(registration.case) if letter.name in ("guidance", "transfer") else None
    return done.document_number if done else ""


LETTERS = {
    one.name: one
    for one in (
        Letter("invitation", _("Giấy mời công dân"), _is_confirmed, _invitation, pdfs.invitation),
        Letter("refusal", _("Thông báo từ chối tiếp công dân, mẫu 01/TCD"), _needs_notice, _refusal, pdfs.refusal),
        Letter("presentation", _("Bản ghi nội dung trình bày"), lambda _asked: True, _presentation, pdfs.presentation),
        Letter("guidance", _("Phiếu hướng dẫn"), _may(Act.GUIDE), _guidance, pdfs.guidance),
        Letter("transfer", _("Phiếu chuyển đơn"), _may(Act.TRANSFER), _transfer, pdfs.transfer),
    )
}


def letters_of(registration: Registration, by: User) -> list[Letter]:
    """The letters that this registration has for this person."""
    asked = Asked(registration, by, timezone.now())
    return [one for one in LETTERS.values() if one.exists(asked)]
