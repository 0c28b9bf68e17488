"""Every write made at the desk: presence, the queue."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_line, fold
from tiepdan.audit.actions import record
from tiepdan.desk.enums import TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind
from tiepdan.live.actions import notify
from tiepdan.registrations import actions as registrations
from tiepdan.registrations.capacities import (
    NOTHING_STATED,
    Stated,
    check_by_law,
    check_list,
    check_organisation,
    check_stated,
    check_typed,
)
from tiepdan.registrations.enums import RegistrationStatus, Standing
from tiepdan.registrations.models import Attendee, GroupMember, Registration
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession

CHECK_IN_OPEN = [SessionStatus.PUBLISHED, SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED]

STILL_TO_SPEAK = [RegistrationStatus.SUBMITTED, RegistrationStatus.CONFIRMED, RegistrationStatus.CHECKED_IN]


@transaction.atomic
def check_in(registration: Registration, *, by: User) -> QueueTicket:
    """Note the citizen's presence and give the next queue number (điểm danh, cấp số thứ tự).

    Locks the session, then the registration: one order of numbers over all sites, whatever the load.
    Source: sources.LTCD_25_1, sources.LTCD_29, sources.ND154_12_1.
    Raises: DomainError session_not_today, session_wrong_state, registration_wrong_state, group_list_missing and those
        of `note_group`, or a code of `law.grounds`.
    """
    now = timezone.now()
    session = _lock_session(registration.session_id)
    if session.status not in CHECK_IN_OPEN:
        raise DomainError(
            "session_wrong_state", _("Buổi tiếp này đã kết thúc hoặc không diễn ra; không điểm danh được.")
        )
    if session.held_on != timezone.localdate(now):
        day = f"{session.held_on:%d/%m/%Y}"
        raise DomainError(
            "session_not_today", _("Buổi tiếp diễn ra ngày %(day)s; chỉ điểm danh trong ngày tiếp.") % {"day": day}
        )
    registration = registrations.mark_present(registration, by=by)
    _require_group_list(registration)
    last = session.tickets.aggregate(number=Max("number"), position=Max("position"))
    ticket = QueueTicket.objects.create(
        session=session,
        site_id=registration.site_id,
        registration=registration,
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        issued_at=now,
        issued_by=by,
    )
    record(by, "desk.check_in", ticket, number=ticket.number)
    _tell(ticket)
    return ticket


@transaction.atomic
def add_attendee(
    registration: Registration,
    *,
    by: User,
    standing: str,
    full_name: str,
    shown: Collection[str],
    stated: Stated = NOTHING_STATED,
    authorised_on: date | None = None,
) -> Attendee:
    """Note who speaks besides or instead of the citizen, and the papers seen (người đại diện, luật sư …).

    Whoever was declared on the web in the same capacity under that name is confirmed, not noted twice. Locks the
    registration, so one content is authorised once. Never for a denunciation. The day of the authorisation decides
    whether it must be notarised or certified.
    Source: sources.ND154_13_1, sources.ND154_13_2, sources.ND154_13_3, sources.ND154_21_4, sources.ND155_3,
        sources.ND155_21_2.
    Raises: DomainError attendees_under_seal, registration_wrong_state, standing_unknown, paper_unknown, name_missing,
        attendee_already_noted, attendee_papers_missing, several_authorised, law_not_in_force, organisation_missing,
        identity_missing, identity_number_wrong, authorised_in_future, text_too_long.
    """
    now, name = timezone.now(), clean_line(full_name, 100)
    registration = _lock_registration(registration)
    _check_takes_attendees(registration)
    papers = check_typed(standing, name, shown)
    noted = list(
        registration.attendees.filter(standing=standing, awaits_papers=False).values_list("full_name", flat=True)
    )
    if name in noted:
        raise DomainError("attendee_already_noted", _("Người này đã được ghi với tư cách đó."))
    capacity, today = Standing(standing), timezone.localdate(now)
    check_organisation(capacity, registration.organisation)
    check_by_law(capacity, MatterKind(registration.case.kind), today, papers, len(noted), authorised_on)
    check_stated(capacity, stated, today)
    columns: dict[str, Any] = {  # Any: columns of several types
        "full_name": name,
        **stated.columns(),
        "authorised_on": authorised_on,
        "papers_shown": "; ".join(paper.label for paper in papers),
        "awaits_papers": False,
        "noted_at": now,
    }
    attendee = _declared(registration, standing, name)
    if attendee is None:
        attendee = Attendee.objects.create(registration=registration, standing=standing, **columns)
    else:
        for column, value in columns.items():
            setattr(attendee, column, value)
        attendee.save(update_fields=list(columns))
    record(by, "desk.add_attendee", registration, standing=standing, papers=[paper.value for paper in papers])
    notify(f"session:{registration.session_id}", "queue")
    return attendee


@transaction.atomic
def strike_attendee(registration: Registration, attendee_id: str, *, by: User) -> None:
    """Strike somebody who was noted by mistake or will not speak (bỏ người cùng trình bày).

    Locks the registration. Not a group's representative: the list that everybody signed names him.
    Raises: DomainError attendees_under_seal, registration_wrong_state, attendee_unknown.
    """
    registration = _lock_registration(registration)
    _check_takes_attendees(registration)
    others = registration.attendees.exclude(standing=Standing.GROUP_REPRESENTATIVE)
    row = others.filter(pk=attendee_id).first() if attendee_id.isdecimal() else None
    if row is None:
        raise DomainError("attendee_unknown", _("Người này không có trong danh sách người cùng trình bày."))
    record(by, "desk.strike_attendee", registration, standing=row.standing)
    row.delete()
    notify(f"session:{registration.session_id}", "queue")


@transaction.atomic
def note_group(registration: Registration, *, by: User, names: Sequence[str], paper_seen: bool) -> None:
    """Note who signed the paper that names the representatives of a group (danh sách người cùng ký).

    Locks the registration. Noted again, the list takes the place of the one before. Never for a denunciation.
    Source: sources.LTCD_29, sources.ND154_22_4.
    Raises: DomainError attendees_under_seal, registration_wrong_state, group_paper_missing, group_list_incomplete,
        group_list_doubled, representatives_number, representative_outside, text_too_long.
    """
    registration = _lock_registration(registration)
    _check_takes_attendees(registration)
    if not paper_seen:
        raise DomainError(
            "group_paper_missing", _("Phải xem văn bản cử người đại diện có chữ ký của tất cả mọi người (Điều 29).")
        )
    members = [clean_line(name, 100) for name in names]
    check_list(registration.people_count, members, _representatives(registration))
    now = timezone.now()
    registration.members.all().delete()
    GroupMember.objects.bulk_create(
        GroupMember(registration=registration, full_name=name, number=number, noted_by=by, noted_at=now)
        for number, name in enumerate(members, start=1)
    )
    record(by, "desk.note_group", registration, people=len(members))
    notify(f"session:{registration.session_id}", "queue")


def _require_group_list(registration: Registration) -> None:
    """Nobody speaks for a group before its list was seen. Of denouncers no names are kept."""
    if registration.people_count == 1 or registration.case.is_denunciation:
        return
    members = list(registration.members.values_list("full_name", flat=True))
    if not members:
        message = _("Nhóm %(people)s người: xin ghi danh sách người đã ký văn bản cử người đại diện (Điều 29).")
        raise DomainError("group_list_missing", message % {"people": registration.people_count})
    check_list(registration.people_count, members, _representatives(registration))


def _declared(registration: Registration, standing: str, name: str) -> Attendee | None:
    """The same person as declared on the web, whose papers were not seen yet; marks and case do not matter."""
    rows = registration.attendees.filter(standing=standing, awaits_papers=True).order_by("noted_at")
    return next((one for one in rows if fold(one.full_name) == fold(name)), None)


def _representatives(registration: Registration) -> list[str]:
    rows = registration.attendees.filter(standing=Standing.GROUP_REPRESENTATIVE)
    return list(rows.values_list("full_name", flat=True))


def _check_takes_attendees(registration: Registration) -> None:
    if registration.case.is_denunciation:
        raise DomainError("attendees_under_seal", _("Không ghi tên người đi cùng trong đăng ký tố cáo."))
    if registration.status not in STILL_TO_SPEAK:
        message = _("Phiếu đăng ký đang ở trạng thái “%(state)s”; không ghi thêm người trình bày được.")
        raise DomainError("registration_wrong_state", message % {"state": registration.get_status_display()})


@transaction.atomic
def take_next(session: ReceptionSession, *, by: User) -> QueueTicket:
    """Call the first ticket that waits (gọi số tiếp theo): each ticket once, none skipped, however many clerks call.

    Takes the row with SKIP LOCKED, so clerks do not wait for one another.
    Raises: DomainError queue_empty.
    """
    waiting = QueueTicket.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    ticket = waiting.filter(session=session, status=TicketStatus.WAITING).order_by("position", "number").first()
    if ticket is None:
        raise DomainError("queue_empty", _("Không còn ai đang chờ. Khi có người được điểm danh, số sẽ hiện ở đây."))
    ticket.status, ticket.called_at = TicketStatus.CALLED, timezone.now()
    ticket.save(update_fields=["status", "called_at"])
    record(by, "desk.take_next", ticket, number=ticket.number)
    _tell(ticket)
    return ticket


@transaction.atomic
def finish(ticket: QueueTicket, *, by: User | None) -> QueueTicket:
    """Close the ticket of a hearing that ended (xong lượt).

    Raises: DomainError ticket_wrong_state.
    """
    return _move(ticket, TicketStatus.DONE, "desk.finish", by=by)


@transaction.atomic
def mark_absent(ticket: QueueTicket, *, by: User) -> QueueTicket:
    """Note that the person did not come when called (gọi không có mặt); the number may return to the queue.

    Raises: DomainError ticket_wrong_state.
    """
    return _move(ticket, TicketStatus.ABSENT, "desk.mark_absent", by=by)


@transaction.atomic
def requeue(ticket: QueueTicket, *, by: User | None) -> QueueTicket:
    """Put a number back among those who wait, behind the others when it had been absent (đưa lại vào hàng chờ).

    A number that was called by mistake keeps its old position.
    Raises: DomainError ticket_wrong_state.
    """
    session = _lock_session(ticket.session_id)
    ticket = _lock(ticket)
    was_absent = ticket.status == TicketStatus.ABSENT
    ticket.require_move_to(TicketStatus.WAITING)
    if was_absent:
        ticket.position = (session.tickets.aggregate(last=Max("position"))["last"] or 0) + 1
    ticket.status = TicketStatus.WAITING
    ticket.save(update_fields=["status", "position"])
    record(by, "desk.requeue", ticket, number=ticket.number)
    _tell(ticket)
    return ticket


@transaction.atomic
def leave(ticket: QueueTicket, *, by: User) -> QueueTicket:
    """Note that the person went home before the turn (đã về), so the registration ends as not received.

    Locks the registration before the ticket.
    Raises: DomainError ticket_wrong_state, registration_wrong_state.
    """
    registrations.mark_absent(ticket.registration, by=by)
    return _move(ticket, TicketStatus.LEFT, "desk.leave", by=by)


@transaction.atomic
def take_out(ticket: QueueTicket, *, by: User | None) -> QueueTicket:
    """Take a number out of the queue for good: its registration was withdrawn meanwhile (đưa ra khỏi hàng chờ).

    Also one that is being heard. `by` is None when the citizen did it by code.
    Raises: DomainError ticket_wrong_state.
    """
    return _move(ticket, TicketStatus.LEFT, "desk.take_out", by=by)


@transaction.atomic
def move_before(ticket: QueueTicket, other: QueueTicket, *, by: User, reason: str) -> QueueTicket:
    """Put one waiting number before another (ưu tiên), with the reason: elderly, disabled, pregnant, a long way home.

    Locks the session, so two reorderings cannot cross.
    Raises: DomainError reason_missing, ticket_wrong_state.
    """
    if not reason.strip():
        raise DomainError("reason_missing", _("Cần ghi lý do thay đổi thứ tự, ví dụ người cao tuổi, người khuyết tật."))
    session = _lock_session(ticket.session_id)
    waiting = list(session.tickets.filter(status=TicketStatus.WAITING).order_by("position", "number"))
    if ticket not in waiting or other not in waiting:
        raise DomainError("ticket_wrong_state", _("Chỉ đổi thứ tự của các số đang chờ."))
    positions = [one.position for one in waiting]
    waiting.remove(ticket)
    waiting.insert(waiting.index(other), ticket)
    for one, position in zip(waiting, positions, strict=True):
        one.position = position
    QueueTicket.objects.bulk_update(waiting, ["position"])
    record(by, "desk.move_before", ticket, before=other.number, reason=reason)
    _tell(ticket)
    return ticket


def _move(ticket: QueueTicket, status: TicketStatus, verb: str, *, by: User | None) -> QueueTicket:
    ticket = _lock(ticket)
    ticket.require_move_to(status)
    ticket.status, ticket.finished_at = status, timezone.now()
    ticket.save(update_fields=["status", "finished_at"])
    record(by, verb, ticket, number=ticket.number)
    _tell(ticket)
    return ticket


def _lock_session(session_id: UUID) -> ReceptionSession:
    return ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session_id)


def _lock_registration(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",), no_key=True).select_related("case")
    return rows.get(pk=registration.pk)


def _lock(ticket: QueueTicket) -> QueueTicket:
    return QueueTicket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)


def _tell(ticket: QueueTicket) -> None:
    """The queue of a session is one event for every page that shows it, and for the citizen's own page."""
    notify(f"session:{ticket.session_id}", "queue")
    notify(f"registration:{ticket.registration_id}", "queue")
