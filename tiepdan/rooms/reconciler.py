"""Compares the rows of a room with LiveKit and mends LiveKit, whatever events were lost, late or doubled."""

from django.utils import timezone

from tiepdan.rooms import actions, livekit
from tiepdan.rooms.enums import Admission, Connection, RoomStatus
from tiepdan.rooms.livekit import Endpoint
from tiepdan.rooms.models import RoomPlace, SiteSignal, VideoRoom

UNSEEN = ("viewer:", "recorder:")  # hidden by their tokens, which we alone mint


def reconcile(room: VideoRoom) -> None:
    """Makes LiveKit as the rows say and notes who is connected (đối chiếu phòng họp).

    Calls LiveKit outside of any transaction, writes by actions. May run at any time and any number of times.
    Raises: MediaUnavailable.
    """
    room = VideoRoom.objects.get(pk=room.pk)
    if room.status == RoomStatus.CLOSED:
        return
    if room.status == RoomStatus.CLOSING:
        livekit.delete_room(room.name)
        actions.note_room(room, RoomStatus.CLOSED, at=timezone.now())
        return
    if room.status == RoomStatus.WANTED:  # people wait for it: no question before it is there
        _create(room)
    present = livekit.endpoints(room.name)
    if present is None:
        present = []
        _create(room)
    _mend(room, present)


def _create(room: VideoRoom) -> None:
    """A room that was open and is gone (LiveKit restarted) is wanted anew, then created under its own name."""
    if room.status == RoomStatus.OPEN:
        room = actions.note_room(room, RoomStatus.WANTED, at=timezone.now())
    livekit.create_room(room.name)
    actions.note_room(room, RoomStatus.OPEN, at=timezone.now())


def _mend(room: VideoRoom, present: list[Endpoint]) -> None:
    places = {place.identity: place for place in room.places.select_related("site", "room")}
    seen = {one.identity: one for one in present}
    for identity, one in seen.items():
        place = places.get(identity)
        if place is None or place.admission != Admission.ADMITTED:
            if not identity.startswith(UNSEEN):
                livekit.remove(room.name, identity)
        elif one.sources != frozenset(livekit.allowed_sources(may_speak=place.may_speak)):
            livekit.permit(room.name, identity, may_speak=place.may_speak)
    for identity, place in places.items():
        admitted = place.admission == Admission.ADMITTED
        actions.note_connection(place, _line(place, seen.get(identity) if admitted else None), at=timezone.now())


def _line(place: RoomPlace, seen: Endpoint | None) -> Connection:
    if seen is None:
        return Connection.OFFLINE
    if seen.is_connecting:
        return Connection.CONNECTING
    oldest = timezone.now() - actions.SILENT_AFTER
    silent = SiteSignal.objects.filter(site=place.site, room_name=place.room.name, reported_at__lt=oldest).exists()
    # A site that has come back reports only after some seconds: what it said before its line changed does not count.
    if silent and place.connection in (Connection.ONLINE, Connection.RECONNECTING):
        return Connection.RECONNECTING
    return Connection.ONLINE
