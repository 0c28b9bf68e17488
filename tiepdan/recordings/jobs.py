"""Checking stored recordings."""

from procrastinate.contrib.django import app

from tiepdan.recordings import actions
from tiepdan.recordings.models import Recording


@app.task(queue="recordings")
def verify_recording(recording_id: str) -> None:
    """Checks chain and files of one recording (kiểm tra toàn vẹn bản ghi).

    Deferred when the recording is stored. Reads all its files.
    Raises: nothing.
    """
    recording = Recording.objects.filter(pk=recording_id).first()
    if recording is not None:
        actions.verify(recording)
