"""The recording of a hearing: lease, lines, first bytes, loss, store, check."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.hearings.factories import Held, held_session, open_hearing
from tests.recordings.lines import Printer, stamp
from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.models import Hearing
from tiepdan.recordings import actions, queries, store
from tiepdan.recordings.chain import ChainBroken
from tiepdan.recordings.enums import MOVES, RecordingStatus
from tiepdan.recordings.jobs import verify_recording
from tiepdan.recordings.models import RecorderRun, Recording

pytestmark = pytest.mark.django_db


def begun(status: str = "opening") -> tuple[Held, Hearing, RecorderRun]:
    """A hearing whose recorder has just been started by worker A."""
    held = held_session("live")
    hearing = open_hearing(held, status)
    run = actions.begin_run(actions.want_recording(hearing), holder="A")
    assert run is not None
    return held, hearing, run


def note(run: RecorderRun, *lines: dict) -> None:
    for line in lines:
        actions.note_line(run, line)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_recording_is_wanted_once():
    hearing = open_hearing(held_session("live"), "opening")

    assert actions.want_recording(hearing) == actions.want_recording(hearing)
    assert AuditEntry.objects.filter(verb="recordings.want").count() == 1


def test_second_worker_gets_no_run_while_the_lease_stands():
    _held, _hearing, run = begun()

    assert actions.begin_run(run.recording, holder="B") is None
    assert list(queries.hearings_to_record(timezone.now())) == []
    assert fresh(run.recording).status == "starting"


def test_second_worker_takes_over_when_the_lease_has_run_out():
    _held, hearing, run = begun()
    later = timezone.now() + timedelta(seconds=13)

    assert list(queries.hearings_to_record(later)) == [hearing]
    second = actions.begin_run(run.recording, holder="B", now=later)

    assert (second.number, second.lease_holder) == (2, "B")
    assert fresh(run).ended_at == later
    assert not actions.extend_lease(run)
    assert actions.extend_lease(second)


def test_lease_is_not_extended_for_another_holder():
    _held, _hearing, run = begun()
    run.lease_holder = "B"

    assert not actions.extend_lease(run)


def test_takeover_reads_the_orphans_from_the_disk_and_enters_the_gap(recordings_dir: Path):
    held, _hearing, run = begun("live")
    printer, site = Printer(run), f"site:{held.central.pk}"
    note(run, *printer.started(site, "TR_1"))
    folder = store.folder_of(run.folder)
    orphan = printer.segment(folder, site, "TR_1", 1, 11)
    (folder / store.MANIFEST).write_text(json.dumps(orphan) + "\n" + '{"cut in the mid')

    second = actions.begin_run(run.recording, holder="B", now=timezone.now() + timedelta(seconds=13))

    kinds = list(run.recording.lines.order_by("sequence").values_list("kind", "run__number"))
    assert kinds == [("track_started", 1), ("first_bytes", 1), ("segment", 1), ("gap", 2)]
    gap = run.recording.lines.get(kind="gap").body
    assert (gap["started_at"], gap["ended_at"], gap["reason"]) == (stamp(11), None, "recorder_lost")
    assert Printer(second).sequence == 4
    assert actions.verify(fresh(run.recording)) == []


def test_orphans_that_do_not_follow_are_left_out():
    held, _hearing, run = begun("live")
    printer = Printer(run)
    folder = store.folder_of(run.folder)
    wrong = printer.segment(folder, f"site:{held.central.pk}", "TR_1", 1, 11) | {"frames": 1}
    (folder / store.MANIFEST).write_text(json.dumps(wrong) + "\n")

    actions.lose_run(run, note="test")

    assert not run.recording.lines.exists()


def test_hearing_goes_live_with_the_first_bytes_of_the_centre():
    held, hearing, run = begun()
    printer = Printer(run)

    note(run, *printer.started(f"site:{held.site.pk}", "TR_1"))
    assert fresh(hearing).status == "opening"
    note(run, *printer.started(f"site:{held.central.pk}", "TR_2", "microphone"))
    assert fresh(hearing).status == "opening"
    note(run, *printer.started(f"site:{held.central.pk}", "TR_3"))

    assert (fresh(hearing).status, fresh(run.recording).status) == ("live", "running")


def test_line_that_does_not_follow_is_refused_and_nothing_is_stored():
    held, _hearing, run = begun()
    line = Printer(run).started(f"site:{held.central.pk}", "TR_1")[0] | {"codec": "av1"}

    with pytest.raises(ChainBroken):
        actions.note_line(run, line)

    assert (run.recording.lines.count(), fresh(run.recording).last_sequence) == (0, 0)


def test_line_heard_twice_is_stored_once():
    held, _hearing, run = begun()
    line = Printer(run).started(f"site:{held.central.pk}", "TR_1")[0]

    assert [actions.note_line(run, line), actions.note_line(run, line)] == [True, False]


def test_heartbeat_tells_when_media_last_came():
    _held, _hearing, run = begun()

    actions.note_heartbeat(run, {"last_packet_at": {"TR_1": stamp(3), "TR_2": stamp(5)}})
    actions.note_heartbeat(run, {"last_packet_at": {"TR_1": stamp(4)}})
    actions.note_heartbeat(run, {"last_packet_at": {}})

    assert fresh(run).last_packet_at.isoformat() == "2026-11-23T01:00:05+00:00"


@pytest.mark.parametrize(("silent", "status", "alarms"), [(9, "live", 0), (11, "interrupted", 1)])
def test_hearing_is_interrupted_when_no_packet_came_for_ten_seconds(silent: int, status: str, alarms: int):
    _held, hearing, run = begun("live")
    now = timezone.now()
    RecorderRun.objects.filter(pk=run.pk).update(last_packet_at=now - timedelta(seconds=silent))

    actions.note_packets(fresh(run.recording), now=now)

    standing = Alarm.objects.filter(kind=AlarmKind.RECORDING_LOST, cleared_at=None).count()
    assert (fresh(hearing).status, standing) == (status, alarms)


def test_hearing_without_any_recorder_is_interrupted_too():
    hearing = open_hearing(held_session("live"))
    recording = actions.want_recording(hearing)

    actions.note_packets(recording, now=timezone.now() + timedelta(seconds=11))

    assert fresh(hearing).status == "interrupted"


def test_alarm_ends_when_the_recorder_has_bytes_again():
    held, hearing, run = begun("live")
    hearings.interrupt(hearing, cause="recording_lost")

    note(run, *Printer(run).started(f"site:{held.central.pk}", "TR_1"))

    assert not Alarm.objects.filter(cleared_at=None).exists()
    assert fresh(hearing).status == "interrupted"


def test_recording_is_stored_after_the_end_and_its_check_is_due():
    held, hearing, run = begun()
    note(run, *Printer(run).started(f"site:{held.central.pk}", "TR_1"))
    hearings.end(hearing, by=held.chair)

    recording = actions.stop(hearing)
    assert recording.status == "stopping"
    actions.lose_run(run, note="exit 0")
    assert list(queries.recordings_to_finish(timezone.now())) == [recording]
    recording = actions.store_recording(recording)

    assert (recording.status, recording.stopped_at is not None) == ("stored", True)
    jobs = ProcrastinateJob.objects.filter(task_name="tiepdan.recordings.jobs.verify_recording")
    assert jobs.filter(args__recording_id=str(recording.pk)).count() == 1


def stored() -> tuple[Recording, Path]:
    """A stored recording of one segment, and its file."""
    held, hearing, run = begun()
    printer, folder, site = Printer(run), store.folder_of(run.folder), f"site:{held.central.pk}"
    note(run, *printer.started(site, "TR_1"), printer.segment(folder, site, "TR_1", 1, 11))
    hearings.end(hearing, by=held.chair)
    actions.stop(hearing)
    actions.lose_run(run, note="exit 0")
    return actions.store_recording(run.recording), next(folder.glob("*.webm"))


def test_sound_recording_is_verified():
    recording, _file = stored()

    verify_recording(recording_id=str(recording.pk))

    assert (fresh(recording).status, fresh(recording).verified_at is not None) == ("verified", True)


@pytest.mark.parametrize("harm", ["byte", "shorter", "gone", "line dropped", "line changed", "head cut"])
def test_harm_is_found_and_named(harm: str):
    recording, file = stored()
    content = file.read_bytes()
    last = recording.lines.order_by("-sequence").first()
    match harm:
        case "byte":
            file.write_bytes(b"X" + content[1:])
        case "shorter":
            file.write_bytes(content[:-1])
        case "gone":
            file.unlink()
        case "line dropped":
            recording.lines.filter(sequence=1).delete()
        case "line changed":
            recording.lines.filter(pk=last.pk).update(body={**last.body, "frames": 1})
        case "head cut":
            last.delete()

    faults = actions.verify(recording)

    assert len(faults) == 1
    assert fresh(recording).status == "failed"
    assert AuditEntry.objects.get(verb="recordings.verify_failed").detail["faults"] == faults


def test_name_of_a_file_with_a_path_in_it_is_refused():
    with pytest.raises(ValueError, match="passwd"):
        store.segment_path("x/1", "../../passwd")


def test_view_without_a_reason_is_refused():
    recording, _file = stored()

    with pytest.raises(DomainError, match="reason_missing"):
        actions.note_view(recording, by=recording.hearing.called_by, reason=" ok ")

    assert not AuditEntry.objects.filter(verb="recordings.view").exists()


def test_every_state_is_in_the_table_and_can_be_reached():
    assert set(MOVES) == set(RecordingStatus)
    assert {RecordingStatus.OFF}.union(*MOVES.values()) == set(RecordingStatus)
