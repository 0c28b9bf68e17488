"""The office calendar as the law counts with it, read from the tables that the administrator keeps."""

from datetime import date
from typing import cast

from tiepdan.law.calendar import OfficeCalendar, Reading
from tiepdan.places.enums import BackwardWay, DayKind
from tiepdan.places.models import BackwardReading, CalendarDay, CalendarYear


def office_calendar() -> OfficeCalendar:
    """Holidays and worked weekends in force now, known for the unbroken run of entered years (lịch làm việc).

    Two queries. With no year entered the calendar knows no day and refuses to count. From the first year entered
    without the number of its announcement on, every last day is told as provisional (dự kiến).
    """
    announced = dict(CalendarYear.objects.order_by("year").values_list("year", "decision_number"))
    years = list(announced)
    projected = [year for year in years if not announced[year]]
    first = years[0] if years else 1
    last = first
    while last + 1 in years:
        last += 1
    days = CalendarDay.objects.filter(superseded_at__isnull=True).values_list("falls_on", "kind")
    return OfficeCalendar(
        holidays=frozenset(day for day, kind in days if kind == DayKind.HOLIDAY),
        worked_weekends=frozenset(day for day, kind in days if kind == DayKind.WORKING),
        known_from=date(first, 1, 1),
        known_until=date(last, 12, 31) if years else date(1, 1, 1),
        provisional_from=date(projected[0], 1, 1) if projected else None,
    )


def reading_in_force(on: date) -> BackwardReading | None:
    """The head's latest decision on the backward count by that day (quyết định về cách đếm ngược); None: strict.

    One query.
    """
    decided = BackwardReading.objects.filter(decided_on__lte=on)
    return decided.order_by("-decided_on", "-entered_at").first()


def backward_reading(decision: BackwardReading | None) -> Reading:
    """The fact `reading` that the law's functions ask for (cách đếm ngược)."""
    return cast(Reading, str(decision.reading if decision else BackwardWay.STRICT))  # TextChoices are not Literals
