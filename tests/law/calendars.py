"""The calendar of 2026 and 2027 as a clerk would copy it from the announcements: written by hand, not computed.

2026: Tết 16–20/2, Giỗ Tổ 26/4 (Sunday) with 27/4 off, 30/4–1/5, 31/8–2/9 with Saturday 22/8 worked, 24/11.
2027: 1/1, Tết 4–10/2, Giỗ Tổ 16/4, 30/4, 1/5 (Saturday) with 3/5 off, 2–3/9, 24/11.
"""

from datetime import date

from tiepdan.law.calendar import OfficeCalendar

HOLIDAYS = """
2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-26 2026-04-27 2026-04-30 2026-05-01
2026-08-31 2026-09-01 2026-09-02 2026-11-24
2027-01-01 2027-02-04 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-02-10 2027-04-16 2027-04-30
2027-05-01 2027-05-03 2027-09-02 2027-09-03 2027-11-24
"""

CALENDAR = OfficeCalendar(
    holidays=frozenset(date.fromisoformat(day) for day in HOLIDAYS.split()),
    known_from=date(2026, 1, 1),
    known_until=date(2027, 12, 31),
    worked_weekends=frozenset({date(2026, 8, 22)}),
)


def vn(text: str) -> date:
    """A date as it is written in Viet Nam: 20/11/2026."""
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))
