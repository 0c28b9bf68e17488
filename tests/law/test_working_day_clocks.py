"""Clocks in working days (ngày làm việc). Every date was counted on the calendar of `calendars.py` by hand."""

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law.deadlines import due

THREE = {
    "plain week": ("06/07/2026", "09/07/2026"),
    "across 24/11": ("20/11/2026", "26/11/2026"),
    "swapped Saturday 22/8 is counted": ("20/08/2026", "24/08/2026"),
    "ends on the last day of the year": ("28/12/2026", "31/12/2026"),
    "across Tết 2027": ("02/02/2027", "12/02/2027"),
    "across 30/4–3/5/2027": ("28/04/2027", "05/05/2027"),
    "starts on a Saturday": ("11/07/2026", "15/07/2026"),
}
FIVE = {
    "plain week": ("06/07/2026", "13/07/2026"),
    "across 24/11": ("20/11/2026", "30/11/2026"),
    "swapped Saturday 22/8 is counted": ("20/08/2026", "26/08/2026"),
    "across the year end": ("28/12/2026", "05/01/2027"),
    "across Tết 2027": ("02/02/2027", "16/02/2027"),
    "across 30/4–3/5/2027": ("28/04/2027", "07/05/2027"),
    "starts on a Saturday": ("11/07/2026", "17/07/2026"),
}
SEVEN = {
    "plain week": ("06/07/2026", "15/07/2026"),
    "across 24/11": ("20/11/2026", "02/12/2026"),
    "across 2/9": ("24/08/2026", "07/09/2026"),
    "swapped Saturday 22/8 is counted": ("20/08/2026", "28/08/2026"),
    "across the year end": ("28/12/2026", "07/01/2027"),
    "across Tết 2027": ("02/02/2027", "18/02/2027"),
    "across 30/4–3/5/2027": ("28/04/2027", "11/05/2027"),
}
TEN = {
    "plain weeks": ("06/07/2026", "20/07/2026"),
    "across 24/11": ("20/11/2026", "07/12/2026"),
    "across 2/9 and the swapped Saturday": ("20/08/2026", "07/09/2026"),
    "across the year end": ("28/12/2026", "12/01/2027"),
    "across Tết 2027": ("02/02/2027", "23/02/2027"),
    "starts on a Saturday": ("11/07/2026", "24/07/2026"),
}
OLDER_LAW = {
    3: {"across Tết 2026": ("11/02/2026", "23/02/2026"), "across 30/4–1/5/2026": ("24/04/2026", "04/05/2026")},
    5: {"across Tết 2026": ("11/02/2026", "25/02/2026"), "across 30/4–1/5/2026": ("24/04/2026", "06/05/2026")},
    7: {"across Tết 2026": ("11/02/2026", "27/02/2026"), "across 30/4–1/5/2026": ("24/04/2026", "08/05/2026")},
    10: {"across Tết 2026": ("11/02/2026", "04/03/2026"), "across 30/4–1/5/2026": ("24/04/2026", "13/05/2026")},
}
TABLES = [
    ("C5", {}, "Điều 4 khoản 3 Nghị định 154/2026/NĐ-CP", THREE),
    ("C13", {}, "Điều 32 Luật Khiếu nại", THREE | OLDER_LAW[3]),
    ("C22", {}, "Điều 28b Nghị định 124/2020/NĐ-CP", THREE),
    ("C8", {}, "Điều 28 khoản 2 Luật Tiếp công dân", FIVE | OLDER_LAW[5]),
    ("C31", {}, "Điều 24 khoản 2 Luật Tố cáo", FIVE | OLDER_LAW[5]),
    ("C32", {}, "Điều 29 khoản 3 Luật Tố cáo", FIVE | OLDER_LAW[5]),
    ("C36", {}, "Điều 38 Luật Tố cáo", FIVE | OLDER_LAW[5]),
    ("C7", {}, "Điều 27 khoản 2 Luật Tiếp công dân", SEVEN | OLDER_LAW[7]),
    ("C11", {}, "Điều 27 khoản 1 Luật Khiếu nại", SEVEN),
    ("C15", {}, "Điều 36 khoản 1 Luật Khiếu nại", SEVEN),
    ("C20", {"stage": "acceptance"}, "Điều 50 Luật Khiếu nại", SEVEN),
    ("C30", {}, "Điều 24 khoản 1 Luật Tố cáo", SEVEN | OLDER_LAW[7]),
    ("C37", {}, "Điều 40 Luật Tố cáo", SEVEN | OLDER_LAW[7]),
    ("C6", {}, "Điều 28 khoản 1 Luật Tiếp công dân", TEN | OLDER_LAW[10]),
    ("C30", {"several_places": "yes"}, "Điều 24 khoản 1 Luật Tố cáo", TEN | OLDER_LAW[10]),
]
CASES = [
    pytest.param(rule, facts, article, start, end, id=f"{rule}{''.join(facts.values())} {situation}")
    for rule, facts, article, table in TABLES
    for situation, (start, end) in table.items()
]


@pytest.mark.parametrize(("rule", "facts", "article", "start", "end"), CASES)
def test_clock_in_working_days_ends_on_its_last_working_day(rule, facts, article, start, end):
    deadline = due(rule, vn(start), CALENDAR, facts)

    assert (deadline.rule, deadline.due_on, str(deadline.source)) == (rule, vn(end), article)


SESSIONS = [
    # session day, strict 5, common 5, strict 1, common 1
    ("plain weeks", "23/11/2026", "13/11/2026", "16/11/2026", "19/11/2026", "20/11/2026"),
    ("the day after 24/11", "25/11/2026", "16/11/2026", "17/11/2026", "20/11/2026", "23/11/2026"),
    ("across 2/9", "10/09/2026", "28/08/2026", "03/09/2026", "08/09/2026", "09/09/2026"),
    ("swapped Saturday 22/8", "25/08/2026", "18/08/2026", "19/08/2026", "22/08/2026", "24/08/2026"),
    ("across the year end", "05/01/2027", "25/12/2026", "28/12/2026", "31/12/2026", "04/01/2027"),
    ("after Tết 2027", "15/02/2027", "29/01/2027", "01/02/2027", "11/02/2027", "12/02/2027"),
    ("session on a Saturday", "21/11/2026", "13/11/2026", "16/11/2026", "19/11/2026", "20/11/2026"),
]
BEFORE_THE_REFORM = [
    ("after Tết 2026", "24/02/2026", "09/02/2026", "10/02/2026"),
    ("after 30/4–1/5/2026", "05/05/2026", "22/04/2026", "23/04/2026"),
]
BACKWARD = [
    pytest.param(rule, session, facts, end, id=f"{rule} {situation} {facts}")
    for situation, session, strict5, common5, strict1, common1 in SESSIONS
    for rule, facts, end in (
        ("C1", {}, strict5),
        ("C1", {"reading": "common"}, common5),
        ("C2", {"reading": "strict"}, strict5),
        ("C2", {"reading": "common"}, common5),
        ("C3", {}, strict1),
        ("C3", {"reading": "common"}, common1),
    )
] + [
    pytest.param("C1", session, {"reading": reading}, end, id=f"C1 {situation} {reading}")
    for situation, session, strict, common in BEFORE_THE_REFORM
    for reading, end in (("strict", strict), ("common", common))
]


@pytest.mark.parametrize(("rule", "session", "facts", "end"), BACKWARD)
def test_act_before_a_session_leaves_the_working_days_of_its_reading(rule, session, facts, end):
    assert due(rule, vn(session), CALENDAR, facts).due_on == vn(end)
