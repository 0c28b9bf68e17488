"""A clock is started, paused, resumed and stopped by events."""

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law import clocks
from tiepdan.law.clocks import ClockState
from tiepdan.law.refusal import RuleRefused

START = vn("03/08/2026")


def settling():
    return clocks.start("C12", START, CALENDAR, reason="Thụ lý")


def test_clock_runs_until_its_last_day_and_is_late_from_the_day_after():
    clock = settling()

    assert clocks.state_on(clock, vn("03/09/2026")) is ClockState.RUNNING
    assert clocks.state_on(clock, vn("04/09/2026")) is ClockState.LATE
    assert clocks.is_late(vn("03/09/2026"), vn("04/09/2026")) is True


def test_suspended_clock_stands_still_and_resumes_with_a_later_last_day():
    paused = clocks.pause(settling(), vn("10/08/2026"), reason="Chờ giám định")
    resumed = clocks.resume(paused, vn("20/08/2026"), CALENDAR, reason="Có kết quả giám định")

    assert clocks.state_on(paused, vn("01/12/2026")) is ClockState.PAUSED
    assert clocks.used_on(paused, vn("19/08/2026"), CALENDAR) == 6  # 4–9 August
    assert (resumed.deadline.due_on, resumed.reason) == (vn("14/09/2026"), "Có kết quả giám định")
    assert clocks.used_on(resumed, vn("20/08/2026"), CALENDAR) == 7


def test_clock_may_be_suspended_twice():
    clock = settling()
    for start, end in (("10/08/2026", "15/08/2026"), ("20/08/2026", "25/08/2026")):
        clock = clocks.resume(clocks.pause(clock, vn(start), reason="Giám định"), vn(end), CALENDAR, reason="Tiếp tục")

    assert clock.deadline.due_on == vn("14/09/2026")


@pytest.mark.parametrize(
    ("done", "state"), [("03/09/2026", ClockState.STOPPED_IN_TIME), ("04/09/2026", ClockState.STOPPED_LATE)]
)
def test_stopped_clock_keeps_whether_it_was_in_time(done, state):
    clock = clocks.stop(settling(), vn(done), reason="Ban hành quyết định")

    assert clocks.state_on(clock, vn("01/12/2026")) is state
    assert clocks.used_on(clock, vn("01/12/2026"), CALENDAR) == (vn(done) - START).days


def test_complexity_found_later_lengthens_the_clock_and_keeps_the_suspension():
    clock = clocks.resume(
        clocks.pause(settling(), vn("10/08/2026"), reason="Giám định"), vn("20/08/2026"), CALENDAR, reason="Tiếp tục"
    )

    longer = clocks.change_facts(clock, CALENDAR, {"complex": "yes"}, reason="Văn bản xác định phức tạp")

    # 45 days and the 10 of the suspension end on Sunday 27/9.
    assert (longer.deadline.due_on, longer.given) == (vn("28/09/2026"), {"complex": "yes"})


def test_extension_without_a_suspension_counts_from_the_same_day():
    clock = clocks.start("C33", START, CALENDAR)

    longer = clocks.change_facts(clock, CALENDAR, {"extensions": 1, "criteria": 1}, reason="Gia hạn lần một")

    assert longer.deadline.due_on == vn("02/10/2026")


def test_used_working_days_are_counted_in_working_days():
    clock = clocks.start("C6", vn("20/11/2026"), CALENDAR)

    assert clocks.used_on(clock, vn("25/11/2026"), CALENDAR) == 2
    assert clocks.used_on(clock, vn("20/11/2026"), CALENDAR) == 0
    assert clocks.used_on(clocks.start("C4", vn("20/11/2026"), CALENDAR), vn("25/11/2026"), CALENDAR) == 0


def paused_clock():
    return clocks.pause(settling(), vn("10/08/2026"), reason="Giám định")


def resumed_clock():
    return clocks.resume(paused_clock(), vn("20/08/2026"), CALENDAR, reason="Tiếp tục")


def stopped_clock():
    return clocks.stop(settling(), vn("20/08/2026"), reason="Xong")


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (lambda: clocks.pause(clocks.start("C6", START, CALENDAR), START, reason="x"), "clock_cannot_pause"),
        (lambda: clocks.pause(stopped_clock(), vn("21/08/2026"), reason="x"), "clock_stopped"),
        (lambda: clocks.pause(paused_clock(), vn("21/08/2026"), reason="x"), "clock_paused"),
        (lambda: clocks.pause(settling(), vn("10/08/2026"), reason=" "), "reason_missing"),
        (lambda: clocks.pause(settling(), vn("02/08/2026"), reason="x"), "suspension_before_start"),
        (lambda: clocks.pause(resumed_clock(), vn("15/08/2026"), reason="x"), "suspension_before_start"),
        (lambda: clocks.resume(settling(), vn("10/08/2026"), CALENDAR, reason="x"), "clock_not_paused"),
        (lambda: clocks.resume(paused_clock(), vn("10/08/2026"), CALENDAR, reason="x"), "suspension_order"),
        (lambda: clocks.stop(stopped_clock(), vn("21/08/2026"), reason="x"), "clock_stopped"),
        (lambda: clocks.change_facts(stopped_clock(), CALENDAR, {"complex": "yes"}, reason="x"), "clock_stopped"),
        (lambda: clocks.change_facts(settling(), CALENDAR, {"complex": "yes"}, reason=""), "reason_missing"),
    ],
)
def test_event_that_does_not_fit_the_clock_is_refused(event, code):
    with pytest.raises(RuleRefused) as refused:
        event()

    assert refused.value.code == code


def test_states_have_their_words():
    assert [state.label for state in ClockState] == [
        "Trong hạn",
        "Tạm đình chỉ",
        "Quá hạn",
        "Đã xong đúng hạn",
        "Đã xong quá hạn",
    ]
