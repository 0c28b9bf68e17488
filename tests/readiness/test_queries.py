from datetime import date, datetime, timedelta

import pytest

from tests.factories import VIETNAM, SessionFactory, SiteFactory, at, enter_calendar
from tiepdan.law.gates import GateState
from tiepdan.places.models import BackwardReading
from tiepdan.readiness import queries
from tiepdan.readiness.models import GateOverride, SiteCheck
from tiepdan.schedule.models import ReceptionSession

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


@pytest.fixture
def session():
    enter_calendar()
    made = SessionFactory(published=True, held_on=MONDAY, published_at=at(date(2026, 11, 16), 9))
    SiteFactory(session=made, central=True)
    SiteFactory(session=made)
    return made


def states(session, now):
    return {one.gate.value: one.state for one in queries.gates(session, now)}


def pass_check(session, kind, moment):
    site = session.sites.get(is_central=False)
    people = {"site_confirmed_by": session.receiver, "centre_confirmed_by": session.receiver}
    SiteCheck.objects.create(
        site=site,
        kind=kind,
        started_at=moment,
        site_confirmed_at=moment,
        centre_confirmed_at=moment,
        passed_at=moment,
        frames_received=100,
        frames_at_site=100,
        **people,
    )


def test_schedule_published_in_time_is_met_and_the_trial_lies_ahead(session):
    found = states(session, at(date(2026, 11, 18), 9))

    assert (found["publish"], found["trial"]) == (GateState.MET, GateState.NOT_YET)


def test_trial_not_made_by_its_last_day_is_missed(session):
    # one whole working day (Friday 27/11) must lie between: the last day is Thursday 26/11
    assert states(session, at(date(2026, 11, 27), 8))["trial"] == GateState.MISSED


def test_trial_made_in_time_is_met(session):
    pass_check(session, "trial", at(date(2026, 11, 26), 15))

    assert states(session, at(date(2026, 11, 27), 8))["trial"] == GateState.MET


def test_sites_connected_an_hour_before_meet_their_gate_and_later_ones_miss_it(session):
    pass_check(session, "one_hour", at(MONDAY, 6, 59))
    assert states(session, at(MONDAY, 7, 30))["connection"] == GateState.MET

    SiteCheck.objects.update(passed_at=datetime(2026, 11, 30, 7, 1, tzinfo=VIETNAM))
    assert states(session, at(MONDAY, 7, 30))["connection"] == GateState.MISSED


def test_decision_of_the_head_lets_a_missed_gate_pass_and_stays_visible(session):
    GateOverride.objects.create(
        session=session, gate="trial", reason="Bão", decided_by=session.receiver, decided_at=at(MONDAY, 6)
    )

    trial = next(one for one in queries.gates(session, at(MONDAY, 7)) if one.gate == "trial")

    assert (trial.state, trial.may_pass) == (GateState.MISSED, True)


def test_reason_typed_at_the_plan_of_an_extraordinary_session_passes_no_gate(session):
    ReceptionSession.objects.filter(pk=session.pk).update(
        kind="extraordinary", extraordinary_reason="Sạt lở đất", published_at=at(MONDAY, 6)
    )
    session.refresh_from_db()

    found = {one.gate.value: one for one in queries.gates(session, at(MONDAY, 7))}

    assert [(found[gate].state, found[gate].may_pass) for gate in ("publish", "notice")] == [
        (GateState.MISSED, False),
        (GateState.MISSED, False),
    ]


@pytest.mark.parametrize("sites", [1, 3])
def test_query_count_of_the_sites_does_not_grow(session, sites, django_assert_num_queries):
    SiteFactory.create_batch(sites, session=session)

    with django_assert_num_queries(3):  # sites, checks, signals
        rows = queries.site_rows(session, at(MONDAY, 7) + timedelta(0))

    assert len(rows) == sites + 2


@pytest.mark.parametrize(
    ("decided_on", "state", "words"),
    [
        pytest.param(None, GateState.MISSED, "đếm chặt", id="no decision"),
        pytest.param(date(2026, 11, 20), GateState.MET, "đếm thông dụng", id="decided on the day of publishing"),
        pytest.param(date(2026, 11, 21), GateState.MISSED, "đếm chặt", id="decided after it"),
    ],
)
def test_gates_follow_the_reading_that_stood_when_the_session_was_published(session, decided_on, state, words):
    # five working days before 30/11 (24/11 is a day off): strictly 19/11, commonly 20/11
    ReceptionSession.objects.filter(pk=session.pk).update(published_at=at(date(2026, 11, 20), 9))
    session.refresh_from_db()
    if decided_on:
        BackwardReading.objects.create(
            reading="common", decision_number="1", decided_on=decided_on, entered_at=session.published_at
        )

    found = queries.gates(session, at(date(2026, 11, 25), 9))[0]

    assert (found.state, words in found.explanation) == (state, True)
