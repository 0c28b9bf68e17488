"""The writes of a citizen's registration, from the request to the hearing. One action, one transaction, one entry."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.audit.actions import record
from tiepdan.cases.actions import open_case
from tiepdan.cases.persons import DeclaredPerson
from tiepdan.clocks import actions as clocks
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind
from tiepdan.live.actions import notify
from tiepdan.outbox.actions import enqueue
from tiepdan.outbox.addresses import reached_by
from tiepdan.registrations import letters
from tiepdan.registrations.codes import new_code
from tiepdan.registrations.enums import PaperCondition, RegisteredBy, RegistrationStatus
from tiepdan.registrations.models import Attendee, Paper, Registration
from tiepdan.registrations.paper_files import StoredFile, as_papers
from tiepdan.registrations.wishes import (
    DECIDED,
    NOTHING_ANSWERED,
    AnsweredFor,
    Speaker,
    Wish,
    already_taken,
    attendees_of,
    check_decision,
    check_grounds,
    check_not_denounced,
    check_session_takes,
    check_slot,
    check_still_online,
    check_wish,
    distinct,
    note_answered,
    refusal_duty,
    refuse_if_full,
    slot_full,
)
from tiepdan.schedule import actions as schedule
from tiepdan.schedule.models import ReceptionSession, Slot


def register(
    slot: Slot,
    *,
    submission_key: UUID,
    kind: str,
    subject: str,
    account: str,
    request: str,
    person: DeclaredPerson,
    registered_by: str,
    officer: User | None = None,
    people_count: int = 1,
    papers: Sequence[StoredFile] = (),
    attendees: Sequence[Speaker] = (),
    needs: str = "",
    organisation: str = "",
    is_foreigner: bool = False,
    protection_waived: bool = False,
) -> Registration:
    """Book a place in `slot` for a citizen (đăng ký tiếp công dân).

    The same form sent twice is one registration. Locks the slot, so nobody takes a place that is gone. Nine queries,
    the first without the lock.
    Papers were stored by `paper_files.keep` before. A denunciation is registered only with the waiver of Đ20.4.
    Source: sources.LTCD_3A, sources.LTCD_7_2_A, sources.ND154_20_4, sources.LTCD_29.
    Raises: DomainError slot_past, slot_closed, slot_full, already_registered, identity_number_wrong, subject_missing,
        denunciation_not_online, attendees_under_seal, representatives_number, denunciation_by_another,
        foreigner_has_passport, identity_issued_in_future, standing_unknown, name_missing, identity_missing.
    """
    wish = Wish(
        submission_key=submission_key,
        kind=MatterKind(kind),
        subject=clean_text(subject),
        account=account,
        request=request,
        person=person,
        registered_by=RegisteredBy(registered_by),
        officer=officer,
        people_count=people_count,
        papers=tuple(papers),
        speakers=tuple(attendees),
        needs=clean_text(needs),
        organisation=clean_text(organisation),
        is_foreigner=is_foreigner,
        protection_waived=protection_waived,
    )
    check_wish(wish)
    refuse_if_full(slot, wish)
    try:
        return _register(slot, wish)
    except IntegrityError:
        # The same form sent at once for two slots: the constraint stopped the second.
        twin = Registration.objects.filter(submission_key=submission_key).first()
        if twin is None:
            raise
        return twin


@transaction.atomic
def _register(slot: Slot, wish: Wish) -> Registration:
    """Take the place under the slot's lock. Source: sources.LTCD_3A. Raises: as `register`."""
    now = timezone.now()
    slots = Slot.objects.select_for_update(of=("self",), no_key=True).select_related("site__office", "site__session")
    slot = slots.get(pk=slot.pk)
    taken = already_taken(slot, wish)
    if taken.same_form:
        return Registration.objects.get(submission_key=wish.submission_key)
    check_slot(slot, wish, now)
    if taken.same_matter:
        raise DomainError("already_registered", _("Ông/bà đã đăng ký việc này trong buổi tiếp; xin tra cứu bằng mã."))
    if taken.in_slot >= slot.capacity:
        raise slot_full()
    registration = _write(slot, wish, taken.last_position + 1, now)
    Attendee.objects.bulk_create(attendees_of(registration, wish, now))
    sent = as_papers(registration, wish.papers, PaperCondition.ELECTRONIC, by=wish.officer, now=now)
    Paper.objects.bulk_create(sent)
    record(wish.officer, "registration.register", registration, way=wish.registered_by, slot=slot.pk)
    _say(registration, "registration_received", letters.received(registration))
    _tell(registration)
    return registration


def _write(slot: Slot, wish: Wish, position: int, now: datetime) -> Registration:
    """The matter and the registration. A denouncer's telephone stays in the envelope."""
    case = open_case(
        kind=wish.kind,
        subject=wish.subject or str(_("Đến trình bày tố cáo trực tiếp")),
        account=wish.account,
        request=wish.request,
        citizen_form=wish.person,
    )
    return Registration.objects.create(
        code=new_code(),
        submission_key=wish.submission_key,
        session=slot.site.session,
        site=slot.site,
        slot=slot,
        case=case,
        registered_by=wish.registered_by,
        officer=wish.officer,
        people_count=wish.people_count,
        needs=wish.needs,
        organisation=wish.organisation,
        is_foreigner=wish.is_foreigner and not wish.is_denunciation,
        contact_phone="" if wish.is_denunciation else clean_text(wish.person.phone),
        contact_email="" if wish.is_denunciation else clean_text(wish.person.email),
        list_position=position,
        submitted_at=now,
        waived_protection_at=now if wish.is_denunciation else None,
        waiver_recorded_by=wish.officer if wish.is_denunciation else None,
    )


@transaction.atomic
def confirm(
    registration: Registration,
    *,
    by: User,
    ground: str,
    ground_note: str,
    decided_by: User,
    decided_on: date,
    answered: AnsweredFor = NOTHING_ANSWERED,
) -> Registration:
    """Confirm that the matter is heard online on a ground of Điều 20 (xác nhận lịch tiếp trực tuyến).

    Locks the registration. `answered` is asked of a denunciation only; `by` answers for it with his name.
    Source: sources.ND154_20.
    Raises: DomainError registration_wrong_state, session_wrong_state, decider_not_head, decided_in_future,
        site_of_denounced, or the code of the first reason of `law.grounds`.
    """
    now = timezone.now()
    registration = _locked(registration)
    registration.require_move_to(RegistrationStatus.CONFIRMED)
    check_session_takes(registration.session)
    check_decision(decided_by, decided_on)
    if registration.case.is_denunciation:
        note_answered(registration, answered, by, now)
        check_not_denounced(registration, registration.site)
    need = clean_text(ground_note)
    check_grounds(registration, ground=ground, need=need, decided_by=decided_by, decided_on=decided_on, now=now)
    registration.status = RegistrationStatus.CONFIRMED
    registration.ground = ground
    registration.ground_note = need
    registration.ground_decided_by = decided_by
    registration.ground_decided_on = decided_on
    registration.confirmed_at = now
    registration.save(update_fields=DECIDED)
    record(by, "registration.confirm", registration, ground=ground, decided_by=decided_by.pk, on=str(decided_on))
    _say(registration, "registration_confirmed", letters.confirmed(registration))
    _tell(registration)
    return registration


@transaction.atomic
def refuse(registration: Registration, *, by: User, ground: str, reason: str) -> Registration:
    """Refuse to receive, on a legal ground and with the reason told to the citizen (từ chối tiếp công dân).

    Locks the registration. Where the written notice 01/TCD is due its clock (C5) starts; the letter tells it.
    Source: sources.LTCD_9_3, sources.ND154_4_2, sources.ND154_4_3.
    Raises: DomainError registration_wrong_state, reason_missing, refusal_ground_unknown, refusal_kind,
        refusal_proof_missing, law_not_in_force, calendar_gap.
    """
    now = timezone.now()
    registration = _locked(registration)
    registration.require_move_to(RegistrationStatus.REFUSED)
    duty = refusal_duty(registration, ground, reason, timezone.localdate(now))
    registration.status = RegistrationStatus.REFUSED
    registration.refused_at = now
    registration.refusal_ground = ground
    registration.refusal_reason = clean_text(reason)
    registration.save(update_fields=["status", "refused_at", "refusal_ground", "refusal_reason"])
    notice_by = str(duty.notice.due_on) if duty.notice else ""
    if duty.notice is not None:
        clocks.start(registration.case, duty.notice.rule, timezone.localdate(now), by=by, about=registration)
    record(by, "registration.refuse", registration, ground=ground, notice_by=notice_by)
    _say(registration, "registration_refused", letters.refused(registration, duty))
    _tell(registration)
    return registration


@transaction.atomic
def withdraw(registration: Registration, *, by: User | None, reason: str = "") -> Registration:
    """Take a registration back; its place is free again (rút đăng ký). `by` is None when the citizen does it by code.

    Locks the registration.
    Source: sources.LTCD_3A.
    Raises: DomainError registration_wrong_state.
    """
    registration = _locked(registration)
    registration.require_move_to(RegistrationStatus.WITHDRAWN)
    registration.status = RegistrationStatus.WITHDRAWN
    registration.withdrawn_at = timezone.now()
    registration.save(update_fields=["status", "withdrawn_at"])
    record(by, "registration.withdraw", registration, reason=clean_text(reason))
    _tell(registration)
    return registration


@transaction.atomic
def withdraw_waiver(registration: Registration, *, by: User | None) -> Registration:
    """Note that a denouncer now asks for protection: the online route stops at once (yêu cầu bảo vệ danh tính).

    Locks the registration, which gives its place back. Called by `protection.actions.ask_protection` only, which sees
    to the queue and the hearing too. `by` is None when the denouncer says so by code.
    Source: sources.ND154_20_4.
    Raises: DomainError not_a_denunciation, registration_wrong_state.
    """
    registration = _locked(registration)
    if not registration.case.is_denunciation:
        raise DomainError("not_a_denunciation", _("Chỉ người tố cáo mới có yêu cầu bảo vệ danh tính ở đây."))
    registration.require_move_to(RegistrationStatus.WITHDRAWN)
    registration.status = RegistrationStatus.WITHDRAWN
    registration.withdrawn_at = registration.waiver_withdrawn_at = timezone.now()
    registration.waiver_withdrawn_by = by
    registration.save(update_fields=["waiver_withdrawn_at", "waiver_withdrawn_by", "status", "withdrawn_at"])
    record(by, "registration.withdraw_waiver", registration)
    _tell(registration)
    return registration


@transaction.atomic
def reorder(session: ReceptionSession, ids: Sequence[UUID], *, by: User) -> None:
    """Put these registrations in this order, in the places that they hold together (sắp thứ tự danh sách).

    Those not named keep their places, so ordering the general list moves no denunciation. Locks session, then rows.
    Source: sources.LTCD_24_4 (the coordinator publishes and arranges the day).
    Raises: DomainError registration_not_in_session.
    """
    ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    rows = Registration.objects.select_for_update(of=("self",), no_key=True).filter(session=session, pk__in=ids)
    found = {row.pk: row for row in rows.order_by("list_position", "submitted_at")}
    if len(ids) != len(found):
        raise DomainError("registration_not_in_session", _("Danh sách đã thay đổi; xin tải lại trang rồi sắp lại."))
    places = distinct([row.list_position for row in found.values()])
    for pk, place in zip(ids, places, strict=True):
        found[pk].list_position = place
    Registration.objects.bulk_update(found.values(), ["list_position"])
    record(by, "registration.reorder", session, order=[str(pk) for pk in ids])
    notify(f"session:{session.pk}", "queue")


@transaction.atomic
def mark_present(registration: Registration, *, by: User) -> Registration:
    """Note that the citizen is present (có mặt). Called by `desk.actions.check_in` only. The law is asked again.

    Source: sources.LTCD_25_1, sources.ND154_20.
    Raises: DomainError registration_wrong_state, or the code of the first reason of `law.grounds`.
    """
    registration = _locked(registration)
    registration.require_move_to(RegistrationStatus.CHECKED_IN)
    check_still_online(registration)
    return _move(registration, RegistrationStatus.CHECKED_IN, by=by, moment="checked_in_at")


@transaction.atomic
def mark_heard(registration: Registration, *, by: User | None) -> Registration:
    """Note that the citizen was received (đã được tiếp). Called when the hearing ends.

    Source: sources.LTCD_25_2.
    Raises: DomainError registration_wrong_state.
    """
    return _move(registration, RegistrationStatus.HEARD, by=by, moment="heard_at")


@transaction.atomic
def mark_absent(registration: Registration, *, by: User | None) -> Registration:
    """Note that the citizen did not come (vắng mặt).

    Source: sources.LTCD_25_1.
    Raises: DomainError registration_wrong_state.
    """
    return _move(registration, RegistrationStatus.NO_SHOW, by=by, moment="")


def _move(registration: Registration, status: RegistrationStatus, *, by: User | None, moment: str) -> Registration:
    """Lock, check the table of moves, write the state and its moment, record, tell."""
    registration = _locked(registration)
    registration.require_move_to(status)
    registration.status = status
    if moment:
        setattr(registration, moment, timezone.now())
    registration.save(update_fields=["status", *([moment] if moment else [])])
    record(by, f"registration.{status.value}", registration)
    _tell(registration)
    return registration


@transaction.atomic
def postpone_session(session: ReceptionSession, *, by: User, reason: str, expected_new_at: datetime | None) -> int:
    """Put a session off and tell everybody who registered (lùi lịch và báo cho người đã đăng ký).

    Unit: messages queued.
    Source: sources.LTCD_24_4.
    Raises: DomainError as `schedule.actions.postpone`.
    """
    session = schedule.postpone(session, by=by, reason=reason, expected_new_at=expected_new_at)
    return _tell_all(session, "session_postponed", letters.postponed)


@transaction.atomic
def cancel_session(session: ReceptionSession, *, by: User, reason: str) -> int:
    """Call a session off and tell everybody who registered (hủy buổi tiếp và báo cho người đã đăng ký).

    Unit: messages queued.
    Source: sources.LTCD_24_4.
    Raises: DomainError as `schedule.actions.cancel`.
    """
    session = schedule.cancel(session, by=by, reason=reason)
    return _tell_all(session, "session_cancelled", letters.cancelled)


def _tell_all(session: ReceptionSession, kind: str, letter: Callable[[Registration], str]) -> int:
    """One message to each who still holds a place."""
    rows = Registration.objects.filter(session=session).holding_a_place().with_page_data()
    return sum(_say(row, kind, letter(row)) for row in rows)


def _locked(registration: Registration) -> Registration:
    """The row with what the actions read of it, held until the end of the transaction."""
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    return rows.with_page_data().get(pk=registration.pk)


def _say(registration: Registration, kind: str, body: str) -> bool:
    """To the address the citizen gave, by e-mail first. A denouncer gave none outside the envelope: nothing is sent."""
    reached = reached_by(registration.contact_email, registration.contact_phone)
    if reached is None:
        return False
    channel, recipient = reached
    subject = str(_("Đăng ký tiếp công dân"))
    enqueue(kind, channel=channel, recipient=recipient, subject=subject, body=body, about=registration)
    return True


def _tell(registration: Registration) -> None:
    """Open pages of the session and of the citizen ask again. The citizen's page listens to its session too."""
    notify(f"session:{registration.session_id}", "queue")
