"""The one file that talks to LiveKit: rooms, permissions, tokens and the proof of a webhook.

One short-lived client per call. An error from outside becomes MediaUnavailable, which says whether to try again.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import aiohttp
import jwt
from asgiref.sync import async_to_sync
from django.conf import settings
from django.utils import timezone
from livekit import api

CALL_SECONDS = 3
TICKET_MINUTES = 5
RECORDER_TICKET_MINUTES = 5
DEPARTURE_SECONDS = 15 * 60
EMPTY_SECONDS = 12 * 3600  # a room waits for its sites all day; the reconciler deletes it
PICTURE_SOURCES = ("camera", "screen_share")
SOUND_SOURCE = "microphone"

Answer = TypeVar("Answer")


class MediaUnavailable(Exception):
    """LiveKit did not answer or refused. `again` says whether the same call may succeed later."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class WebhookRefused(Exception):
    """The body does not carry LiveKit's signature."""


@dataclass(frozen=True)
class Endpoint:
    """One participant as LiveKit sees it."""

    identity: str
    is_connecting: bool
    sources: frozenset[str]


@dataclass(frozen=True)
class Ticket:
    """Leave to enter one room (vé vào phòng họp)."""

    url: str
    token: str
    room: str
    identity: str
    expires_at: datetime

    def as_json(self) -> dict[str, str]:
        return {
            "url": self.url,
            "token": self.token,
            "room": self.room,
            "identity": self.identity,
            "expires_at": self.expires_at.isoformat(),
        }


def allowed_sources(*, may_speak: bool) -> list[str]:
    """What a site may publish: the picture always, the sound only with the floor (Đ21.2)."""
    return [*PICTURE_SOURCES, SOUND_SOURCE] if may_speak else list(PICTURE_SOURCES)


def endpoints(room: str) -> list[Endpoint] | None:
    """Everybody in the room, or None when LiveKit does not know the room.

    Raises: MediaUnavailable.
    """

    async def ask(client: api.LiveKitAPI) -> list[Endpoint] | None:
        rooms = await client.room.list_rooms(api.ListRoomsRequest(names=[room]))
        if not rooms.rooms:
            return None
        answer = await client.room.list_participants(api.ListParticipantsRequest(room=room))
        return [_endpoint(one) for one in answer.participants]

    return _call(ask)


def _endpoint(one: api.ParticipantInfo) -> Endpoint:
    names = {api.TrackSource.Name(source).lower() for source in one.permission.can_publish_sources}
    return Endpoint(one.identity, one.state < api.ParticipantInfo.State.ACTIVE, frozenset(names))


def create_room(room: str) -> None:
    """Creates the room; a second call for the same name changes nothing.

    Raises: MediaUnavailable.
    """
    wanted = api.CreateRoomRequest(name=room, empty_timeout=EMPTY_SECONDS, departure_timeout=DEPARTURE_SECONDS)
    _call(lambda client: client.room.create_room(wanted))


def delete_room(room: str) -> None:
    """Deletes the room and sends everybody out; a room that is not there is no error.

    Raises: MediaUnavailable.
    """
    _call(lambda client: _unless_gone(client.room.delete_room(api.DeleteRoomRequest(room=room))))


def permit(room: str, identity: str, *, may_speak: bool) -> None:
    """Sets what this participant may publish; LiveKit ends a track that is no longer allowed.

    Raises: MediaUnavailable.
    """
    sources = [name.upper() for name in allowed_sources(may_speak=may_speak)]
    permission = api.ParticipantPermission(
        can_subscribe=True, can_publish=True, can_publish_data=False, can_publish_sources=sources
    )
    wanted = api.UpdateParticipantRequest(room=room, identity=identity, permission=permission)
    _call(lambda client: _unless_gone(client.room.update_participant(wanted)))


def remove(room: str, identity: str) -> None:
    """Sends one participant out.

    Raises: MediaUnavailable.
    """
    who = api.RoomParticipantIdentity(room=room, identity=identity)
    _call(lambda client: _unless_gone(client.room.remove_participant(who)))


def is_available() -> bool:
    """True when LiveKit answers an ordinary call in time."""
    try:
        _call(lambda client: client.room.list_rooms(api.ListRoomsRequest(names=["-"])))
    except MediaUnavailable:
        return False
    return True


def site_ticket(room: str, identity: str, name: str, *, may_speak: bool) -> Ticket:
    """A site's leave: it shows its camera, hears all, speaks only with the floor."""
    grants = _grants(room, can_publish=True, can_publish_sources=allowed_sources(may_speak=may_speak))
    return _ticket(room, identity, name, grants, minutes=TICKET_MINUTES)


def viewer_ticket(room: str, identity: str, name: str) -> Ticket:
    """Leave to see and hear unseen: the tables at the centre."""
    grants = _grants(room, can_publish=False, hidden=True)
    return _ticket(room, identity, name, grants, minutes=TICKET_MINUTES)


def recorder_ticket(room: str, identity: str) -> Ticket:
    """The recorder's leave, for the server's own address."""
    grants = _grants(room, can_publish=False, hidden=True, recorder=True)
    return _ticket(room, identity, "", grants, minutes=RECORDER_TICKET_MINUTES, url=settings.LIVEKIT_URL)


def _grants(room: str, **rights: Any) -> api.VideoGrants:
    return api.VideoGrants(room_join=True, room=room, can_subscribe=True, can_publish_data=False, **rights)


def _ticket(room: str, identity: str, name: str, grants: api.VideoGrants, *, minutes: int, url: str = "") -> Ticket:
    life = timedelta(minutes=minutes)
    token = api.AccessToken(settings.LIVEKIT_API_KEY, settings.LIVEKIT_API_SECRET)
    token = token.with_identity(identity).with_name(name).with_ttl(life).with_grants(grants)
    return Ticket(url or settings.LIVEKIT_PUBLIC_URL, token.to_jwt(), room, identity, timezone.now() + life)


def read_webhook(body: bytes, authorization: str) -> dict[str, Any]:
    """The event that LiveKit signed, as it stands in the body.

    The signature is over the raw bytes, so they are checked before anything is decoded.
    Raises: WebhookRefused.
    """
    verifier = api.TokenVerifier(settings.LIVEKIT_API_KEY, settings.LIVEKIT_API_SECRET)
    try:
        claimed = base64.b64decode(verifier.verify(authorization).sha256 or "", validate=True)
        event = json.loads(body)
    except (jwt.PyJWTError, binascii.Error, ValueError) as error:
        raise WebhookRefused(str(error)) from error
    if claimed != hashlib.sha256(body).digest() or not isinstance(event, dict):
        raise WebhookRefused("the body is not the one that was signed")
    return event


async def _unless_gone(call: Awaitable[object]) -> None:
    try:
        await call
    except api.ServerError as error:
        if error.code != api.TwirpErrorCode.NOT_FOUND:
            raise


def _call(ask: Callable[[api.LiveKitAPI], Awaitable[Answer]]) -> Answer:
    """One call with one client.

    Raises: MediaUnavailable.
    """

    async def asked() -> Answer:
        timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
        client = api.LiveKitAPI(
            settings.LIVEKIT_URL, settings.LIVEKIT_API_KEY, settings.LIVEKIT_API_SECRET, timeout=timeout, failover=False
        )
        async with client:
            return await ask(client)

    try:
        return async_to_sync(asked)()
    except api.ServerError as error:
        raise MediaUnavailable(f"{error.code}: {error.message}", again=error.status >= 500) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise MediaUnavailable(str(error) or type(error).__name__, again=True) from error
