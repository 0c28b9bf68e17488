"""A room with one admitted site."""

from dataclasses import dataclass

from tests import factories
from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.rooms.models import RoomPlace, VideoRoom
from tiepdan.schedule.models import ReceptionSession, SessionSite


@dataclass
class Placed:
    """A site in its place, and the people who may be there."""

    session: ReceptionSession
    room: VideoRoom
    site: SessionSite
    place: RoomPlace
    officer: User
    coordinator: User


def placed(room_status: str = "open", **place: object) -> Placed:
    """One component site admitted to one hearing room."""
    session = factories.SessionFactory(live=True)
    room = factories.RoomFactory(session=session, status=room_status)
    site = factories.SiteFactory(session=session)
    return Placed(
        session,
        room,
        site,
        factories.PlaceFactory(room=room, site=site, **{"admission": "admitted", **place}),
        officer=factories.UserFactory(role=Role.SITE_OFFICER, office=site.office),
        coordinator=factories.UserFactory(coordinator=True, agency=session.agency),
    )


REPORT = {
    "room": "r",
    "at": "2026-11-23T01:31:12.250Z",
    "camera": "ok",
    "microphone": "ok",
    "speaker": "untested",
    "received": [{"identity": "site:x", "frames_decoded": 3, "audio_level": 0.1, "width": 640, "height": 360}],
    "sent": {"frames": 120, "audio_level": 0, "rtt_ms": 12, "loss_pct": 0.4},
}
