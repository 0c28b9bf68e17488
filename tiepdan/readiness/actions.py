"""Every write of the preparation: notices, connection checks, decisions of the head, roll-call, opening."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.law.gates import Gate, GateState
from tiepdan.live.actions import notify
from tiepdan.places.models import Agency
from tiepdan.readiness import notices, queries
from tiepdan.readiness.enums import CheckKind
from tiepdan.readiness.models import GateOverride, Notice, Presence, SiteCheck
from tiepdan.readiness.reception import received_from
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.rooms import actions as rooms
from tiepdan.rooms.enums import RoomPurpose, RoomStatus
from tiepdan.rooms.models import VideoRoom
from tiepdan.schedule import actions as schedule
from tiepdan.schedule.enums import Duty, SessionStatus
from tiepdan.schedule.models import ReceptionSession, SessionSite

PREPARED = [SessionStatus.PUBLISHED, SessionStatus.OPEN]
STANDING_ROOM = [RoomStatus.WANTED, RoomStatus.OPEN]
FIELDS_OF_SIDE = {
    "site": ("frames_at_site", "audio_level_at_site", "site_confirmed_at", "site_confirmed_by"),
    "centre": ("frames_received", "audio_level_received", "centre_confirmed_at", "centre_confirmed_by"),
}


@transaction.atomic
def send_notices(session: ReceptionSession, *, by: User | None) -> int:
    """Notify every confirmed citizen and every body taking part that was not notified yet; returns how many.

    Locks the session, so a press of the button and the job cannot notify twice.
    Source: sources.ND154_23_1.
    Raises: DomainError session_wrong_state.
    """
    session = _lock(session)
    if session.status not in PREPARED:
        raise DomainError("session_wrong_state", _("Chỉ gửi thông báo cho buổi tiếp đã công bố và chưa diễn ra."))
    now = timezone.now()
    waiting = session.registrations.with_page_data().filter(status=RegistrationStatus.CONFIRMED, notices__isnull=True)
    made = [Notice(registration=one, message=notices.to_citizen(one)) for one in waiting.order_by("submitted_at")]
    bodies = Agency.objects.filter(people__memberships__session=session).exclude(notices__session=session)
    made += [Notice(agency=one, message=notices.to_body(session, one)) for one in bodies.distinct().order_by("name")]
    for notice in made:
        notice.session, notice.noticed_at = session, now
    Notice.objects.bulk_create(made)
    if made:
        record(by, "readiness.send_notices", session, count=len(made))
        notify(f"session:{session.pk}", "checks")
    return len(made)


@transaction.atomic
def ask_for_decisions(session: ReceptionSession, *, now: datetime | None = None) -> int:
    """Tell the receiver which missed gates wait for his decision, each once; returns how many (báo chờ quyết định).

    Locks the session, so two runs of the job cannot tell twice. Who is present is seen in the room itself.
    Source: sources.ND154_23_1; house rule for the message.
    Raises: DomainError session_wrong_state; CalendarGap.
    """
    session = _lock(session)
    if session.status not in PREPARED:
        raise DomainError("session_wrong_state", _("Buổi tiếp này không còn chờ quyết định nào trước khai mạc."))
    waiting = [one.gate for one in queries.undecided(queries.gates(session, now or timezone.now()))]
    told = [gate for gate in waiting if gate != Gate.PRESENCE and notices.to_receiver(session, gate)]
    if told:
        record(None, "readiness.ask_for_decisions", session, gates=[str(gate) for gate in told])
    return len(told)


@transaction.atomic
def open_rehearsal(session: ReceptionSession, *, by: User) -> VideoRoom:
    """Open the rehearsal room for all sites, or return the open one (mở phòng kết nối thử).

    In the rehearsal every site may speak, because each must hear the others. A check of the kind of the day is begun
    for each component site: the trial before the day, the one-hour check on the day.
    Source: sources.ND154_23_1.
    Raises: DomainError session_wrong_state.
    """
    session = _lock(session)
    if session.status not in PREPARED:
        raise DomainError("session_wrong_state", _("Chỉ kết nối thử cho buổi tiếp đã công bố và chưa bắt đầu."))
    room = session.rooms.filter(purpose=RoomPurpose.REHEARSAL).filter(status__in=STANDING_ROOM).first()
    room = room or rooms.open_room(session, purpose=RoomPurpose.REHEARSAL, by=by)
    kind = CheckKind.ONE_HOUR if session.held_on == timezone.localdate() else CheckKind.TRIAL
    for site in session.sites.order_by("-is_central", "pk"):
        place = rooms.place_site(room, site, by=by)
        rooms.set_may_speak(place, allowed=True, by=by)
        if not site.is_central and not site.checks.filter(kind=kind, passed_at__isnull=False).exists():
            start_check(site, kind, by=by)
    record(by, "readiness.open_rehearsal", session)
    return room


@transaction.atomic
def close_rehearsal(session: ReceptionSession, *, by: User | None) -> None:
    """Close the rehearsal room, when there is one (đóng phòng kết nối thử).

    Raises: nothing.
    """
    for room in session.rooms.filter(purpose=RoomPurpose.REHEARSAL).filter(status__in=STANDING_ROOM).order_by("pk"):
        rooms.close_room(room, by=by)


@transaction.atomic
def start_check(site: SessionSite, kind: CheckKind, *, by: User) -> SiteCheck:
    """Begin a connection check of a site, or return the one under way (bắt đầu kiểm tra kết nối).

    Source: sources.ND154_23_1.
    Raises: nothing.
    """
    _lock(site.session)
    check = site.checks.filter(kind=kind, passed_at__isnull=True).order_by("-started_at").first()
    if check is None:
        check = SiteCheck.objects.create(site=site, kind=kind, started_at=timezone.now())
        record(by, "readiness.start_check", check, kind=str(kind))
        _tell(check)
    return check


@transaction.atomic
def confirm_check_at_site(check: SiteCheck, *, by: User) -> SiteCheck:
    """The site confirms that it sees and clearly hears the centre (điểm cầu thành phần xác nhận).

    Refused while the site's own screen does not really receive picture and sound of the centre.
    Source: sources.ND154_23_1.
    Raises: DomainError check_passed_already, no_signal_yet, no_picture, no_sound.
    """
    check = _lock_check(check)
    central = check.site.session.sites.get(is_central=True)
    seen = received_from(check.site, central)
    check.frames_at_site, check.audio_level_at_site = seen.frames, seen.audio_level
    check.site_confirmed_at, check.site_confirmed_by = timezone.now(), by
    return _save_confirmation(check, "site", by=by)


@transaction.atomic
def confirm_check_at_centre(check: SiteCheck, *, by: User) -> SiteCheck:
    """The centre confirms that it sees and clearly hears the site (điểm cầu trung tâm xác nhận).

    Refused while the central screen does not really receive picture and sound of the site.
    Source: sources.ND154_23_1.
    Raises: DomainError check_passed_already, no_signal_yet, no_picture, no_sound.
    """
    check = _lock_check(check)
    central = check.site.session.sites.get(is_central=True)
    seen = received_from(central, check.site)
    check.frames_received, check.audio_level_received = seen.frames, seen.audio_level
    check.centre_confirmed_at, check.centre_confirmed_by = timezone.now(), by
    return _save_confirmation(check, "centre", by=by)


@transaction.atomic
def override_gate(
    session: ReceptionSession, gate: Gate, *, by: User, reason: str, now: datetime | None = None
) -> GateOverride:
    """The head decides to go on although a gate was missed (quyết định của người đứng đầu), with the reason.

    The miss stays visible. Recording knows no exception. Only the receiver decides, and only on what is missed.
    Source: sources.ND154_23_1; house rule for the decision itself.
    Raises: DomainError reason_missing, recording_has_no_exception, decider_not_head, gate_not_missed; CalendarGap.
    """
    if gate == Gate.RECORDING:
        raise DomainError("recording_has_no_exception", _("Ghi âm, ghi hình là bắt buộc (Điều 24); không có ngoại lệ."))
    session, now = _locked_for_decision(session, by, reason), now or timezone.now()
    if not any(one.gate == gate and one.state is GateState.MISSED for one in queries.gates(session, now)):
        raise DomainError("gate_not_missed", _("Điều kiện này chưa bị lỡ; không cần quyết định."))
    override, is_new = GateOverride.objects.get_or_create(
        session=session, gate=gate, defaults={"reason": reason.strip(), "decided_by": by, "decided_at": now}
    )
    if is_new:
        record(by, "readiness.override_gate", session, gate=str(gate), reason=reason.strip())
        notify(f"session:{session.pk}", "checks")
    return override


@transaction.atomic
def hold_at_short_notice(
    session: ReceptionSession, *, by: User, reason: str, now: datetime | None = None
) -> list[GateOverride]:
    """The head decides to hold an extraordinary session (quyết định tiếp đột xuất): publication and notices at once.

    The reason typed at the plan is the coordinator's and passes no gate; both misses stay visible. Locks the session.
    Source: sources.LTCD_24_4, sources.ND154_23_1; house rule for the decision itself.
    Raises: DomainError reason_missing, decider_not_head, gate_not_missed; CalendarGap.
    """
    session, now = _locked_for_decision(session, by, reason), now or timezone.now()
    missed = [one.gate for one in queries.of_short_notice(queries.gates(session, now))]
    if not missed:
        raise DomainError("gate_not_missed", _("Công bố và thông báo không bị lỡ hoặc đã được quyết định."))
    made = [
        GateOverride(session=session, gate=gate, reason=reason.strip(), decided_by=by, decided_at=now)
        for gate in missed
    ]
    GateOverride.objects.bulk_create(made)
    record(by, "readiness.hold_at_short_notice", session, gates=[str(gate) for gate in missed], reason=reason.strip())
    notify(f"session:{session.pk}", "checks")
    return made


def _locked_for_decision(session: ReceptionSession, by: User, reason: str) -> ReceptionSession:
    """The session held, when it is its own head who decides, with a reason (quyết định của người đứng đầu).

    Raises: DomainError reason_missing, decider_not_head.
    """
    if not reason.strip():
        raise DomainError("reason_missing", _("Cần ghi lý do của quyết định."))
    session = _lock(session)
    if by.pk != session.receiver_id:
        raise DomainError("decider_not_head", _("Chỉ người tiếp công dân của buổi này quyết định được."))
    return session


@transaction.atomic
def note_presence(
    session: ReceptionSession,
    *,
    site: SessionSite,
    duty: Duty,
    full_name: str,
    position: str,
    by: User,
    now: datetime | None = None,
) -> Presence:
    """Notes somebody as present at a site (điểm danh thành phần tham gia). Twice the same person is one row.

    Source: sources.ND154_22_1.
    Raises: DomainError name_missing, site_of_another_session, session_wrong_state.
    """
    session = _lock(session)
    full_name, position = " ".join(clean_text(full_name).split()), clean_text(position)
    if not full_name:
        raise DomainError("name_missing", _("Mời ông/bà ghi họ và tên người có mặt."))
    if site.session_id != session.pk:
        raise DomainError("site_of_another_session", _("Điểm cầu này không thuộc buổi tiếp."))
    if session.status not in (SessionStatus.PUBLISHED, SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED):
        session.require_move_to(SessionStatus.OPEN)
    presence, is_new = Presence.objects.get_or_create(
        session=session,
        site=site,
        duty=duty,
        full_name=full_name,
        defaults={"position": position, "noted_by": by, "noted_at": now or timezone.now()},
    )
    if is_new:
        record(by, "readiness.note_presence", presence, duty=str(duty), site=str(site.pk))
        notify(f"session:{session.pk}", "status")
    return presence


@transaction.atomic
def open_session(session: ReceptionSession, *, by: User, now: datetime | None = None) -> ReceptionSession:
    """Opens the session after the roll-call (khai mạc buổi tiếp) and ends the trial connection.

    Every gate before it must be met, or missed and passed by the receiver's recorded decision.
    Source: sources.ND154_22_1: the receiver and the advising unit must be at the central site; sources.ND154_23_1.
    Raises: DomainError session_not_today, session_wrong_state, gate_missed, receiver_absent, advising_absent.
    """
    session, now = _lock(session), now or timezone.now()
    session.require_move_to(SessionStatus.OPEN)
    if session.held_on != timezone.localdate(now):
        raise DomainError("session_not_today", _("Buổi tiếp không diễn ra hôm nay; chưa khai mạc được."))
    shut = queries.gates_in_the_way(queries.gates(session, now))
    if shut:
        words = _(
            "Chưa khai mạc được (Điều 23). Chưa đạt: %(gates)s. Xem ở trang “Chuẩn bị buổi tiếp”; chỉ quyết định "
            "có ghi lý do của người tiếp công dân mới cho phép tiếp tục."
        )
        raise DomainError("gate_missed", words % {"gates": "; ".join(str(_(one.gate.label)) for one in shut)})
    require_present(session)
    session = schedule.move_session(session, SessionStatus.OPEN, by=by)
    close_rehearsal(session, by=by)
    notify(f"session:{session.pk}", "status")
    return session


def require_present(session: ReceptionSession) -> None:
    """Refuses while somebody is missing without whom nobody may be received (thành phần bắt buộc có mặt).

    Source: sources.ND154_22_1.
    Raises: DomainError receiver_absent, advising_absent.
    """
    present = set(session.presences.filter(site__is_central=True).values_list("duty", flat=True))
    if Duty.RECEIVER not in present:
        raise DomainError("receiver_absent", _("Chưa điểm danh người tiếp công dân tại điểm cầu trung tâm (Điều 22)."))
    if Duty.ADVISING not in present:
        raise DomainError("advising_absent", _("Chưa điểm danh bộ phận tham mưu tại điểm cầu trung tâm (Điều 22)."))


def _save_confirmation(check: SiteCheck, side: str, *, by: User) -> SiteCheck:
    """Save one side's figures and confirmation; with both the check has passed."""
    if check.site_confirmed_at and check.centre_confirmed_at:
        check.passed_at = timezone.now()
    check.save(update_fields=[*FIELDS_OF_SIDE[side], "passed_at"])
    record(
        by,
        f"readiness.confirm_check_at_{side}",
        check,
        frames_received=check.frames_received,
        frames_at_site=check.frames_at_site,
    )
    _tell(check)
    return check


def _lock(session: ReceptionSession) -> ReceptionSession:
    return ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)


def _lock_check(check: SiteCheck) -> SiteCheck:
    rows = SiteCheck.objects.select_for_update(of=("self",), no_key=True).select_related(
        "site__session", "site__office"
    )
    check = rows.get(pk=check.pk)
    if check.passed_at:
        raise DomainError("check_passed_already", _("Lần kiểm tra này đã đạt; không cần xác nhận lại."))
    return check


def _tell(check: SiteCheck) -> None:
    notify(f"session:{check.site.session_id}", "checks")
    notify(f"site:{check.site_id}", "checks")
