"""What the administrator writes: the calendar, how it is counted, bodies and places."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.law import holiday_table
from tiepdan.places.enums import AgencyKind, BackwardWay, DayKind, PostedKind
from tiepdan.places.models import Agency, BackwardReading, CalendarDay, CalendarYear, Office, PostedText

if TYPE_CHECKING:
    from tiepdan.accounts.models import User


@transaction.atomic
def enter_year(year: int, *, by: User | None, decision_number: str = "") -> CalendarYear:
    """Enter a whole year's days off from the package `holidays` (nhập lịch nghỉ của năm); again changes no day.

    A number given later announces a year that was entered without one: its days are no longer provisional.

    Raises: CalendarGap when the package does not know the year.
    """
    now = timezone.now()
    entered, is_new = CalendarYear.objects.get_or_create(
        year=year, defaults={"decision_number": decision_number, "entered_at": now}
    )
    if is_new:
        CalendarDay.objects.bulk_create(
            CalendarDay(falls_on=day.day, kind=day.kind, name=day.name, decision_number=decision_number, entered_at=now)
            for day in holiday_table.calendar_days(year, year)
        )
        record(by, "places.enter_year", entered, year=year)
    elif decision_number and not entered.decision_number:
        entered.decision_number = decision_number
        entered.save(update_fields=["decision_number"])
        record(by, "places.announce_year", entered, year=year, number=decision_number)
    return entered


@transaction.atomic
def choose_reading(way: BackwardWay, *, by: User, decision_number: str, decided_on: date) -> BackwardReading:
    """Enter the head's decision on how days before a session are counted (cách đếm ngược); earlier ones stay.

    Source: sources.LTCD_24_4, sources.ND154_23_1; unsettled.md, reading 1.
    Raises: DomainError decision_missing, decided_in_future.
    """
    if not decision_number.strip():
        raise DomainError("decision_missing", _("Xin ghi số quyết định của người đứng đầu."))
    if decided_on > timezone.localdate():
        raise DomainError("decided_in_future", _("Ngày quyết định không thể sau hôm nay."))
    chosen = BackwardReading.objects.create(
        reading=way, decision_number=decision_number.strip(), decided_on=decided_on, entered_at=timezone.now()
    )
    record(by, "places.choose_reading", chosen, reading=str(way), number=chosen.decision_number, on=str(decided_on))
    return chosen


@transaction.atomic
def post_text(
    kind: PostedKind, *, by: User | None, agency: Agency | None, body: str, decision_number: str, effective_on: date
) -> PostedText:
    """Post house rules or the procedure from a day on (niêm yết nội quy, quy trình); what it replaces stays as it was.

    Each line of `body` is one rule. The sites' screens and the public page show it from `effective_on`.
    Source: sources.LTCD_19_1.
    Raises: DomainError text_missing, decision_missing.
    """
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", body).splitlines()]
    text = "\n".join(line for line in lines if line)
    if not text:
        raise DomainError("text_missing", _("Xin ghi nội dung, mỗi dòng một điều."))
    if not decision_number.strip():
        raise DomainError("decision_missing", _("Xin ghi số quyết định của người đứng đầu."))
    posted = PostedText.objects.create(
        kind=kind,
        agency=agency,
        body=text,
        decision_number=decision_number.strip(),
        effective_on=effective_on,
        entered_at=timezone.now(),
    )
    record(by, "places.post_text", posted, kind=str(kind), number=posted.decision_number, on=str(effective_on))
    return posted


@transaction.atomic
def set_day(falls_on: date, *, by: User | None, kind: DayKind, name: str, decision_number: str) -> CalendarDay:
    """Correct one day of the calendar (nghỉ bù, làm bù); the row it replaces stays, marked as superseded.

    Raises: nothing.
    """
    now = timezone.now()
    current = CalendarDay.objects.select_for_update(of=("self",)).filter(falls_on=falls_on, superseded_at__isnull=True)
    current.update(superseded_at=now)
    day = CalendarDay.objects.create(
        falls_on=falls_on, kind=kind, name=name, decision_number=decision_number, entered_at=now
    )
    record(by, "places.set_day", day, kind=kind, falls_on=falls_on.isoformat())
    return day


@transaction.atomic
def enter_agency(code: str, *, by: User | None, name: str, short_name: str, kind: AgencyKind, **contact: str) -> Agency:
    """Enter a body (thêm cơ quan). `contact`: parent_name, place_name, address, phone, email.

    Raises: django.db.IntegrityError for a code that is taken.
    """
    agency = Agency.objects.create(code=code, name=name, short_name=short_name, kind=kind, **contact)
    record(by, "places.enter_agency", agency, code=code)
    return agency


@transaction.atomic
def enter_office(
    agency: Agency, *, by: User | None, name: str, short_name: str, address: str, travel_hint: str
) -> Office:
    """Enter a place of reception of a body (thêm trụ sở, địa điểm tiếp công dân).

    Raises: nothing.
    """
    office = Office.objects.create(
        agency=agency, name=name, short_name=short_name, address=address, travel_hint=travel_hint, phone=agency.phone
    )
    record(by, "places.enter_office", office)
    return office
