"""No rule answers by guessing: what is missing, contradictory or outside the law is refused with the article."""

from datetime import date, time

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law import sources
from tiepdan.law.calendar import CalendarGap, OfficeCalendar
from tiepdan.law.deadlines import due
from tiepdan.law.facts import Pause
from tiepdan.law.refusal import RuleRefused

DAY = vn("03/08/2026")

REFUSED = [
    ("C99", DAY, {}, "rule_unknown", None),
    ("C40", DAY, {}, "no_statutory_period", sources.LTCD_26_2),
    ("C20", DAY, {}, "fact_missing", sources.LKN_50),
    ("C20", DAY, {"stage": "acceptance", "complex": "yes"}, "fact_contradiction", sources.LKN_50),
    ("C6", DAY, {"complex": "yes"}, "fact_not_asked", None),
    ("C12", DAY, {"complex": "maybe"}, "fact_value", None),
    ("C14", DAY, {"complex": "maybe"}, "fact_value", None),
    ("C33", DAY, {"extensions": "3"}, "fact_value", None),
    ("C33", DAY, {"criteria": "8"}, "fact_value", None),
    ("C33", DAY, {"extensions": "1"}, "extension_without_criteria", sources.ND31_3),
    ("C33", DAY, {"extensions": "1", "criteria": "0"}, "extension_without_criteria", sources.ND31_3),
    ("C33", DAY, {"extensions": "2", "criteria": "1"}, "extension_without_criteria", sources.ND31_3),
    ("C12", DAY, {"suspended": "2026-08-20..2026-08-10"}, "suspension_order", None),
    ("C12", DAY, {"suspended": "2026-08-10..2026-08-10"}, "suspension_order", None),
    ("C12", DAY, {"suspended": "2026-08-10..2026-08-20,2026-08-15..2026-08-25"}, "suspension_overlap", None),
    ("C12", DAY, {"suspended": "2026-08-10"}, "fact_value", None),
    ("C12", DAY, {"suspended": "2026-08-10..2026-13-10"}, "fact_value", None),
    ("C12", DAY, {"suspended": True}, "fact_value", None),
    ("C12", DAY, {"suspended": "2026-08-01..2026-08-10"}, "suspension_before_start", sources.LKN_11A),
    ("C12", vn("15/06/2026"), {"suspended": "2026-06-20..2026-07-10"}, "law_not_in_force", sources.LKN_11A),
    ("C6", DAY, {"suspended": "2026-08-10..2026-08-20"}, "fact_not_asked", None),
    ("C4", DAY, {"starts_at": "25:00"}, "fact_value", None),
    ("C4", DAY, {"starts_at": "8"}, "fact_value", None),
    ("C12", DAY, {"suspended": "20260810..20260820"}, "fact_value", None),
    ("C2", vn("30/06/2026"), {}, "law_not_in_force", sources.ND154_23_1),
    ("C1", date(2014, 6, 30), {}, "law_not_in_force", sources.LTCD_24_4),
    ("C12", date(2012, 6, 30), {}, "law_not_in_force", sources.LKN_28_1),
    ("C11", date(2012, 6, 30), {}, "law_not_in_force", sources.LKN_27_2011),
    ("C30", date(2018, 12, 31), {}, "law_not_in_force", sources.LTC_24_1),
    ("C21", vn("30/06/2026"), {}, "law_not_in_force", sources.ND124_28_1),
]


@pytest.mark.parametrize(("rule", "on", "facts", "code", "source"), REFUSED)
def test_question_is_refused_with_its_article(rule, on, facts, code, source):
    with pytest.raises(RuleRefused) as refused:
        due(rule, on, CALENDAR, facts)

    assert (refused.value.code, refused.value.source) == (code, source)
    assert source is None or str(source) in refused.value.message


@pytest.mark.parametrize(
    ("rule", "on", "facts", "year"),
    [
        pytest.param("C6", vn("28/12/2027"), {}, 2028, id="working days run over the end"),
        pytest.param("C12", vn("10/12/2027"), {}, 2028, id="days run over the end"),
        pytest.param("C6", date(2028, 3, 1), {}, 2028, id="starts after the end"),
        pytest.param("C13", date(2025, 12, 30), {}, 2025, id="starts before the calendar"),
        pytest.param("C1", vn("07/01/2026"), {}, 2025, id="working days run back over the start"),
        pytest.param("C12", vn("03/08/2026"), {"suspended": "2026-08-10..2028-01-02"}, 2028, id="long suspension"),
        pytest.param("C12", vn("03/08/2026"), {"suspended": "2026-08-10..9999-12-31"}, 9999, id="endless suspension"),
    ],
)
def test_counting_beyond_the_calendar_names_the_missing_year(rule, on, facts, year):
    with pytest.raises(CalendarGap) as gap:
        due(rule, on, CALENDAR, facts)

    assert (gap.value.year, gap.value.code) == (year, "calendar_gap")
    assert f"năm {year}" in gap.value.message


def test_act_before_a_dialogue_in_the_first_days_of_the_calendar_names_the_year_before():
    known_from_august = OfficeCalendar(frozenset(), date(2026, 8, 1), date(2026, 12, 31))

    with pytest.raises(CalendarGap) as gap:
        due("C21", date(2026, 8, 4), known_from_august)

    assert gap.value.year == 2026


def test_facts_may_be_given_as_values():
    assert due("C12", DAY, CALENDAR, {"complex": True, "remote": False}).length == 45
    assert due("C33", DAY, CALENDAR, {"extensions": 2, "criteria": 2}).length == 90
    assert due("C4", DAY, CALENDAR, {"starts_at": time(8)}).due_on == DAY


def test_list_that_does_not_hold_pauses_is_refused():
    with pytest.raises(RuleRefused):
        due("C12", DAY, CALENDAR, {"suspended": [Pause(DAY, vn("10/08/2026")), "2026-09-01"]})
