"""Whether an event of the settlement may be recorded now, and what it changes (giải quyết khiếu nại, tố cáo).

The caller keeps the events and the clocks; nothing here is guessed from a day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from tiepdan.law import facts, sources
from tiepdan.law.calendar import OfficeCalendar
from tiepdan.law.clock_table import find
from tiepdan.law.clocks import Clock
from tiepdan.law.complexity import CRITERIA_MET, criteria_in
from tiepdan.law.deadlines import Deadline, due
from tiepdan.law.event_table import STAY_SENT, STEPS
from tiepdan.law.events import HELD_ON, Event, Start, Step
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused

MOST_EXTENSIONS = 2


def check(
    event: Event, kind: MatterKind, *, done: Collection[Event], clocks: Mapping[str, Clock], on: date | None = None
) -> Step:
    """Refuses an event that contradicts what was recorded (kiểm tra sự kiện giải quyết).

    `clocks` are the open ones of the case by rule, suspended ones included. Without `on` the day is not judged.
    Source: the event's own.
    Raises: RuleRefused event_not_of_kind, event_recorded, event_excluded, event_too_early, clock_not_running,
    clock_paused, clock_not_paused, clock_runs_already, extension_not_allowed, complex_already, period_not_over.
    """
    found = STEPS[event]
    if kind not in found.kinds:
        raise RuleRefused("event_not_of_kind", f"“{found.label}” không có trong vụ việc {kind.label.lower()}.")
    _check_order(event, found, done)
    _check_clocks(event, found, clocks)
    _check_counting_again(event, found, clocks)
    if found.last_day_of:
        _check_last_day(found, clocks, on)
    return found


def possible(kind: MatterKind, *, done: Collection[Event], clocks: Mapping[str, Clock]) -> tuple[Event, ...]:
    """The events that may be recorded now, in the order of the path (sự kiện có thể ghi).

    Source: the events' own.
    Raises: nothing.
    """
    return tuple(event for event in Event if _allowed(event, kind, done, clocks))


def check_answers(found: Step, answers: Mapping[str, str]) -> None:
    """Refuses an event whose own fact was not answered: none is taken over from before (tình tiết bắt buộc).

    Source: sources.ND124_3A, sources.ND31_3, sources.ND124_28_1.
    Raises: RuleRefused fact_missing, fact_value.
    """
    criteria_in(answers.get(CRITERIA_MET.name, ""))
    for fact in found.wanted:
        if not answers.get(fact.name):
            raise RuleRefused("fact_missing", f"Xin trả lời: {fact.question}", found.source)


def changed_facts(event: Event, clock: Clock, answers: Mapping[str, str]) -> dict[str, str]:
    """The facts by which a clock is counted again after this event (tình tiết thay đổi).

    Source: sources.ND124_3A, sources.LTC_24_1, sources.LTC_30_2, sources.LTC_30_3, sources.ND31_3.
    Raises: nothing: `check` and `check_answers` came before.
    """
    if event is Event.SETTLEMENT_EXTENDED:
        extended = {facts.EXTENSIONS.name: str(_extensions(clock) + 1)}
        return {**extended, facts.CRITERIA.name: str(len(criteria_in(answers[CRITERIA_MET.name])))}
    return {(facts.COMPLEX if event is Event.FOUND_COMPLEX else facts.SEVERAL_PLACES).name: "yes"}


def given_to(start: Start, answers: Mapping[str, str]) -> dict[str, str]:
    """The facts by which a clock is started: those of the event and those that were answered (tình tiết).

    Source: the rule's own.
    Raises: nothing.
    """
    asked = {fact.name for fact in start.asked}
    return {**start.fixed, **{name: value for name, value in answers.items() if name in asked}}


def judged(found: Step, calendar: OfficeCalendar, answers: Mapping[str, str]) -> Deadline | None:
    """The last day on which the event was in time, where it must come before another day (hạn phải làm trước).

    Source: sources.ND124_28_1.
    Raises: RuleRefused fact_value; CalendarGap.
    """
    if not found.judged_by:
        return None
    return due(found.judged_by, facts.read_day(HELD_ON, answers[HELD_ON.name]), calendar)


def _allowed(event: Event, kind: MatterKind, done: Collection[Event], clocks: Mapping[str, Clock]) -> bool:
    """Tells whether `check` lets the event pass on some day (có thể ghi).

    Source: the event's own.
    """
    try:
        check(event, kind, done=done, clocks=clocks)
    except RuleRefused:
        return False
    return True


def _check_order(event: Event, found: Step, done: Collection[Event]) -> None:
    """What must have come before, and what excludes it (trình tự).

    Source: the event's own.
    Raises: RuleRefused event_recorded, event_excluded, event_too_early.
    """
    if event in done and not found.again:
        raise RuleRefused("event_recorded", f"“{found.label}” đã được ghi", found.source)
    for earlier in Event:
        if earlier in found.never_after and earlier in done:
            words = f"Đã ghi “{STEPS[earlier].label}”, không ghi được “{found.label}”"
            raise RuleRefused("event_excluded", words, found.source)
    if found.after and not found.after & set(done):
        wanted = " hoặc ".join(f"“{STEPS[one].label}”" for one in Event if one in found.after)
        raise RuleRefused("event_too_early", f"Chưa ghi {wanted}", found.source)


def _check_clocks(event: Event, found: Step, clocks: Mapping[str, Clock]) -> None:
    """What must run, what must stand, and what must not run yet (thời hạn đang chạy).

    Source: sources.LKN_11A; the event's own.
    Raises: RuleRefused clock_not_running, clock_paused, clock_not_paused, clock_runs_already.
    """
    for rules in (found.pauses, found.resumes, found.counts_again):
        if rules and not rules & clocks.keys():
            words = ", ".join(f"{rule} “{find(rule).what}”" for rule in sorted(rules))
            raise RuleRefused("clock_not_running", f"Không có thời hạn nào đang chạy trong số: {words}", found.source)
    standing = [rule for rule, clock in clocks.items() if clock.paused_on is not None]
    if found.resumes and not found.resumes & set(standing):
        raise RuleRefused("clock_not_paused", "Việc giải quyết không bị tạm đình chỉ", sources.LKN_11A)
    wants_running = found.pauses | found.counts_again | (frozenset() if event is Event.TERMINATED else found.ends)
    if wants_running & set(standing):
        raise RuleRefused(
            "clock_paused", "Đang tạm đình chỉ; xin ghi quyết định tiếp tục giải quyết trước", sources.LKN_11A
        )
    for start in found.starts:
        if start.rule in clocks and start.rule not in found.ends | {STAY_SENT}:
            raise RuleRefused("clock_runs_already", f"Thời hạn {start.rule} của vụ việc đã bắt đầu tính", found.source)


def _check_counting_again(event: Event, found: Step, clocks: Mapping[str, Clock]) -> None:
    """No third extension, no second finding of what was found (gia hạn, tính lại).

    Source: sources.LTC_30_3, sources.ND124_3A.
    Raises: RuleRefused extension_not_allowed, complex_already.
    """
    for rule in found.counts_again & clocks.keys():
        if event is Event.SETTLEMENT_EXTENDED and _extensions(clocks[rule]) >= MOST_EXTENSIONS:
            raise RuleRefused("extension_not_allowed", "Đã gia hạn hai lần, không gia hạn thêm", sources.LTC_30_3)
        if event is Event.FOUND_COMPLEX and clocks[rule].given.get(facts.COMPLEX.name) == "yes":
            raise RuleRefused("complex_already", "Thời hạn đã tính theo vụ việc phức tạp", sources.ND124_3A)


def _check_last_day(found: Step, clocks: Mapping[str, Clock], on: date | None) -> None:
    """The event is the end of a period: it falls on its last day (hết thời hạn).

    Source: sources.BLDS_148_5.
    Raises: RuleRefused clock_not_running, clock_paused, period_not_over.
    """
    clock = clocks.get(found.last_day_of)
    if clock is None:
        words = f"Thời hạn {found.last_day_of} của vụ việc không đang chạy"
        raise RuleRefused("clock_not_running", words, found.source)
    if clock.paused_on is not None:
        raise RuleRefused("clock_paused", "Thời hạn này đang tạm đình chỉ", sources.LKN_11A)
    if on is not None and on != clock.deadline.due_on:
        words = f"Ngày hết thời hạn {found.last_day_of} là {clock.deadline.due_on:%d/%m/%Y}"
        raise RuleRefused("period_not_over", words, found.source)


def _extensions(clock: Clock) -> int:
    """How often this clock was extended (số lần gia hạn).

    Source: sources.LTC_30_2, sources.LTC_30_3.
    """
    return int(str(clock.given.get(facts.EXTENSIONS.name, "0")))
