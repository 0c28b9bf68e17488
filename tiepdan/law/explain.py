"""Why a date is what it is, in Vietnamese (diễn giải thời hạn): one line that an official can check by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise

from tiepdan.law.calendar import ONE_DAY, OfficeCalendar, Reading
from tiepdan.law.facts import Pause
from tiepdan.law.rules import Unit, Variant
from tiepdan.law.sources import LegalSource

ARROW = " ⇒ "
READINGS: dict[Reading, str] = {"strict": "đếm chặt, ngày trọn vẹn", "common": "đếm thông dụng, tính cả ngày thực hiện"}


def day_text(day: date) -> str:
    """A date as a Vietnamese reader writes it (ngày/tháng/năm).

    Source: the form asked for by issue 4, § 2.
    """
    return f"{day:%d/%m/%Y}"


def days_text(days: Iterable[date], year: int) -> str:
    """Dates in one line, runs joined, month by month: "21–22, 24, 28–29/11 và 5–6/12" (liệt kê ngày).

    The year is written only where it is not `year`.
    Source: the form asked for by issue 4, § 2.
    """
    months = [
        ", ".join(_runs(list(group))) + f"/{month}" + (f"/{of_year}" if of_year != year else "")
        for (of_year, month), group in groupby(days, key=lambda day: (day.year, day.month))
    ]
    return " và ".join([part for part in ("; ".join(months[:-1]), *months[-1:]) if part])


def _runs(days: list[date]) -> list[str]:
    """Joins days that follow one another, within one month (gộp ngày liền nhau).

    Source: the form asked for by issue 4, § 2.
    """
    starts = [days[0], *(later for earlier, later in pairwise(days) if later - earlier != ONE_DAY)]
    ends = [*(earlier for earlier, later in pairwise(days) if later - earlier != ONE_DAY), days[-1]]
    return [f"{a.day}–{b.day}" if a != b else f"{a.day}" for a, b in zip(starts, ends, strict=True)]


def working_days_after(variant: Variant, start: date, due_on: date, calendar: OfficeCalendar) -> str:
    """Explains a forward count in working days (diễn giải ngày làm việc).

    Unit: working days.
    Source: the variant's own, sources.BLDS_147_2.
    """
    return (
        f"{_length(variant)} từ {day_text(start)}{_days_off(start, due_on, due_on, calendar)}"
        f"{ARROW}{day_text(due_on)} ({_grounds(variant)}){_provisional(due_on, calendar)}"
    )


@dataclass(frozen=True)
class DayCount:
    """A forward count in calendar days: its ends, what was not counted, and by which articles (cách đếm)."""

    start: date
    last_day: date
    due_on: date
    pauses: tuple[Pause, ...]
    also_by: tuple[LegalSource, ...]


def days_after(variant: Variant, count: DayCount, calendar: OfficeCalendar) -> str:
    """Explains a forward count in calendar days, with pauses and a last day that is a day off (diễn giải ngày).

    Unit: calendar days.
    Source: the variant's own, sources.BLDS_148_5, sources.LKN_11A.
    """
    day_off = not calendar.is_working_day(count.last_day)
    moved = f"; ngày cuối {day_text(count.last_day)} là ngày nghỉ nên lấy ngày làm việc tiếp theo" if day_off else ""
    grounds = "; ".join([_grounds(variant), *map(str, count.also_by)])
    return (
        f"{_length(variant)} từ {day_text(count.start)}{_pauses(count.pauses, count.due_on)}{moved}"
        f"{ARROW}{day_text(count.due_on)} ({grounds}){_provisional(count.due_on, calendar)}"
    )


def before(variant: Variant, end: date, due_on: date, reading: Reading, calendar: OfficeCalendar) -> str:
    """Explains a backward count, with its reading (diễn giải đếm ngược).

    Source: the variant's own.
    """
    off = _days_off(due_on, end, end - ONE_DAY, calendar) if variant.unit is Unit.WORKING_DAYS else ""
    return (
        f"{_length(variant)} trước {day_text(end)}{off}{ARROW}chậm nhất {day_text(due_on)} "
        f"({_grounds(variant)}; {READINGS[reading]}){_provisional(end, calendar)}"
    )


def hours_before(variant: Variant, starts: date | datetime, due: date | datetime) -> str:
    """Explains the one-hour connection, with the hour when it is known (diễn giải giờ kết nối).

    Unit: hours.
    Source: sources.ND154_23_1.
    """
    start_text, due_text = (
        f"{moment:%H:%M} ngày {day_text(moment)}"
        if isinstance(moment, datetime)
        else f"buổi tiếp ngày {day_text(moment)}"
        for moment in (starts, due)
    )
    result = due_text if isinstance(due, datetime) else f"trong ngày {day_text(due)}"
    return f"{_length(variant)} trước {start_text}{ARROW}{result} ({_grounds(variant)})"


def _length(variant: Variant) -> str:
    """The length with its unit and the reason for this variant (độ dài thời hạn).

    Source: the variant's own.
    """
    return f"{variant.length} {variant.unit.label}" + (f" ({variant.note})" if variant.note else "")


def _grounds(variant: Variant) -> str:
    """The article, and the old wording when it is one (căn cứ).

    Source: the variant's own.
    """
    until = variant.source.in_force_until
    return f"{variant.source}" + (f", áp dụng đến {day_text(until)}" if until is not None else "")


def _days_off(start: date, end: date, last_counted: date, calendar: OfficeCalendar) -> str:
    """What was subtracted between two days, and the worked weekends that were counted (ngày nghỉ, ngày làm bù).

    Source: sources.BLLD_112, sources.BLLD_111_3.
    """
    off, made_up = calendar.days_off_between(start, end), calendar.made_up_days_between(start, last_counted)
    return (f", trừ {days_text(off, start.year)}" if off else "") + (
        f", tính cả ngày làm bù {days_text(made_up, start.year)}" if made_up else ""
    )


def _pauses(pauses: tuple[Pause, ...], due_on: date) -> str:
    """The stretches that were not counted, and those that came too late to matter (thời gian không tính).

    Source: sources.LKN_11A, sources.LKN_9.
    """
    counted_out = "".join(
        f", không tính {pause.days} ngày từ {day_text(pause.from_on)} đến {day_text(pause.until_on - ONE_DAY)}"
        for pause in pauses
        if pause.from_on <= due_on
    )
    late = [pause for pause in pauses if pause.from_on > due_on]
    return counted_out + ("; khoảng thời gian sau ngày hết hạn không làm thay đổi thời hạn" if late else "")


def _provisional(day: date, calendar: OfficeCalendar) -> str:
    """Warns that the year's holidays are a projection (lịch dự kiến).

    Source: sources.BLLD_112.
    """
    return f"; lịch nghỉ năm {day.year} là dự kiến" if calendar.is_provisional(day) else ""
