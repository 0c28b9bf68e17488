"""The session's line of time, from publishing to archive: the gates, the opening, and what later steps add."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tiepdan.law import milestones
from tiepdan.law.gates import Gate, GateResult, GateState
from tiepdan.law.milestones import Milestone, Reached
from tiepdan.law.refusal import RuleRefused
from tiepdan.readiness.queries import gates
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import NOT_HELD, ReceptionSession
from tiepdan.web.templatetags.look import moment_words

BEFORE = [SessionStatus.DRAFT, SessionStatus.PUBLISHED]
OVER = [SessionStatus.CLOSED, SessionStatus.ARCHIVED]


@dataclass(frozen=True)
class Act:
    """What whoever prepares the session may do at a point: a button that sends to an address."""

    label: str | Promise
    url: str


@dataclass(frozen=True)
class Mark:
    """One point of the line: how it stands, by when, its proof or what is missing, what can still be done."""

    point: Gate | Milestone
    state: GateState
    law: str
    due_on: date | None = None
    due_at: datetime | None = None
    details: tuple[str | Promise, ...] = ()
    advice: str | Promise = ""
    url: str = ""
    gate: GateResult | None = None
    act: Act | None = None
    is_next: bool = False

    @property
    def place(self) -> str:
        """Its look on the line (web/components/timeline.html)."""
        known = {GateState.MET: "met", GateState.MISSED: "missed"}
        return known.get(self.state) or ("next" if self.is_next else "later")


Part = Callable[[ReceptionSession, datetime], list[Mark]]
_PARTS: list[Part] = []


def add_to_line(part: Part) -> None:
    """Registers what a later step knows of the points after the opening. Called in AppConfig.ready()."""
    _PARTS.append(part)


def mark(reached: Reached, details: tuple[str | Promise, ...], *, advice: str = "", url: str = "") -> Mark:
    """A point after the gates, as later steps say it. The advice is for whoever still has something to do."""
    point = reached.milestone
    is_open = reached.state is not GateState.MET
    return Mark(
        point, reached.state, str(point.source), reached.due_on, reached.due_at, details, advice if is_open else "", url
    )


def line(session: ReceptionSession, now: datetime) -> list[Mark]:
    """Every point in its order; the first that is open and not missed is the next one.

    A session that will not be held ends with its gates.
    Raises: CalendarGap when the calendar does not reach the session.
    """
    marks = [gate_mark(one, session) for one in gates(session, now)]
    return _with_next(marks if session.status in NOT_HELD else marks + _after(session, now))


def next_mark(session: ReceptionSession, now: datetime) -> Mark | None:
    """The next point that the session must reach. Once it is open its gates are past and are not read again."""
    try:
        marks = line(session, now) if session.status in BEFORE else _with_next(_after(session, now))
    except RuleRefused:
        return None
    return next((one for one in marks if one.is_next), None)


def _after(session: ReceptionSession, now: datetime) -> list[Mark]:
    added = [one for part in _PARTS for one in part(session, now)]
    order: list[Gate | Milestone] = [Gate.RECORDING, *Milestone]
    return [_opening(session, now), *sorted(added, key=lambda one: order.index(one.point))]


def _opening(session: ReceptionSession, now: datetime) -> Mark:
    local = timezone.localtime
    reached = milestones.opening(local(session.starts_at), session.opened_at, local(now))
    details = (_("Khai mạc lúc %(when)s.") % {"when": moment_words(session.opened_at)},) if session.opened_at else ()
    advice = _("Điểm danh và khai mạc ở bàn điều phối.")
    if reached.state is GateState.MISSED:
        advice = _("Còn làm được: lùi hoặc hủy buổi tiếp, có lý do, ở trang của buổi tiếp; người đã đăng ký được báo.")
    return mark(reached, details, advice=advice)


def gate_mark(gate: GateResult, session: ReceptionSession) -> Mark:
    """A gate as a point of the line, with what can still be done when it was missed."""
    may_still = gate.awaits_decision and session.status in BEFORE
    advice = _(
        "Còn làm được: làm ngay việc còn thiếu và người tiếp công dân quyết định vẫn tiến hành, hoặc lùi buổi tiếp."
    )
    return Mark(
        gate.gate,
        gate.state,
        gate.explanation,
        gate.due_on,
        gate.due_at,
        gate.reasons,
        advice if may_still else "",
        gate=gate,
    )


def _with_next(marks: list[Mark]) -> list[Mark]:
    first = next((one for one in marks if one.state is GateState.NOT_YET), None)
    return [replace(one, is_next=True) if one is first else one for one in marks]
