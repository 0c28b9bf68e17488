"""Every write about recordings. Lock order: recording, then what hearings lock."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_reason
from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.enums import HearingStatus, InterruptionCause
from tiepdan.hearings.models import Hearing
from tiepdan.live.actions import notify
from tiepdan.recordings import chain, store
from tiepdan.recordings.enums import MOVES, RecordingStatus
from tiepdan.recordings.models import RecorderRun, Recording, RecordingLine

LEASE = timedelta(seconds=12)  # renewed each 3 s; with the start of a new recorder within 15 s of the last sign
PACKETS_LOST_AFTER = timedelta(seconds=10)
GAP = "gap"

logger = logging.getLogger(__name__)


@transaction.atomic
def want_recording(hearing: Hearing) -> Recording:
    """Makes the row of a hearing's recording (ghi âm, ghi hình bắt buộc); once.

    Source: sources.ND154_24_1.
    Raises: nothing.
    """
    recording, is_new = Recording.objects.get_or_create(hearing=hearing, defaults={"wanted_at": timezone.now()})
    if is_new:
        record(None, "recordings.want", recording, hearing=str(hearing.pk))
    return recording


@transaction.atomic
def begin_run(recording: Recording, *, holder: str, now: datetime | None = None) -> RecorderRun | None:
    """Takes the lease and begins a run of the recorder (bắt đầu một lần ghi); None while another holds it.

    A run whose lease ran out is ended: the lines it left on the disk are read first, then the gap is entered.
    Source: sources.ND154_24_1.
    Raises: nothing.
    """
    now = now or timezone.now()
    recording = _locked(recording)
    if recording.status not in (RecordingStatus.OFF, RecordingStatus.STARTING, RecordingStatus.RUNNING):
        return None
    standing = recording.runs.filter(ended_at__isnull=True).first()
    if standing is not None:
        if standing.lease_until_at > now:
            return None
        lose_run(standing, note=f"lease of {standing.lease_holder} ran out", now=now)
        recording.refresh_from_db()
    number = recording.runs.count() + 1
    run = RecorderRun.objects.create(
        recording=recording,
        number=number,
        lease_holder=holder,
        lease_until_at=now + LEASE,
        started_at=now,
        last_heard_at=now,
        folder=f"{recording.pk}/{number}",
    )
    if number > 1:
        _enter_gap(run, now)
    if recording.status != RecordingStatus.STARTING:
        _move(recording, RecordingStatus.STARTING)
    record(None, "recordings.begin_run", recording, run=number, holder=holder)
    _tell(recording)
    return run


def extend_lease(run: RecorderRun, *, now: datetime | None = None) -> bool:
    """Keeps the lease for its holder (gia hạn); False when it was lost, and then the recorder must be stopped.

    One UPDATE, guarded by the holder.
    Source: house rule, decision 0001.
    Raises: nothing.
    """
    now = now or timezone.now()
    mine = RecorderRun.objects.filter(pk=run.pk, lease_holder=run.lease_holder, ended_at__isnull=True)
    return bool(mine.update(lease_until_at=now + LEASE))


@transaction.atomic
def note_heartbeat(run: RecorderRun, line: dict[str, Any], *, now: datetime | None = None) -> None:
    """Notes that the recorder lives and when media last came (nhịp của bộ ghi).

    Source: house rule, decision 0001.
    Raises: nothing.
    """
    came = [at for text in dict(line.get("last_packet_at") or {}).values() if (at := parse_datetime(str(text)))]
    run.last_heard_at = now or timezone.now()
    run.last_packet_at = max([*came, *([run.last_packet_at] if run.last_packet_at else [])], default=None)
    run.save(update_fields=["last_heard_at", "last_packet_at"])


@transaction.atomic
def note_line(run: RecorderRun, line: dict[str, Any]) -> bool:
    """Stores one chained line of the recorder (ghi dòng nhật ký); a line already stored is passed over.

    The picture of the central site in the file is what lets the hearing begin.
    Source: sources.ND154_24_2.
    Raises: chain.ChainBroken, when it does not follow from the line before; nothing is stored then.
    """
    recording = _locked(run.recording)
    if line.get("sequence", 0) <= recording.last_sequence:
        return False
    _append(recording, run, line)
    if line["kind"] == "first_bytes" and _is_central_camera(recording, line):
        note_first_bytes(recording)
    return True


@transaction.atomic
def note_first_bytes(recording: Recording, *, now: datetime | None = None) -> Recording:
    """The central site's picture is on the disk: the recording runs and the hearing may begin (đã ghi hình).

    Source: sources.ND154_24_1.
    Raises: nothing.
    """
    recording = _locked(recording)
    if recording.status == RecordingStatus.STARTING:
        recording.running_at = recording.running_at or now or timezone.now()
        _move(recording, RecordingStatus.RUNNING, "running_at")
        record(None, "recordings.running", recording)
        _tell(recording)
    hearing = hearings.go_live(recording.hearing)
    alarms.clear_alarm(hearing.session, AlarmKind.RECORDING_LOST)
    return recording


@transaction.atomic
def note_packets(recording: Recording, *, now: datetime) -> None:
    """Interrupts a hearing whose recording got nothing for 10 s (mất ghi hình), ends the alarm when media come again.

    Source: sources.ND154_24_1.
    Raises: nothing.
    """
    hearing = recording.hearing
    last = _last_packet(recording)
    if now - last > PACKETS_LOST_AFTER:
        if hearing.status == HearingStatus.LIVE:
            hearings.interrupt(hearing, cause=InterruptionCause.RECORDING_LOST)
        alarms.raise_alarm(hearing.session, AlarmKind.RECORDING_LOST)
    elif recording.status == RecordingStatus.RUNNING:
        alarms.clear_alarm(hearing.session, AlarmKind.RECORDING_LOST)


@transaction.atomic
def lose_run(run: RecorderRun, *, note: str, now: datetime | None = None) -> RecorderRun:
    """Ends a run, reading the lines that it left on the disk first (kết thúc một lần ghi).

    Source: house rule, decision 0001.
    Raises: nothing.
    """
    recording = _locked(run.recording)
    run = RecorderRun.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if run.ended_at is not None:
        return run
    _read_orphans(recording, run)
    run.ended_at, run.end_note = now or timezone.now(), note[:300]
    run.save(update_fields=["ended_at", "end_note"])
    record(None, "recordings.end_run", recording, run=run.number, note=run.end_note)
    _tell(recording)
    return run


@transaction.atomic
def stop(hearing: Hearing) -> Recording | None:
    """Asks for the end of the recording of an ended hearing (dừng ghi hình).

    Source: sources.ND154_24_1.
    Raises: nothing.
    """
    recording = Recording.objects.filter(hearing=hearing).first()
    if recording is None:
        return None
    recording = _locked(recording)
    if recording.status in (RecordingStatus.STARTING, RecordingStatus.RUNNING):
        _move(recording, RecordingStatus.STOPPING)
        record(None, "recordings.stop", recording)
        _tell(recording)
    return recording


@transaction.atomic
def store_recording(recording: Recording, *, now: datetime | None = None) -> Recording:
    """Notes that everything is on the disk (đã lưu) and has it verified.

    Source: sources.ND154_24_2.
    Raises: nothing.
    """
    recording = _locked(recording)
    if recording.status != RecordingStatus.STOPPING:
        return recording
    recording.stopped_at = now or timezone.now()
    _move(recording, RecordingStatus.STORED, "stopped_at")
    record(None, "recordings.store", recording, lines=recording.last_sequence, hash=recording.last_hash)
    _tell(recording)
    jobs.configure_task("tiepdan.recordings.jobs.verify_recording", queue="recordings").defer(
        recording_id=str(recording.pk)
    )
    return recording


@transaction.atomic
def note_verified(recording: Recording, faults: list[str], *, now: datetime | None = None) -> Recording:
    """Notes what the check of chain and files found (kết quả kiểm tra toàn vẹn).

    Source: sources.ND154_24_2.
    Raises: nothing.
    """
    recording = _locked(recording)
    if faults:
        record(None, "recordings.verify_failed", recording, faults=faults[:20], count=len(faults))
        if RecordingStatus.FAILED in MOVES[RecordingStatus(recording.status)]:
            _move(recording, RecordingStatus.FAILED)
    else:
        recording.verified_at = now or timezone.now()
        if RecordingStatus.VERIFIED in MOVES[RecordingStatus(recording.status)]:
            _move(recording, RecordingStatus.VERIFIED, "verified_at")
        else:
            recording.save(update_fields=["verified_at"])
        record(None, "recordings.verify", recording, lines=recording.last_sequence, hash=recording.last_hash)
    _tell(recording)
    return recording


def verify(recording: Recording) -> list[str]:
    """Recomputes the chain and the SHA-256 of every file, notes and returns what is wrong (kiểm tra toàn vẹn).

    Reads every file of the recording: run it in a job.
    Source: sources.ND154_24_2.
    Raises: nothing.
    """
    faults = []
    rows = list(recording.lines.select_related("run").order_by("sequence"))
    try:
        head = chain.follow(row.body for row in rows)
        if head != recording.last_hash or len(rows) != recording.last_sequence:
            faults.append("the end of the chain is missing")
    except chain.ChainBroken as error:
        faults.append(str(error))
    segments = [row for row in rows if row.kind == "segment"]
    faults += [fault for row in segments if (fault := store.fault_of(row.run.folder, row.body))]
    note_verified(recording, faults)
    return faults


@transaction.atomic
def note_view(recording: Recording, *, by: User, reason: str) -> None:
    """Notes who looks at a recording and why, before the first picture (nhật ký xem lại).

    Source: sources.ND154_24_2.
    Raises: DomainError reason_missing, reason_too_long.
    """
    reason = clean_reason(reason)
    if len(reason) < 5:
        raise DomainError("reason_missing", _("Mời ông/bà ghi lý do xem lại bản ghi."))
    record(by, "recordings.view", recording, reason=reason)


def _append(recording: Recording, run: RecorderRun, line: dict[str, Any]) -> None:
    recording.last_hash = chain.follow([line], hash_before=recording.last_hash, sequence_before=recording.last_sequence)
    recording.last_sequence = line["sequence"]
    recording.save(update_fields=["last_hash", "last_sequence"])
    RecordingLine.objects.create(
        recording=recording,
        run=run,
        sequence=line["sequence"],
        happened_at=parse_datetime(line["at"]) or timezone.now(),
        kind=line["kind"],
        body=line,
        line_hash=line["hash"],
    )


def _read_orphans(recording: Recording, run: RecorderRun) -> None:
    for line in store.manifest_lines(run.folder):
        if line.get("sequence", 0) <= recording.last_sequence:
            continue
        try:
            _append(recording, run, line)
        except chain.ChainBroken:
            logger.exception("recording %s, run %s: the rest of its manifest is left out", recording.pk, run.number)
            return


def _enter_gap(run: RecorderRun, now: datetime) -> None:
    """Enters into the chain that nothing was recorded; `ended_at` null: until this run's own first bytes."""
    recording = _locked(run.recording)
    line: dict[str, Any] = {
        "sequence": recording.last_sequence + 1,
        "at": _stamp(now),
        "kind": GAP,
        "recording": str(recording.pk),
        "run": run.number,
        "participant": None,
        "track": None,
        "started_at": _stamp(_last_vouched(recording)),
        "ended_at": None,
        "reason": "recorder_lost",
    }
    line["hash"] = chain.link(recording.last_hash, line)
    _append(recording, run, line)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _last_packet(recording: Recording) -> datetime:
    """When media last reached a recorder; before the first packet, since when one has been wanted."""
    came = recording.runs.filter(last_packet_at__isnull=False).aggregate(last=Max("last_packet_at"))["last"]
    moment: datetime = came or recording.hearing.live_at or recording.wanted_at
    return moment


def _last_vouched(recording: Recording) -> datetime:
    """Up to when every track has files that a line vouches for; what a killed recorder left open does not count."""
    ends: dict[str, datetime] = {}
    for line in recording.lines.filter(kind__in=["first_bytes", "segment", "track_ended"]).order_by("sequence"):
        track = line.body["track"]
        if line.kind == "track_ended":
            ends.pop(track, None)
        else:
            ends[track] = parse_datetime(line.body.get("ended_at", line.body["at"])) or line.happened_at
    return min(ends.values(), default=recording.wanted_at)


def _is_central_camera(recording: Recording, line: dict[str, Any]) -> bool:
    started = recording.lines.filter(kind="track_started", body__track=line["track"]).order_by("-sequence").first()
    centre = recording.hearing.session.sites.get(is_central=True)
    is_camera = started is not None and started.body.get("source") == "camera"
    return is_camera and line.get("participant") == f"site:{centre.pk}"


def _locked(recording: Recording) -> Recording:
    rows = Recording.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("hearing__session").get(pk=recording.pk)


def _move(recording: Recording, status: RecordingStatus, *fields: str) -> None:
    if status not in MOVES[RecordingStatus(recording.status)]:
        message = _("Bản ghi đang ở trạng thái “%(state)s”; không làm được việc này.")
        raise DomainError("recording_wrong_state", message % {"state": recording.get_status_display()})
    recording.status = status
    recording.save(update_fields=["status", *fields])


def _tell(recording: Recording) -> None:
    notify(f"session:{recording.hearing.session_id}", "recording")
    notify(f"hearing:{recording.hearing_id}", "recording")
