"""Every clock has at least five cases worked by hand; those of C4 and C40, which count no days, stand here."""

from collections import Counter

import pytest

from tests.law.calendars import CALENDAR, vn
from tests.law.test_calendar_day_clocks import CASES as IN_DAYS
from tests.law.test_calendar_day_clocks import test_notice_of_dialogue_leaves_five_days as dialogue
from tests.law.test_working_day_clocks import BACKWARD
from tests.law.test_working_day_clocks import CASES as IN_WORKING_DAYS
from tiepdan.law.clock_table import RULES
from tiepdan.law.deadlines import due
from tiepdan.law.refusal import RuleRefused

AT_LEAST = 5
HOURS = [
    pytest.param("23/11/2026", "08:00", "23/11/2026", "07:00 ngày 23/11/2026", id="a morning"),
    pytest.param("25/11/2026", "13:30", "25/11/2026", "12:30 ngày 25/11/2026", id="an afternoon, after 24/11"),
    pytest.param("03/09/2026", "07:00", "03/09/2026", "06:00 ngày 03/09/2026", id="the morning after 2/9"),
    pytest.param("11/02/2027", "01:00", "11/02/2027", "00:00 ngày 11/02/2027", id="at midnight, after Tết 2027"),
    pytest.param("04/01/2027", "00:30", "03/01/2027", "23:30 ngày 03/01/2027", id="the evening before, a Sunday"),
    pytest.param("22/08/2026", "09:15", "22/08/2026", "08:15 ngày 22/08/2026", id="the swapped Saturday"),
]
SILENT = ["06/07/2026", "20/11/2026", "31/12/2026", "11/02/2027", "04/05/2027"]


@pytest.mark.parametrize(("session", "starts_at", "due_on", "words"), HOURS)
def test_connection_is_one_hour_before_the_start_whatever_the_day(session, starts_at, due_on, words):
    deadline = due("C4", vn(session), CALENDAR, {"starts_at": starts_at})

    assert deadline.due_on == vn(due_on)
    assert f"⇒ {words} (" in deadline.explanation


@pytest.mark.parametrize("day", SILENT)
def test_recommendation_has_no_period_of_settlement_on_any_day(day):
    with pytest.raises(RuleRefused) as refused:
        due("C40", vn(day), CALENDAR)

    assert (refused.value.code, str(refused.value.source)) == (
        "no_statutory_period",
        "Điều 26 khoản 2 Luật Tiếp công dân",
    )


def test_every_clock_of_the_table_has_its_worked_cases():
    worked = Counter(case.values[0] for case in [*IN_DAYS, *IN_WORKING_DAYS, *BACKWARD])
    worked["C4"], worked["C40"] = len(HOURS), len(SILENT)
    worked["C21"] = len(dialogue.pytestmark[0].args[1])

    assert {rule: worked[rule] for rule in RULES if worked[rule] < AT_LEAST} == {}


def test_the_situations_that_decide_a_date_occur():
    starts = {case.values[3] for case in [*IN_DAYS, *IN_WORKING_DAYS]}
    ends = {vn(case.values[4]) for case in [*IN_DAYS, *IN_WORKING_DAYS]}

    assert {"11/02/2026", "02/02/2027", "24/04/2026", "28/04/2027", "24/08/2026", "20/11/2026"} <= starts
    assert vn("22/08/2026") in ends  # the swapped Saturday as a last day
    assert {(day.month, day.day) for day in ends} & {(1, 4), (12, 31)}
