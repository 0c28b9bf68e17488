"""Every write about the settlement of a case. Lock order: case, then its clocks."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_line
from tiepdan.audit.actions import record
from tiepdan.cases.models import Case
from tiepdan.clocks import actions as clocks
from tiepdan.clocks.models import RunningClock
from tiepdan.clocks.queries import open_clocks_of
from tiepdan.errors import DomainError
from tiepdan.law import settlement as law
from tiepdan.law.events import WRITTEN, Event, Step
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import office_calendar
from tiepdan.settlement import queries
from tiepdan.settlement.access import last_event
from tiepdan.settlement.models import SettlementEvent


@transaction.atomic
def note(
    case: Case,
    *,
    by: User,
    event: Event,
    on: date,
    document_number: str = "",
    note: str = "",
    given: Mapping[str, str] | None = None,
) -> SettlementEvent:
    """Note what happened on the way to a decision; it starts, ends, suspends or counts again its clocks.

    (Ghi sự kiện giải quyết: thụ lý, tạm đình chỉ, gia hạn, quyết định.) The number is the document's own, never
    invented; `given` answers the facts that the event asks. Locks the case, then its clocks.
    Source: `law.event_table.STEPS`, the event's own.
    Raises: DomainError day_in_future, number_missing, text_too_long, those of `law.settlement.check`, and those of
    the clocks: day_before_start, suspension_before_start, fact_missing, extension_without_criteria, calendar_gap …
    """
    case = _locked(case)
    number, words = clean_line(document_number, 60), clean_line(note, 300)
    _check_typed(event, on, number)
    answers = dict(given or {})
    step = _allowed(case, event, on, answers)
    row = SettlementEvent(
        case=case,
        event=event,
        happened_on=on,
        document_number=number,
        note=words,
        given=answers,
        judgement=_judgement(step, on, answers),
        noted_by=by,
        noted_at=timezone.now(),
    )
    row.moved = _move_clocks(row, step, answers, by)
    row.save(force_insert=True)
    record(by, "settlement.note", row, event=event, case=str(case.pk), on=str(on))
    return row


@transaction.atomic
def take_back(case: Case, *, by: User, reason: str) -> SettlementEvent:
    """Take back the last event, noted by mistake: its clocks are again what they were (bỏ sự kiện ghi nhầm).

    Locks the case, then its clocks.
    Raises: DomainError nothing_to_take_back, reason_missing, text_too_long, clock_changed_since.
    """
    case = _locked(case)
    row = last_event(case)
    if row is None:
        raise DomainError("nothing_to_take_back", _("Không có sự kiện nào để bỏ."))
    words = clean_line(reason, 300)
    if not words:
        raise DomainError("reason_missing", _("Xin ghi lý do."))
    told = _("Ghi nhầm “%(event)s”: %(reason)s") % {"event": row.step.label, "reason": words}
    for moved in reversed(row.moved):
        clocks.undo(
            RunningClock(pk=moved["clock"]),
            moved["before"],
            by=by,
            changed_at=datetime.fromisoformat(moved["changed_at"]),
            reason=told,
        )
    row.taken_back_by, row.taken_back_at, row.taken_back_reason = by, timezone.now(), words
    row.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_reason"])
    record(by, "settlement.take_back", row, event=row.event, case=str(case.pk))
    return row


def _check_typed(event: Event, on: date, number: str) -> None:
    if on > timezone.localdate():
        raise DomainError("day_in_future", _("Sự kiện phải đã xảy ra; xin ghi ngày không sau hôm nay."))
    if event in WRITTEN and not number:
        raise DomainError("number_missing", _("Xin ghi số, ký hiệu văn bản; số lấy từ hệ thống văn thư."))


def _allowed(case: Case, event: Event, on: date, answers: Mapping[str, str]) -> Step:
    """The law's word on the event, or its refusal as one that a person may see."""
    done = [row.kind for row in queries.standing_events_of(case)]
    try:
        step = law.check(event, MatterKind(case.kind), done=done, clocks=queries.clocks_by_rule(case), on=on)
        law.check_answers(step, answers)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    return step


def _judgement(step: Step, on: date, answers: Mapping[str, str]) -> str:
    """Whether an act that must come before another day came in time, in words; nothing for the other events."""
    try:
        limit = law.judged(step, office_calendar(), answers)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    if limit is None:
        return ""
    verdict = _("Đúng hạn") if on <= limit.due_on else _("Muộn")
    return f"{verdict}: {limit.explanation}"


def _move_clocks(row: SettlementEvent, step: Step, answers: Mapping[str, str], by: User) -> list[dict[str, object]]:
    """What the event makes of the clocks of the case, each with its state before."""
    reason = " ".join(filter(None, (step.label, row.document_number, f"({row.note})" if row.note else "")))
    moved: list[dict[str, object]] = []
    for clock in open_clocks_of(row.case):
        before = clock.state
        changed = _moved(clock, row, step, answers, by, reason)
        if changed is not None:
            moved.append({"clock": str(clock.pk), "before": before, "changed_at": changed.changed_at.isoformat()})
    for start in step.starts:
        begun = clocks.start(
            row.case, start.rule, row.happened_on, by=by, about=row, given=law.given_to(start, answers)
        )
        moved.append({"clock": str(begun.pk), "before": None, "changed_at": begun.changed_at.isoformat()})
    return moved


def _moved(
    clock: RunningClock, row: SettlementEvent, step: Step, answers: Mapping[str, str], by: User, reason: str
) -> RunningClock | None:
    """One clock after the event, or None where the event does not concern it."""
    on = row.happened_on
    if clock.rule in step.ends:
        return clocks.stop(clock, by=by, on=on, reason=reason)
    if clock.rule in step.pauses:
        return clocks.pause(clock, by=by, on=on, reason=reason)
    if clock.rule in step.resumes and clock.paused_on is not None:
        return clocks.resume(clock, by=by, on=on, reason=reason)
    if clock.rule in step.counts_again:
        given = law.changed_facts(row.kind, clock.as_law(), answers)
        return clocks.change_facts(clock, by=by, given=given, reason=reason)
    return None


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
