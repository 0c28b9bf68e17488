"""What a session holds and lacks before it is put away (lưu trữ buổi tiếp): its turns, counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiepdan.law import milestones
from tiepdan.law.milestones import Lacking
from tiepdan.minutes.enums import MinutesStatus
from tiepdan.minutes.models import ConclusionNotice
from tiepdan.minutes.queries import turns_of
from tiepdan.recordings.enums import RecordingStatus
from tiepdan.schedule.models import ReceptionSession

PROVED = (RecordingStatus.VERIFIED, RecordingStatus.SEALED)


@dataclass(frozen=True)
class Turns:
    """The turns of a session that were heard, counted."""

    heard: int
    signed: int
    proved: int
    failed: int
    entered: int


def turns(session: ReceptionSession) -> Turns:
    """One query, however many turns."""
    rows = turns_of(session)
    return Turns(
        heard=len(rows),
        signed=_count(minutes == MinutesStatus.SIGNED for minutes, _recording, _entered in rows),
        proved=_count(recording in PROVED for _minutes, recording, _entered in rows),
        failed=_count(recording == RecordingStatus.FAILED for _minutes, recording, _entered in rows),
        entered=_count(is_entered for _minutes, _recording, is_entered in rows),
    )


def lacking(counted: Turns, issued: ConclusionNotice | None) -> list[Lacking]:
    """What stands in the way of the archive; `issued` is the conclusion notice with its number and day."""
    return milestones.lacking(
        heard=counted.heard,
        unproved=counted.heard - counted.proved,
        failed=counted.failed,
        unsigned=counted.heard - counted.signed,
        unentered=counted.heard - counted.entered,
        concluded=issued is not None,
    )


def words_of(one: Lacking) -> str:
    """What is lacking, in the reader's language, with its article."""
    return f"{_(one.what).format(count=one.count)} ({one.source})"


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)
