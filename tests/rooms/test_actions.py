"""Rooms and places: what changes, what is refused, what is deferred."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import factories
from tests.rooms.factories import REPORT, placed
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.rooms import actions
from tiepdan.rooms.enums import ADMISSION_MOVES, ROOM_MOVES, Admission, Connection, RoomPurpose, RoomStatus
from tiepdan.rooms.models import RoomPlace, SiteSignal, VideoRoom, WebhookEvent

pytestmark = pytest.mark.django_db


def refused(code: str):
    return pytest.raises(DomainError, match=f"^{code}$")


@pytest.fixture(autouse=True)
def before() -> None:
    """The queue is not emptied between tests: what was there before does not count."""
    global LAST  # noqa: PLW0603 -- one number for this file
    LAST = max(ProcrastinateJob.objects.values_list("id", flat=True), default=0)


LAST = 0


def jobs(name: str = "reconcile_room") -> int:
    return ProcrastinateJob.objects.filter(task_name=f"tiepdan.rooms.jobs.{name}", id__gt=LAST).count()


def test_room_is_wanted_and_livekit_is_told_after_the_commit():
    session = factories.SessionFactory(live=True)

    room = actions.open_room(session, purpose=RoomPurpose.HEARING, by=None)

    assert (room.status, jobs()) == ("wanted", 1)
    assert room.name.startswith("hearing-")
    assert AuditEntry.objects.filter(verb="rooms.open_room").count() == 1


def test_place_is_given_once():
    one = placed()

    actions.place_site(one.room, one.site, by=None)

    assert RoomPlace.objects.count() == 1


def test_site_leaves_the_rehearsal_when_its_hearing_begins():
    one = placed(may_speak=True, connection="online")
    hearing_room = factories.RoomFactory(session=one.session)

    actions.place_site(hearing_room, one.site, by=None)

    one.place.refresh_from_db()
    assert (one.place.admission, one.place.may_speak, one.place.connection) == ("waiting", False, "offline")
    assert hearing_room.places.get().admission == "admitted"


@pytest.mark.parametrize("status", ["closing", "closed"])
def test_place_in_a_closed_room_is_refused(status: str):
    one = placed(status)

    with refused("room_closed"):
        actions.place_site(one.room, one.site, by=None)


def test_place_of_another_sessions_site_is_refused():
    one, other = placed(), placed()

    with refused("site_of_another_session"):
        actions.place_site(one.room, other.site, by=None)

    assert one.room.places.count() == 1


def test_microphone_is_opened_by_a_row():
    one = placed()

    place = actions.set_may_speak(one.place, allowed=True, by=one.coordinator)

    assert (place.may_speak, jobs()) == (True, 1)


def test_microphone_of_a_site_outside_is_refused():
    one = placed(admission="waiting")

    with refused("not_admitted"):
        actions.set_may_speak(one.place, allowed=True, by=one.coordinator)

    one.place.refresh_from_db()
    assert not one.place.may_speak


def test_released_site_does_not_come_back_to_that_room():
    one = placed(may_speak=True)

    actions.release_site(one.place, by=None)
    actions.release_site(one.place, by=None)

    one.place.refresh_from_db()
    assert (one.place.admission, one.place.may_speak) == ("done", False)
    with refused("place_wrong_state"):
        actions.place_site(one.room, one.site, by=None)


def test_closed_room_lets_everybody_go():
    one = placed(may_speak=True, connection="online")

    actions.close_room(one.room, by=None)
    room = actions.close_room(one.room, by=None)

    one.place.refresh_from_db()
    assert (room.status, one.place.admission, one.place.connection) == ("closing", "done", "offline")
    assert AuditEntry.objects.filter(verb="rooms.close_room").count() == 1


def test_drop_changes_the_connection_only():
    one = placed(may_speak=True, connection="online")

    actions.note_connection(one.place, Connection.OFFLINE, at=timezone.now())

    one.place.refresh_from_db()
    assert (one.place.connection, one.place.admission, one.place.may_speak) == ("offline", "admitted", True)


def test_moment_of_a_connection_stays_when_nothing_changed():
    one = placed(connection="online")
    before = one.place.connection_changed_at

    actions.note_connection(one.place, Connection.ONLINE, at=timezone.now() + timedelta(hours=1))

    one.place.refresh_from_db()
    assert one.place.connection_changed_at == before


@pytest.mark.parametrize(
    ("before", "told", "after"),
    [
        ("wanted", "open", "open"),
        ("open", "wanted", "wanted"),
        ("closing", "closed", "closed"),
        ("closed", "open", "closed"),
        ("closing", "open", "closing"),
    ],
)
def test_livekit_moves_a_room_only_as_the_table_allows(before: str, told: str, after: str):
    one = placed(before)

    room = actions.note_room(one.room, RoomStatus(told), at=timezone.now())

    assert room.status == after


def test_webhook_is_stored_once():
    event = {"id": "EV_1", "event": "participant_joined", "room": {"name": "r"}}

    assert [actions.store_webhook(event, now=timezone.now()) for _ in range(2)] == [True, False]
    assert (WebhookEvent.objects.count(), jobs("apply_webhook")) == (1, 1)


def test_webhook_without_id_is_refused():
    with refused("webhook_without_id"):
        actions.store_webhook({"event": "room_started"}, now=timezone.now())

    assert not WebhookEvent.objects.exists()


def test_report_is_kept_and_calls_the_reconciler_when_the_site_is_back():
    one = placed(connection="reconnecting")

    actions.note_report(one.site, {**REPORT, "room": one.room.name})
    actions.note_report(one.site, {**REPORT, "room": one.room.name})

    assert SiteSignal.objects.get().report["camera"] == "ok"
    assert jobs() == 2


def test_every_state_is_in_its_table_and_can_be_reached():
    for table, states, first in (
        (ROOM_MOVES, RoomStatus, RoomStatus.WANTED),
        (ADMISSION_MOVES, Admission, Admission.EXPECTED),
    ):
        assert set(table) == set(states)
        assert {first}.union(*table.values()) == set(states)


def test_two_open_rehearsal_rooms_are_refused_by_the_database():
    from django.db import IntegrityError

    session = factories.SessionFactory(live=True)
    actions.open_room(session, purpose=RoomPurpose.REHEARSAL, by=None)

    with pytest.raises(IntegrityError, match="one_rehearsal_room_per_session"):
        actions.open_room(session, purpose=RoomPurpose.REHEARSAL, by=None)


def test_room_name_is_unique():
    session = factories.SessionFactory(live=True)
    names = {actions.open_room(session, purpose=RoomPurpose.HEARING, by=None).name for _ in range(3)}

    assert len(names) == 3 == VideoRoom.objects.count()
