"""Every write to a reception session. Each action is one transaction and one audit entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.law.deadlines import publish_by
from tiepdan.law.gates import check_postponement
from tiepdan.law.refusal import RuleRefused
from tiepdan.live.actions import notify
from tiepdan.places.calendars import backward_reading, office_calendar, reading_in_force
from tiepdan.places.models import Agency, Office
from tiepdan.schedule.enums import Duty, SessionKind, SessionStatus
from tiepdan.schedule.models import NOT_HELD, ReceptionSession, SessionMember, SessionSite, Slot

ONE_HOUR = timedelta(hours=1)
MOST_HOURS = 12
PUBLIC_TOPIC = "public:schedule"
S = SessionStatus
OF_THE_DAY = frozenset({S.OPEN, S.LIVE, S.PAUSED, S.CLOSED, S.ARCHIVED})
"""States that a session takes on its day; publishing, postponing and cancelling have rules and actions of their own."""


@dataclass(frozen=True)
class Hours:
    """When a session is held: its day in Viet Nam and its two moments."""

    held_on: date
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def draft_session(
    agency: Agency,
    *,
    by: User | None,
    receiver: User,
    kind: str,
    held_on: date,
    starts_at: datetime,
    ends_at: datetime,
    central_office: Office,
    component_offices: Sequence[Office],
    places_per_hour_and_site: int,
    expected_matters: str,
    participants: str = "",
    members: Iterable[tuple[User, str]] = (),
    extraordinary_reason: str = "",
) -> ReceptionSession:
    """Draft a session with its sites, people and slots (lập lịch tiếp công dân trực tuyến).

    The receiver becomes a member by himself. A last part of an hour gets its share of the places, one at least.
    Unit: places per whole hour and site.
    Source: sources.LTCD_24_4, sources.ND154_22_1.
    Raises: DomainError session_hours_wrong, session_past, component_site_missing, central_site_twice,
        receiver_wrong_role, receiver_busy, reason_missing, places_missing.
    """
    hours = Hours(held_on, starts_at, ends_at)
    _check_hours(hours)
    _check_sites(central_office, component_offices)
    _check_receiver(receiver, hours)
    if kind == SessionKind.EXTRAORDINARY and not extraordinary_reason.strip():
        raise DomainError("reason_missing", _("Buổi tiếp đột xuất phải ghi lý do."))
    if places_per_hour_and_site < 1:
        raise DomainError("places_missing", _("Mỗi giờ, mỗi điểm cầu phải có ít nhất một lượt tiếp."))
    session = _create(
        agency=agency,
        receiver=receiver,
        kind=kind,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        expected_matters=expected_matters,
        participants=participants,
        extraordinary_reason=extraordinary_reason,
        drafted_at=timezone.now(),
    )
    _link_sites(session, central_office, component_offices, places_per_hour_and_site)
    _invite(session, receiver, members)
    record(by, "session.draft", session, held_on=str(held_on), sites=1 + len(component_offices))
    return session


@transaction.atomic
def publish_session(session: ReceptionSession, *, by: User | None, now: datetime | None = None) -> ReceptionSession:
    """Publish the session, and so open its places for registration (niêm yết, công bố lịch tiếp công dân).

    Locks the session. `now` is for the demo's past sessions; leave it out elsewhere.
    Unit: 5 whole working days between today and the day, unless the session is extraordinary with its reason.
    Source: sources.LTCD_24_4.
    Raises: DomainError session_wrong_state, session_past, published_too_late, calendar_gap.
    """
    now = now or timezone.now()
    session = _locked(session)
    session.require_move_to(SessionStatus.PUBLISHED)
    if session.starts_at <= now:
        raise DomainError("session_past", _("Giờ tiếp đã qua; hãy lập buổi tiếp vào ngày khác."))
    if not _is_excused(session):
        _check_lead_time(session, timezone.localdate(now))
    session.status = SessionStatus.PUBLISHED
    session.published_at = now
    session.save(update_fields=["status", "published_at"])
    record(by, "session.publish", session, kind=session.kind, reason=session.extraordinary_reason)
    _tell(session)
    return session


@transaction.atomic
def postpone(
    session: ReceptionSession, *, by: User | None, reason: str, expected_new_at: datetime | None
) -> ReceptionSession:
    """Put a published session off to an expected later day and hour (lùi lịch tiếp công dân).

    Locks the session. Those who registered are told by `registrations.actions.postpone_session`, which calls this.
    Source: sources.LTCD_24_4.
    Raises: DomainError session_wrong_state, postponement_reason_missing, postponement_time_missing,
        postponement_not_later.
    """
    session = _locked(session)
    session.require_move_to(SessionStatus.POSTPONED)
    try:
        check_postponement(session.starts_at, expected_new_at, reason)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    session.status = SessionStatus.POSTPONED
    session.status_reason = reason
    session.expected_new_at = expected_new_at
    session.expected_new_date_on = timezone.localdate(expected_new_at)
    session.save(update_fields=["status", "status_reason", "expected_new_at", "expected_new_date_on"])
    record(by, "session.postpone", session, reason=reason, expected_at=str(expected_new_at))
    _tell(session)
    return session


@transaction.atomic
def cancel(session: ReceptionSession, *, by: User | None, reason: str) -> ReceptionSession:
    """Call a session off (hủy buổi tiếp). Published ones stay on the public schedule with the reason.

    Locks the session. Those who registered are told by `registrations.actions.cancel_session`, which calls this.
    Source: sources.LTCD_24_4.
    Raises: DomainError session_wrong_state, reason_missing.
    """
    session = _locked(session)
    session.require_move_to(SessionStatus.CANCELLED)
    if not reason.strip():
        raise DomainError("reason_missing", _("Hủy buổi tiếp phải ghi lý do."))
    session.status = SessionStatus.CANCELLED
    session.status_reason = reason
    session.save(update_fields=["status", "status_reason"])
    record(by, "session.cancel", session, reason=reason)
    _tell(session)
    return session


@transaction.atomic
def move_session(session: ReceptionSession, status: str, *, by: User | None, reason: str = "") -> ReceptionSession:
    """Move a session along its day: open, live, paused, closed, archived (chuyển trạng thái buổi tiếp).

    Called by `readiness`, `hearings` and `minutes`, which know what must be done before. Locks the session.
    Source: sources.ND154_22_1.
    Raises: DomainError session_wrong_state, reason_missing (a pause).
    """
    now = timezone.now()
    session = _locked(session)
    target = SessionStatus(status)
    if target not in OF_THE_DAY:
        raise DomainError("session_wrong_state", _("Công bố, lùi, hủy buổi tiếp có trang riêng."))
    session.require_move_to(target)
    if target is SessionStatus.PAUSED and not reason.strip():
        raise DomainError("reason_missing", _("Tạm dừng buổi tiếp phải ghi lý do."))
    fields = ["status"]
    session.status = target
    if reason:
        session.status_reason = reason
        fields.append("status_reason")
    if target is SessionStatus.OPEN:
        session.opened_at = now
        fields.append("opened_at")
    if target is SessionStatus.CLOSED:
        session.closed_at = now
        fields.append("closed_at")
    if target is SessionStatus.ARCHIVED:
        session.archived_at = now
        fields.append("archived_at")
    session.save(update_fields=fields)
    record(by, f"session.{target.value}", session, reason=reason)
    _tell(session)
    return session


def _locked(session: ReceptionSession) -> ReceptionSession:
    """The row, held until the end of the transaction."""
    rows = ReceptionSession.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("agency").get(pk=session.pk)


def _check_hours(hours: Hours) -> None:
    """One day in Viet Nam, in the future, the right way round."""
    days = {timezone.localdate(hours.starts_at), timezone.localdate(hours.ends_at)}
    if hours.ends_at <= hours.starts_at or days != {hours.held_on}:
        raise DomainError(
            "session_hours_wrong", _("Giờ bắt đầu và giờ kết thúc phải trong cùng ngày tiếp, kết thúc sau bắt đầu.")
        )
    if hours.ends_at - hours.starts_at > MOST_HOURS * ONE_HOUR:
        raise DomainError("session_hours_wrong", _("Buổi tiếp dài nhất 12 giờ."))
    if hours.starts_at <= timezone.now():
        raise DomainError("session_past", _("Giờ tiếp đã qua; hãy chọn ngày khác."))


def _check_sites(central: Office, components: Sequence[Office]) -> None:
    """One central site, at least one component site, none twice."""
    if not components:
        raise DomainError("component_site_missing", _("Buổi tiếp trực tuyến cần ít nhất một điểm cầu thành phần."))
    if len({central, *components}) != 1 + len(components):
        raise DomainError("central_site_twice", _("Mỗi nơi chỉ là một điểm cầu của buổi tiếp."))


def _check_receiver(receiver: User, hours: Hours) -> None:
    """The receiver presides, and sits in one session at a time."""
    if receiver.role != Role.CHAIR:
        raise DomainError("receiver_wrong_role", _("Hãy chọn người tiếp công dân có vai trò chủ trì."))
    others = ReceptionSession.objects.filter(receiver=receiver).exclude(status__in=NOT_HELD)
    if others.filter(starts_at__lt=hours.ends_at, ends_at__gt=hours.starts_at).exists():
        raise _busy()


def _busy() -> DomainError:
    return DomainError(
        "receiver_busy", _("Người tiếp công dân đã có buổi tiếp khác trong giờ này; hãy chọn giờ hoặc người khác.")
    )


def _create(**fields: object) -> ReceptionSession:
    """The row; a second coordinator planning the same receiver at the same moment meets the constraint."""
    try:
        with transaction.atomic():
            return ReceptionSession.objects.create(**fields)
    except IntegrityError as error:
        if "session_one_at_a_time_per_receiver" in str(error):
            raise _busy() from error
        raise


def _link_sites(session: ReceptionSession, central: Office, components: Sequence[Office], places: int) -> None:
    """The sites and, for each, its slots."""
    offices = [(central, True), *((office, False) for office in components)]
    sites = SessionSite.objects.bulk_create(
        SessionSite(session=session, office=office, is_central=is_central) for office, is_central in offices
    )
    Slot.objects.bulk_create(
        Slot(site=site, starts_at=starts, ends_at=ends, capacity=_share(places, ends - starts))
        for site in sites
        for starts, ends in hours_of(session.starts_at, session.ends_at)
    )


def hours_of(starts_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """The bookable stretches of a session, an hour each, the last one perhaps shorter (khung giờ).

    Source: house rule: places are given out by the hour.
    Raises: nothing.
    """
    starts = [starts_at]
    while starts[-1] + ONE_HOUR < ends_at:
        starts.append(starts[-1] + ONE_HOUR)
    return [(start, min(start + ONE_HOUR, ends_at)) for start in starts]


def _share(places: int, length: timedelta) -> int:
    """Places of a stretch shorter than an hour."""
    return max(1, round(places * (length / ONE_HOUR)))


def _invite(session: ReceptionSession, receiver: User, members: Iterable[tuple[User, str]]) -> None:
    """The people of the session, each duty once."""
    duties = dict.fromkeys([(receiver, str(Duty.RECEIVER)), *((user, str(duty)) for user, duty in members)])
    SessionMember.objects.bulk_create(SessionMember(session=session, user=user, duty=duty) for user, duty in duties)


def _is_excused(session: ReceptionSession) -> bool:
    """An extraordinary session with its recorded reason needs no lead time: the decree is silent (rules.md 2.2)."""
    return session.kind == SessionKind.EXTRAORDINARY and bool(session.extraordinary_reason.strip())


def _check_lead_time(session: ReceptionSession, today: date) -> None:
    """Five working days before the day: whole ones in the strict reading, unless the head decided otherwise."""
    try:
        deadline = publish_by(session.held_on, office_calendar(), backward_reading(reading_in_force(today)))
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    if today > deadline.due_on:
        message = _(
            "Muốn tiếp ngày %(day)s phải công bố chậm nhất ngày %(due)s (%(source)s). "
            "Hãy chọn ngày muộn hơn, hoặc lập buổi tiếp đột xuất có ghi lý do."
        )
        facts = {"day": f"{session.held_on:%d/%m/%Y}", "due": f"{deadline.due_on:%d/%m/%Y}", "source": deadline.source}
        raise DomainError("published_too_late", message % facts)


def _tell(session: ReceptionSession) -> None:
    """Open pages of the session and the public schedule read it again."""
    notify(f"session:{session.pk}", "status")
    notify(PUBLIC_TOPIC, "status")
