"""The recording as the gate of its session: every turn that began, and what is missing in it."""

import pytest
from django.utils import timezone

from tests.hearings.factories import held_session, open_hearing
from tiepdan.law.gates import GateState
from tiepdan.recordings import actions
from tiepdan.recordings.models import Recording, RecordingLine
from tiepdan.recordings.queries import gate_of
from tiepdan.rooms.models import RoomPlace

pytestmark = pytest.mark.django_db


def test_turns_without_a_recording_and_gaps_in_the_others_are_counted_apart():
    held = held_session("live")
    assert gate_of(held.session).state is GateState.NOT_YET
    recorded = open_hearing(held, "ended")
    run = actions.begin_run(actions.want_recording(recorded), holder="A")
    for sequence, kind in enumerate(("segment", "gap", "gap", "segment"), 1):
        RecordingLine.objects.create(
            recording=run.recording,
            run=run,
            sequence=sequence,
            happened_at=timezone.now(),
            kind=kind,
            body={},
            line_hash="",
        )
    assert gate_of(held.session).proof == (
        "1 trên 1 lượt tiếp được ghi âm, ghi hình",
        "2 đoạn gián đoạn, có trong nhật ký bản ghi",
    )

    RoomPlace.objects.update(admission="done")
    failed = open_hearing(held, "ended")
    Recording.objects.create(hearing=failed, status="failed", wanted_at=timezone.now())
    found = gate_of(held.session)

    assert (found.state, found.reasons) == (GateState.MISSED, ("1 lượt tiếp không có bản ghi âm, ghi hình",))
    assert found.proof[0] == "1 trên 2 lượt tiếp được ghi âm, ghi hình"
