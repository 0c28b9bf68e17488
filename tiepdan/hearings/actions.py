"""Every write about hearings. Lock order: session, registration, ticket, hearing, then room and place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_reason, clean_text
from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.audit.actions import record
from tiepdan.desk import actions as desk
from tiepdan.desk.enums import TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.errors import DomainError
from tiepdan.hearings.enums import ALARM_OF_CAUSE, OF_A_HEARING, HearingStatus, InterruptionCause
from tiepdan.hearings.models import FloorGrant, FloorRequest, Hearing, Interruption, ShownPaper
from tiepdan.law.conduct import NoRecordingOrder
from tiepdan.law.refusal import RuleRefused
from tiepdan.live.actions import notify
from tiepdan.readiness import actions as readiness
from tiepdan.registrations import actions as registrations
from tiepdan.registrations.models import Paper, Registration
from tiepdan.registrations.wishes import check_not_denounced, check_still_online
from tiepdan.rooms import actions as rooms
from tiepdan.rooms.enums import Admission, Connection, RoomPurpose, RoomStatus
from tiepdan.rooms.models import RoomPlace
from tiepdan.schedule import actions as schedule
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession, SessionSite


@transaction.atomic
def call_next(session: ReceptionSession, *, by: User, now: datetime | None = None) -> Hearing:
    """Calls the next number and opens its own room for its own sites (gọi lượt tiếp theo).

    Locks the session, so two calls at once give one hearing. The hearing is OPENING until the recorder has its first
    bytes: `go_live`. Source: sources.ND154_22_1, sources.ND154_18_2_C.
    Raises: DomainError session_wrong_state, session_paused, hearing_already_open, receiver_absent, advising_absent,
        queue_empty, or a code of `law.grounds`.
    """
    session = _lock_session(session)
    if session.status == SessionStatus.OPEN:
        session = schedule.move_session(session, SessionStatus.LIVE, by=by)
    if session.status != SessionStatus.LIVE:
        session.require_move_to(SessionStatus.LIVE)
        raise DomainError("session_paused", _("Buổi tiếp đang tạm dừng. Mời ông/bà bấm “Tiếp tục buổi tiếp” trước."))
    if session.hearings.exclude(status=HearingStatus.ENDED).exists():
        raise DomainError("hearing_already_open", _("Lượt tiếp trước chưa kết thúc. Mời ông/bà kết thúc rồi gọi tiếp."))
    readiness.require_present(session)
    ticket = desk.take_next(session, by=by)
    check_still_online(ticket.registration)
    room = rooms.open_room(session, purpose=RoomPurpose.HEARING, by=by)
    central = session.sites.get(is_central=True)
    for site in {central.pk: central, ticket.site_id: ticket.site}.values():
        rooms.place_site(room, site, by=by)
    hearing = Hearing.objects.create(
        session=session,
        ticket=ticket,
        registration=ticket.registration,
        room=room,
        number=ticket.number,
        called_by=by,
        called_at=now or timezone.now(),
    )
    _move(hearing, HearingStatus.OPENING)
    record(by, "hearings.call_next", hearing, number=hearing.number)
    _tell(hearing, "status", "queue", "recording")
    return hearing


@transaction.atomic
def add_site(hearing: Hearing, site: SessionSite, *, by: User) -> RoomPlace:
    """Lets another site of the session into this hearing (mời thêm điểm cầu), e.g. the department that must answer.

    Source: sources.ND154_22_4.
    Raises: DomainError hearing_wrong_state, site_of_another_session, site_of_denounced.
    """
    hearing = _lock(hearing)
    _require_open(hearing)
    check_not_denounced(hearing.registration, site)
    if site.session_id != hearing.session_id:
        raise DomainError("site_of_another_session", _("Điểm cầu này không thuộc buổi tiếp."))
    place = rooms.place_site(hearing.room, site, by=by)
    record(by, "hearings.add_site", hearing, site=str(site.pk))
    _tell(hearing, "status")
    return place


@transaction.atomic
def go_live(hearing: Hearing, *, now: datetime | None = None) -> Hearing:
    """Begins the hearing (bắt đầu lượt tiếp): the recorder has written its first bytes of the central site.

    Called by recordings only. The central site gets the floor by itself. A hearing that has begun stays as it is.
    Source: sources.ND154_24_1.
    Raises: nothing.
    """
    hearing = _lock(hearing)
    if hearing.status != HearingStatus.OPENING:
        return hearing
    now = now or timezone.now()
    hearing.live_at = now
    _move(hearing, HearingStatus.LIVE, "live_at")
    for place in hearing.room.places.filter(site__is_central=True, admission=Admission.ADMITTED):
        _grant(hearing, place, by=None, now=now)
    record(None, "hearings.go_live", hearing, number=hearing.number)
    _tell(hearing, "status", "floor", "queue")
    return hearing


@transaction.atomic
def ask_floor(hearing: Hearing, site: SessionSite, *, by: User) -> FloorRequest:
    """Puts a site's wish to speak on the chair's list (xin phát biểu). Asking twice is asking once.

    Source: sources.ND154_21_2.
    Raises: DomainError hearing_wrong_state, not_admitted, has_floor_already.
    """
    hearing = _lock(hearing)
    _require_open(hearing)
    _place_of(hearing, site)
    if hearing.floor_grants.filter(site=site, taken_at__isnull=True).exists():
        raise DomainError("has_floor_already", _("Điểm cầu này đang được phát biểu."))
    request, is_new = FloorRequest.objects.get_or_create(
        hearing=hearing, site=site, answered_at__isnull=True, defaults={"asked_at": timezone.now()}
    )
    if is_new:
        record(by, "hearings.ask_floor", hearing, site=str(site.pk))
        _tell(hearing, "floor")
    return request


@transaction.atomic
def give_floor(hearing: Hearing, site: SessionSite, *, by: User, now: datetime | None = None) -> FloorGrant:
    """Gives a site the floor (cho phép phát biểu): its microphone may open. Several may have it.

    Source: sources.ND154_21_2.
    Raises: DomainError hearing_not_live, not_admitted.
    """
    hearing = _lock(hearing)
    if hearing.status != HearingStatus.LIVE:
        raise DomainError("hearing_not_live", _("Chỉ cho phát biểu khi lượt tiếp đang diễn ra."))
    grant = _grant(hearing, _place_of(hearing, site), by=by, now=now or timezone.now())
    record(by, "hearings.give_floor", hearing, site=str(site.pk))
    _tell(hearing, "floor")
    return grant


@transaction.atomic
def take_floor(hearing: Hearing, site: SessionSite, *, by: User) -> None:
    """Takes the floor back (thôi cho phát biểu): the server shuts that site's microphone.

    Source: sources.ND154_21_2.
    Raises: nothing.
    """
    hearing = _lock(hearing)
    if _take_back(hearing, hearing.floor_grants.filter(site=site), by=by, now=timezone.now()):
        record(by, "hearings.take_floor", hearing, site=str(site.pk))
        _tell(hearing, "floor")


@transaction.atomic
def show_paper(hearing: Hearing, paper: Paper, page: int, *, by: User) -> ShownPaper:
    """Shows one page of a paper of this matter to all its sites (trình chiếu tài liệu).

    Source: sources.ND154_15_4.
    Raises: DomainError hearing_wrong_state, paper_of_another_matter, no_such_page.
    """
    hearing = _lock(hearing)
    _require_open(hearing)
    if paper.registration_id != hearing.registration_id:
        raise DomainError("paper_of_another_matter", _("Tài liệu này không thuộc vụ việc đang tiếp."))
    if not 1 <= page <= paper.pages:
        raise DomainError("no_such_page", _("Tài liệu này không có trang đó."))
    now = timezone.now()
    hearing.shown_papers.filter(hidden_at__isnull=True).update(hidden_at=now)
    shown = ShownPaper.objects.create(hearing=hearing, paper=paper, page=page, shown_by=by, shown_at=now)
    record(by, "hearings.show_paper", hearing, paper=str(paper.pk), page=page)
    _tell(hearing, "paper")
    return shown


@transaction.atomic
def hide_paper(hearing: Hearing, *, by: User) -> None:
    """Ends showing the paper (thôi trình chiếu). Source: sources.ND154_15_4.

    Raises: nothing.
    """
    hearing = _lock(hearing)
    if hearing.shown_papers.filter(hidden_at__isnull=True).update(hidden_at=timezone.now()):
        record(by, "hearings.hide_paper", hearing)
        _tell(hearing, "paper")


@transaction.atomic
def interrupt(
    hearing: Hearing, *, cause: InterruptionCause, site: SessionSite | None = None, by: User | None = None
) -> Interruption | None:
    """Freezes the hearing (gián đoạn lượt tiếp): every floor but the centre's is closed, the centre is alarmed.

    Nothing to do, and None, unless the hearing is live. Entered in the minutes. Source: sources.ND154_24_1.
    Raises: nothing.
    """
    hearing = _lock(hearing)
    if hearing.status != HearingStatus.LIVE:
        return None
    _move(hearing, HearingStatus.INTERRUPTED)
    now = timezone.now()
    interruption = Interruption.objects.create(hearing=hearing, site=site, cause=cause, began_at=now)
    _take_back(hearing, hearing.floor_grants.filter(site__is_central=False), by=by, now=now)
    if cause in ALARM_OF_CAUSE:
        alarms.raise_alarm(hearing.session, ALARM_OF_CAUSE[cause], site=site)
    record(by, "hearings.interrupt", hearing, cause=str(cause), site=str(site.pk) if site else "")
    _tell(hearing, "status", "floor")
    return interruption


@transaction.atomic
def resume(hearing: Hearing, *, by: User) -> Hearing:
    """Goes on after an interruption (tiếp tục lượt tiếp); the chair gives the floor anew.

    Source: sources.ND154_24_1: not without the citizen, the centre and the recording.
    Raises: DomainError hearing_wrong_state, not_interrupted, site_still_lost, recording_still_lost.
    """
    hearing = _lock(hearing)
    hearing.require_move_to(HearingStatus.LIVE)
    if hearing.status != HearingStatus.INTERRUPTED:
        raise DomainError("not_interrupted", _("Lượt tiếp chưa bắt đầu; hệ thống sẽ tự mở khi đã ghi hình."))
    needed = hearing.room.places.filter(admission=Admission.ADMITTED, site__in=_needed_sites(hearing))
    if lost := needed.exclude(connection=Connection.ONLINE).first():
        raise DomainError("site_still_lost", _("%(site)s chưa kết nối lại.") % {"site": lost.site})
    if hearing.session.alarms.filter(kind=AlarmKind.RECORDING_LOST, cleared_at__isnull=True).exists():
        raise DomainError("recording_still_lost", _("Chưa ghi âm, ghi hình lại được; xin chờ trong giây lát."))
    _move(hearing, HearingStatus.LIVE)
    hearing.interruptions.filter(ended_at__isnull=True).update(ended_at=timezone.now())
    record(by, "hearings.resume", hearing)
    _tell(hearing, "status", "floor")
    return hearing


@transaction.atomic
def end(hearing: Hearing, *, by: User | None, reason: str = "", now: datetime | None = None) -> Hearing:
    """Ends the hearing, closes its room (kết thúc lượt tiếp). One that never began goes back to its place in the queue.

    One whose denouncer asked for protection leaves it for good, and is not noted as received.
    Source: sources.ND154_24_1, sources.ND154_20_4; the recording stops when the hearing is ended.
    Raises: DomainError hearing_wrong_state, reason_too_long.
    """
    _lock_session(hearing.session)
    Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=hearing.registration_id)
    QueueTicket.objects.select_for_update(of=("self",), no_key=True).get(pk=hearing.ticket_id)
    hearing = _lock(hearing)
    now = now or timezone.now()
    hearing.ended_at, hearing.end_reason = now, clean_reason(reason)
    _move(hearing, HearingStatus.ENDED, "ended_at", "end_reason")
    _take_back(hearing, hearing.floor_grants.all(), by=by, now=now)
    hearing.floor_requests.filter(answered_at__isnull=True).update(answered_at=now)
    hearing.shown_papers.filter(hidden_at__isnull=True).update(hidden_at=now)
    hearing.interruptions.filter(ended_at__isnull=True).update(ended_at=now)
    alarms.clear_all(hearing.session, kinds=OF_A_HEARING)
    rooms.close_room(hearing.room, by=by)
    if hearing.registration.waiver_withdrawn_at:
        desk.take_out(hearing.ticket, by=by)
    elif hearing.live_at:
        registrations.mark_heard(hearing.registration, by=by)
        desk.finish(hearing.ticket, by=by)
    else:
        desk.requeue(hearing.ticket, by=by)
    record(by, "hearings.end", hearing, reason=hearing.end_reason)
    _tell(hearing, "status", "floor", "paper", "queue", "alarm", "recording")
    return hearing


@transaction.atomic
def forbid_own_recording(hearing: Hearing, *, by: User, reason: str) -> Hearing:
    """Orders that participants do not record by themselves (yêu cầu không tự ghi âm, ghi hình).

    Source: sources.ND154_4_1_C.
    Raises: DomainError order_reason_missing, reason_too_long, hearing_wrong_state.
    """
    try:
        order = NoRecordingOrder(str(by), timezone.now(), clean_reason(reason))
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    hearing = _lock(hearing)
    _require_open(hearing)
    hearing.own_recording_forbidden_at, hearing.own_recording_reason = order.at, order.reason
    hearing.save(update_fields=["own_recording_forbidden_at", "own_recording_reason"])
    record(by, "hearings.forbid_own_recording", hearing, reason=hearing.own_recording_reason)
    _tell(hearing, "status")
    return hearing


@transaction.atomic
def pause_session(session: ReceptionSession, *, by: User, reason: str) -> ReceptionSession:
    """Pauses between two hearings (tạm dừng buổi tiếp). Source: house rule, decision 0001.

    Raises: DomainError session_wrong_state, hearing_still_open.
    """
    return _move_session(session, SessionStatus.PAUSED, by=by, reason=reason)


@transaction.atomic
def resume_session(session: ReceptionSession, *, by: User) -> ReceptionSession:
    """Goes on after a pause (tiếp tục buổi tiếp). Source: house rule, decision 0001.

    Raises: DomainError session_wrong_state.
    """
    return _move_session(session, SessionStatus.LIVE, by=by, reason="")


@transaction.atomic
def close_session(session: ReceptionSession, *, by: User, reason: str = "") -> ReceptionSession:
    """Closes the session (kết thúc buổi tiếp). People who still wait must be given a reason. Source: sources.LTCD_25_2.

    Raises: DomainError session_wrong_state, hearing_still_open, people_waiting.
    """
    session = _lock_session(session)
    waiting = session.tickets.filter(status=TicketStatus.WAITING).count()
    if waiting and not clean_text(reason):
        message = _("Còn %(count)s người đang chờ. Mời ông/bà ghi lý do kết thúc và việc đã báo cho họ.")
        raise DomainError("people_waiting", message % {"count": waiting})
    session = _move_session(session, SessionStatus.CLOSED, by=by, reason=reason)
    alarms.clear_all(session)
    for room in session.rooms.exclude(status__in=[RoomStatus.CLOSING, RoomStatus.CLOSED]).order_by("pk"):
        rooms.close_room(room, by=by)
    return session


def _require_open(hearing: Hearing) -> None:
    if not hearing.is_open:
        hearing.require_move_to(HearingStatus.LIVE)


def _needed_sites(hearing: Hearing) -> list[UUID]:
    centre = hearing.room.places.filter(site__is_central=True).values_list("site_id", flat=True)
    return [hearing.ticket.site_id, *centre]


def _place_of(hearing: Hearing, site: SessionSite) -> RoomPlace:
    place = hearing.room.places.filter(site=site, admission=Admission.ADMITTED).select_related("room").first()
    if place is None:
        raise DomainError("not_admitted", _("Điểm cầu này không thuộc lượt tiếp đang diễn ra."))
    return place


def _grant(hearing: Hearing, place: RoomPlace, *, by: User | None, now: datetime) -> FloorGrant:
    hearing.floor_requests.filter(site=place.site_id, answered_at__isnull=True).update(answered_at=now)
    rooms.set_may_speak(place, allowed=True, by=by)
    grant, _made = FloorGrant.objects.get_or_create(
        hearing=hearing, site_id=place.site_id, taken_at__isnull=True, defaults={"given_by": by, "given_at": now}
    )
    return grant


def _take_back(hearing: Hearing, grants: QuerySet[FloorGrant], *, by: User | None, now: datetime) -> bool:
    """Ends these grants and shuts the microphones; False when none was open."""
    standing = list(grants.filter(taken_at__isnull=True).order_by("pk"))
    for grant in standing:
        grant.taken_at = now
        grant.save(update_fields=["taken_at"])
    places = hearing.room.places.filter(site__in=[grant.site_id for grant in standing], admission=Admission.ADMITTED)
    for place in places.order_by("pk"):
        rooms.set_may_speak(place, allowed=False, by=by)
    return bool(standing)


def _move_session(session: ReceptionSession, status: SessionStatus, *, by: User, reason: str) -> ReceptionSession:
    session = _lock_session(session)
    session.require_move_to(status)
    if session.hearings.exclude(status=HearingStatus.ENDED).exists():
        raise DomainError("hearing_still_open", _("Lượt tiếp đang diễn ra. Mời ông/bà kết thúc lượt tiếp trước."))
    session = schedule.move_session(session, status, by=by, reason=clean_text(reason))
    notify(f"session:{session.pk}", "status")
    return session


def _lock_session(session: ReceptionSession) -> ReceptionSession:
    return ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)


def _lock(hearing: Hearing) -> Hearing:
    rows = Hearing.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("session", "room", "ticket", "registration").get(pk=hearing.pk)


def _move(hearing: Hearing, status: HearingStatus, *fields: str) -> None:
    hearing.require_move_to(status)
    hearing.status = status
    hearing.save(update_fields=["status", *fields])


def _tell(hearing: Hearing, *names: str) -> None:
    for name in names:
        notify(f"session:{hearing.session_id}", name)
        notify(f"hearing:{hearing.pk}", name)
