"""A LiveKit of the same type as the adapter: rooms, participants, permissions; it can fail and forget."""

from collections.abc import Iterator

import pytest

from tiepdan.rooms import livekit
from tiepdan.rooms.livekit import Endpoint, MediaUnavailable


class FakeLiveKit:
    """What `tiepdan.rooms.livekit` talks to in tests without a media server."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, Endpoint]] = {}
        self.is_down = False

    def _answer(self) -> None:
        if self.is_down:
            raise MediaUnavailable("connection refused", again=True)

    def endpoints(self, room: str) -> list[Endpoint] | None:
        self._answer()
        return list(self.rooms[room].values()) if room in self.rooms else None

    def create_room(self, room: str) -> None:
        self._answer()
        self.rooms.setdefault(room, {})

    def delete_room(self, room: str) -> None:
        self._answer()
        self.rooms.pop(room, None)

    def permit(self, room: str, identity: str, *, may_speak: bool) -> None:
        self._answer()
        if identity in self.rooms.get(room, {}):
            sources = frozenset(livekit.allowed_sources(may_speak=may_speak))
            self.rooms[room][identity] = Endpoint(identity, is_connecting=False, sources=sources)

    def remove(self, room: str, identity: str) -> None:
        self._answer()
        self.rooms.get(room, {}).pop(identity, None)

    def is_available(self) -> bool:
        return not self.is_down

    # What happens there by itself.
    def join(self, room: str, identity: str, *, sources: tuple[str, ...] = livekit.PICTURE_SOURCES) -> None:
        if room in self.rooms:
            self.rooms[room][identity] = Endpoint(identity, is_connecting=False, sources=frozenset(sources))

    def leave(self, room: str, identity: str) -> None:
        self.rooms.get(room, {}).pop(identity, None)

    def restart(self) -> None:
        self.rooms.clear()


@pytest.fixture
def media(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLiveKit]:
    fake = FakeLiveKit()
    for name in ("endpoints", "create_room", "delete_room", "permit", "remove", "is_available"):
        monkeypatch.setattr(livekit, name, getattr(fake, name))
    return fake
