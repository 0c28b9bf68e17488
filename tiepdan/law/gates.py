"""What must be done before a session and a hearing (điều kiện của buổi tiếp trực tuyến): met, not yet, missed.

A missed gate stays missed. It can be passed only by the head's recorded decision with a reason; the
recording cannot be passed at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tiepdan.law import explain, sources
from tiepdan.law.calendar import OfficeCalendar, Reading
from tiepdan.law.deadlines import Deadline, connect_by, notice_by, publish_by, trial_by
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class Gate(StrEnum):
    """The six gates, in their order (các điều kiện)."""

    PUBLISH = "publish"
    NOTICE = "notice"
    TRIAL = "trial"
    CONNECTION = "connection"
    PRESENCE = "presence"
    RECORDING = "recording"

    @property
    def label(self) -> str:
        """The gate as it is shown (tên điều kiện).

        Source: the gate's own.
        """
        return GATES[self][0]

    @property
    def source(self) -> LegalSource:
        """The article of the gate (căn cứ).

        Source: the gate's own.
        """
        return GATES[self][1]


GATES = {
    Gate.PUBLISH: ("Công bố lịch tiếp công dân", sources.LTCD_24_4),
    Gate.NOTICE: ("Thông báo cho công dân và cơ quan tham gia", sources.ND154_23_1),
    Gate.TRIAL: ("Kết nối thử thành công với từng điểm cầu", sources.ND154_23_1),
    Gate.CONNECTION: ("Kết nối xong, nhìn thấy và nghe rõ nhau trước 01 giờ", sources.ND154_23_1),
    Gate.PRESENCE: ("Người tiếp công dân và bộ phận tham mưu có mặt tại điểm cầu trung tâm", sources.ND154_22_1),
    Gate.RECORDING: ("Ghi âm, ghi hình toàn bộ từng lượt tiếp", sources.ND154_24_1),
}


class GateState(StrEnum):
    """How a gate stands (kết quả)."""

    MET = "met"
    NOT_YET = "not_yet"
    MISSED = "missed"

    @property
    def label(self) -> str:
        """The state as it is shown (kết quả).

        Source: issue 4, § 3.
        """
        return {"met": "Đạt", "not_yet": "Chưa đến hạn", "missed": "Không đạt"}[self.value]


@dataclass(frozen=True)
class HeadDecision:
    """The head's recorded decision to go on although a gate was missed (quyết định của người đứng đầu)."""

    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        """Refuses a decision without a name or a reason.

        Source: issue 4, § 3.
        Raises: RuleRefused decision_reason_missing.
        """
        if not (self.by.strip() and self.reason.strip()):
            raise RuleRefused("decision_reason_missing", "Quyết định phải ghi rõ người quyết định và lý do.")


@dataclass(frozen=True)
class GateResult:
    """The state of one gate with its proof (kết quả kiểm tra một điều kiện)."""

    gate: Gate
    state: GateState
    reasons: tuple[str, ...]
    explanation: str
    due_on: date | None = None
    due_at: datetime | None = None
    decision: HeadDecision | None = None
    proof: tuple[str, ...] = ()

    @property
    def awaits_decision(self) -> bool:
        """True when only the head can still let the session go on (chờ quyết định của người đứng đầu).

        Source: issue 4, § 3; sources.ND154_24_1, which knows no exception.
        """
        return self.state is GateState.MISSED and self.decision is None and self.gate is not Gate.RECORDING

    @property
    def may_pass(self) -> bool:
        """True when the session may go on (được tiếp tục). The state itself does not change.

        Source: sources.ND154_23_1; sources.ND154_24_1, which knows no exception.
        """
        if self.state is GateState.MISSED and self.gate is not Gate.RECORDING:
            return self.decision is not None
        return self.state is GateState.MET


ByDay = Callable[[date, OfficeCalendar, Reading], Deadline]


@dataclass(frozen=True)
class Preparation:
    """The session whose gates are asked about (buổi tiếp đang chuẩn bị)."""

    session_on: date
    today: date
    calendar: OfficeCalendar
    reading: Reading = "strict"


def publish_gate(session: Preparation, published_on: date | None, decision: HeadDecision | None = None) -> GateResult:
    """Whether the schedule was published in time (công bố lịch).

    Unit: 5 working days before the session.
    Source: sources.LTCD_24_4.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return _by_day(Gate.PUBLISH, publish_by, session, {"Lịch tiếp công dân": published_on}, decision)


def notice_gate(
    session: Preparation, notified_on: Mapping[str, date | None], decision: HeadDecision | None = None
) -> GateResult:
    """Whether the citizen and every body taking part were notified in time (thông báo).

    `notified_on` has one entry for each of them, None when there is no proof of sending. The proof counts them, so that
    a report names no citizen.
    Unit: 5 working days before the session.
    Source: sources.ND154_23_1.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return _by_day(Gate.NOTICE, notice_by, session, notified_on, decision, _counted)


def trial_gate(
    session: Preparation, connected_on: Mapping[str, date | None], decision: HeadDecision | None = None
) -> GateResult:
    """Whether the trial connection succeeded with every component site in time (kết nối thử).

    `connected_on` holds the day of a successful trial, None without one.
    Unit: 1 working day before the session.
    Source: sources.ND154_23_1.
    Raises: CalendarGap, RuleRefused law_not_in_force.
    """
    return _by_day(Gate.TRIAL, trial_by, session, connected_on, decision)


def _named(done: Mapping[str, date]) -> tuple[str, ...]:
    """What was done in time, one by one (bằng chứng).

    Source: the gate's own.
    """
    return tuple(f"{name}: {explain.day_text(day)}" for name, day in done.items())


def _counted(told: Mapping[str, date]) -> tuple[str, ...]:
    """How many were told in time, and when, without their names (bằng chứng).

    Source: sources.ND154_23_1.
    """
    if not told:
        return ()
    first, last = explain.day_text(min(told.values())), explain.day_text(max(told.values()))
    return (f"Đã thông báo {len(told)} nơi, từ {first} đến {last}",)


def _by_day(
    gate: Gate,
    by: ByDay,
    session: Preparation,
    done_on: Mapping[str, date | None],
    decision: HeadDecision | None,
    prove: Callable[[Mapping[str, date]], tuple[str, ...]] = _named,
) -> GateResult:
    """One gate with a last day: every entry must be done by then (điều kiện theo ngày).

    An act on a day off counts as done on the next working day.
    Source: the gate's own, sources.BLDS_148_5.
    """
    deadline = by(session.session_on, session.calendar, session.reading)
    counted = {name: session.calendar.working_day_on_or_after(day) for name, day in done_on.items() if day}
    late = [f"{name}: {explain.day_text(day)}, sau hạn" for name, day in counted.items() if day > deadline.due_on]
    in_time = {name: day for name, day in done_on.items() if day and counted[name] <= deadline.due_on}
    missing = [f"{name}: chưa thực hiện" for name in done_on if name not in counted]
    missing += ["Chưa có mục nào"] if not done_on else []
    overdue = session.today > deadline.due_on
    state = GateState.MISSED if late or (missing and overdue) else GateState.NOT_YET if missing else GateState.MET
    reasons, text = tuple(late + missing), deadline.explanation
    return GateResult(gate, state, reasons, text, deadline.due_on, decision=decision, proof=prove(in_time))


def connection_gate(
    starts_at: datetime, now: datetime, checked_at: Mapping[str, datetime | None], decision: HeadDecision | None = None
) -> GateResult:
    """Whether every site was connected, seen and heard an hour before (kết nối trước 01 giờ).

    `checked_at` holds the moment of the confirmation of each site, None without one. All moments are aware.
    Unit: 1 hour before `starts_at`.
    Source: sources.ND154_23_1.
    Raises: nothing.
    """
    due_at = connect_by(starts_at)
    late = [f"{name}: {at:%H:%M}, sau hạn" for name, at in checked_at.items() if at is not None and at > due_at]
    missing = [f"{name}: chưa xác nhận" for name, at in checked_at.items() if at is None]
    missing += ["Chưa có điểm cầu nào"] if not checked_at else []
    proof = [f"{name}: {at:%H:%M} {explain.day_text(at)}" for name, at in checked_at.items() if at and at <= due_at]
    state = GateState.MISSED if late or (missing and now > due_at) else GateState.NOT_YET if missing else GateState.MET
    reasons = tuple(late + missing)
    text = f"Chậm nhất {due_at:%H:%M} ngày {explain.day_text(due_at)} ({Gate.CONNECTION.source})"
    return GateResult(Gate.CONNECTION, state, reasons, text, due_at=due_at, decision=decision, proof=tuple(proof))


def presence_gate(
    *, receiver_present: bool, advisers_present: bool, opening: bool, decision: HeadDecision | None = None
) -> GateResult:
    """Whether those who must be at the central site are there (thành phần bắt buộc).

    `opening` is True from the moment a case is to be opened: absence is then a miss, before it is only "not yet".
    Source: sources.ND154_22_1.
    Raises: nothing.
    """
    present = {"Người tiếp công dân": receiver_present, "Bộ phận tham mưu": advisers_present}
    missing = tuple(f"{who} chưa có mặt tại điểm cầu trung tâm" for who, is_there in present.items() if not is_there)
    proof = tuple(f"{who} có mặt" for who, is_there in present.items() if is_there)
    state = GateState.MET if not missing else GateState.MISSED if opening else GateState.NOT_YET
    text = f"{Gate.PRESENCE.label} ({Gate.PRESENCE.source})"
    return GateResult(Gate.PRESENCE, state, missing, text, decision=decision, proof=proof)


def recording_gate(*, turns: int, unrecorded: int, gaps: int, is_over: bool) -> GateResult:
    """Whether every turn that began is recorded, sound and picture (ghi âm, ghi hình). No decision passes it.

    `turns` counts the turns that began, `unrecorded` those of them whose recording holds nothing, `gaps` the stretches
    that are missing in the others. Before the first turn there is nothing to record yet.
    Source: sources.ND154_18_2_C, sources.ND154_24_1.
    Raises: nothing.
    """
    missing, proof = [], []
    if unrecorded:
        missing.append(f"{unrecorded} lượt tiếp không có bản ghi âm, ghi hình")
    if not turns and not is_over:
        missing.append("Bắt đầu ghi trước lời nói đầu tiên của từng lượt tiếp")
    if turns:
        proof.append(f"{turns - unrecorded} trên {turns} lượt tiếp được ghi âm, ghi hình")
    if gaps:
        proof.append(f"{gaps} đoạn gián đoạn, có trong nhật ký bản ghi")
    state = GateState.MISSED if unrecorded else GateState.NOT_YET if missing else GateState.MET
    text = f"{Gate.RECORDING.label} ({Gate.RECORDING.source})"
    return GateResult(Gate.RECORDING, state, tuple(missing), text, proof=tuple(proof))


def check_postponement(starts_at: datetime, expected_at: datetime | None, reason: str) -> None:
    """A session is postponed for a good reason, to a later time that is announced (lùi lịch tiếp công dân).

    The time is a day and an hour: "thời gian dự kiến tiếp", not "ngày". Both moments are aware.
    Source: sources.LTCD_24_4.
    Raises: RuleRefused postponement_reason_missing, postponement_time_missing, postponement_not_later.
    """
    if not reason.strip():
        raise RuleRefused("postponement_reason_missing", "Lùi lịch phải có lý do chính đáng", sources.LTCD_24_4)
    if expected_at is None:
        raise RuleRefused(
            "postponement_time_missing",
            "Lùi lịch phải thông báo thời gian dự kiến tiếp: ngày và giờ",
            sources.LTCD_24_4,
        )
    if expected_at <= starts_at:
        raise RuleRefused("postponement_not_later", "Thời gian dự kiến phải sau giờ đã công bố", sources.LTCD_24_4)
