"""What the stage is told of the recording."""

from typing import Any

from django.utils import timezone

from tiepdan.hearings.models import Hearing
from tiepdan.recordings import queries
from tiepdan.recordings.enums import RecordingStatus
from tiepdan.recordings.models import Recording
from tiepdan.rooms.models import VideoRoom

KEPT = (RecordingStatus.STORED, RecordingStatus.SEALED, RecordingStatus.VERIFIED)


def part(room: VideoRoom) -> dict[str, Any]:
    """The word for the recording. An open hearing that nobody records says so, whatever the row last said."""
    hearing = Hearing.objects.filter(room=room).select_related("recording").first()
    if hearing is None:
        return {}
    now = timezone.now()
    if hearing.is_open and queries.unrecorded_since(hearing, now):
        return {"recording": "failed"}
    recording: Recording | None = getattr(hearing, "recording", None)
    if recording is None:
        return {}
    if recording.status in KEPT:
        return {"recording": "stored"}
    if recording.status == RecordingStatus.RUNNING and not queries.is_held(recording, now):
        return {"recording": "starting"}
    return {"recording": recording.status}
