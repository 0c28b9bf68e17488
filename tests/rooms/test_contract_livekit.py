"""The adapter against the real LiveKit server: what the fake pretends is what the server does."""

import asyncio
import contextlib
from collections.abc import Iterator

import aiohttp
import pytest

from tests.rooms.livekit_server import BINARY, free_ports
from tiepdan.rooms import livekit
from tiepdan.rooms.livekit import MediaUnavailable

ROOM = "hearing-contract"
pytestmark = [
    pytest.mark.skipif(not BINARY.exists(), reason=f"no LiveKit at {BINARY}: run make media"),
    # The library leaves the socket of a refused connection to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def room(livekit_server: int, settings) -> Iterator[str]:
    settings.LIVEKIT_URL = f"http://127.0.0.1:{livekit_server}"
    settings.LIVEKIT_PUBLIC_URL = f"ws://127.0.0.1:{livekit_server}"
    livekit.create_room(ROOM)
    yield ROOM
    livekit.delete_room(ROOM)


@contextlib.asynccontextmanager
async def joined(ticket: livekit.Ticket):
    """Somebody who has joined by signalling; the server lists him although no media flow."""
    query = {"access_token": ticket.token, "protocol": "15", "sdk": "js", "version": "2.15.0", "auto_subscribe": "1"}
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{ticket.url}/rtc", params=query) as line:
        await line.receive(timeout=5)
        yield line


def during(ticket: livekit.Ticket, act) -> object:
    """What `act` returns while somebody with this ticket is there."""

    async def stay() -> object:
        async with joined(ticket) as line:
            return await asyncio.to_thread(act, line)

    return asyncio.run(stay())


def test_room_is_created_found_and_deleted(room: str):
    livekit.create_room(room)

    assert livekit.endpoints(room) == []
    livekit.delete_room(room)
    livekit.delete_room(room)
    assert livekit.endpoints(room) is None


def test_room_is_not_created_by_somebody_who_joins(room: str):
    ticket = livekit.site_ticket("hearing-never-made", "site:a", "Xã A", may_speak=False)

    with pytest.raises(aiohttp.WSServerHandshakeError):
        during(ticket, lambda _line: None)
    assert livekit.endpoints("hearing-never-made") is None


@pytest.mark.parametrize("may_speak", [True, False])
def test_ticket_carries_the_permission_that_the_server_reports(room: str, may_speak: bool):
    ticket = livekit.site_ticket(room, "site:a", "Xã A", may_speak=may_speak)

    present = during(ticket, lambda _line: livekit.endpoints(room))

    expected = frozenset(livekit.allowed_sources(may_speak=may_speak))
    assert [(one.identity, one.sources) for one in present] == [("site:a", expected)]


def test_permission_is_changed_while_the_site_is_there(room: str):
    ticket = livekit.site_ticket(room, "site:a", "Xã A", may_speak=False)

    def give_and_take(_line: object) -> list[frozenset[str]]:
        seen = []
        for may_speak in (True, False):
            livekit.permit(room, "site:a", may_speak=may_speak)
            seen.append(livekit.endpoints(room)[0].sources)
        return seen

    assert during(ticket, give_and_take) == [
        frozenset({"camera", "screen_share", "microphone"}),
        frozenset({"camera", "screen_share"}),
    ]


def test_removed_participant_is_gone(room: str):
    ticket = livekit.site_ticket(room, "site:a", "Xã A", may_speak=False)

    def remove(_line: object) -> object:
        livekit.remove(room, "site:a")
        return livekit.endpoints(room)

    assert during(ticket, remove) == []


def test_changing_somebody_who_has_left_is_no_error(room: str):
    livekit.permit(room, "site:gone", may_speak=True)
    livekit.remove(room, "site:gone")

    assert livekit.endpoints(room) == []


def test_hidden_viewer_is_listed_under_his_own_identity(room: str):
    present = during(livekit.viewer_ticket(room, "viewer:7", "Bình"), lambda _line: livekit.endpoints(room))

    assert [one.identity for one in present] == ["viewer:7"]


def test_server_that_does_not_answer_may_be_asked_again(settings):
    settings.LIVEKIT_URL = f"http://127.0.0.1:{free_ports(1)[0]}"

    with pytest.raises(MediaUnavailable) as caught:
        livekit.endpoints(ROOM)

    assert caught.value.again
    assert not livekit.is_available()


def test_wrong_key_is_not_worth_another_try(livekit_server: int, settings):
    settings.LIVEKIT_URL = f"http://127.0.0.1:{livekit_server}"
    settings.LIVEKIT_API_SECRET = "another-secret-of-more-than-32-letters"

    with pytest.raises(MediaUnavailable) as caught:
        livekit.create_room(ROOM)

    assert not caught.value.again
