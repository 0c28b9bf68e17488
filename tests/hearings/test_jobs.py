"""The clock while LiveKit is down and when it is back."""

import pytest

from tests.hearings.factories import held_session, open_hearing
from tests.rooms.fake_livekit import FakeLiveKit, media  # noqa: F401 -- a fixture
from tiepdan.alarms.models import Alarm
from tiepdan.hearings import jobs
from tiepdan.rooms.state import state

pytestmark = pytest.mark.django_db


def standing() -> list[str]:
    return list(Alarm.objects.filter(cleared_at=None).values_list("kind", flat=True))


def test_sessions_held_are_told_when_livekit_is_down_and_when_it_is_back(media: FakeLiveKit):  # noqa: F811
    held = held_session("live")
    hearing = open_hearing(held)
    media.is_down = True

    jobs.watch_media(0)
    hearing.refresh_from_db()
    assert (standing(), hearing.status) == (["media_down"], "interrupted")
    assert state({}, hearing.room)["media"]["available"] is False
    media.is_down = False
    jobs.watch_media(0)

    assert standing() == []
    assert state({}, hearing.room)["media"]["available"] is True


def test_nobody_is_told_when_nothing_is_held(media: FakeLiveKit):  # noqa: F811
    held_session("published")
    media.is_down = True

    jobs.watch_media(0)

    assert standing() == []


def test_queue_goes_on_while_livekit_is_down(media: FakeLiveKit):  # noqa: F811
    from tests.hearings.factories import waiting_ticket
    from tiepdan.hearings import actions
    from tiepdan.rooms.jobs import reconcile_room

    held = held_session()
    waiting_ticket(held)
    media.is_down = True

    hearing = actions.call_next(held.session, by=held.coordinator)
    reconcile_room(room_id=str(hearing.room_id))

    assert (hearing.status, hearing.room.status) == ("opening", "wanted")
    media.is_down = False
    reconcile_room(room_id=str(hearing.room_id))
    hearing.room.refresh_from_db()
    assert hearing.room.status == "open"
