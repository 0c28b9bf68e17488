"""Days as Vietnamese law counts them (ngày, ngày làm việc). Two units, never converted into each other.

The calendar is data: holidays and worked weekends (nghỉ bù, làm bù) come from a table. Outside the
years of that table it refuses to count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

from tiepdan.law import sources
from tiepdan.law.refusal import RuleRefused

Reading = Literal["strict", "common"]

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class CalendarGap(RuleRefused):
    """The holiday table does not reach the year that the count needs (chưa có lịch nghỉ của năm)."""

    def __init__(self, year: int) -> None:
        """Names the missing year for the person who can enter it.

        Source: sources.BLLD_112 (holidays are fixed year by year).
        """
        self.year = year
        super().__init__(
            "calendar_gap",
            f"Chưa có lịch nghỉ lễ, nghỉ bù, làm bù của năm {year}: đề nghị quản trị nhập lịch năm {year} rồi tính lại",
            sources.BLLD_112,
        )


@dataclass(frozen=True)
class OfficeCalendar:
    """Working days of an office (lịch làm việc), complete from `known_from` to `known_until`, both included.

    `worked_weekends` are Saturdays and Sundays that are worked in exchange (làm bù).
    From `provisional_from` on, the year's announcement is not out yet and the days are a projection.
    """

    holidays: frozenset[date]
    known_from: date
    known_until: date
    worked_weekends: frozenset[date] = frozenset()
    provisional_from: date | None = None

    def is_working_day(self, day: date) -> bool:
        """Tells whether the office works on `day` (ngày làm việc).

        Source: sources.BLLD_112, sources.BLLD_111_3.
        Raises: CalendarGap.
        """
        self.require(day)
        return self._works(day)

    def require(self, day: date) -> None:
        """Stops a count that leaves the known years (ngoài phạm vi lịch).

        Source: sources.BLLD_112.
        Raises: CalendarGap, naming the year of `day`.
        """
        if not self.known_from <= day <= self.known_until:
            raise CalendarGap(day.year)

    def after_working_days(self, start: date, days: int) -> date:
        """The last of `days` working days; the day after `start` is day one (sau … ngày làm việc).

        Unit: working days.
        Source: sources.BLDS_147_2.
        Raises: CalendarGap.
        """
        self.require(start)
        index = bisect_right(self._working_days, start) + days - 1
        if index >= len(self._working_days):
            raise CalendarGap(self.known_until.year + 1)
        return self._working_days[index]

    def before_working_days(self, end: date, days: int, reading: Reading = "strict") -> date:
        """The last working day on which an act is still `days` working days before `end` (trước … ngày làm việc).

        Strict: that many whole working days lie between the act and `end`, neither counted.
        Common: the day of the act is itself the first of them.
        Unit: working days.
        Source: sources.LTCD_24_4, sources.ND154_23_1.
        Raises: CalendarGap.
        """
        self.require(end)
        index = bisect_left(self._working_days, end) - days - (1 if reading == "strict" else 0)
        if index < 0:
            raise CalendarGap(self.known_from.year - 1)
        return self._working_days[index]

    def after_calendar_days(self, start: date, days: int) -> date:
        """The last of `days` calendar days, moved on to the next working day if it is a day off (sau … ngày).

        Unit: calendar days; the day after `start` is day one.
        Source: sources.BLDS_147_2, sources.BLDS_148_5.
        Raises: CalendarGap.
        """
        self.require(start)
        return self.working_day_on_or_after(start + days * ONE_DAY)

    def before_calendar_days(self, end: date, days: int, reading: Reading = "strict") -> date:
        """The last working day on which an act is still `days` calendar days before `end` (trước … ngày).

        Unit: calendar days; readings as in `before_working_days`.
        Source: sources.ND124_28_1.
        Raises: CalendarGap.
        """
        self.require(end)
        return self.working_day_on_or_before(end - (days + (1 if reading == "strict" else 0)) * ONE_DAY)

    def working_day_on_or_after(self, day: date) -> date:
        """`day`, or the next working day when it is a day off (ngày làm việc tiếp theo).

        Source: sources.BLDS_148_5.
        Raises: CalendarGap.
        """
        self.require(day)
        return self.after_working_days(day, 1) if not self._works(day) else day

    def working_day_on_or_before(self, day: date) -> date:
        """`day`, or the working day before it when it is a day off (ngày làm việc liền trước).

        Source: an act on a day off counts as done on the next working day: sources.BLDS_148_5.
        Raises: CalendarGap.
        """
        self.require(day)
        return self.before_working_days(day, 1, "common") if not self._works(day) else day

    def whole_working_days_between(self, act: date, day: date) -> int:
        """How many whole working days lie between an act and `day`, neither counted (số ngày làm việc trọn vẹn).

        An act on a day off counts as done on the next working day. Zero when nothing lies between.
        Unit: working days.
        Source: sources.LTCD_24_4, sources.ND154_23_1.
        Raises: CalendarGap.
        """
        self.require(day)
        done_on = self.working_day_on_or_after(act)
        return max(0, bisect_left(self._working_days, day) - bisect_right(self._working_days, done_on))

    def working_days_until(self, start: date, day: date) -> int:
        """How many working days lie after `start` and up to `day`, which is counted (số ngày làm việc đã qua).

        Unit: working days.
        Source: sources.BLDS_147_2.
        Raises: CalendarGap.
        """
        self.require(start)
        self.require(day)
        return max(0, bisect_right(self._working_days, day) - bisect_right(self._working_days, start))

    def days_off_between(self, start: date, end: date) -> list[date]:
        """The days off after `start` and before `end`, in order (ngày nghỉ ở giữa): what an explanation subtracts.

        Source: sources.BLLD_111_3, sources.BLLD_112.
        Raises: nothing beyond the known years: the caller has counted there already.
        """
        return [day for day in _days_after(start, end) if not self._works(day)]

    def made_up_days_between(self, start: date, end: date) -> list[date]:
        """The worked weekends after `start` and up to `end` (ngày làm bù): what an explanation adds.

        Source: sources.BLLD_111_3.
        Raises: nothing.
        """
        return sorted(day for day in self.worked_weekends if start < day <= end)

    def is_provisional(self, day: date) -> bool:
        """Tells whether `day` lies where the calendar is only a projection (lịch dự kiến).

        Source: sources.BLLD_112.
        Raises: nothing.
        """
        return self.provisional_from is not None and day >= self.provisional_from

    def _works(self, day: date) -> bool:
        """Answers for a day that is known to be inside the calendar (ngày làm việc).

        Source: sources.BLLD_111_3.
        """
        return day in self.worked_weekends or (day.weekday() < SATURDAY and day not in self.holidays)

    @cached_property
    def _working_days(self) -> list[date]:
        """All working days in order, made once: counting is then one search (ngày làm việc).

        Source: sources.BLLD_112.
        """
        return _working_days_of(self)


@lru_cache(maxsize=4)
def _working_days_of(calendar: OfficeCalendar) -> list[date]:
    """Kept from one reading of the tables to the next, for calendars that say the same (ngày làm việc).

    Source: sources.BLLD_112.
    """
    before = calendar.known_from - ONE_DAY
    return [day for day in _days_after(before, calendar.known_until + ONE_DAY) if calendar.is_working_day(day)]


def _days_after(start: date, end: date) -> Iterator[date]:
    """The days strictly between two dates (các ngày ở giữa).

    Source: sources.BLDS_147_2.
    """
    for ordinal in range(start.toordinal() + 1, end.toordinal()):
        yield date.fromordinal(ordinal)


def vietnam_calendar(first_year: int, last_year: int) -> OfficeCalendar:
    """A calendar of whole years filled from the package `holidays` (lịch nghỉ lễ Việt Nam).

    The import waits until it is needed: it costs half a second. See `tiepdan.law.holiday_table`.
    Source: sources.BLLD_112.
    Raises: CalendarGap, for a year that the package does not know.
    """
    from tiepdan.law import holiday_table  # noqa: PLC0415 -- circular import

    return holiday_table.calendar(first_year, last_year)
