"""The events of a running clock. Nothing else ever counts one again. Lock order: after every other row of the case."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_line
from tiepdan.audit.actions import record
from tiepdan.audit.models import subject_of
from tiepdan.cases.models import Case
from tiepdan.clocks.models import CHANGED, RunningClock
from tiepdan.errors import DomainError
from tiepdan.law import clock_table, clocks, facts
from tiepdan.law.calendar import OfficeCalendar
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import office_calendar

MOST_LETTERS = 500


@transaction.atomic
def start(
    case: Case, rule: str, on: date, *, by: User | None, about: models.Model, given: Mapping[str, str] | None = None
) -> RunningClock:
    """Start a clock of a case on the day of its event, in the law of that day (bắt đầu tính thời hạn).

    `about` is the row whose event starts it. While the same clock about the same row runs, that one is returned.
    Source: sources.BLDS_147_2; the rule's own.
    Raises: DomainError with the code of the law's refusal: calendar_gap, law_not_in_force, fact_missing …
    """
    standing = RunningClock.objects.filter(case=case, rule=rule, about=subject_of(about), stopped_on=None).first()
    if standing is not None:
        return standing
    started = _asked(lambda: clocks.start(rule, on, office_calendar(), given))
    row = RunningClock(
        case=case,
        about=subject_of(about),
        rule=started.deadline.rule,
        what=clock_table.find(rule).what,
        started_on=on,
        changed_at=timezone.now(),
    )
    row.take(started)
    row.save(force_insert=True)
    record(by, "clocks.start", row, rule=row.rule, case=str(case.pk), due_on=str(row.due_on))
    return row


@transaction.atomic
def pause(clock: RunningClock, *, by: User, on: date, reason: str) -> RunningClock:
    """Suspend a clock; `on` is no longer counted (tạm đình chỉ). Locks the clock.

    Source: sources.LKN_11A.
    Raises: DomainError day_in_future, clock_cannot_pause, clock_stopped, clock_paused, reason_missing,
    suspension_before_start, text_too_long.
    """
    row = _locked(clock)
    _check_day(on)
    paused = _asked(lambda: clocks.pause(row.as_law(), on, reason=_words(reason)))
    return _changed(row, paused, on, by, "clocks.pause")


@transaction.atomic
def resume(clock: RunningClock, *, by: User, on: date, reason: str) -> RunningClock:
    """Let a suspended clock run again from `on` and move its last day (tiếp tục giải quyết). Locks the clock.

    Source: sources.LKN_11A.
    Raises: DomainError day_in_future, reason_missing, clock_not_paused, suspension_order, calendar_gap,
    text_too_long.
    """
    row = _locked(clock)
    _check_day(on)
    if not reason.strip():
        raise DomainError("reason_missing", _("Xin ghi số quyết định và lý do."))
    resumed = _asked(lambda: clocks.resume(row.as_law(), on, office_calendar(), reason=_words(reason)))
    return _changed(row, resumed, on, by, "clocks.resume")


@transaction.atomic
def change_facts(clock: RunningClock, *, by: User, given: Mapping[str, str], reason: str) -> RunningClock:
    """Count again after an event that changes the length: an extension, a finding of complexity (thay đổi thời hạn).

    The law stays the one of the day of the start. Locks the clock.
    Source: sources.ND31_3, sources.ND124_3A.
    Raises: DomainError suspension_has_its_event, clock_stopped, clock_paused, reason_missing, text_too_long,
    and those of `start`.
    """
    row = _locked(clock)
    if facts.SUSPENDED.name in given:
        raise DomainError("suspension_has_its_event", _("Tạm đình chỉ và tiếp tục được ghi thành sự kiện riêng."))
    changed = _asked(lambda: clocks.change_facts(row.as_law(), office_calendar(), given, reason=_words(reason)))
    return _changed(row, changed, timezone.localdate(), by, "clocks.change_facts")


@transaction.atomic
def stop(clock: RunningClock, *, by: User | None, on: date, reason: str) -> RunningClock:
    """End a clock because the act was done or the matter was closed (kết thúc thời hạn). Locks the clock.

    Source: sources.BLDS_148_5.
    Raises: DomainError day_in_future, day_before_start, reason_missing, clock_stopped, text_too_long.
    """
    row = _locked(clock)
    _check_day(on)
    if on < row.started_on:
        raise DomainError("day_before_start", _("Ngày kết thúc không thể trước ngày bắt đầu tính thời hạn."))
    if not reason.strip():
        raise DomainError("reason_missing", _("Xin ghi việc đã làm, số văn bản."))
    stopped = _asked(lambda: clocks.stop(row.as_law(), on, reason=_words(reason)))
    return _changed(row, stopped, on, by, "clocks.stop")


@transaction.atomic
def stop_about(about: models.Model, *, by: User | None, on: date, reason: str, rules: frozenset[str]) -> int:
    """End the clocks that one row started: the act that they waited for is done (kết thúc thời hạn).

    Unit: clocks stopped; none is no fault.
    Raises: DomainError as `stop`.
    """
    rows = RunningClock.objects.filter(about=subject_of(about), rule__in=rules, stopped_on__isnull=True).order_by("pk")
    return len([stop(row, by=by, on=on, reason=reason) for row in rows])


@transaction.atomic
def undo(
    clock: RunningClock, before: Mapping[str, object] | None, *, by: User, changed_at: datetime, reason: str
) -> RunningClock:
    """Take back an event that never was, unless the clock has had another since (ghi nhầm). Locks the clock.

    `before` is its `state` of then; without it the event had started the clock, which ends on its
    first day, nothing used. `changed_at` is the moment of the event.
    Raises: DomainError clock_changed_since, text_too_long.
    """
    row = _locked(clock)
    if row.changed_at != changed_at:
        words = _("Thời hạn %(rule)s đã có sự kiện ghi sau đó; xin sửa ở trang của thời hạn.")
        raise DomainError("clock_changed_since", words % {"rule": row.rule})
    if before is None:
        return stop(row, by=by, on=row.started_on, reason=reason)
    row.put_back(before)
    row.reason, row.changed_at = _words(reason), timezone.now()
    row.save(update_fields=CHANGED)
    record(by, "clocks.undo", row, rule=row.rule, due_on=str(row.due_on))
    return row


def _changed(row: RunningClock, clock: clocks.Clock, on: date, by: User | None, verb: str) -> RunningClock:
    """Write the row as the event left it, with what was used up to then."""
    row.take(clock)
    row.used = _used(clock, on, office_calendar())
    row.changed_at = timezone.now()
    row.save(update_fields=CHANGED)
    record(by, verb, row, rule=row.rule, on=str(on), due_on=str(row.due_on), used=row.used)
    return row


def _used(clock: clocks.Clock, on: date, calendar: OfficeCalendar) -> int:
    """What was used at the end of that day; a stop in a year without holidays is still a stop."""
    try:
        return clocks.used_on(clock, on, calendar)
    except RuleRefused:
        return clock.deadline.length


def _asked(event: Callable[[], clocks.Clock]) -> clocks.Clock:
    """The law's answer, or its refusal as one that a person may see."""
    try:
        return event()
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused


def _check_day(on: date) -> None:
    if on > timezone.localdate():
        raise DomainError("day_in_future", _("Sự kiện phải đã xảy ra; xin ghi ngày không sau hôm nay."))


def _words(reason: str) -> str:
    return clean_line(reason, MOST_LETTERS)


def _locked(clock: RunningClock) -> RunningClock:
    return RunningClock.objects.select_for_update(of=("self",), no_key=True).get(pk=clock.pk)
