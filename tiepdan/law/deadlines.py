"""Legal time limits (thời hạn). Pure functions: no database, no clock of their own.

`due` answers for every rule of `clock_table.py`; the named functions below it are the same answers under
the names that the pages use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from tiepdan.law import explain, facts, sources
from tiepdan.law.calendar import ONE_DAY, OfficeCalendar, Reading
from tiepdan.law.clock_table import find
from tiepdan.law.facts import Answers, FactValue, Pause
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.rules import Direction, Rule, Unit, Variant
from tiepdan.law.sources import LegalSource

MINIMUM_CRITERIA = {1: 1, 2: 2}
"""Criteria of complexity needed for each number of extensions: sources.ND31_3."""
ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Deadline:
    """A last day and the provision that sets it (hạn và căn cứ)."""

    rule: str
    due_on: date
    source: LegalSource
    explanation: str
    unit: Unit
    length: int
    counted_from: date


def due(rule_id: str, on: date, calendar: OfficeCalendar, given: Mapping[str, FactValue] | None = None) -> Deadline:
    """The last day of a rule of the clock table, counted from `on` (tính thời hạn).

    `on` is the day that starts the clock; for C1–C4 and C21 the day of the session or dialogue.
    The wording of the law is the one in force on `on`.
    Unit: the rule's own, in the answer.
    Source: the rule's own, in the answer; counting by sources.BLDS_147_2 and sources.BLDS_148_5.
    Raises: RuleRefused, when a fact is missing, contradictory or not asked, or the law was not in force; CalendarGap.
    """
    rule = find(rule_id)
    answers = _with_stage(rule, facts.read(rule.facts, rule.without_effect, given or {}))
    variant = rule.variant_on(on, answers)
    _check(rule, variant, on, answers)
    for day in (on, *(pause.until_on for pause in answers.pauses)):
        calendar.require(day)
    if rule.direction is Direction.AFTER:
        due_on, explanation = _after(rule, variant, on, answers, calendar)
    else:
        due_on, explanation = _before(variant, on, answers, calendar)
    return Deadline(rule.id, due_on, variant.source, explanation, variant.unit, variant.length, on)


def _with_stage(rule: Rule, answers: Answers) -> Answers:
    """C20 holds two limits; only the settlement has a complex case, so `complex` names it (thụ lý hay giải quyết).

    Source: sources.LKN_50.
    """
    if rule.id == "C20" and "complex" in answers.given and "stage" not in answers.given:
        return Answers({**answers.chosen, "stage": "settlement"}, answers.given)
    return answers


def _check(rule: Rule, variant: Variant, on: date, answers: Answers) -> None:
    """Refuses facts that contradict each other or the law (tình tiết mâu thuẫn).

    Source: sources.ND31_3, sources.LKN_11A, sources.LKN_50.
    Raises: RuleRefused extension_without_criteria, suspension_before_start, law_not_in_force, fact_contradiction.
    """
    if rule.id == "C33":
        _check_extension(answers)
    if rule.id == "C20" and variant.when["stage"] == "acceptance" and answers.chosen["complex"] == "yes":
        raise RuleRefused("fact_contradiction", "Thời hạn thụ lý không phân biệt vụ việc phức tạp", sources.LKN_50)
    if rule.can_pause:
        for pause in answers.pauses:
            _check_suspension(pause, on)


def _check_extension(answers: Answers) -> None:
    """An extension needs its criteria of complexity (điều kiện gia hạn giải quyết tố cáo).

    Unit: criteria, of the seven in the decree.
    Source: sources.ND31_3.
    Raises: RuleRefused extension_without_criteria.
    """
    extensions = answers.number("extensions") or 0
    needed = MINIMUM_CRITERIA.get(extensions, 0)
    if needed > (answers.number("criteria") or 0):
        raise RuleRefused(
            "extension_without_criteria",
            f"Gia hạn {extensions} lần cần ít nhất {needed} tiêu chí phức tạp",
            sources.ND31_3,
        )


def _check_suspension(pause: Pause, on: date) -> None:
    """A suspension lies after the start of the clock and under the article that allows it (tạm đình chỉ).

    Source: sources.LKN_11A.
    Raises: RuleRefused suspension_before_start, law_not_in_force.
    """
    if pause.from_on < on:
        raise RuleRefused("suspension_before_start", "Không thể tạm đình chỉ trước ngày thụ lý", sources.LKN_11A)
    if not sources.LKN_11A.in_force_on(pause.from_on):
        raise RuleRefused(
            "law_not_in_force",
            f"Tạm đình chỉ từ {pause.from_on:%d/%m/%Y}: quy định chỉ có hiệu lực từ "
            f"{sources.LKN_11A.in_force_from:%d/%m/%Y}",
            sources.LKN_11A,
        )


def _after(rule: Rule, variant: Variant, on: date, answers: Answers, calendar: OfficeCalendar) -> tuple[date, str]:
    """Counts forward in the unit of the variant (đếm xuôi).

    Source: sources.BLDS_147_2, sources.BLDS_148_5, sources.LKN_11A.
    Raises: CalendarGap.
    """
    if variant.unit is Unit.WORKING_DAYS:
        due_on = calendar.after_working_days(on, variant.length)
        return due_on, explain.working_days_after(variant, on, due_on, calendar)
    pauses = _after_start(answers.pauses, on)
    last_day = last_counted_day(on, variant.length, pauses)
    due_on = calendar.working_day_on_or_after(last_day)
    for pause in pauses:
        if pause.covers(due_on):
            due_on = calendar.working_day_on_or_after(pause.until_on)
    suspended_by = (sources.LKN_11A,) if pauses and rule.can_pause else ()
    moved_by = () if calendar.is_working_day(last_day) else (sources.BLDS_148_5,)
    count = explain.DayCount(on, last_day, due_on, pauses, (*suspended_by, *moved_by))
    return due_on, explain.days_after(variant, count, calendar)


def _after_start(pauses: tuple[Pause, ...], start: date) -> tuple[Pause, ...]:
    """The part of each pause that lies after the day that starts the clock (phần không tính sau ngày bắt đầu).

    Source: sources.BLDS_147_2 (the first day is not counted anyway).
    """
    clipped = (Pause(max(pause.from_on, start + ONE_DAY), pause.until_on) for pause in pauses)
    return tuple(pause for pause in clipped if pause.days > 0)


def last_counted_day(start: date, days: int, pauses: tuple[Pause, ...]) -> date:
    """The last of `days` calendar days when the days of the pauses are not counted (không tính thời gian tạm đình chỉ).

    `pauses` are in order, do not overlap and begin after `start`. The day may be a day off.
    Unit: calendar days; the day after `start` is day one.
    Source: sources.LKN_11A, sources.BLDS_147_2.
    Raises: nothing.
    """
    last_day = start + days * ONE_DAY
    for pause in pauses:
        if pause.from_on <= last_day:
            last_day += pause.days * ONE_DAY
    return last_day


def _before(variant: Variant, on: date, answers: Answers, calendar: OfficeCalendar) -> tuple[date, str]:
    """Counts backward in the unit of the variant (đếm ngược).

    Source: sources.LTCD_24_4, sources.ND154_23_1, sources.ND124_28_1.
    Raises: CalendarGap.
    """
    if variant.unit is Unit.HOURS:
        starts = on if answers.starts_at is None else datetime.combine(on, answers.starts_at)
        by = connect_by(starts) if isinstance(starts, datetime) else starts
        return (by.date() if isinstance(by, datetime) else by), explain.hours_before(variant, starts, by)
    reading = cast(Reading, answers.chosen["reading"])
    count = calendar.before_working_days if variant.unit is Unit.WORKING_DAYS else calendar.before_calendar_days
    due_on = count(on, variant.length, reading)
    return due_on, explain.before(variant, on, due_on, reading, calendar)


def answer_after_reception(received_on: date, calendar: OfficeCalendar) -> Deadline:
    """Last day to tell the citizen how the matter is handled (thông báo kết quả xử lý), rule C6.

    Unit: 10 working days; the day after `received_on` is day one.
    Source: sources.LTCD_28_1.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return due("C6", received_on, calendar)


def publish_by(session_on: date, calendar: OfficeCalendar, reading: Reading = "strict") -> Deadline:
    """Last day to publish a session (niêm yết lịch tiếp công dân), rule C1.

    Unit: 5 working days before `session_on`.
    Source: sources.LTCD_24_4.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return due("C1", session_on, calendar, {"reading": reading})


def notice_by(session_on: date, calendar: OfficeCalendar, reading: Reading = "strict") -> Deadline:
    """Last day to notify the citizen and the bodies of an online session (thông báo), rule C2.

    Unit: 5 working days before `session_on`.
    Source: sources.ND154_23_1.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return due("C2", session_on, calendar, {"reading": reading})


def trial_by(session_on: date, calendar: OfficeCalendar, reading: Reading = "strict") -> Deadline:
    """Last day for a successful trial connection with every site (kết nối thử), rule C3.

    Unit: 1 working day before `session_on`.
    Source: sources.ND154_23_1.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return due("C3", session_on, calendar, {"reading": reading})


def connect_by(starts_at: datetime) -> datetime:
    """Last moment at which every site must be connected, seen and heard (kết nối xong), rule C4.

    Unit: 1 hour before `starts_at`, in the same time zone.
    Source: sources.ND154_23_1.
    Raises: nothing.
    """
    return starts_at - ONE_HOUR


def refusal_notice_by(grounds_complete_on: date, calendar: OfficeCalendar) -> Deadline:
    """Last day to issue form 01/TCD (Thông báo từ chối tiếp công dân), rule C5.

    Unit: 3 working days.
    Source: sources.ND154_4_3.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return due("C5", grounds_complete_on, calendar)
