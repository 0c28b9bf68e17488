"""A running clock (thời hạn đang chạy) as a value: started, paused, resumed, stopped by events, never by edits.

The step that owns a clock keeps these fields as a row and replaces them by what these functions return.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from tiepdan.law import facts, sources
from tiepdan.law.calendar import ONE_DAY, OfficeCalendar
from tiepdan.law.clock_table import find
from tiepdan.law.deadlines import Deadline, due
from tiepdan.law.facts import FactValue, Pause
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.rules import Unit


class ClockState(StrEnum):
    """Where a clock stands on a day (trạng thái thời hạn)."""

    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    STOPPED_IN_TIME = "stopped_in_time"
    STOPPED_LATE = "stopped_late"

    @property
    def label(self) -> str:
        """The state as it is shown (trạng thái).

        Source: sources.LKN_11A for the pause.
        """
        return STATE_LABELS[self]


STATE_LABELS = {
    ClockState.RUNNING: "Trong hạn",
    ClockState.PAUSED: "Tạm đình chỉ",
    ClockState.LATE: "Quá hạn",
    ClockState.STOPPED_IN_TIME: "Đã xong đúng hạn",
    ClockState.STOPPED_LATE: "Đã xong quá hạn",
}


@dataclass(frozen=True)
class Clock:
    """One clock of one case (một thời hạn của vụ việc). `reason` is that of the last event."""

    deadline: Deadline
    given: Mapping[str, FactValue] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    paused_on: date | None = None
    stopped_on: date | None = None
    reason: str = ""


def start(
    rule_id: str, on: date, calendar: OfficeCalendar, given: Mapping[str, FactValue] | None = None, *, reason: str = ""
) -> Clock:
    """Starts a clock on the day of its event, in the law of that day (bắt đầu tính thời hạn).

    Source: the rule's own; sources.BLDS_147_2.
    Raises: RuleRefused, CalendarGap.
    """
    return Clock(due(rule_id, on, calendar, given), dict(given or {}), reason=reason)


def pause(clock: Clock, on: date, *, reason: str) -> Clock:
    """Suspends a clock from `on`; that day is no longer counted (tạm đình chỉ).

    Source: sources.LKN_11A: only C12 and C16 can be suspended.
    Raises: RuleRefused clock_cannot_pause, clock_stopped, clock_paused, reason_missing, suspension_before_start.
    """
    if not find(clock.deadline.rule).can_pause:
        raise RuleRefused("clock_cannot_pause", "Thời hạn này không được tạm đình chỉ", sources.LKN_11A)
    _require_open(clock)
    if not reason.strip():
        raise RuleRefused("reason_missing", "Phải nêu lý do tạm đình chỉ", sources.LKN_11A)
    if on < clock.deadline.counted_from or any(on < done.until_on for done in clock.pauses):
        raise RuleRefused(
            "suspension_before_start", "Ngày tạm đình chỉ trước lần tính thời hạn gần nhất", sources.LKN_11A
        )
    return replace(clock, paused_on=on, reason=reason)


def resume(clock: Clock, on: date, calendar: OfficeCalendar, *, reason: str) -> Clock:
    """Lets a suspended clock run again from `on`, which is counted, and moves its last day (tiếp tục giải quyết).

    Source: sources.LKN_11A.
    Raises: RuleRefused clock_not_paused, suspension_order; CalendarGap.
    """
    if clock.paused_on is None:
        raise RuleRefused("clock_not_paused", "Thời hạn này không bị tạm đình chỉ", sources.LKN_11A)
    pauses = (*clock.pauses, Pause(clock.paused_on, on))
    deadline = _counted_again(clock, calendar, {**clock.given, facts.SUSPENDED.name: pauses})
    return replace(clock, deadline=deadline, pauses=pauses, paused_on=None, reason=reason)


def change_facts(clock: Clock, calendar: OfficeCalendar, given: Mapping[str, FactValue], *, reason: str) -> Clock:
    """Counts again after an event that changes the length: an extension, a finding of complexity (thay đổi thời hạn).

    Source: sources.ND31_3, sources.ND124_3A; the rule's own.
    Raises: RuleRefused clock_stopped, clock_paused, reason_missing, and those of `due`; CalendarGap.
    """
    _require_open(clock)
    if not reason.strip():
        raise RuleRefused("reason_missing", "Phải nêu lý do thay đổi thời hạn", sources.ND124_3A)
    merged = {**clock.given, **given}
    pauses: dict[str, FactValue] = {facts.SUSPENDED.name: clock.pauses} if clock.pauses else {}
    deadline = _counted_again(clock, calendar, {**merged, **pauses})
    return replace(clock, deadline=deadline, given=merged, reason=reason)


def stop(clock: Clock, on: date, *, reason: str) -> Clock:
    """Ends a clock because the act was done or the matter was closed (kết thúc thời hạn).

    Source: the rule's own.
    Raises: RuleRefused clock_stopped.
    """
    if clock.stopped_on is not None:
        raise RuleRefused("clock_stopped", "Thời hạn này đã kết thúc.")
    return replace(clock, stopped_on=on, reason=reason)


def state_on(clock: Clock, today: date) -> ClockState:
    """Where the clock stands on `today` (trạng thái).

    Source: sources.BLDS_148_5.
    Raises: nothing.
    """
    if clock.stopped_on is not None:
        late = is_late(clock.deadline.due_on, clock.stopped_on)
        return ClockState.STOPPED_LATE if late else ClockState.STOPPED_IN_TIME
    if clock.paused_on is not None:
        return ClockState.PAUSED
    return ClockState.LATE if is_late(clock.deadline.due_on, today) else ClockState.RUNNING


def is_late(due_on: date, day: date) -> bool:
    """Late begins on the day after the last day (quá hạn).

    Source: sources.BLDS_148_5 (the period ends at the end of its last day).
    Raises: nothing.
    """
    return day > due_on


def used_on(clock: Clock, today: date, calendar: OfficeCalendar) -> int:
    """How much of the length is used at the end of `today` (đã dùng); it may exceed the length.

    Unit: that of the clock, days of pauses not counted. Hours are not counted by days: zero.
    Source: sources.BLDS_147_2, sources.LKN_11A.
    Raises: CalendarGap.
    """
    started_on, unit = clock.deadline.counted_from, clock.deadline.unit
    last = min(day for day in (today, clock.stopped_on, _day_before(clock.paused_on)) if day is not None)
    if unit is Unit.HOURS or last <= started_on:
        return 0
    if unit is Unit.WORKING_DAYS:
        return calendar.working_days_until(started_on, last)
    days = range(started_on.toordinal() + 1, last.toordinal() + 1)
    return sum(not any(done.covers(date.fromordinal(day)) for done in clock.pauses) for day in days)


def _day_before(day: date | None) -> date | None:
    """The last counted day before a suspension (ngày cuối còn tính).

    Source: sources.LKN_11A.
    """
    return None if day is None else day - ONE_DAY


def _counted_again(clock: Clock, calendar: OfficeCalendar, given: Mapping[str, FactValue]) -> Deadline:
    """The new last day, from the same event in the same law (tính lại).

    Source: the rule's own.
    """
    return due(clock.deadline.rule, clock.deadline.counted_from, calendar, given)


def _require_open(clock: Clock) -> None:
    """Refuses an event on a clock that is stopped or suspended (thời hạn không chạy).

    Source: sources.LKN_11A.
    Raises: RuleRefused clock_stopped, clock_paused.
    """
    if clock.stopped_on is not None:
        raise RuleRefused("clock_stopped", "Thời hạn này đã kết thúc.")
    if clock.paused_on is not None:
        raise RuleRefused("clock_paused", "Thời hạn này đang tạm đình chỉ", sources.LKN_11A)
