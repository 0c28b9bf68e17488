"""Reads of the recording worker and of the pages."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing
from tiepdan.law.gates import GateResult, recording_gate
from tiepdan.readiness.line import OVER
from tiepdan.recordings.actions import GAP, LEASE
from tiepdan.recordings.enums import RecordingStatus
from tiepdan.recordings.models import RecorderRun, Recording
from tiepdan.rooms.enums import RoomStatus
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession

BEING_HELD = (SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED)
TO_RECORD = (HearingStatus.OPENING, HearingStatus.LIVE, HearingStatus.INTERRUPTED)
SILENT_AFTER = timedelta(seconds=9)  # with 5 s until a page asks again: within 15 s
NOTHING_HELD = Q(recording__isnull=True) | Q(recording__status=RecordingStatus.FAILED)
UNFINISHED = (RecordingStatus.STARTING, RecordingStatus.RUNNING, RecordingStatus.STOPPING)


def hearings_to_record(now: datetime) -> QuerySet[Hearing]:
    """Open hearings whose room is there and which nobody records now (lượt tiếp cần ghi hình)."""
    held = RecorderRun.objects.filter(recording__hearing=OuterRef("pk"), ended_at__isnull=True, lease_until_at__gt=now)
    wanted = Hearing.objects.filter(status__in=TO_RECORD, room__status=RoomStatus.OPEN)
    return wanted.filter(~Exists(held)).select_related("room", "session").order_by("called_at")


def is_held(recording: Recording, now: datetime) -> bool:
    """Whether a worker holds its lease."""
    return recording.runs.filter(ended_at__isnull=True, lease_until_at__gt=now).exists()


def recordings_to_finish(now: datetime) -> QuerySet[Recording]:
    """Recordings of ended hearings that nobody finishes now (bản ghi cần hoàn tất)."""
    held = RecorderRun.objects.filter(recording=OuterRef("pk"), ended_at__isnull=True, lease_until_at__gt=now)
    ended = Recording.objects.filter(hearing__status=HearingStatus.ENDED, status__in=UNFINISHED)
    return ended.filter(~Exists(held)).select_related("hearing").order_by("wanted_at")


def recordings_of_open_hearings() -> QuerySet[Recording]:
    """Recordings to be watched for lost media."""
    open_now = Q(hearing__status__in=TO_RECORD)
    return Recording.objects.filter(open_now).select_related("hearing__session").order_by("wanted_at")


def open_hearing(session: ReceptionSession) -> Hearing | None:
    """The hearing of the session that has not ended (lượt tiếp đang mở)."""
    return Hearing.objects.filter(session=session, status__in=TO_RECORD).first()


def unrecorded_since(hearing: Hearing, now: datetime) -> datetime | None:
    """Since when nobody records this open hearing; None while somebody does, or may still be about to.

    A lease is renewed each 3 s; three renewals missed are noticed before the lease runs out.
    """
    run = RecorderRun.objects.filter(recording__hearing=hearing).order_by("-number").first()
    last_sign = hearing.called_at if run is None else run.ended_at or run.lease_until_at - LEASE
    return last_sign if now - last_sign > SILENT_AFTER else None


def is_anything_held() -> bool:
    """True while a session is being held: then the worker looks often."""
    return ReceptionSession.objects.filter(status__in=BEING_HELD).exists()


def gate_of(session: ReceptionSession) -> GateResult:
    """How the recording of this session stands. One query, however many turns (điều kiện ghi âm, ghi hình)."""
    of_gaps = FilteredRelation("recording__lines", condition=Q(recording__lines__kind=GAP))
    begun = session.hearings.filter(live_at__isnull=False).annotate(gap_lines=of_gaps)
    counted = begun.aggregate(
        turns=Count("pk", distinct=True),
        unrecorded=Count("pk", filter=NOTHING_HELD, distinct=True),
        gaps=Count("gap_lines", distinct=True),
    )
    return recording_gate(**counted, is_over=session.status in OVER)
