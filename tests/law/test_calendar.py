"""The office calendar: working days, both readings, its ends, the package and the file."""

from datetime import date

import pytest

from tests.law.calendars import CALENDAR, HOLIDAYS, vn
from tiepdan.law import holiday_table
from tiepdan.law.calendar import CalendarGap, OfficeCalendar, vietnam_calendar
from tiepdan.law.refusal import RuleRefused


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param("20/11/2026", True, id="Friday"),
        pytest.param("21/11/2026", False, id="Saturday"),
        pytest.param("24/11/2026", False, id="holiday"),
        pytest.param("22/08/2026", True, id="swapped Saturday"),
        pytest.param("31/08/2026", False, id="day off for it"),
    ],
)
def test_working_day_follows_the_table(day, works):
    assert CALENDAR.is_working_day(vn(day)) is works


@pytest.mark.parametrize(
    ("act", "days"),
    [
        pytest.param("13/11/2026", 5, id="Friday: 16–20"),
        pytest.param("14/11/2026", 4, id="Saturday counts as Monday: 17–20"),
        pytest.param("16/11/2026", 4, id="Monday: 17–20"),
        pytest.param("20/11/2026", 0, id="the working day before"),
        pytest.param("23/11/2026", 0, id="the day itself"),
        pytest.param("30/11/2026", 0, id="after"),
    ],
)
def test_whole_working_days_between_an_act_and_a_session(act, days):
    assert CALENDAR.whole_working_days_between(vn(act), vn("23/11/2026")) == days


def test_days_off_move_to_the_next_or_the_previous_working_day():
    assert CALENDAR.working_day_on_or_after(vn("05/02/2027")) == vn("11/02/2027")
    assert CALENDAR.working_day_on_or_before(vn("05/02/2027")) == vn("03/02/2027")
    assert CALENDAR.after_calendar_days(vn("30/10/2026"), 2) == vn("02/11/2026")
    assert CALENDAR.before_calendar_days(vn("23/11/2026"), 5) == vn("17/11/2026")


def test_working_days_used_count_the_last_day():
    assert CALENDAR.working_days_until(vn("20/11/2026"), vn("25/11/2026")) == 2
    assert CALENDAR.working_days_until(vn("20/11/2026"), vn("20/11/2026")) == 0


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)])
def test_calendar_refuses_days_outside_its_years(day):
    with pytest.raises(CalendarGap, match=f"năm {day.year}"):
        CALENDAR.is_working_day(day)


def test_package_gives_the_days_that_were_announced_for_2026():
    calendar = vietnam_calendar(2026, 2026)
    by_hand = {date.fromisoformat(day) for day in HOLIDAYS.split() if day.startswith("2026")}

    assert calendar.holidays == by_hand
    assert calendar.worked_weekends == {date(2026, 8, 22)}
    assert (calendar.known_from, calendar.known_until) == (date(2026, 1, 1), date(2026, 12, 31))


def test_package_projects_2027_and_says_so():
    by_hand = {date.fromisoformat(day) for day in HOLIDAYS.split() if day.startswith("2027")}

    assert vietnam_calendar(2027, 2027).holidays == by_hand
    assert vietnam_calendar(2026, 2027).is_provisional(date(2027, 1, 1)) is True
    assert vietnam_calendar(2026, 2027).is_provisional(date(2026, 12, 31)) is False
    assert {row.announced for row in holiday_table.calendar_days(2027, 2027)} == {False}


def test_day_of_culture_stands_once_with_its_source():
    rows = [row for row in holiday_table.calendar_days(2025, 2026) if (row.day.month, row.day.day) == (11, 24)]

    assert [(row.day.year, row.kind, row.name) for row in rows] == [(2026, "holiday", "Ngày Văn hóa Việt Nam")]
    assert "80-NQ/TW" in str(rows[0].source)


def test_swap_over_the_new_year_keeps_its_worked_day():
    # 31/12/2018 was off for Saturday 5/1/2019.
    assert date(2019, 1, 5) in vietnam_calendar(2019, 2019).worked_weekends


@pytest.mark.parametrize("years", [(1900, 2026), (2026, 2101)])
def test_package_refuses_a_year_that_it_does_not_know(years):
    with pytest.raises(CalendarGap):
        vietnam_calendar(*years)

    assert holiday_table.last_year_known() == 2100


def test_file_covers_the_years_of_its_dates_and_nothing_beyond():
    calendar = holiday_table.read_calendar(["date,kind\n", "2026-09-02,holiday\n", "2027-01-09,working\n"])

    assert calendar == OfficeCalendar(
        frozenset({date(2026, 9, 2)}), date(2026, 1, 1), date(2027, 12, 31), frozenset({date(2027, 1, 9)})
    )


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["date,kind"], "calendar_empty"),
        ([], "calendar_empty"),
        (["date,kind", "2/9/2026,holiday"], "calendar_unreadable"),
        (["date,kind", "2026-09-02,off"], "calendar_unreadable"),
        (["date,kind", "2026-09-02"], "calendar_unreadable"),
        (["day,what", "2026-09-02,holiday"], "calendar_unreadable"),
        (["date,kind", "2026-09-01,working"], "calendar_contradiction"),
        (["date,kind", "2026-08-22,working", "2026-08-22,holiday"], "calendar_contradiction"),
    ],
)
def test_file_with_a_fault_is_refused(lines, code):
    with pytest.raises(RuleRefused) as refused:
        holiday_table.read_calendar(lines)

    assert refused.value.code == code
