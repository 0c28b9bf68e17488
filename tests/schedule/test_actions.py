from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import VIETNAM, AgencyFactory, OfficeFactory, SessionFactory, UserFactory, at, enter_calendar
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.law.deadlines import publish_by
from tiepdan.places import actions as places
from tiepdan.places.calendars import office_calendar
from tiepdan.places.enums import AgencyKind
from tiepdan.schedule import actions
from tiepdan.schedule.enums import MOVES, Duty, SessionStatus
from tiepdan.schedule.models import ReceptionSession, Slot

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 9, 14)
"""Day of the session; the fifth whole working day before it is Friday 4 September (2/9 is a holiday, not between)."""


def plan(**changes):
    """A coordinator's plan for 14/9/2026 from 8:00 to 10:30, two component sites, two places an hour."""
    agency = changes.pop("agency", None) or AgencyFactory(kind=AgencyKind.PROVINCE_OFFICE)
    fields = {
        "by": UserFactory(coordinator=True, agency=agency),
        "receiver": UserFactory(chair=True),
        "kind": "periodic",
        "held_on": MONDAY,
        "starts_at": at(MONDAY, 8),
        "ends_at": at(MONDAY, 10, 30),
        "central_office": OfficeFactory(agency=agency),
        "component_offices": [OfficeFactory(), OfficeFactory()],
        "places_per_hour_and_site": 2,
        "expected_matters": "Đất đai",
    }
    return actions.draft_session(agency, **{**fields, **changes})


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.combine(date(2026, 8, 24), time(9), VIETNAM), tick=False):
        yield


def test_draft_makes_sites_slots_and_the_receiver_a_member():
    note_taker = UserFactory(note_taker=True)

    session = plan(members=[(note_taker, Duty.NOTE_TAKER)])

    assert session.status == SessionStatus.DRAFT
    assert session.sites.filter(is_central=True).count() == 1
    assert session.sites.filter(is_central=False).count() == 2
    central = Slot.objects.filter(site__session=session, site__is_central=True).order_by("starts_at")
    hours = [(timezone.localtime(s.starts_at).hour, s.ends_at - s.starts_at, s.capacity) for s in central]
    assert hours == [(8, timedelta(hours=1), 2), (9, timedelta(hours=1), 2), (10, timedelta(minutes=30), 1)]
    assert {(m.user, m.duty) for m in session.members.all()} == {
        (session.receiver, Duty.RECEIVER),
        (note_taker, Duty.NOTE_TAKER),
    }
    assert [e.verb for e in AuditEntry.objects.all()] == ["session.draft"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_at": at(MONDAY, 8)}, "session_hours_wrong"),
        ({"ends_at": at(MONDAY + timedelta(days=1), 9)}, "session_hours_wrong"),
        ({"starts_at": at(MONDAY, 1), "ends_at": at(MONDAY, 22)}, "session_hours_wrong"),
        (
            {"held_on": date(2026, 8, 3), "starts_at": at(date(2026, 8, 3), 8), "ends_at": at(date(2026, 8, 3), 9)},
            "session_past",
        ),
        ({"component_offices": []}, "component_site_missing"),
        ({"kind": "extraordinary", "extraordinary_reason": "  "}, "reason_missing"),
        ({"places_per_hour_and_site": 0}, "places_missing"),
    ],
)
def test_draft_is_refused_and_nothing_is_written(changes, code):
    with pytest.raises(DomainError, match=code):
        plan(**changes)

    assert not ReceptionSession.objects.exists()
    assert not AuditEntry.objects.exists()


def test_draft_is_refused_when_a_place_is_named_twice():
    office = OfficeFactory()

    with pytest.raises(DomainError, match="central_site_twice"):
        plan(central_office=office, component_offices=[office])

    assert not ReceptionSession.objects.exists()


def test_draft_is_refused_for_a_receiver_who_does_not_preside():
    with pytest.raises(DomainError, match="receiver_wrong_role"):
        plan(receiver=UserFactory(note_taker=True))

    assert not ReceptionSession.objects.exists()


def test_draft_is_refused_when_the_receiver_sits_elsewhere_at_that_hour():
    receiver = UserFactory(chair=True)
    plan(receiver=receiver)

    with pytest.raises(DomainError, match="receiver_busy"):
        plan(receiver=receiver, starts_at=at(MONDAY, 10))

    assert ReceptionSession.objects.count() == 1


def test_draft_is_possible_right_after_another_session_of_the_receiver():
    receiver = UserFactory(chair=True)
    plan(receiver=receiver)

    plan(receiver=receiver, starts_at=at(MONDAY, 10, 30), ends_at=at(MONDAY, 11, 30))

    assert ReceptionSession.objects.count() == 2


@pytest.mark.parametrize("today", [date(2026, 8, 24), date(2026, 9, 4)])
def test_publish_is_allowed_until_five_whole_working_days_before(today):
    enter_calendar()
    session = plan()

    with time_machine.travel(at(today, 16), tick=False):
        actions.publish_session(session, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.PUBLISHED
    assert session.published_at == at(today, 16)


@pytest.mark.parametrize("today", [date(2026, 9, 7), date(2026, 9, 11)])
def test_publish_is_refused_later_and_nothing_changes(today):
    enter_calendar()
    session = plan()

    with (
        time_machine.travel(at(today, 9), tick=False),
        pytest.raises(DomainError, match="published_too_late") as refused,
    ):
        actions.publish_session(session, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.DRAFT
    assert "04/09/2026" in refused.value.message
    assert [e.verb for e in AuditEntry.objects.all()] == ["session.draft"]


def test_publish_of_an_extraordinary_session_needs_no_lead_time():
    session = plan(kind="extraordinary", extraordinary_reason="Sạt lở đất tại xã số 1")

    with time_machine.travel(at(MONDAY, 7), tick=False):
        actions.publish_session(session, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.PUBLISHED
    published = AuditEntry.objects.get(verb="session.publish")
    assert published.detail["reason"] == "Sạt lở đất tại xã số 1"


def test_publish_is_refused_once_the_session_has_begun():
    session = plan(kind="extraordinary", extraordinary_reason="Sạt lở đất")

    with time_machine.travel(at(MONDAY, 8), tick=False), pytest.raises(DomainError, match="session_past"):
        actions.publish_session(session, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.DRAFT


def test_publish_is_refused_while_the_holidays_of_the_year_are_not_entered():
    session = plan()

    with pytest.raises(DomainError, match="calendar_gap"):
        actions.publish_session(session, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.DRAFT


def test_publish_twice_is_refused():
    enter_calendar()
    session = plan()
    actions.publish_session(session, by=session.receiver)

    with pytest.raises(DomainError, match="session_wrong_state"):
        actions.publish_session(session, by=session.receiver)


def test_postpone_keeps_the_reason_and_the_expected_time():
    session = SessionFactory(published=True, held_on=MONDAY)

    later = at(MONDAY + timedelta(days=7), 14)

    actions.postpone(session, by=session.receiver, reason="Bão số 5", expected_new_at=later)

    session.refresh_from_db()
    assert (session.status, session.status_reason) == (SessionStatus.POSTPONED, "Bão số 5")
    assert (session.expected_new_at, session.expected_new_date_on) == (later, MONDAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("reason", "expected_at", "code"),
    [
        (" ", at(MONDAY + timedelta(days=7), 8), "postponement_reason_missing"),
        ("Bão số 5", None, "postponement_time_missing"),
        ("Bão số 5", at(MONDAY, 8), "postponement_not_later"),
    ],
)
def test_postpone_is_refused_without_reason_or_later_time(reason, expected_at, code):
    session = SessionFactory(published=True, held_on=MONDAY)

    with pytest.raises(DomainError, match=code):
        actions.postpone(session, by=session.receiver, reason=reason, expected_new_at=expected_at)

    session.refresh_from_db()
    assert session.status == SessionStatus.PUBLISHED
    assert not AuditEntry.objects.exists()


def test_cancel_needs_a_reason():
    session = SessionFactory(published=True)

    with pytest.raises(DomainError, match="reason_missing"):
        actions.cancel(session, by=session.receiver, reason="")

    session.refresh_from_db()
    assert session.status == SessionStatus.PUBLISHED


def test_cancel_of_a_draft_keeps_it_off_the_public_schedule():
    session = SessionFactory()

    actions.cancel(session, by=session.receiver, reason="Trùng lịch họp")

    session.refresh_from_db()
    assert session.status == SessionStatus.CANCELLED
    assert not session.is_public


@pytest.mark.parametrize("start", SessionStatus)
@pytest.mark.parametrize("target", [SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED, SessionStatus.CLOSED])
def test_move_goes_only_as_the_table_allows(start, target):
    session = SessionFactory(status=start, published_at=timezone.now())

    if target in MOVES[start]:
        actions.move_session(session, target, by=session.receiver, reason="Mất điện")
        expected = target
    else:
        with pytest.raises(DomainError, match="session_wrong_state"):
            actions.move_session(session, target, by=session.receiver, reason="Mất điện")
        expected = start

    session.refresh_from_db()
    assert session.status == expected


@pytest.mark.parametrize("target", ["published", "cancelled", "postponed"])
def test_move_cannot_go_around_the_rules_of_publishing(target):
    session = SessionFactory()

    with pytest.raises(DomainError, match="session_wrong_state"):
        actions.move_session(session, target, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.DRAFT


def test_move_to_a_pause_needs_a_reason():
    session = SessionFactory(live=True)

    with pytest.raises(DomainError, match="reason_missing"):
        actions.move_session(session, SessionStatus.PAUSED, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.LIVE


def test_hours_of_a_session_end_with_the_shorter_part():
    hours = actions.hours_of(at(MONDAY, 8), at(MONDAY, 9, 15))

    assert hours == [(at(MONDAY, 8), at(MONDAY, 9)), (at(MONDAY, 9), at(MONDAY, 9, 15))]


def test_publish_follows_the_common_reading_once_the_head_decided_so():
    # five working days before 14/9: strictly 4/9, commonly 7/9
    enter_calendar()
    session = plan()
    places.choose_reading("common", by=session.receiver, decision_number="12/QĐ", decided_on=date(2026, 8, 3))

    with time_machine.travel(at(date(2026, 9, 7), 9), tick=False):
        actions.publish_session(session, by=session.receiver)

    session.refresh_from_db()
    assert session.status == SessionStatus.PUBLISHED
    assert publish_by(MONDAY, office_calendar()).due_on == date(2026, 9, 4)
