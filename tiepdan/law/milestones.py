"""What must follow the opening of a session until its archive (các mốc sau khai mạc): met, not yet, missed.

The gates up to the opening are in `gates.py`. The articles name no day for the signature, the conclusion and the
archive; how we read them meanwhile: docs/law/unsettled.md, 30.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tiepdan.law import sources
from tiepdan.law.gates import GateState
from tiepdan.law.sources import LegalSource


class Milestone(StrEnum):
    """The points of the line after the gates, in their order (các mốc)."""

    OPENING = "opening"
    MINUTES = "minutes"
    CONCLUSION = "conclusion"
    ANSWERS = "answers"
    ARCHIVE = "archive"

    @property
    def label(self) -> str:
        """The point as it is shown (tên mốc).

        Source: the point's own.
        """
        return MILESTONES[self][0]

    @property
    def source(self) -> LegalSource:
        """The article of the point (căn cứ).

        Source: the point's own.
        """
        return MILESTONES[self][1]


MILESTONES = {
    Milestone.OPENING: ("Khai mạc buổi tiếp theo lịch đã công bố", sources.LTCD_24_4),
    Milestone.MINUTES: ("Mọi lượt tiếp đã đọc lại cho công dân nghe và lấy chữ ký", sources.ND154_14_1),
    Milestone.CONCLUSION: ("Kết thúc buổi tiếp, ban hành Thông báo kết luận", sources.ND154_25_2),
    Milestone.ANSWERS: ("Thông báo kết quả xử lý cho từng công dân", sources.LTCD_28_1),
    Milestone.ARCHIVE: ("Lưu trữ bản ghi âm, ghi hình đã kiểm tra và Sổ tiếp công dân", sources.ND154_24_1),
}


@dataclass(frozen=True)
class Reached:
    """How one point stands, and by when it must be reached (tình trạng của một mốc)."""

    milestone: Milestone
    state: GateState
    due_on: date | None = None
    due_at: datetime | None = None


def opening(starts_at: datetime, opened_at: datetime | None, now: datetime) -> Reached:
    """Whether the session was opened on its day (khai mạc). One that never was had to be postponed or cancelled.

    All moments are aware and in the time of Viet Nam.
    Source: sources.LTCD_24_4.
    Raises: nothing.
    """
    missed = opened_at is None and now.date() > starts_at.date()
    state = GateState.MET if opened_at else GateState.MISSED if missed else GateState.NOT_YET
    return Reached(Milestone.OPENING, state, due_at=starts_at)


def minutes(*, unsigned: int, is_over: bool, held_on: date, today: date) -> Reached:
    """Whether every turn was read back and signed, or its refusal to sign noted (đọc lại, ký tên hoặc điểm chỉ).

    `unsigned` counts the turns that were heard and are not signed.
    Unit: the day of the session, our reading: the article names none.
    Source: sources.ND154_14_1.
    Raises: nothing.
    """
    late = unsigned > 0 and today > held_on
    state = GateState.MISSED if late else GateState.MET if is_over and not unsigned else GateState.NOT_YET
    return Reached(Milestone.MINUTES, state, due_on=held_on)


def conclusion(*, issued_on: date | None, heard: int, is_over: bool, answer_by: date | None, today: date) -> Reached:
    """Whether the directions of the leader were issued in writing (Thông báo kết luận việc tiếp công dân).

    A session at which nobody was heard has nothing to conclude.
    Unit: until the last day of the answer to the citizen, our reading: the article names no number of days.
    Source: sources.ND154_25_2.
    Raises: nothing.
    """
    if is_over and (issued_on or not heard):
        return Reached(Milestone.CONCLUSION, GateState.MET, due_on=answer_by)
    late = heard > 0 and answer_by is not None and today > answer_by
    return Reached(Milestone.CONCLUSION, GateState.MISSED if late else GateState.NOT_YET, due_on=answer_by)


def answers(open_until: Sequence[date], *, is_over: bool, answer_by: date | None, today: date) -> Reached:
    """Whether everybody who was heard was told how the matter is handled (thông báo kết quả xử lý).

    `open_until` holds the last day of each answer that is still owed.
    Unit: 10 working days, already counted in each last day; late from the day after.
    Source: sources.LTCD_28_1.
    Raises: nothing.
    """
    due_on = min(open_until, default=answer_by)
    late = bool(open_until) and min(open_until) < today
    state = GateState.MISSED if late else GateState.MET if is_over and not open_until else GateState.NOT_YET
    return Reached(Milestone.ANSWERS, state, due_on=due_on)


@dataclass(frozen=True)
class Lacking:
    """One thing that a session lacks for its archive, and of how many turns (việc còn thiếu)."""

    what: str
    count: int
    source: LegalSource


def lacking(*, heard: int, unproved: int, failed: int, unsigned: int, unentered: int, concluded: bool) -> list[Lacking]:
    """What a closed session still lacks before it may be archived; nothing when it may (còn thiếu để lưu trữ).

    `heard` counts the turns that began, `unproved` those without a verified recording, `failed` those of them whose
    recording holds nothing: no later act can verify it, so such a session stays where it is. A session at which nobody
    was heard has nothing to conclude.
    Source: sources.ND154_24_1, sources.ND154_14_1, sources.ND154_27_1, sources.ND154_25_2.
    Raises: nothing.
    """
    found = [
        Lacking("{count} bản ghi âm, ghi hình không thành công", failed, sources.ND154_24_1),
        Lacking("{count} bản ghi âm, ghi hình chưa kiểm tra toàn vẹn", unproved - failed, sources.ND154_24_1),
        Lacking("{count} biên bản chưa ký, chưa khóa", unsigned, sources.ND154_14_1),
        Lacking("{count} lượt tiếp chưa ghi vào Sổ tiếp công dân", unentered, sources.ND154_27_1),
        Lacking("chưa ban hành Thông báo kết luận", int(heard > 0 and not concluded), sources.ND154_25_2),
    ]
    return [one for one in found if one.count]


def archive(*, is_archived: bool, failed: int) -> Reached:
    """Whether the session was put away with its recordings and its lines of the book (lưu trữ).

    `failed` counts recordings that hold nothing.
    Unit: no day is named by the article.
    Source: sources.ND154_24_1, sources.ND154_27_1.
    Raises: nothing.
    """
    state = GateState.MET if is_archived else GateState.MISSED if failed else GateState.NOT_YET
    return Reached(Milestone.ARCHIVE, state)
