"""The office calendar as the law counts with it, read from the tables that the administrator keeps."""

from datetime import date

from tiepdan.law.calendar import OfficeCalendar
from tiepdan.places.enums import DayKind
from tiepdan.places.models import CalendarDay, CalendarYear


def office_calendar() -> OfficeCalendar:
    """Holidays and worked weekends in force now, known for the unbroken run of entered years (lịch làm việc).

    Two queries. With no year entered the calendar knows no day and refuses to count.
    """
    years = sorted(CalendarYear.objects.values_list("year", flat=True))
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
    )
