"""Days on which heads must receive citizens themselves (trách nhiệm tiếp công dân của người đứng đầu)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tiepdan.law import sources
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class DutyHolder(StrEnum):
    """Who owes days of reception (người có trách nhiệm tiếp công dân định kỳ)."""

    PROVINCE_CHAIR = "province_chair"
    COMMUNE_CHAIR = "commune_chair"
    HEAD_OF_BODY = "head_of_body"
    HEAD_OF_PUBLIC_UNIT = "head_of_public_unit"

    @property
    def label(self) -> str:
        """The office held (chức danh).

        Source: the duty's own.
        """
        return DUTIES[self].label


class MonthlyDuty(NamedTuple):
    """The least number of days in a month (số ngày tối thiểu trong tháng)."""

    label: str
    days: int
    source: LegalSource


DUTIES = {
    DutyHolder.PROVINCE_CHAIR: MonthlyDuty("Chủ tịch Ủy ban nhân dân cấp tỉnh", 1, sources.LTCD_12_5),
    DutyHolder.COMMUNE_CHAIR: MonthlyDuty("Chủ tịch Ủy ban nhân dân cấp xã", 2, sources.LTCD_15_2_C),
    DutyHolder.HEAD_OF_BODY: MonthlyDuty("Người đứng đầu cơ quan", 1, sources.LTCD_18_2),
    DutyHolder.HEAD_OF_PUBLIC_UNIT: MonthlyDuty("Người đứng đầu đơn vị sự nghiệp công lập", 1, sources.ND154_10_2),
}


@dataclass(frozen=True)
class ReceptionDay:
    """One day on which citizens were received in the name of a duty holder (một ngày tiếp công dân).

    `received_by` is the person who really received. An extraordinary session (đột xuất) is owed besides
    the monthly days.
    """

    on: date
    received_by: str
    in_person: bool
    extraordinary: bool = False


@dataclass(frozen=True)
class MonthOfDuty:
    """What was owed and done in one month (kết quả thực hiện trong tháng)."""

    holder: DutyHolder
    required_days: int
    in_person_on: tuple[date, ...]
    by_others: tuple[ReceptionDay, ...]
    extraordinary: tuple[ReceptionDay, ...]
    source: LegalSource

    @property
    def missing_days(self) -> int:
        """How many days are still owed (số ngày còn thiếu).

        Unit: days.
        Source: the duty's own.
        """
        return max(0, self.required_days - len(self.in_person_on))


def month_of_duty(holder: DutyHolder, month: date, days: Iterable[ReceptionDay]) -> MonthOfDuty:
    """Counts the days of a month that fulfil a duty (thực hiện trách nhiệm tiếp công dân).

    `month` is any day of the month. Only days in person count, each once; a deputy's session and an extraordinary
    one are listed but fulfil nothing.
    Unit: days.
    Source: sources.LTCD_12_5, sources.LTCD_15_2_C, sources.LTCD_18_2, sources.ND154_10_2;
    extraordinary sessions: sources.LTCD_18_3.
    Raises: RuleRefused law_not_in_force, for a month before the duty in its present wording.
    """
    duty = DUTIES[holder]
    if not duty.source.in_force_on(month):
        raise RuleRefused(
            "law_not_in_force", f"Quy định có hiệu lực từ {duty.source.in_force_from:%d/%m/%Y}", duty.source
        )
    own = [day for day in days if (day.on.year, day.on.month) == (month.year, month.month)]
    regular = [day for day in own if not day.extraordinary]
    return MonthOfDuty(
        holder,
        duty.days,
        tuple(sorted({day.on for day in regular if day.in_person})),
        tuple(day for day in regular if not day.in_person),
        tuple(day for day in own if day.extraordinary),
        duty.source,
    )
