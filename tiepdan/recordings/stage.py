"""What the stage is told of the recording."""

from typing import Any

from django.utils import timezone

from tiepdan.recordings.enums import RecordingStatus
from tiepdan.recordings.models import Recording
from tiepdan.rooms.models import VideoRoom

KEPT = (RecordingStatus.STORED, RecordingStatus.SEALED, RecordingStatus.VERIFIED)


def part(room: VideoRoom) -> dict[str, Any]:
    """The word for the recording. One that runs without anybody's lease is being started again."""
    recording = Recording.objects.filter(hearing__room=room).first()
    if recording is None:
        return {}
    if recording.status in KEPT:
        return {"recording": "stored"}
    if recording.status == RecordingStatus.RUNNING and not _is_held(recording):
        return {"recording": "starting"}
    return {"recording": recording.status}


def _is_held(recording: Recording) -> bool:
    return recording.runs.filter(ended_at__isnull=True, lease_until_at__gt=timezone.now()).exists()
