"""What the clock sees of an open hearing: lost lines and missing pictures. Decides; the actions write."""

from datetime import datetime, timedelta

from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.hearings import actions
from tiepdan.hearings.enums import HearingStatus, InterruptionCause
from tiepdan.hearings.models import Hearing
from tiepdan.rooms import actions as rooms
from tiepdan.rooms.enums import Admission, Connection
from tiepdan.rooms.models import RoomPlace, SiteSignal

LOST_AFTER = timedelta(seconds=5)
FIRST_CONNECTION = timedelta(seconds=20)  # opening a page and a camera takes longer than coming back
CAMERA_FAULTS = frozenset({"refused", "absent", "busy", "frozen", "off"})


def watch(hearing: Hearing, *, now: datetime) -> None:
    """Looks at every site of the hearing once; any number of workers may do so (theo dõi điểm cầu)."""
    rooms.note_silence(hearing.room, now=now)
    places = hearing.room.places.filter(admission=Admission.ADMITTED).select_related("site__office", "room")
    signals = {signal.site_id: signal for signal in SiteSignal.objects.filter(site__places__in=places)}
    known_on = _last_resumed(hearing)
    for place in places.order_by("pk"):
        _watch_line(hearing, place, known_on, now)
        _watch_camera(hearing, place, signals.get(place.site_id))


def _watch_line(hearing: Hearing, place: RoomPlace, known_on: datetime | None, now: datetime) -> None:
    if place.connection == Connection.ONLINE:
        alarms.clear_alarm(hearing.session, AlarmKind.SITE_LOST, site=place.site)
        return
    if now - place.connection_changed_at <= _patience(hearing, place):
        return
    alarms.raise_alarm(hearing.session, AlarmKind.SITE_LOST, site=place.site)
    # The chair may go on without a department that is lost; its old loss does not stop the hearing again.
    if hearing.status == HearingStatus.LIVE and (known_on is None or place.connection_changed_at > known_on):
        actions.interrupt(hearing, cause=InterruptionCause.SITE_LOST, site=place.site)


def _patience(hearing: Hearing, place: RoomPlace) -> timedelta:
    never_came = place.connection_changed_at <= hearing.called_at + timedelta(seconds=1)
    return FIRST_CONNECTION if never_came or place.connection == Connection.CONNECTING else LOST_AFTER


def _last_resumed(hearing: Hearing) -> datetime | None:
    ended = hearing.interruptions.filter(ended_at__isnull=False).order_by("-ended_at").first()
    return ended.ended_at if ended else None


def _watch_camera(hearing: Hearing, place: RoomPlace, signal: SiteSignal | None) -> None:
    if signal is None or signal.room_name != hearing.room.name:
        return
    if signal.report.get("camera") in CAMERA_FAULTS:
        alarms.raise_alarm(hearing.session, AlarmKind.CAMERA_MISSING, site=place.site)
    else:
        alarms.clear_alarm(hearing.session, AlarmKind.CAMERA_MISSING, site=place.site)
