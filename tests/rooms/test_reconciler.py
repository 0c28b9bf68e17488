"""LiveKit follows the rows, whatever happened to the events."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.factories import Placed, placed
from tests.rooms.fake_livekit import FakeLiveKit
from tiepdan.rooms import actions, jobs, livekit
from tiepdan.rooms.livekit import MediaUnavailable
from tiepdan.rooms.models import RoomPlace, SiteSignal, VideoRoom, WebhookEvent
from tiepdan.rooms.reconciler import reconcile

pytestmark = pytest.mark.django_db
SPEAKER = frozenset(livekit.allowed_sources(may_speak=True))
SILENT = frozenset(livekit.allowed_sources(may_speak=False))


def connection(one: Placed) -> str:
    return RoomPlace.objects.get(pk=one.place.pk).connection


def status(one: Placed) -> str:
    return VideoRoom.objects.get(pk=one.room.pk).status


def test_wanted_room_is_created(media: FakeLiveKit):
    one = placed("wanted")

    reconcile(one.room)

    assert (list(media.rooms), status(one)) == ([one.room.name], "open")


def test_room_that_is_there_already_is_taken_as_open(media: FakeLiveKit):
    one = placed("wanted")
    media.create_room(one.room.name)

    reconcile(one.room)

    assert status(one) == "open"


def test_closing_room_is_deleted(media: FakeLiveKit):
    one = placed("closing", admission="done")
    media.create_room(one.room.name)

    reconcile(one.room)

    assert (media.rooms, status(one)) == ({}, "closed")


def test_closed_room_is_left_alone(media: FakeLiveKit):
    one = placed("closed", admission="done")

    reconcile(one.room)

    assert media.rooms == {}


def test_room_lost_by_a_restart_is_created_anew_and_the_site_rejoins(media: FakeLiveKit):
    one = placed(connection="online")
    media.restart()

    reconcile(one.room)
    assert (status(one), connection(one)) == ("open", "offline")
    media.join(one.room.name, one.place.identity)
    reconcile(one.room)

    assert connection(one) == "online"


def test_microphone_follows_the_row(media: FakeLiveKit):
    one = placed()
    media.create_room(one.room.name)
    media.join(one.room.name, one.place.identity)

    actions.set_may_speak(one.place, allowed=True, by=None)
    reconcile(one.room)
    assert media.rooms[one.room.name][one.place.identity].sources == SPEAKER
    actions.set_may_speak(one.place, allowed=False, by=None)
    reconcile(one.room)

    assert media.rooms[one.room.name][one.place.identity].sources == SILENT


@pytest.mark.parametrize("identity", ["site:00000000-0000-0000-0000-000000000000", "somebody"])
def test_participant_who_was_not_admitted_is_sent_out(media: FakeLiveKit, identity: str):
    one = placed()
    media.create_room(one.room.name)
    media.join(one.room.name, identity)

    reconcile(one.room)

    assert media.rooms[one.room.name] == {}


def test_site_that_was_released_is_sent_out(media: FakeLiveKit):
    one = placed()
    media.create_room(one.room.name)
    media.join(one.room.name, one.place.identity)
    actions.release_site(one.place, by=None)

    reconcile(one.room)

    assert media.rooms[one.room.name] == {}


@pytest.mark.parametrize("identity", ["viewer:7:0a1b2c3d", "recorder:x"])
def test_hidden_viewer_and_recorder_may_stay(media: FakeLiveKit, identity: str):
    one = placed()
    media.create_room(one.room.name)
    media.join(one.room.name, identity, sources=())

    reconcile(one.room)

    assert list(media.rooms[one.room.name]) == [identity]


def test_site_whose_page_is_silent_is_reconnecting_though_livekit_still_shows_it(media: FakeLiveKit):
    one = placed(connection="online")
    media.create_room(one.room.name)
    media.join(one.room.name, one.place.identity)
    told = timezone.now() - timedelta(seconds=20)
    SiteSignal.objects.create(site=one.site, room_name=one.room.name, reported_at=told, report={})

    reconcile(one.room)

    assert connection(one) == "reconnecting"


def test_old_report_does_not_hold_back_a_site_that_has_just_joined(media: FakeLiveKit):
    one = placed(connection="offline")
    media.create_room(one.room.name)
    media.join(one.room.name, one.place.identity)
    told = timezone.now() - timedelta(seconds=20)
    SiteSignal.objects.create(site=one.site, room_name=one.room.name, reported_at=told, report={})

    reconcile(one.room)

    assert connection(one) == "online"


def test_livekit_down_is_told_and_changes_no_row(media: FakeLiveKit):
    one = placed(connection="online")
    media.is_down = True

    with pytest.raises(MediaUnavailable) as caught:
        reconcile(one.room)

    assert caught.value.again
    assert (status(one), connection(one)) == ("open", "online")


def test_job_ends_quietly_when_livekit_is_down(media: FakeLiveKit):
    one = placed("wanted")
    media.is_down = True

    jobs.reconcile_room(room_id=str(one.room.pk))

    assert status(one) == "wanted"


def test_clock_looks_at_every_room_that_is_not_closed(media: FakeLiveKit):
    from procrastinate.contrib.django.models import ProcrastinateJob

    rooms = {state: str(placed(state).room.pk) for state in ("wanted", "open", "closing", "closed")}

    jobs.reconcile_all(0)

    deferred = ProcrastinateJob.objects.filter(task_name__endswith="reconcile_room")
    looked_at = {state for state, room_id in rooms.items() if deferred.filter(args__room_id=room_id).exists()}
    assert looked_at == {"wanted", "open", "closing"}


HAPPENINGS = st.lists(st.sampled_from(["join", "leave", "stranger", "restart", "give", "take"]), max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings=HAPPENINGS, chance=st.data())
def test_end_is_the_same_whatever_happens_to_the_events(
    media: FakeLiveKit, happenings: list[str], chance: st.DataObject
):
    """Shuffled, lost and doubled webhooks: after one look the rows say what LiveKit is, and LiveKit what they say."""
    with transaction.atomic():
        media.restart()
        one = placed("wanted")
        reconcile(one.room)
        events = [_happen(media, one, what, number) for number, what in enumerate(happenings)]
        told = [event for event in events if event and chance.draw(st.booleans(), label="arrives")]
        told += [event for event in told if chance.draw(st.booleans(), label="arrives twice")]
        for event in chance.draw(st.permutations(told), label="order"):
            actions.store_webhook(event, now=timezone.now())
        for stored in WebhookEvent.objects.order_by("?"):
            jobs.apply_webhook(webhook_id=stored.pk)
        actual = set(media.rooms.get(one.room.name, {}))

        reconcile(one.room)

        one.place.refresh_from_db()
        here = set(media.rooms[one.room.name])
        assert status(one) == "open"
        assert here == actual & {one.place.identity}
        assert one.place.connection == ("online" if here else "offline")
        if here:
            assert (media.rooms[one.room.name][one.place.identity].sources == SPEAKER) == one.place.may_speak
        transaction.set_rollback(True)


def _happen(media: FakeLiveKit, one: Placed, what: str, number: int) -> dict | None:
    room, me = one.room.name, one.place.identity
    acts = {
        "join": lambda: media.join(room, me),
        "leave": lambda: media.leave(room, me),
        "stranger": lambda: media.join(room, f"stranger-{number}"),
        "restart": media.restart,
        "give": lambda: actions.set_may_speak(one.place, allowed=True, by=None),
        "take": lambda: actions.set_may_speak(one.place, allowed=False, by=None),
    }
    acts[what]()
    kinds = {"join": "participant_joined", "leave": "participant_left", "stranger": "participant_joined"}
    if what not in kinds:
        return None
    return {"id": f"EV_{number}", "event": kinds[what], "room": {"name": room}, "participant": {"identity": me}}
