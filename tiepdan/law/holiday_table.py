"""Where the first calendar comes from (nguồn lịch nghỉ): the PyPI package `holidays`, or a CSV file.

The rows are what the administrator then edits in the database. What the package cannot know, the
yearly announcement of swapped days, is marked: see `ANNOUNCED_UNTIL`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from tiepdan.law import sources
from tiepdan.law.calendar import SATURDAY, CalendarGap, OfficeCalendar
from tiepdan.law.facts import iso_date
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource

if TYPE_CHECKING:
    from holidays.countries.vietnam import Vietnam

DayKind = Literal["holiday", "working"]

ANNOUNCED_UNTIL = 2026
"""Last year whose swapped days (nghỉ bù, làm bù) were announced when this table was written, 23/11/2026.

Later years hold the days of Bộ luật Lao động Điều 112 as the package computes them, without swaps:
a projection, shown as such. The administrator enters the announcement when it comes.
"""


@dataclass(frozen=True)
class CalendarDay:
    """One row of the office calendar (một ngày trong lịch)."""

    day: date
    kind: DayKind
    name: str
    source: LegalSource
    announced: bool


@dataclass(frozen=True)
class YearlyHoliday:
    """A fixed day added by us when the package lacks it (ngày nghỉ bổ sung)."""

    month: int
    day: int
    first_year: int
    name: str
    source: LegalSource


ADDED_HOLIDAYS = (YearlyHoliday(11, 24, 2026, "Ngày Văn hóa Việt Nam", sources.NQ80_2026),)
"""24/11: `holidays` 0.109 has it from 2026 on, and the example of issue 4 subtracts 24/11/2026. rules.md 4.4
calls it announced but unchecked, so it stands here with its source, for a lawyer to confirm or strike."""


def calendar(first_year: int, last_year: int) -> OfficeCalendar:
    """A calendar of whole years from the rows of this table (lịch làm việc).

    Source: sources.BLLD_112.
    Raises: CalendarGap, for a year that the package does not know.
    """
    rows = calendar_days(first_year, last_year)
    return OfficeCalendar(
        holidays=frozenset(row.day for row in rows if row.kind == "holiday"),
        known_from=date(first_year, 1, 1),
        known_until=date(last_year, 12, 31),
        worked_weekends=frozenset(row.day for row in rows if row.kind == "working"),
        provisional_from=date(max(first_year, ANNOUNCED_UNTIL + 1), 1, 1),
    )


def calendar_days(first_year: int, last_year: int) -> list[CalendarDay]:
    """Every holiday and worked weekend of these years, in order (các ngày nghỉ, ngày làm bù).

    Source: sources.BLLD_112, sources.NQ80_2026 for 24/11.
    Raises: CalendarGap, for a year that the package does not know.
    """
    known = _package_years(first_year, last_year)
    names: dict[date, tuple[str, LegalSource]] = {day: (name, sources.BLLD_112) for day, name in known.items()}
    for added in ADDED_HOLIDAYS:
        for year in range(max(first_year, added.first_year), last_year + 1):
            names[date(year, added.month, added.day)] = (added.name, added.source)
    rows = [_row(day, "holiday", name, source) for day, (name, source) in names.items()]
    rows += [_row(day, "working", "Làm bù", sources.BLLD_111_3) for day in known.weekend_workdays]
    return sorted((row for row in rows if first_year <= row.day.year <= last_year), key=lambda row: row.day)


def _row(day: date, kind: DayKind, name: str, source: LegalSource) -> CalendarDay:
    """One row, marked as announced or projected (một ngày trong lịch).

    Source: sources.BLLD_112.
    """
    return CalendarDay(day, kind, name, source, announced=day.year <= ANNOUNCED_UNTIL)


def last_year_known() -> int:
    """The last year for which the package can compute the holidays (năm cuối có dữ liệu).

    Source: sources.BLLD_112.
    Raises: nothing.
    """
    return _vietnam().end_year


def _package_years(first_year: int, last_year: int) -> Vietnam:
    """Asks the package, one year wider on both sides: a swap may cross the new year (dữ liệu gói holidays).

    Source: sources.BLLD_112.
    Raises: CalendarGap.
    """
    vietnam = _vietnam()
    for year in (first_year, last_year):
        if not vietnam.start_year <= year <= vietnam.end_year:
            raise CalendarGap(year)
    return vietnam(years=range(first_year - 1, last_year + 2), language="vi", expand=False)


@cache
def _vietnam() -> type[Vietnam]:
    """Imports the package on first use (gói holidays).

    Source: design.md § 1, "Holidays".
    """
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415 -- slow import

    return Vietnam


def read_calendar(lines: Iterable[str]) -> OfficeCalendar:
    """A calendar from CSV with the columns `date,kind` (lịch từ tệp CSV).

    It covers the whole years from its first to its last date, and nothing beyond.
    Source: sources.BLLD_111_3, sources.BLLD_112.
    Raises: RuleRefused calendar_unreadable, calendar_empty, calendar_contradiction.
    """
    days: dict[date, str] = {}
    reader = csv.DictReader(lines)
    for row in reader:
        day, kind = _csv_row(row, reader.line_num)
        if days.setdefault(day, kind) != kind:
            raise RuleRefused(
                "calendar_contradiction", f"Tệp lịch: ngày {day:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm bù."
            )
    if not days:
        raise RuleRefused("calendar_empty", "Tệp lịch không có ngày nào (cần hai cột date,kind).")
    return OfficeCalendar(
        holidays=frozenset(day for day, kind in days.items() if kind == "holiday"),
        known_from=date(min(days).year, 1, 1),
        known_until=date(max(days).year, 12, 31),
        worked_weekends=frozenset(day for day, kind in days.items() if kind == "working"),
    )


def _csv_row(row: dict[str | None, str | None], line: int) -> tuple[date, str]:
    """Reads one line of the file (một dòng của tệp lịch).

    Source: sources.BLLD_111_3: only a weekly day off can be worked in exchange.
    Raises: RuleRefused calendar_unreadable, calendar_contradiction.
    """
    kind = (row.get("kind") or "").strip()
    try:
        day = iso_date((row.get("date") or "").strip())
    except ValueError:
        raise RuleRefused("calendar_unreadable", f"Tệp lịch, dòng {line}: ngày phải có dạng NĂM-THÁNG-NGÀY.") from None
    if kind not in ("holiday", "working"):
        raise RuleRefused("calendar_unreadable", f"Tệp lịch, dòng {line}: kind phải là holiday hoặc working.")
    if kind == "working" and day.weekday() < SATURDAY:
        raise RuleRefused(
            "calendar_contradiction", f"Tệp lịch, dòng {line}: {day:%d/%m/%Y} không phải thứ bảy, chủ nhật."
        )
    return day, kind
