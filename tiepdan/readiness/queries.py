"""The gates of a session with their proof, and each site's state of readiness."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tiepdan.law.gates import (
    Gate,
    GateResult,
    HeadDecision,
    Preparation,
    connection_gate,
    notice_gate,
    presence_gate,
    publish_gate,
    trial_gate,
)
from tiepdan.places.calendars import backward_reading, office_calendar
from tiepdan.readiness.enums import CheckKind
from tiepdan.readiness.models import SiteCheck
from tiepdan.readiness.reception import FRESH, measured
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.rooms.models import SiteSignal
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession, SessionSite
from tiepdan.schedule.queries import reading_of

NOTIFIED = [RegistrationStatus.CONFIRMED, RegistrationStatus.CHECKED_IN, RegistrationStatus.HEARD]
SHORT_NOTICE = [Gate.PUBLISH, Gate.NOTICE]
"""What an extraordinary session (đột xuất) misses by its nature."""
BEGUN = [SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED, SessionStatus.CLOSED, SessionStatus.ARCHIVED]


@dataclass(frozen=True)
class SiteRow:
    """One site with its last signal and its checks, as the page shows them."""

    site: SessionSite
    is_reporting: bool
    camera: str
    microphone: str
    frames_at_centre: int
    frames_at_site: int
    audio_at_centre: float
    audio_at_site: float
    trial: SiteCheck | None
    one_hour: SiteCheck | None

    @property
    def check_under_way(self) -> SiteCheck | None:
        """The check that waits for confirmations, the later kind first."""
        return next((one for one in (self.one_hour, self.trial) if one and not one.passed_at), None)


def gates(session: ReceptionSession, now: datetime) -> list[GateResult]:
    """The gates up to the opening, in their order, each met, not yet or missed, with the head's decision if any.

    Raises: CalendarGap when the calendar does not reach the session.
    """
    decisions = _decisions(session)
    reading = backward_reading(reading_of(session))
    at = Preparation(session.held_on, timezone.localdate(now), office_calendar(), reading)
    sites = {
        site: site.checks.all() for site in session.sites.filter(is_central=False).prefetch_related("checks", "office")
    }
    trials = {str(site): _first_pass(list(checks), CheckKind.TRIAL) for site, checks in sites.items()}
    last = {str(site): _first_pass(list(checks), CheckKind.ONE_HOUR) for site, checks in sites.items()}
    present = set(session.presences.filter(site__is_central=True).values_list("duty", flat=True))
    return [
        publish_gate(at, _day(session.published_at), decisions.get(Gate.PUBLISH)),
        notice_gate(at, notified_on(session), decisions.get(Gate.NOTICE)),
        trial_gate(at, {name: _day(moment) for name, moment in trials.items()}, decisions.get(Gate.TRIAL)),
        connection_gate(timezone.localtime(session.starts_at), now, last, decisions.get(Gate.CONNECTION)),
        presence_gate(
            receiver_present="receiver" in present,
            advisers_present="advising" in present,
            opening=session.status in BEGUN,
            decision=decisions.get(Gate.PRESENCE),
        ),
    ]


def gates_in_the_way(results: list[GateResult]) -> list[GateResult]:
    """Those before the roll-call that keep the session from being opened: not met, and no decision passes them."""
    return [one for one in results if one.gate != Gate.PRESENCE and not one.may_pass]


def undecided(results: list[GateResult]) -> list[GateResult]:
    """The missed ones that wait for the head's decision."""
    return [one for one in results if one.awaits_decision]


def of_short_notice(results: list[GateResult]) -> list[GateResult]:
    """Publication and notices, as far as they are missed and undecided: one decision of the head answers both."""
    return [one for one in undecided(results) if one.gate in SHORT_NOTICE]


def notified_on(session: ReceptionSession) -> dict[str, date | None]:
    """Who must be notified and the day on which the message was really sent, None while there is no proof."""
    rows = session.registrations.with_page_data().filter(status__in=NOTIFIED).prefetch_related("notices__message")
    sent: dict[str, date | None] = {}
    for number, one in enumerate(rows.order_by("submitted_at"), 1):
        moments = [notice.message.sent_at for notice in one.notices.all() if notice.message.sent_at]
        sent[f"{number}. {one.case.person_label}"] = _day(min(moments, default=None))
    for notice in (
        session.notices.filter(agency__isnull=False).select_related("agency", "message").order_by("agency__name")
    ):
        sent[notice.agency.short_name if notice.agency else ""] = _day(notice.message.sent_at)
    return sent


def site_rows(session: ReceptionSession, now: datetime) -> list[SiteRow]:
    """Every site with what its browser reports now; the central one first. Four queries, however many sites."""
    sites = list(
        session.sites.select_related("office").prefetch_related("checks").order_by("-is_central", "office__name")
    )
    signals = {one.site_id: one for one in SiteSignal.objects.filter(site__in=sites)}
    central = next((site for site in sites if site.is_central), None)
    return [_site_row(site, central, signals, now) for site in sites]


def _site_row(
    site: SessionSite, central: SessionSite | None, signals: dict[UUID, SiteSignal], now: datetime
) -> SiteRow:
    signal = signals.get(site.pk)
    fresh = bool(signal and signal.reported_at > now - FRESH)
    report = signal.report if signal and fresh else {}
    at_centre = measured(signals.get(central.pk) if central else None, site)
    at_site = measured(signal, central) if central else at_centre
    checks = list(site.checks.all())
    return SiteRow(
        site=site,
        is_reporting=fresh,
        camera=str(report.get("camera", "unknown")),
        microphone=str(report.get("microphone", "unknown")),
        frames_at_centre=at_centre.frames,
        audio_at_centre=at_centre.audio_level,
        frames_at_site=at_site.frames,
        audio_at_site=at_site.audio_level,
        trial=_last(checks, CheckKind.TRIAL),
        one_hour=_last(checks, CheckKind.ONE_HOUR),
    )


def _last(checks: list[SiteCheck], kind: CheckKind) -> SiteCheck | None:
    return max((one for one in checks if one.kind == kind), key=lambda one: one.started_at, default=None)


def _first_pass(checks: list[SiteCheck], kind: CheckKind) -> datetime | None:
    passed = [timezone.localtime(one.passed_at) for one in checks if one.kind == kind and one.passed_at]
    return min(passed, default=None)


def _decisions(session: ReceptionSession) -> dict[str, HeadDecision]:
    rows = session.overrides.select_related("decided_by")
    return {one.gate: HeadDecision(one.decided_by.full_name, one.decided_at, one.reason) for one in rows}


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
