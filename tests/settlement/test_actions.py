"""Noting an event moves the clocks of its case; each refusal writes nothing; a mistake is taken back whole."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from tests.settlement.factories import ACCEPTED, case_of, clock, noted, officer_of, open_rules
from tiepdan.audit.models import AuditEntry
from tiepdan.clocks import actions as clocks
from tiepdan.clocks.models import RunningClock
from tiepdan.errors import DomainError
from tiepdan.law.events import Event
from tiepdan.settlement import actions, queries
from tiepdan.settlement.models import SettlementEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calendar():
    factories.enter_calendar()


SEVERAL = {"criteria_met": "several_bodies,conflicting_evidence"}


@pytest.fixture
def case():
    return case_of()


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (SettlementEvent, RunningClock, AuditEntry)]


def refused(code, act, *args, **kwargs):
    before = rows()
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    assert error.value.code == code
    assert rows() == before


# ── A complaint, worked by hand ───────────────────────────────────────────────
def test_acceptance_starts_the_settlement_and_ends_the_time_to_accept(case):
    noted(case, Event.COMPLAINT_RECEIVED, date(2026, 7, 27))
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)

    ended = RunningClock.objects.get(rule="C11")
    assert (ended.stopped_on, ended.reason) == (ACCEPTED, "Thụ lý khiếu nại lần đầu 12/QĐ")
    # Thirty days after 3/8 are 2/9, the National Day; the next working day is 3/9.
    assert (clock(case, "C12").due_on, open_rules(case)) == (date(2026, 9, 3), ["C12"])


def test_suspension_stops_the_settlement_and_its_decision_must_be_sent(case):
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    noted(case, Event.SUSPENDED, date(2026, 8, 10))

    assert clock(case, "C12").paused_on == date(2026, 8, 10)
    assert clock(case, "C22").due_on == date(2026, 8, 13)

    noted(case, Event.STAY_DECISION_SENT, date(2026, 8, 12))
    noted(case, Event.RESUMED, date(2026, 8, 20))

    assert (clock(case, "C12").paused_on, clock(case, "C12").due_on) == (None, date(2026, 9, 14))
    assert open_rules(case) == ["C12", "C22"]


def test_finding_of_complexity_and_decision_end_and_start_what_follows(case):
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    noted(case, Event.FOUND_COMPLEX, date(2026, 8, 5), given=SEVERAL)

    assert clock(case, "C12").due_on == date(2026, 9, 17)

    noted(case, Event.FIRST_DECISION_ISSUED, date(2026, 9, 11), given={"remote": "no"})

    # C13: 14, 15, 16/9. C18: thirty days end on Sunday 11/10.
    assert (clock(case, "C13").due_on, clock(case, "C18").due_on) == (date(2026, 9, 16), date(2026, 10, 12))
    assert RunningClock.objects.get(rule="C12").stopped_on == date(2026, 9, 11)


def test_remote_complainant_has_longer_limits(case):
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, given={"remote": "yes"})
    noted(case, Event.FOUND_COMPLEX, ACCEPTED, given=SEVERAL)

    assert (clock(case, "C12").length, clock(case, "C12").due_on) == (60, date(2026, 10, 2))


def test_settlement_that_ran_out_opens_the_second_complaint(case):
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    noted(case, Event.FIRST_PERIOD_EXPIRED, date(2026, 9, 3))

    assert open_rules(case) == ["C12", "C14"]

    noted(case, Event.SECOND_COMPLAINT_RECEIVED, date(2026, 9, 21))
    noted(case, Event.SECOND_COMPLAINT_ACCEPTED, date(2026, 9, 25), given={"remote": "no"})

    assert open_rules(case) == ["C12", "C16"]
    assert clock(case, "C16").due_on == date(2026, 11, 9)


def test_termination_ends_even_what_is_suspended(case):
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    noted(case, Event.SUSPENDED, date(2026, 8, 10))

    noted(case, Event.TERMINATED, date(2026, 8, 17), note="Rút khiếu nại")

    assert open_rules(case) == ["C22", "C22"]
    assert RunningClock.objects.get(rule="C12").reason == (
        "Quyết định đình chỉ giải quyết khiếu nại 12/QĐ (Rút khiếu nại)"
    )


def test_notice_of_a_dialogue_is_told_in_time_or_late(case):
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)

    in_time = noted(case, Event.DIALOGUE_NOTIFIED, date(2026, 8, 11), given={"held_on": "2026-08-17"})
    late = noted(case, Event.DIALOGUE_NOTIFIED, date(2026, 8, 12), given={"held_on": "2026-08-17"})

    assert in_time.judgement.startswith("Đúng hạn: ")
    assert late.judgement.startswith("Muộn: ")


def test_discipline_has_its_own_limits(case):
    noted(case, Event.DISCIPLINE_COMPLAINT_RECEIVED, date(2026, 8, 3))
    assert clock(case, "C20").due_on == date(2026, 8, 12)

    noted(case, Event.DISCIPLINE_COMPLAINT_ACCEPTED, date(2026, 8, 10))
    noted(case, Event.FOUND_COMPLEX, date(2026, 8, 10), given=SEVERAL)
    assert clock(case, "C20").due_on == date(2026, 9, 24)

    noted(case, Event.DISCIPLINE_DECIDED, date(2026, 9, 10))
    assert open_rules(case) == []


# ── A denunciation ────────────────────────────────────────────────────────────
def test_denunciation_is_extended_twice_and_no_more():
    case = case_of("denunciation")
    noted(case, Event.DENUNCIATION_ACCEPTED, ACCEPTED)
    assert (clock(case, "C33").due_on, clock(case, "C32").due_on) == (date(2026, 9, 3), date(2026, 8, 10))

    noted(case, Event.SETTLEMENT_EXTENDED, date(2026, 8, 31), given={"criteria_met": "several_bodies"})
    assert clock(case, "C33").due_on == date(2026, 10, 2)

    refused(
        "extension_without_criteria", noted, case, Event.SETTLEMENT_EXTENDED, date(2026, 9, 28),
        by=officer_of(case), given={"criteria_met": "several_bodies"},
    )  # fmt: skip
    noted(case, Event.SETTLEMENT_EXTENDED, date(2026, 9, 28), given=SEVERAL)
    assert clock(case, "C33").due_on == date(2026, 11, 2)

    refused(
        "extension_not_allowed", noted, case, Event.SETTLEMENT_EXTENDED, date(2026, 10, 26),
        by=officer_of(case), given=SEVERAL,
    )  # fmt: skip


def test_conclusion_is_published_then_posted():
    case = case_of("denunciation")
    noted(case, Event.DENUNCIATION_ACCEPTED, ACCEPTED)
    noted(case, Event.CONCLUSION_ISSUED, date(2026, 8, 24))
    assert clock(case, "C37").due_on == date(2026, 9, 7)

    noted(case, Event.CONCLUSION_POSTED, date(2026, 8, 27))
    assert (clock(case, "C37").given, clock(case, "C37").due_on) == ({"stage": "posting"}, date(2026, 9, 11))


def test_nothing_of_the_denouncer_is_in_the_audit():
    case = case_of("denunciation")
    noted(case, Event.DENUNCIATION_ACCEPTED, ACCEPTED, note="Chuyển hồ sơ")

    entry = AuditEntry.objects.get(verb="settlement.note")
    assert set(entry.detail) == {"event", "case", "on"}


# ── Refusals ──────────────────────────────────────────────────────────────────
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize(
    ("event", "on", "values", "code"),
    [
        (Event.COMPLAINT_ACCEPTED, None, {}, "day_in_future"),
        (Event.COMPLAINT_ACCEPTED, ACCEPTED, {"document_number": "  "}, "number_missing"),
        (Event.COMPLAINT_ACCEPTED, ACCEPTED, {"document_number": "9" * 61}, "text_too_long"),
        (Event.COMPLAINT_ACCEPTED, ACCEPTED, {"note": "x" * 301}, "text_too_long"),
        (Event.COMPLAINT_ACCEPTED, ACCEPTED, {"given": {"remote": "maybe"}}, "fact_value"),
        (Event.DISCIPLINE_KNOWN, ACCEPTED, {"given": {"instance": "3"}}, "fact_value"),
        (Event.DIALOGUE_NOTIFIED, ACCEPTED, {"given": {"held_on": "2026-08-17"}}, "event_too_early"),
        (Event.SUSPENDED, ACCEPTED, {}, "clock_not_running"),
        (Event.DENUNCIATION_ACCEPTED, ACCEPTED, {}, "event_not_of_kind"),
        (Event.PETITION_RECEIVED, date(2026, 6, 1), {}, "law_not_in_force"),
    ],
)  # fmt: skip
def test_event_is_refused_and_nothing_is_written(case, event, on, values, code):
    by = officer_of(case)
    values = {"document_number": "12/QĐ", **values}

    refused(code, actions.note, case, by=by, event=event, on=on or tomorrow(), **values)


def test_event_without_its_own_fact_is_refused_and_none_is_taken_over_from_before(case):
    by = officer_of(case)
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)
    refused("fact_missing", noted, case, Event.DIALOGUE_NOTIFIED, date(2026, 8, 11), by=by)

    secret = case_of("denunciation")
    by = officer_of(secret)
    noted(secret, Event.DENUNCIATION_ACCEPTED, ACCEPTED, by=by)
    refused("fact_missing", noted, secret, Event.SETTLEMENT_EXTENDED, date(2026, 8, 31), by=by)
    noted(secret, Event.SETTLEMENT_EXTENDED, date(2026, 8, 31), by=by, given=SEVERAL)
    refused("fact_missing", noted, secret, Event.SETTLEMENT_EXTENDED, date(2026, 9, 28), by=by)


def test_end_before_its_beginning_is_refused(case):
    by = officer_of(case)
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)

    refused("day_before_start", noted, case, Event.FIRST_DECISION_ISSUED, ACCEPTED - timedelta(days=1), by=by)


def test_database_wants_a_number_under_a_decision(case):
    row = noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)

    for wrong in ({"document_number": ""}, {"event": "anything"}, {"taken_back_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SettlementEvent.objects.filter(pk=row.pk).update(**wrong)


# ── Taken back ────────────────────────────────────────────────────────────────
def state_of(rules):
    return list(
        RunningClock.objects.filter(rule__in=rules).order_by("pk").values(
            "rule", "due_on", "stopped_on", "paused_on", "pauses", "given", "explanation", "used"
        )
    )  # fmt: skip


def test_event_noted_by_mistake_is_taken_back_and_can_be_noted_again(case):
    by = officer_of(case)
    noted(case, Event.COMPLAINT_RECEIVED, date(2026, 7, 27), by=by)
    before = state_of(["C11"])
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)

    actions.take_back(case, by=by, reason="Nhầm ngày")

    assert state_of(["C11"]) == before
    annulled = RunningClock.objects.get(rule="C12")
    assert (annulled.stopped_on, annulled.used) == (ACCEPTED, 0)
    assert annulled.reason == "Ghi nhầm “Thụ lý khiếu nại lần đầu”: Nhầm ngày"

    noted(case, Event.COMPLAINT_ACCEPTED, date(2026, 8, 4), by=by)
    assert clock(case, "C12").started_on == date(2026, 8, 4)
    assert [row.taken_back_at is None for row in queries.events_of(case)] == [True, False, True]


@pytest.mark.parametrize(
    ("event", "values"),
    [
        (Event.SUSPENDED, {}),
        (Event.FOUND_COMPLEX, {"given": SEVERAL}),
        (Event.TERMINATED, {}),
        (Event.FIRST_DECISION_ISSUED, {"given": {"remote": "yes"}}),
    ],
)
def test_clock_is_again_what_it_was(case, event, values):
    by = officer_of(case)
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)
    before = state_of(["C12"])
    noted(case, event, date(2026, 8, 10), by=by, **values)

    actions.take_back(case, by=by, reason="Nhầm hồ sơ")

    assert state_of(["C12"]) == before
    assert open_rules(case) == ["C12"]


def test_resumption_is_taken_back_to_the_suspension(case):
    by = officer_of(case)
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)
    noted(case, Event.SUSPENDED, date(2026, 8, 10), by=by)
    before = state_of(["C12"])
    noted(case, Event.RESUMED, date(2026, 8, 20), by=by)

    actions.take_back(case, by=by, reason="Nhầm hồ sơ")

    assert state_of(["C12"]) == before


def test_clock_that_has_moved_on_is_not_put_back(case):
    by = officer_of(case)
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)
    clocks.stop(clock(case, "C12"), by=by, on=date(2026, 8, 20), reason="Ghi tay")

    refused("clock_changed_since", actions.take_back, case, by=by, reason="Nhầm")


def test_taking_back_wants_an_event_and_a_reason(case):
    by = officer_of(case)
    refused("nothing_to_take_back", actions.take_back, case, by=by, reason="Nhầm")
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)
    refused("reason_missing", actions.take_back, case, by=by, reason=" ")
    refused("text_too_long", actions.take_back, case, by=by, reason="x" * 301)
