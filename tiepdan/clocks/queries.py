"""Clocks as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tiepdan.cases.models import Case
from tiepdan.clocks.models import RunningClock
from tiepdan.law import clocks
from tiepdan.law.calendar import OfficeCalendar
from tiepdan.law.clocks import ClockState
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import office_calendar

SHAPES = {
    ClockState.RUNNING: "live",
    ClockState.PAUSED: "waiting",
    ClockState.LATE: "missing",
    ClockState.STOPPED_IN_TIME: "done",
    ClockState.STOPPED_LATE: "missing",
}


@dataclass(frozen=True)
class ClockLine:
    """A clock with where it stands today."""

    clock: RunningClock
    state: ClockState
    used: int
    days_left: int

    @property
    def shape(self) -> str:
        """The mark of the state (web/components/state.html)."""
        return SHAPES[self.state]

    @property
    def word(self) -> str:
        """The state in words."""
        return _(self.state.label)


def lines_of(rows: Iterable[RunningClock], today: date) -> list[ClockLine]:
    """Each with its state. The calendar is read once, for all of them."""
    calendar = office_calendar()
    return [line_of(row, today, calendar) for row in rows]


def line_of(row: RunningClock, today: date, calendar: OfficeCalendar) -> ClockLine:
    """One of them."""
    value = row.as_law()
    return ClockLine(row, clocks.state_on(value, today), _used(value, today, calendar), (row.due_on - today).days)


def _used(value: clocks.Clock, today: date, calendar: OfficeCalendar) -> int:
    """What is used up to today; beyond the entered years the page shows the whole length."""
    try:
        return clocks.used_on(value, today, calendar)
    except RuleRefused:
        return value.deadline.length


def clocks_of(case: Case, today: date) -> list[ClockLine]:
    """The clocks of a case that has passed its door, the running ones first. Three queries."""
    rows = RunningClock.objects.filter(case=case).order_by("stopped_on", "due_on", "rule")
    return lines_of(sorted(rows, key=lambda row: (row.stopped_on is not None, row.due_on)), today)


def open_clocks_of(case: Case) -> list[RunningClock]:
    """Those of a case that have not ended, suspended ones included, oldest first (thời hạn chưa kết thúc)."""
    return list(RunningClock.objects.filter(case=case, stopped_on__isnull=True).order_by("started_on", "rule", "pk"))
