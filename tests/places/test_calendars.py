from datetime import date

import pytest

from tests.factories import UserFactory, enter_calendar
from tiepdan.law.calendar import CalendarGap
from tiepdan.places import actions
from tiepdan.places.calendars import office_calendar
from tiepdan.places.enums import DayKind
from tiepdan.places.models import CalendarDay

pytestmark = pytest.mark.django_db


def test_calendar_without_years_refuses_to_count():
    with pytest.raises(CalendarGap):
        office_calendar().is_working_day(date(2026, 11, 23))


def test_entered_year_knows_its_holidays_and_ends_with_the_year():
    actions.enter_year(2026, by=None)

    calendar = office_calendar()

    assert not calendar.is_working_day(date(2026, 9, 2))
    assert calendar.is_working_day(date(2026, 9, 3))
    with pytest.raises(CalendarGap):
        calendar.is_working_day(date(2027, 1, 4))


def test_year_with_a_gap_before_it_does_not_count():
    actions.enter_year(2026, by=None)
    actions.enter_year(2028, by=None)

    assert office_calendar().known_until == date(2026, 12, 31)


def test_entering_a_year_again_changes_nothing():
    actions.enter_year(2026, by=None)
    days = CalendarDay.objects.count()

    actions.enter_year(2026, by=None)

    assert CalendarDay.objects.count() == days


def test_swapped_saturday_is_worked_and_the_row_it_replaces_stays():
    enter_calendar()
    administrator = UserFactory(role="administrator")
    saturday = date(2026, 11, 28)

    actions.set_day(saturday, by=administrator, kind=DayKind.WORKING, name="Làm bù", decision_number="12/TB-UBND")
    actions.set_day(saturday, by=administrator, kind=DayKind.HOLIDAY, name="Sửa lại", decision_number="13/TB-UBND")

    assert not office_calendar().is_working_day(saturday)
    assert CalendarDay.objects.filter(falls_on=saturday).count() == 2
