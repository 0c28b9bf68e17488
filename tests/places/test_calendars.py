from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import UserFactory, enter_calendar
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.law.calendar import CalendarGap
from tiepdan.places import actions
from tiepdan.places.calendars import backward_reading, office_calendar, reading_in_force
from tiepdan.places.enums import DayKind
from tiepdan.places.models import BackwardReading, CalendarDay

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


def test_year_without_its_announcement_is_provisional_until_the_number_comes():
    actions.enter_year(2026, by=None, decision_number="2026/TB")
    actions.enter_year(2027, by=None)

    before = office_calendar()
    actions.enter_year(2027, by=None, decision_number="2027/TB")

    assert before.provisional_from == date(2027, 1, 1)
    assert office_calendar().provisional_from is None


# ── How days before a session are counted ─────────────────────────────────────
def choose(way="common", decision_number="12/QĐ-TCD", decided_on=date(2026, 8, 3)):
    administrator = UserFactory(role="administrator")
    return actions.choose_reading(way, by=administrator, decision_number=decision_number, decided_on=decided_on)


def test_days_before_are_counted_strictly_until_the_head_decides():
    choose()

    assert reading_in_force(date(2026, 8, 2)) is None
    assert backward_reading(reading_in_force(date(2026, 8, 2))) == "strict"
    assert backward_reading(reading_in_force(date(2026, 8, 3))) == "common"


def test_later_decision_stands_from_its_day_and_the_earlier_one_stays():
    first, second = choose(), choose("strict", "20/QĐ-TCD", date(2026, 9, 7))

    assert reading_in_force(date(2026, 9, 6)) == first
    assert reading_in_force(date(2026, 9, 7)) == second
    assert AuditEntry.objects.filter(verb="places.choose_reading").count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decision_number": " "}, "decision_missing"),
        ({"decided_on": date(2999, 1, 1)}, "decided_in_future"),
    ],
)
def test_reading_without_a_decision_is_refused_and_nothing_is_written(changes, code):
    with pytest.raises(DomainError) as refused:
        choose(**changes)

    assert refused.value.code == code
    assert not BackwardReading.objects.exists()


@pytest.mark.parametrize("wrong", [{"reading": "loose"}, {"decision_number": ""}])
def test_database_refuses_a_reading_that_nobody_decided(wrong):
    made = choose()

    with pytest.raises(IntegrityError), transaction.atomic():
        BackwardReading.objects.filter(pk=made.pk).update(**wrong)
