"""The events of a clock: what was counted, what was recorded, each refusal; nothing else moves it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from tests.clocks.factories import STARTED, clock
from tests.followup.factories import hearing_with_calendar, promised
from tiepdan.audit.models import AuditEntry
from tiepdan.clocks import actions
from tiepdan.clocks.models import RunningClock
from tiepdan.errors import DomainError
from tiepdan.followup import actions as followup
from tiepdan.law import deadlines
from tiepdan.law.facts import Pause
from tiepdan.places import actions as places
from tiepdan.places.calendars import office_calendar
from tiepdan.registrations import actions as registrations

pytestmark = pytest.mark.django_db
PAUSED, RESUMED = date(2026, 9, 10), date(2026, 9, 20)


@pytest.fixture(autouse=True)
def _calendar():
    factories.enter_calendar()


@pytest.fixture
def officer():
    return factories.UserFactory(coordinator=True)


def refused(code, act, *args, **kwargs):
    before = [list(model.objects.order_by("pk").values()) for model in (RunningClock, AuditEntry)]
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    assert error.value.code == code
    assert [list(model.objects.order_by("pk").values()) for model in (RunningClock, AuditEntry)] == before


def test_started_clock_is_the_laws_with_its_article_version_and_explanation():
    row = clock("C12", given={"complex": "yes"})

    law = deadlines.due("C12", STARTED, office_calendar(), {"complex": "yes"})
    assert (row.due_on, row.explanation, row.unit, row.length) == (law.due_on, law.explanation, law.unit, 45)
    assert (row.article, row.wording_since_on) == (str(law.source), law.source.in_force_from)
    assert AuditEntry.objects.get().verb == "clocks.start"


def test_clock_counts_in_the_law_of_the_day_of_its_event():
    old, new = clock("C11", date(2026, 6, 30)), clock("C11", date(2026, 7, 1))

    assert (old.length, old.unit, new.length, new.unit) == (10, "days", 7, "working_days")
    assert old.wording_since_on < new.wording_since_on


def test_same_clock_started_again_is_the_one_that_runs():
    registration = factories.RegistrationFactory()
    first = clock(registration=registration)

    assert clock(registration=registration, on=STARTED + timedelta(days=3)) == first
    assert RunningClock.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "on", "given", "code"),
    [
        ("C6", date(2027, 12, 30), {}, "calendar_gap"),
        ("C5", date(2026, 6, 1), {}, "law_not_in_force"),
        ("C37", STARTED, {"complex": "yes"}, "fact_not_asked"),
        ("C40", STARTED, {}, "no_statutory_period"),
        ("C99", STARTED, {}, "rule_unknown"),
    ],
)
def test_start_that_the_law_refuses_writes_nothing(rule, on, given, code):
    registration = factories.RegistrationFactory()

    refused(code, actions.start, registration.case, rule, on, by=None, about=registration, given=given)


def test_suspension_moves_the_last_day_and_keeps_what_was_used(officer):
    row = clock()

    paused = actions.pause(row, by=officer, on=PAUSED, reason="QĐ 12")
    resumed = actions.resume(row, by=officer, on=RESUMED, reason="QĐ 15")

    law = deadlines.due("C12", STARTED, office_calendar(), {"suspended": [Pause(PAUSED, RESUMED)]})
    assert (paused.paused_on, paused.used, paused.due_on) == (PAUSED, 8, row.due_on)
    assert (resumed.due_on, resumed.explanation, resumed.paused_on) == (law.due_on, law.explanation, None)
    assert [entry.verb for entry in AuditEntry.objects.order_by("id")] == [
        "clocks.start", "clocks.pause", "clocks.resume",
    ]  # fmt: skip


def test_second_suspension_counts_with_the_first(officer):
    row = clock()
    actions.pause(row, by=officer, on=PAUSED, reason="QĐ 12")
    actions.resume(row, by=officer, on=RESUMED, reason="QĐ 15")
    actions.pause(row, by=officer, on=date(2026, 10, 1), reason="QĐ 20")

    again = actions.resume(row, by=officer, on=date(2026, 10, 6), reason="QĐ 22")

    spans = [Pause(PAUSED, RESUMED), Pause(date(2026, 10, 1), date(2026, 10, 6))]
    assert again.due_on == deadlines.due("C12", STARTED, office_calendar(), {"suspended": spans}).due_on


def test_finding_of_complexity_counts_again_from_the_same_event(officer):
    row = clock()

    changed = actions.change_facts(row, by=officer, given={"complex": "yes"}, reason="Văn bản 7")

    assert (changed.length, changed.due_on) == (
        45,
        deadlines.due("C12", STARTED, office_calendar(), {"complex": "yes"}).due_on,
    )
    assert (changed.given, changed.reason) == ({"complex": "yes"}, "Văn bản 7")


def test_stop_keeps_the_day_what_was_used_and_the_reason(officer):
    row = actions.stop(clock(), by=officer, on=date(2026, 9, 8), reason="QĐ 30/QĐ-UBND")

    assert (row.stopped_on, row.used, row.reason) == (date(2026, 9, 8), 7, "QĐ 30/QĐ-UBND")


def future():
    return timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "event", "values", "code"),
    [
        ("C12", "pause", {"on": PAUSED, "reason": " "}, "reason_missing"),
        ("C12", "pause", {"on": STARTED - timedelta(days=1), "reason": "x"}, "suspension_before_start"),
        ("C6", "pause", {"on": PAUSED, "reason": "x"}, "clock_cannot_pause"),
        ("C12", "pause", {"on": None, "reason": "x"}, "day_in_future"),
        ("C12", "resume", {"on": PAUSED, "reason": "x"}, "clock_not_paused"),
        ("C12", "resume", {"on": PAUSED, "reason": ""}, "reason_missing"),
        ("C12", "resume", {"on": None, "reason": "x"}, "day_in_future"),
        ("C12", "stop", {"on": None, "reason": "x"}, "day_in_future"),
        ("C12", "stop", {"on": STARTED - timedelta(days=1), "reason": "x"}, "day_before_start"),
        ("C12", "stop", {"on": PAUSED, "reason": " "}, "reason_missing"),
        ("C12", "pause", {"on": PAUSED, "reason": "x" * 501}, "text_too_long"),
        ("C12", "stop", {"on": PAUSED, "reason": "x" * 501}, "text_too_long"),
        ("C12", "change_facts", {"given": {"complex": "yes"}, "reason": ""}, "reason_missing"),
        ("C12", "change_facts", {"given": {"complex": "maybe"}, "reason": "x"}, "fact_value"),
        ("C12", "change_facts", {"given": {"suspended": "2026-09-10..2026-09-20"}, "reason": "x"},
         "suspension_has_its_event"),
        ("C33", "change_facts", {"given": {"extensions": "1"}, "reason": "x"}, "extension_without_criteria"),
    ],
)  # fmt: skip
def test_event_is_refused_and_changes_nothing(officer, rule, event, values, code):
    row = clock(rule)
    if "on" in values and values["on"] is None:
        values = {**values, "on": future()}

    refused(code, getattr(actions, event), row, by=officer, **values)


def test_stopped_clock_takes_no_event(officer):
    row = actions.stop(clock(), by=officer, on=PAUSED, reason="Xong")

    for event in ("pause", "stop"):
        refused("clock_stopped", getattr(actions, event), row, by=officer, on=PAUSED, reason="x")
    refused("clock_stopped", actions.change_facts, row, by=officer, given={"complex": "yes"}, reason="x")


def test_stop_works_where_the_calendar_ends(officer):
    row = clock()
    factories.CalendarYear.objects.all().delete()

    assert actions.stop(row, by=officer, on=PAUSED, reason="Xong").stopped_on == PAUSED


def test_edit_of_the_case_and_of_the_calendar_moves_nothing(officer):
    row = clock("C6")
    row.case.subject = "Khác"
    row.case.save(update_fields=["subject"])
    places.set_day(row.due_on, by=officer, kind="holiday", name="Nghỉ bù", decision_number="1")

    due_on = row.due_on
    row.refresh_from_db()
    assert row.due_on == due_on


@pytest.mark.parametrize(
    "wrong", [{"stopped_on": STARTED - timedelta(days=1)}, {"paused_on": STARTED, "reason": ""}, {"unit": "weeks"}]
)
def test_database_refuses_a_clock_that_cannot_be(wrong):
    row = clock()

    with pytest.raises(IntegrityError), transaction.atomic():
        RunningClock.objects.filter(pk=row.pk).update(**wrong)


# ── The events of the path ────────────────────────────────────────────────────
def test_refusal_that_needs_the_notice_starts_its_clock(officer):
    registration = factories.RegistrationFactory()

    registrations.refuse(registration, by=officer, ground="9.3", reason="Thông báo 12 ngày 1/9")

    row = RunningClock.objects.get()
    assert (row.rule, row.case, row.started_on) == ("C5", registration.case, timezone.localdate())


def test_refusal_by_word_of_mouth_starts_none(officer):
    registrations.refuse(factories.RegistrationFactory(), by=officer, ground="9.1", reason="Say rượu")

    assert not RunningClock.objects.exists()


def test_promise_starts_the_clock_of_the_answer_and_the_answer_ends_it():
    factories.CalendarDay.objects.all().delete()
    factories.CalendarYear.objects.all().delete()
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    running = RunningClock.objects.get()
    followup.answer(task, by=held.coordinator, text="Xong", document_number="12/SNN")

    ended = RunningClock.objects.get()
    assert (running.rule, running.due_on, running.stopped_on) == ("C6", task.due_on, None)
    assert (ended.stopped_on, ended.reason) == (timezone.localdate(), "Đã trả lời công dân, 12/SNN")


@pytest.mark.parametrize(
    ("kind", "competence", "earlier", "rules"),
    [
        ("complaint", "own", "", ["C11"]),
        ("complaint", "own", "Quyết định 12 lần đầu", []),
        ("complaint", "other", "", []),
        ("complaint", "subordinate", "", []),
        ("denunciation", "own", "", ["C30"]),
        ("denunciation", "other", "", ["C31"]),
        ("recommendation_or_feedback", "own", "", []),
    ],
)
def test_classification_starts_what_the_law_names_and_nothing_by_guessing(kind, competence, earlier, rules):
    factories.CalendarDay.objects.all().delete()
    factories.CalendarYear.objects.all().delete()
    held, hearing = hearing_with_calendar(**({"denunciation": True} if kind == "denunciation" else {}))
    case = hearing.registration.case
    case.earlier_decisions = earlier
    case.kind = kind
    case.save(update_fields=["earlier_decisions", "kind"])

    agency = factories.AgencyFactory()
    followup.classify(
        hearing,
        by=held.coordinator,
        competence=competence,
        responsible=agency,
        guided_to="Sở" * (competence == "other"),
    )

    assert list(RunningClock.objects.values_list("rule", flat=True)) == rules


def test_another_classification_ends_the_clocks_of_the_first():
    factories.CalendarDay.objects.all().delete()
    factories.CalendarYear.objects.all().delete()
    held, hearing = hearing_with_calendar()
    followup.classify(hearing, by=held.coordinator, competence="own", responsible=factories.AgencyFactory())

    followup.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở Xây dựng")

    row = RunningClock.objects.get()
    assert (row.rule, row.stopped_on, row.reason) == ("C11", timezone.localdate(), "Phân loại lại")
