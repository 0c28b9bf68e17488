"""The State that the stage reads. Later steps add what they know of a room: the hearing, the paper, the recording."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings

from tiepdan.rooms.enums import RoomPurpose, RoomStatus
from tiepdan.rooms.models import RoomPlace, VideoRoom

Part = Callable[[VideoRoom], dict[str, Any]]
_PARTS: list[Part] = []
NOBODY_KNOWS_MORE: dict[str, Any] = {"hearing": None, "paper": None, "recording": "off"}


def add_to_state(part: Part) -> None:
    """Registers what a later step says of a room; `part` returns any of hearing, paper, recording, media_available,
    and `sites`: more fields by identity. Called in AppConfig.ready()."""
    _PARTS.append(part)


def state(me: dict[str, Any], room: VideoRoom | None) -> dict[str, Any]:
    """The State of the contract, for one endpoint or viewer."""
    known: dict[str, Any] = dict(NOBODY_KNOWS_MORE)
    if room is not None:
        for part in _PARTS:
            known |= part(room)
    more = known.pop("sites", {})
    available = known.pop("media_available", True)
    return {
        "version": int(time.time() * 1000),
        "me": me,
        "place": _place(room),
        "sites": [_site(place, more) for place in _places(room)],
        **known,
        "media": {"available": available, "url": settings.LIVEKIT_PUBLIC_URL},
    }


def _place(room: VideoRoom | None) -> dict[str, Any] | None:
    if room is None:
        return None
    kind = "hearing" if room.purpose == RoomPurpose.HEARING else "rehearsal"
    return {"kind": kind, "room": room.name, "ready": room.status == RoomStatus.OPEN}


def _places(room: VideoRoom | None) -> list[RoomPlace]:
    if room is None:
        return []
    return list(
        room.places.select_related("site__office").order_by("-site__is_central", "site__office__short_name", "pk")
    )


def _site(place: RoomPlace, more: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "identity": place.identity,
        "name": place.site.office.short_name,
        "is_central": place.site.is_central,
        "admission": place.admission,
        "connection": place.connection,
        "may_speak": place.may_speak,
        "asks_to_speak": False,
        "sits_here": "",
        **more.get(place.identity, {}),
    }
