"""The events of the settlement: complete, in order, refused where they contradict what was recorded."""

from dataclasses import replace

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law import clocks, facts, settlement, sources
from tiepdan.law.clock_table import RULES
from tiepdan.law.complexity import CRITERIA_MET
from tiepdan.law.event_table import STEPS
from tiepdan.law.events import ASKED_ELSEWHERE, HELD_ON, NUMBERED, WRITTEN, Event
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.rules import Direction

START = vn("03/08/2026")
COMPLAINT, DENUNCIATION, FEEDBACK = MatterKind
BY_THE_RECEPTION = {"C5", "C6"}
BY_CLASSIFICATION_ONLY = {"C31"}
FACTS = {"C19": {"instance": "1"}, "C20": {"stage": "settlement"}, "C37": {"stage": "publication"}}


def running(*rules, **given):
    return {rule: clocks.start(rule, START, CALENDAR, {**FACTS.get(rule, {}), **given}) for rule in rules}


def paused(rule):
    return {rule: clocks.pause(running(rule)[rule], vn("10/08/2026"), reason="Chờ giám định")}


def refused(code, event, kind=COMPLAINT, done=(), clocks=None, on=None):
    with pytest.raises(RuleRefused) as error:
        settlement.check(event, kind, done=done, clocks=clocks or {}, on=on)
    assert error.value.code == code
    return error.value


# ── The table ─────────────────────────────────────────────────────────────────
def test_every_event_has_its_line_and_says_what_it_does():
    assert list(STEPS) == list(Event)
    assert all(step.label and step.kinds and step.source for step in STEPS.values())
    assert all(
        step.starts or step.ends or step.pauses or step.resumes or step.counts_again or step.judged_by
        for step in STEPS.values()
    )


def test_every_clock_that_counts_forward_is_started_and_ended_by_an_event():
    forward = {rule.id for rule in RULES.values() if rule.direction is Direction.AFTER} - BY_THE_RECEPTION

    assert {start.rule for step in STEPS.values() for start in step.starts} == forward - BY_CLASSIFICATION_ONLY
    assert {rule for step in STEPS.values() for rule in step.ends} == forward
    assert {step.judged_by for step in STEPS.values()} == {"", "C21"}


def test_only_the_clocks_that_the_law_suspends_are_suspended():
    pausable = {rule.id for rule in RULES.values() if facts.SUSPENDED in rule.facts}

    assert {rule for step in STEPS.values() for rule in step.pauses | step.resumes} == pausable


@pytest.mark.parametrize("event", Event)
def test_facts_of_an_event_are_those_of_its_clocks_and_no_others(event):
    step = STEPS[event]
    of_clocks = {fact.name for start in step.starts for fact in RULES[start.rule].facts}
    asked = {fact.name for fact in step.asked}

    assert asked <= of_clocks | {HELD_ON.name, CRITERIA_MET.name}
    assert asked.isdisjoint(ASKED_ELSEWHERE)
    assert all(set(start.fixed) <= of_clocks for start in step.starts)


def test_what_must_have_come_before_can_come_before():
    for event, step in STEPS.items():
        assert step.after.isdisjoint(step.never_after), event
        assert all(STEPS[one].kinds >= step.kinds for one in step.after), event


def test_a_recommendation_has_the_events_of_every_petition_only():
    events = settlement.possible(FEEDBACK, done=(), clocks={})

    assert events == (Event.PETITION_RECEIVED, Event.SETTLED_FOR_SENDER, Event.RESULT_RECEIVED)


def test_numbered_events_are_decisions_notices_and_conclusions():
    assert Event.STAY_DECISION_SENT not in NUMBERED
    assert {Event.COMPLAINT_ACCEPTED, Event.SUSPENDED, Event.SETTLEMENT_EXTENDED} <= NUMBERED
    assert {Event.FOUND_COMPLEX} == WRITTEN - NUMBERED  # in writing in the file, but no decision to be told


# ── The order ─────────────────────────────────────────────────────────────────
PATHS = {
    "a complaint decided once": (
        COMPLAINT,
        [
            (Event.PETITION_RECEIVED, ()),
            (Event.DECISION_KNOWN, ()),
            (Event.COMPLAINT_RECEIVED, ("C9", "C10")),
            (Event.COMPLAINT_ACCEPTED, ("C9", "C11")),
            (Event.DIALOGUE_NOTIFIED, ("C12",)),
            (Event.FOUND_COMPLEX, ("C12",)),
            (Event.SUSPENDED, ("C12",)),
            (Event.FIRST_DECISION_ISSUED, ("C12", "C22")),
            (Event.FIRST_DECISION_SENT, ("C13", "C18")),
            (Event.FIRST_DECISION_RECEIVED, ("C18",)),
            (Event.DECISION_IN_FORCE, ("C14", "C18")),
            (Event.SECOND_PERIOD_EXPIRED, ("C14",)),
        ],
    ),
    "a complaint decided twice": (
        COMPLAINT,
        [
            (Event.SECOND_COMPLAINT_RECEIVED, ("C14", "C18")),
            (Event.SECOND_COMPLAINT_ACCEPTED, ("C15",)),
            (Event.SECOND_DECISION_ISSUED, ("C16",)),
            (Event.SECOND_DECISION_SENT, ("C17", "C18")),
        ],
    ),
    "a complaint about discipline": (
        COMPLAINT,
        [
            (Event.DISCIPLINE_KNOWN, ()),
            (Event.DISCIPLINE_COMPLAINT_RECEIVED, ("C19",)),
            (Event.DISCIPLINE_COMPLAINT_ACCEPTED, ("C20",)),
            (Event.DISCIPLINE_DECIDED, ("C20",)),
        ],
    ),
    "a denunciation": (
        DENUNCIATION,
        [
            (Event.DENUNCIATION_RECEIVED, ()),
            (Event.SEVERAL_PLACES_FOUND, ("C30",)),
            (Event.DENUNCIATION_ACCEPTED, ("C30",)),
            (Event.ACCEPTANCE_TOLD, ("C32", "C33")),
            (Event.SETTLEMENT_EXTENDED, ("C33",)),
            (Event.CONCLUSION_ISSUED, ("C33",)),
            (Event.CONCLUSION_POSTED, ("C37",)),
            (Event.POSTING_ENDED, ("C37",)),
        ],
    ),
    "an overdue denunciation": (
        DENUNCIATION,
        [
            (Event.FORWARDED_RECEIVED, ()),
            (Event.FORWARDER_ANSWERED, ("C34",)),
            (Event.FURTHER_RECEIVED, ()),
            (Event.FURTHER_EXAMINED, ("C35",)),
            (Event.OVERDUE_REPORTED, ()),
            (Event.SETTLEMENT_DEMANDED, ("C36",)),
            (Event.SETTLER_REPORTED, ("C36",)),
        ],
    ),
}


@pytest.mark.parametrize(("kind", "path"), PATHS.values(), ids=PATHS)
def test_path_may_be_walked_and_each_event_is_offered_when_its_turn_comes(kind, path):
    done = []
    for event, rules in path:
        assert event in settlement.possible(kind, done=done, clocks=running(*rules)), event
        done.append(event)


@pytest.mark.parametrize(
    ("event", "done", "code"),
    [
        (Event.COMPLAINT_ACCEPTED, [Event.COMPLAINT_ACCEPTED], "event_recorded"),
        (Event.COMPLAINT_ACCEPTED, [Event.COMPLAINT_NOT_ACCEPTED], "event_excluded"),
        (Event.COMPLAINT_NOT_ACCEPTED, [Event.COMPLAINT_ACCEPTED], "event_excluded"),
        (Event.FIRST_DECISION_ISSUED, [], "event_too_early"),
        (Event.FIRST_DECISION_ISSUED, [Event.COMPLAINT_ACCEPTED, Event.TERMINATED], "event_excluded"),
        (Event.SECOND_DECISION_ISSUED, [Event.COMPLAINT_ACCEPTED], "event_too_early"),
        (Event.STAY_DECISION_SENT, [Event.COMPLAINT_ACCEPTED], "event_too_early"),
        (Event.TERMINATED, [Event.SECOND_DECISION_ISSUED], "event_excluded"),
    ],
)
def test_event_out_of_its_order_is_refused_with_the_article(event, done, code):
    error = refused(code, event, done=done)

    assert str(error.source) in error.message


def test_event_of_another_kind_is_refused():
    error = refused("event_not_of_kind", Event.SETTLEMENT_EXTENDED, COMPLAINT)

    assert error.message == "“Quyết định gia hạn giải quyết tố cáo” không có trong vụ việc khiếu nại."


# ── The clocks ────────────────────────────────────────────────────────────────
def test_suspension_needs_a_clock_that_the_law_suspends():
    error = refused("clock_not_running", Event.SUSPENDED, clocks=running("C11"))

    assert error.source is sources.LKN_11A
    assert "C12" in error.message
    assert "C16" in error.message


def test_suspended_settlement_is_neither_suspended_again_nor_decided_nor_made_complex():
    done = [Event.COMPLAINT_ACCEPTED]
    for event in (Event.SUSPENDED, Event.FIRST_DECISION_ISSUED, Event.FOUND_COMPLEX):
        refused("clock_paused", event, done=done, clocks=paused("C12"))


def test_suspended_settlement_may_be_resumed_or_terminated():
    for event in (Event.RESUMED, Event.TERMINATED):
        settlement.check(event, COMPLAINT, done=[Event.COMPLAINT_ACCEPTED], clocks=paused("C12"))


def test_settlement_that_was_not_suspended_is_not_resumed():
    refused("clock_not_paused", Event.RESUMED, clocks=running("C12"))


def test_clock_that_runs_is_not_started_again_unless_the_event_ends_it_first():
    refused("clock_runs_already", Event.COMPLAINT_RECEIVED, clocks=running("C11"))
    settlement.check(Event.FIRST_DECISION_RECEIVED, COMPLAINT, done=(), clocks=running("C14"))


def test_each_decision_about_a_suspension_has_a_sending_of_its_own():
    settlement.check(Event.SUSPENDED, COMPLAINT, done=(), clocks=running("C12", "C22"))


def test_third_extension_is_refused():
    twice = running("C33", extensions="2", criteria="2")

    assert refused("extension_not_allowed", Event.SETTLEMENT_EXTENDED, DENUNCIATION, clocks=twice).source is (
        sources.LTC_30_3
    )


def test_what_was_found_complex_is_not_found_so_again():
    refused("complex_already", Event.FOUND_COMPLEX, clocks=running("C12", complex="yes"))


def test_end_of_a_period_falls_on_its_last_day():
    clock = running("C12")
    last = clock["C12"].deadline.due_on

    refused("period_not_over", Event.FIRST_PERIOD_EXPIRED, clocks=clock, on=vn("10/08/2026"))
    refused("clock_not_running", Event.FIRST_PERIOD_EXPIRED, on=last)
    refused("clock_paused", Event.FIRST_PERIOD_EXPIRED, clocks=paused("C12"), on=last)
    settlement.check(Event.FIRST_PERIOD_EXPIRED, COMPLAINT, done=(), clocks=clock, on=last)


# ── What is counted again, started, judged ────────────────────────────────────
def test_extension_counts_from_the_last_one():
    once = running("C33", extensions="1", criteria="1")["C33"]
    plain = replace(once, given={})

    assert settlement.changed_facts(Event.SETTLEMENT_EXTENDED, plain, {"criteria_met": "several_bodies"}) == {
        "extensions": "1",
        "criteria": "1",
    }
    assert settlement.changed_facts(
        Event.SETTLEMENT_EXTENDED, once, {"criteria_met": "several_bodies,many_people"}
    ) == {
        "extensions": "2",
        "criteria": "2",
    }


def test_event_wants_its_own_facts():
    extended = STEPS[Event.SETTLEMENT_EXTENDED]

    with pytest.raises(RuleRefused) as error:
        settlement.check_answers(extended, {})
    assert error.value.code == "fact_missing"
    with pytest.raises(RuleRefused, match="không có trong danh sách"):
        settlement.check_answers(extended, {"criteria_met": "7"})
    settlement.check_answers(extended, {"criteria_met": "many_people"})
    with pytest.raises(RuleRefused, match="tiêu chí"):
        settlement.check_answers(STEPS[Event.FOUND_COMPLEX], {"criteria_met": ""})
    settlement.check_answers(STEPS[Event.SUSPENDED], {})


def test_finding_changes_its_own_fact():
    clock = running("C12")["C12"]

    assert settlement.changed_facts(Event.FOUND_COMPLEX, clock, {}) == {"complex": "yes"}
    assert settlement.changed_facts(Event.SEVERAL_PLACES_FOUND, clock, {}) == {"several_places": "yes"}


def test_clock_is_given_what_the_event_settles_and_what_it_asks():
    [start] = STEPS[Event.DISCIPLINE_COMPLAINT_ACCEPTED].starts
    send, effect = STEPS[Event.FIRST_DECISION_ISSUED].starts

    assert settlement.given_to(start, {"complex": "yes"}) == {"stage": "settlement"}  # found by an event of its own
    assert settlement.given_to(send, {"remote": "yes"}) == {}
    assert settlement.given_to(effect, {"remote": "yes"}) == {"remote": "yes"}


def test_notice_of_a_dialogue_is_judged_by_the_day_of_the_dialogue():
    step = STEPS[Event.DIALOGUE_NOTIFIED]

    # Five whole days before Monday 17/8/2026 are 12–16/8; the last working day before them is 11/8.
    assert settlement.judged(step, CALENDAR, {"held_on": "2026-08-17"}).due_on == vn("11/08/2026")
    assert settlement.judged(STEPS[Event.SUSPENDED], CALENDAR, {}) is None
    with pytest.raises(RuleRefused) as error:
        settlement.judged(step, CALENDAR, {"held_on": "17/8"})
    assert error.value.code == "fact_value"
