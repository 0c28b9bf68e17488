"""What must hold for every date, not only for the tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.calendars import CALENDAR
from tiepdan.law.clock_table import RULES
from tiepdan.law.deadlines import due, last_counted_day
from tiepdan.law.facts import Pause
from tiepdan.law.rules import Direction

DAYS = st.dates(date(2026, 7, 1), date(2027, 8, 31))
LENGTHS = st.integers(1, 60)
COUNTED = [rule.id for rule in RULES.values() if rule.direction is Direction.AFTER and rule.id != "C20"]
BACKWARD = ["C1", "C2", "C3", "C4", "C21"]


@pytest.mark.parametrize("rule", COUNTED + BACKWARD)
@given(first=DAYS, second=DAYS)
def test_later_event_never_has_an_earlier_last_day(rule, first, second):
    earlier, later = sorted((first, second))

    assert due(rule, earlier, CALENDAR).due_on <= due(rule, later, CALENDAR).due_on


@given(start=DAYS, days=LENGTHS)
def test_counting_forward_then_backward_returns_to_the_working_day(start, days):
    end = CALENDAR.after_working_days(start, days)

    assert CALENDAR.before_working_days(end, days, "common") == CALENDAR.working_day_on_or_before(start)


@given(end=DAYS, days=st.integers(1, 20))
def test_last_act_in_time_leaves_the_days_and_the_next_working_day_does_not(end, days):
    act = CALENDAR.before_working_days(end, days)
    next_act = CALENDAR.after_working_days(act, 1)

    assert CALENDAR.whole_working_days_between(act, end) == days
    assert CALENDAR.whole_working_days_between(next_act, end) == days - 1


@given(end=DAYS, days=st.integers(1, 20))
def test_strict_reading_is_one_working_day_earlier_than_the_common_one(end, days):
    strict, common = (CALENDAR.before_working_days(end, days, reading) for reading in ("strict", "common"))

    assert CALENDAR.after_working_days(strict, 1) == common


@given(start=DAYS, days=LENGTHS, offset=st.integers(1, 60), length=st.integers(1, 40))
def test_suspension_moves_the_last_day_by_its_own_days(start, days, offset, length):
    offset = min(offset, days)
    pause = Pause(start + timedelta(offset), start + timedelta(offset + length))

    assert last_counted_day(start, days, (pause,)) - last_counted_day(start, days, ()) == timedelta(length)


@pytest.mark.parametrize("rule", ["C12", "C16"])
@given(start=st.dates(date(2026, 7, 1), date(2027, 5, 31)), offset=st.integers(1, 30), length=st.integers(1, 40))
def test_suspended_clock_ends_where_a_clock_started_later_by_as_many_days_ends(rule, start, offset, length):
    span = f"{start + timedelta(offset)}..{start + timedelta(offset + length)}"

    suspended = due(rule, start, CALENDAR, {"suspended": span})

    assert suspended.due_on == due(rule, start + timedelta(length), CALENDAR).due_on


@given(day=DAYS, days=LENGTHS)
def test_last_day_is_always_a_working_day(day, days):
    assert CALENDAR.is_working_day(CALENDAR.after_calendar_days(day, days))
    assert CALENDAR.is_working_day(CALENDAR.after_working_days(day, days))
    assert CALENDAR.is_working_day(CALENDAR.before_calendar_days(day, days))
