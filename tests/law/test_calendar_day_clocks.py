"""Clocks in calendar days (ngày). Every date was counted on the calendar of `calendars.py` by hand."""

from datetime import date

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law.deadlines import due
from tiepdan.law.facts import Pause
from tiepdan.law.rules import Unit

# Plain, a last day on a Sunday or holiday, year end, Tết 2027, and the worked Saturday 22/8/2026 as last day.
SEVEN = [
    ("06/07/2026", "13/07/2026"),
    ("20/11/2026", "27/11/2026"),
    ("22/12/2026", "29/12/2026"),
    ("01/02/2027", "11/02/2027"),  # 8/2 is Tết
    ("15/08/2026", "22/08/2026"),
]
TEN = [
    ("06/07/2026", "16/07/2026"),
    ("20/11/2026", "30/11/2026"),
    ("22/12/2026", "04/01/2027"),  # 1/1, then a weekend
    ("01/02/2027", "11/02/2027"),
    ("12/08/2026", "22/08/2026"),
]
FIFTEEN = [
    ("06/07/2026", "21/07/2026"),
    ("20/11/2026", "07/12/2026"),  # 5/12 is a Saturday
    ("22/12/2026", "06/01/2027"),
    ("01/02/2027", "16/02/2027"),
    ("07/08/2026", "22/08/2026"),
]
TWENTY = [
    ("06/07/2026", "27/07/2026"),  # 26/7 is a Sunday
    ("03/08/2026", "24/08/2026"),  # 23/8 is a Sunday
    ("22/12/2026", "11/01/2027"),
    ("01/02/2027", "22/02/2027"),  # 21/2 is a Sunday
    ("02/08/2026", "22/08/2026"),
    ("19/01/2026", "09/02/2026"),  # 8/2 is a Sunday
]
THIRTY = [
    ("06/07/2026", "05/08/2026"),
    ("03/08/2026", "03/09/2026"),  # 2/9
    ("20/11/2026", "21/12/2026"),  # 20/12 is a Sunday
    ("22/12/2026", "21/01/2027"),
    ("08/01/2027", "11/02/2027"),  # 7/2 is Tết, until 10/2
    ("19/01/2026", "23/02/2026"),  # 18/2 is Tết, until 22/2
    ("31/03/2026", "04/05/2026"),  # 30/4–3/5
    ("23/07/2026", "22/08/2026"),
]
FORTY_FIVE = [
    ("06/07/2026", "20/08/2026"),
    ("03/08/2026", "17/09/2026"),
    ("20/11/2026", "04/01/2027"),
    ("22/12/2026", "11/02/2027"),  # 5/2 is Tết, until 10/2
    ("08/01/2027", "22/02/2027"),
    ("08/07/2026", "22/08/2026"),
]
SIXTY = [
    ("06/07/2026", "04/09/2026"),
    ("20/11/2026", "19/01/2027"),
    ("22/12/2026", "22/02/2027"),  # 20/2 is a Saturday
    ("08/01/2027", "09/03/2027"),
    ("31/03/2026", "01/06/2026"),  # 30/5 is a Saturday
    ("23/06/2026", "22/08/2026"),
]
SEVENTY = [
    ("06/07/2026", "14/09/2026"),
    ("03/08/2026", "12/10/2026"),
    ("20/11/2026", "29/01/2027"),
    ("22/12/2026", "02/03/2027"),
    ("13/06/2026", "22/08/2026"),
]
NINETY = [
    ("06/07/2026", "05/10/2026"),  # 4/10 is a Sunday
    ("03/08/2026", "02/11/2026"),  # 1/11 is a Sunday
    ("20/11/2026", "18/02/2027"),
    ("22/12/2026", "22/03/2027"),
    ("19/01/2026", "20/04/2026"),  # 19/4 is a Sunday
    ("24/05/2026", "22/08/2026"),
]
YES = {"complex": "yes"}
FAR = {"remote": "yes"}
TABLES = [
    ("C9", {}, "Điều 41 khoản 3 điểm b Nghị định 154/2026/NĐ-CP", FORTY_FIVE),
    ("C10", {}, "Điều 9 Luật Khiếu nại", NINETY),
    ("C12", {}, "Điều 28 khoản 1 Luật Khiếu nại", THIRTY),
    ("C12", YES, "Điều 28 khoản 1 Luật Khiếu nại", FORTY_FIVE),
    ("C12", FAR, "Điều 28 khoản 2 Luật Khiếu nại", FORTY_FIVE),
    ("C12", YES | FAR, "Điều 28 khoản 2 Luật Khiếu nại", SIXTY),
    ("C14", {}, "Điều 33 khoản 1 Luật Khiếu nại", THIRTY),
    ("C14", YES, "Điều 33 khoản 1 Luật Khiếu nại", THIRTY),
    ("C14", FAR, "Điều 33 khoản 1 Luật Khiếu nại", FORTY_FIVE),
    ("C16", {}, "Điều 37 Luật Khiếu nại", FORTY_FIVE),
    ("C16", YES, "Điều 37 Luật Khiếu nại", SIXTY),
    ("C16", FAR, "Điều 37 Luật Khiếu nại", SIXTY),
    ("C16", YES | FAR, "Điều 37 Luật Khiếu nại", SEVENTY),
    ("C17", {}, "Điều 41 khoản 1 Luật Khiếu nại", SEVEN),
    ("C18", {}, "Điều 44 Luật Khiếu nại", THIRTY),
    ("C18", FAR, "Điều 44 Luật Khiếu nại", FORTY_FIVE),
    ("C19", {}, "Điều 48 Luật Khiếu nại", FIFTEEN),
    ("C19", {"dismissal": "yes"}, "Điều 48 Luật Khiếu nại", FIFTEEN),
    ("C19", {"instance": "2"}, "Điều 48 Luật Khiếu nại", TEN),
    ("C19", {"instance": "2", "dismissal": "yes"}, "Điều 48 Luật Khiếu nại", THIRTY),
    ("C20", {"stage": "settlement"}, "Điều 50 Luật Khiếu nại", THIRTY),
    ("C20", {"complex": "no"}, "Điều 50 Luật Khiếu nại", THIRTY),
    ("C20", {"complex": "yes"}, "Điều 50 Luật Khiếu nại", FORTY_FIVE),
    ("C33", {}, "Điều 30 khoản 1 Luật Tố cáo", THIRTY),
    ("C33", {"extensions": "1", "criteria": "1"}, "Điều 30 khoản 2 Luật Tố cáo", SIXTY),
    ("C33", {"extensions": "2", "criteria": "2"}, "Điều 30 khoản 3 Luật Tố cáo", NINETY),
    ("C34", {}, "Điều 26 khoản 2 Luật Tố cáo", TWENTY),
    ("C35", {}, "Điều 37 khoản 2 Luật Tố cáo", TWENTY),
    ("C37", {"stage": "posting"}, "Điều 6 Nghị định 31/2019/NĐ-CP", FIFTEEN),
]
CASES = [
    pytest.param(rule, facts, article, start, end, id=f"{rule} {facts} {start}")
    for rule, facts, article, table in TABLES
    for start, end in table
]


@pytest.mark.parametrize(("rule", "facts", "article", "start", "end"), CASES)
def test_clock_in_days_ends_on_a_working_day(rule, facts, article, start, end):
    deadline = due(rule, vn(start), CALENDAR, facts)

    assert (deadline.due_on, str(deadline.source), deadline.unit) == (vn(end), article, Unit.DAYS)


@pytest.mark.parametrize(
    ("dialogue", "strict", "common"),
    [
        pytest.param("23/11/2026", "17/11/2026", "18/11/2026", id="plain"),
        pytest.param("20/11/2026", "13/11/2026", "13/11/2026", id="the act would fall on a weekend"),
        pytest.param("08/09/2026", "28/08/2026", "03/09/2026", id="the act would fall on 2/9"),
        pytest.param("07/01/2027", "31/12/2026", "31/12/2026", id="across the year end"),
        pytest.param("15/02/2027", "03/02/2027", "03/02/2027", id="the act would fall in Tết 2027"),
        pytest.param("28/08/2026", "22/08/2026", "22/08/2026", id="the act falls on the swapped Saturday"),
        pytest.param("30/11/2026", "23/11/2026", "25/11/2026", id="the act would fall on 24/11"),
    ],
)
def test_notice_of_dialogue_leaves_five_days(dialogue, strict, common):
    assert due("C21", vn(dialogue), CALENDAR).due_on == vn(strict)
    assert due("C21", vn(dialogue), CALENDAR, {"reading": "common"}).due_on == vn(common)


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        pytest.param("C11", "11/02/2026", "23/02/2026", id="ten days end in Tết 2026"),
        pytest.param("C11", "24/04/2026", "04/05/2026", id="ten days after 24/4"),
        pytest.param("C11", "30/06/2026", "10/07/2026", id="last day of the old law"),
        pytest.param("C15", "30/06/2026", "10/07/2026", id="second complaint, last day of the old law"),
        pytest.param("C15", "19/01/2026", "29/01/2026", id="second complaint, plain"),
    ],
)
def test_acceptance_before_the_reform_has_ten_days(rule, start, end):
    deadline = due(rule, vn(start), CALENDAR)

    assert (deadline.due_on, deadline.unit, deadline.length) == (vn(end), Unit.DAYS, 10)
    assert "áp dụng đến 30/06/2026" in deadline.explanation


def test_acceptance_from_the_reform_on_has_seven_working_days():
    # 2, 3, 6, 7, 8, 9 and 10 July.
    assert due("C11", vn("01/07/2026"), CALENDAR).due_on == vn("10/07/2026")
    assert due("C20", vn("30/06/2026"), CALENDAR, {"stage": "acceptance"}).due_on == vn("10/07/2026")


@pytest.mark.parametrize(
    ("rule", "facts", "end"),
    [
        pytest.param("C12", "2026-08-10..2026-08-20", "14/09/2026", id="ten days: 12/9 is a Saturday"),
        pytest.param("C16", "2026-09-01..2026-09-08", "24/09/2026", id="seven days"),
        pytest.param("C12", "2026-08-10..2026-08-15,2026-08-20..2026-08-25", "14/09/2026", id="twice five days"),
        pytest.param("C12", "2026-08-03..2026-08-06", "04/09/2026", id="from the day of acceptance: 4 and 5 August"),
        pytest.param("C12", "2026-09-03..2026-09-05", "07/09/2026", id="on the day to which the end had moved"),
        pytest.param("C12", "2026-09-10..2026-09-20", "03/09/2026", id="after the end: no effect"),
    ],
)
def test_suspension_is_not_counted(rule, facts, end):
    assert due(rule, vn("03/08/2026"), CALENDAR, {"suspended": facts}).due_on == vn(end)


def test_suspension_may_be_given_as_values():
    pauses = (Pause(date(2026, 8, 10), date(2026, 8, 20)),)

    assert due("C12", vn("03/08/2026"), CALENDAR, {"suspended": pauses}).due_on == vn("14/09/2026")


def test_obstacle_is_not_counted_in_the_time_to_complain():
    # 90 days from 6 July end on 4 October; ten days more on 14 October. The part before 6 July does not matter.
    assert due("C10", vn("06/07/2026"), CALENDAR, {"obstacle": "2026-08-01..2026-08-11"}).due_on == vn("14/10/2026")
    assert due("C10", vn("06/07/2026"), CALENDAR, {"obstacle": "2026-07-01..2026-07-17"}).due_on == vn("14/10/2026")
    assert due("C10", vn("06/07/2026"), CALENDAR, {"obstacle": "2026-07-01..2026-07-06"}).due_on == vn("05/10/2026")
