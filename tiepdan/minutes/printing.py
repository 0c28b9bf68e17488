"""From rows to the values of the printed forms. Whoever prints has passed a door before."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.documents import forms
from tiepdan.hearings.models import Hearing
from tiepdan.minutes import texts
from tiepdan.minutes.models import ConclusionNotice, Minutes
from tiepdan.places.models import Agency
from tiepdan.refusals.models import RefusalNotice
from tiepdan.registrations.models import DocumentReceipt, Registration
from tiepdan.schedule.models import ReceptionSession

ARRIVE_MINUTES_BEFORE = 30
BRING = ("Giấy tờ tùy thân", "Đơn và tài liệu liên quan (nếu có)", "Giấy ủy quyền, giấy cử người đại diện (nếu có)")


def letterhead(agency: Agency, dated_at: datetime | None, *, kind_mark: str = "", number: str = "") -> forms.Letterhead:
    """The head of a document of this body."""
    return forms.Letterhead(
        agency=agency.name,
        parent=agency.parent_name,
        number=number,
        kind_mark=kind_mark,
        place_name=agency.place_name,
        dated_on=timezone.localtime(dated_at).date() if dated_at else None,
    )


def citizen_line(registration: Registration) -> forms.CitizenLine:
    """The citizen with address and number; a denouncer by alias and nothing else."""
    case = registration.case
    if case.citizen is None:
        return forms.CitizenLine(label="Người tố cáo", full_name=case.person_label)
    return forms.CitizenLine(
        label="Ông (bà)",
        standing=f"thay mặt {registration.organisation}" if registration.organisation else "",
        full_name=case.citizen.full_name,
        address=case.citizen.address,
        identity_label=str(case.citizen.get_identity_kind_display()),
        identity_number=case.citizen.identity_number,
        identity_issued_on=case.citizen.identity_issued_on,
        identity_issue_place=case.citizen.identity_issue_place,
    )


def person(user: User) -> forms.Person:
    """Somebody of the offices with the position."""
    return forms.Person(str(user), user.position)


def minutes_form(minutes: Minutes, *, at: datetime, is_draft: bool) -> forms.MinutesForm:
    """Biên bản tiếp công dân."""
    hearing = minutes.hearing
    registration = hearing.registration
    session = hearing.session
    denunciation = registration.case.is_denunciation
    return forms.MinutesForm(
        head=letterhead(session.agency, minutes.opened_at, kind_mark="BB-TCD"),
        began_at=hearing.live_at or hearing.called_at,
        ended_at=hearing.ended_at or at,
        place=_central_place(session),
        number=hearing.number,
        matter_kind=str(registration.case.get_kind_display()),
        subject=registration.case.subject,
        citizen=citizen_line(registration),
        attendees=() if denunciation else _attendees(registration),
        receiver=person(session.receiver),
        note_taker=person(minutes.note_taker),
        sites=_sites(session, registration),
        text=minutes.text,
        agencies_text=minutes.agencies_text,
        conclusion_text=minutes.conclusion_text,
        pauses=_pauses(minutes),
        notices=_notices(hearing, None if is_draft else at),
        recording_ban=_recording_ban(hearing, None if is_draft else at),
        papers=tuple(f"{one.title}, {one.pages} trang, {str(one.get_condition_display()).lower()}" for one in
                     registration.papers.order_by("added_at")),
        citizen_site=f"{str(registration.site.kind_label).lower()} {registration.site}",
        text_sha256="" if is_draft else minutes.text_sha256,
        is_draft=is_draft,
    )  # fmt: skip


def _central_place(session: ReceptionSession) -> str:
    central = session.sites.select_related("office").filter(is_central=True).first()
    return central.office.name if central else session.agency.name


def _attendees(registration: Registration) -> tuple[forms.Person, ...]:
    rows = registration.attendees.filter(awaits_papers=False).order_by("noted_at")
    return tuple(forms.Person(one.full_name, str(one.get_standing_display()).lower()) for one in rows)


def _sites(session: ReceptionSession, registration: Registration) -> tuple[forms.SitePresence, ...]:
    """Who was noted present at the roll-call, at the centre and where the citizen sits."""
    rows = session.presences.select_related("site__office").order_by(
        "-site__is_central", "site__office__name", "noted_at"
    )
    here = [one for one in rows if one.site.is_central or one.site_id == registration.site_id]
    sites = {one.site_id: one.site for one in here}
    return tuple(
        forms.SitePresence(
            site=str(site),
            kind=site.kind_label,
            people=tuple(
                forms.Person(one.full_name, one.position or str(one.get_duty_display()).lower())
                for one in here
                if one.site_id == key
            ),
        )
        for key, site in sites.items()
    )


def _pauses(minutes: Minutes) -> tuple[forms.PauseLine, ...]:
    rows = minutes.hearing.interruptions.select_related("site__office").order_by("began_at")
    return tuple(
        forms.PauseLine(
            texts.pause_cause(one), _to_the_second(one.began_at), _to_the_second(one.ended_at) if one.ended_at else "…"
        )
        for one in rows
    )


def _notices(hearing: Hearing, until: datetime | None) -> tuple[forms.NoticeRead, ...]:
    """Where the recording notice was read, up to that moment; the agreed minutes do not change afterwards."""
    places = hearing.room.places.filter(notice_read_at__isnull=False).select_related("site__office", "notice_read_by")
    return tuple(
        forms.NoticeRead(str(one.site), one.notice_read_at, str(one.notice_read_by))
        for one in places.order_by("notice_read_at")
        if one.notice_read_at and (until is None or one.notice_read_at <= until)
    )


def _recording_ban(hearing: Hearing, until: datetime | None) -> forms.RecordingBan | None:
    """The chair's order of this hearing, when it was given by that moment."""
    ordered_at = hearing.own_recording_forbidden_at
    if ordered_at is None or (until is not None and ordered_at > until):
        return None
    return forms.RecordingBan(ordered_at, hearing.own_recording_reason)


def _to_the_second(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H giờ %M phút %S giây}"


def receipt_form(receipt: DocumentReceipt) -> forms.ReceiptForm:
    """Mẫu 02/TCD, made at the site that took the papers."""
    registration = receipt.registration
    return forms.ReceiptForm(
        head=letterhead(registration.site.office.agency, receipt.received_at),
        received_at=receipt.received_at,
        place=receipt.place,
        officer=person(receipt.received_by),
        citizen=citizen_line(registration),
        papers=tuple(
            forms.PaperLine(one.title, one.pages, str(one.get_condition_display()))
            for one in receipt.papers.order_by("added_at")
        ),
        copies=receipt.copies,
    )


def refusal_form(registration: Registration, *, legal_basis: str = "", number: str = "") -> forms.RefusalForm:
    """Mẫu 01/TCD; number and `legal_basis` as typed now, else as issued, else the form's own words."""
    session, issued = registration.session, RefusalNotice.of(registration)
    if issued is not None:
        legal_basis, number = legal_basis or issued.legal_basis, number or issued.document_number
    form = forms.RefusalForm(
        head=letterhead(session.agency, registration.refused_at, kind_mark="TB-TCD", number=number),
        citizen=citizen_line(registration),
        came_on=timezone.localtime(registration.submitted_at).date(),
        came_to=registration.site.office.name,
        kind=str(registration.case.get_kind_display()),
        subject=registration.case.subject,
        reason=registration.refusal_reason,
        signer=head_of(session.agency),
    )
    return replace(form, legal_basis=legal_basis) if legal_basis else form


def invitation_form(registration: Registration, *, number: str = "") -> forms.InvitationForm:
    """Giấy mời công dân."""
    session, site = registration.session, registration.site
    return forms.InvitationForm(
        head=letterhead(session.agency, registration.confirmed_at, kind_mark="GM-TCD", number=number),
        citizen=citizen_line(registration),
        subject=str(_("vụ việc đã đăng ký")) if registration.case.is_denunciation else registration.case.subject,
        receiver=person(session.receiver),
        starts_at=registration.slot.starts_at,
        arrive_at=registration.slot.starts_at - timedelta(minutes=ARRIVE_MINUTES_BEFORE),
        site=site.office.name,
        site_kind=site.kind_label,
        address=site.office.address,
        travel_hint=site.office.travel_hint,
        code=registration.spaced_code,
        contact_phone=site.office.phone or session.agency.phone,
        bring=BRING,
        signer=head_of(session.agency),
    )


def presentation_form(registration: Registration, *, by: User, at: datetime) -> forms.PresentationForm:
    """Bản ghi nội dung trình bày, for a citizen without a petition (Đ14.1)."""
    case = registration.case
    return forms.PresentationForm(
        head=letterhead(registration.site.office.agency, at),
        written_at=at,
        place=registration.site.office.name,
        citizen=citizen_line(registration),
        subject=case.subject,
        text=case.account,
        request=case.request,
        receiver=person(by),
    )


def conclusion_form(conclusion: ConclusionNotice) -> forms.ConclusionForm:
    """Thông báo kết luận việc tiếp công dân (Đ25.2)."""
    session = conclusion.session
    limits = list(conclusion.limits.select_related("agency").order_by("due_on", "agency__name"))
    return forms.ConclusionForm(
        head=forms.Letterhead(
            agency=session.agency.name,
            parent=session.agency.parent_name,
            number=conclusion.document_number,
            kind_mark="TB-TCD",
            place_name=session.agency.place_name,
            dated_on=conclusion.issued_on,
        ),
        receiver=person(session.receiver),
        held_on=session.held_on,
        body=conclusion.body,
        directions=tuple(forms.Direction(one.agency.name, one.direction, one.due_on) for one in limits),
        signer=head_of(session.agency),
        recipients=tuple(one.agency.name for one in limits),
        is_draft=conclusion.issued_on is None,
    )


def head_of(agency: Agency) -> forms.Signer:
    """The title only: who signs is decided in the document system."""
    head = agency.people.filter(position__istartswith="trưởng ban", is_active=True).first()
    return forms.Signer("Trưởng ban", str(head) if head else "", note="(Ký, ghi rõ họ tên, đóng dấu)")
