"""The six gates of a session: met, not yet, missed; and who may pass a missed one."""

from datetime import datetime, timedelta, timezone

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law import gates
from tiepdan.law.gates import Gate, GateState, HeadDecision, Preparation
from tiepdan.law.refusal import RuleRefused

VIETNAM = timezone(timedelta(hours=7))
SESSION = vn("23/11/2026")
STARTS_AT = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
DECISION = HeadDecision("Dũng", datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM), "Vụ việc đột xuất")


def moment(words: str) -> datetime:
    return datetime.strptime(words, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def preparing(today: str, reading: str = "strict") -> Preparation:
    return Preparation(SESSION, vn(today), CALENDAR, reading)


@pytest.mark.parametrize(
    ("published", "today", "reading", "state"),
    [
        pytest.param("13/11/2026", "16/11/2026", "strict", "met", id="last day in time"),
        pytest.param("14/11/2026", "16/11/2026", "strict", "missed", id="Saturday counts as Monday"),
        pytest.param("14/11/2026", "16/11/2026", "common", "met", id="Monday is in time in the common reading"),
        pytest.param("16/11/2026", "16/11/2026", "strict", "missed", id="Monday is late in the strict reading"),
        pytest.param(None, "13/11/2026", "strict", "not_yet", id="still the last day"),
        pytest.param(None, "14/11/2026", "strict", "missed", id="the day after"),
    ],
)
def test_publication_is_judged_by_its_last_day(published, today, reading, state):
    result = gates.publish_gate(preparing(today, reading), published and vn(published))

    assert (result.gate, result.state.value) == (Gate.PUBLISH, state)
    assert result.may_pass is (state == "met")
    assert bool(result.reasons) is (state != "met")


def test_notice_needs_proof_for_every_one_who_takes_part():
    notified = {"Ông An": vn("12/11/2026"), "Sở Xây dựng": None}

    early = gates.notice_gate(preparing("12/11/2026"), notified)
    late = gates.notice_gate(preparing("17/11/2026"), notified)
    done = gates.notice_gate(preparing("17/11/2026"), notified | {"Sở Xây dựng": vn("13/11/2026")})

    assert (early.state, early.reasons) == (GateState.NOT_YET, ("Sở Xây dựng: chưa thực hiện",))
    assert late.state is GateState.MISSED
    assert (done.state, done.due_on) == (GateState.MET, vn("13/11/2026"))


def test_late_notice_is_missed_and_names_its_day():
    result = gates.notice_gate(preparing("20/11/2026"), {"Ông An": vn("17/11/2026")})

    assert (result.state, result.reasons) == (GateState.MISSED, ("Ông An: 17/11/2026, sau hạn",))


def test_trial_connection_is_needed_with_every_site():
    assert gates.trial_gate(preparing("19/11/2026"), {"Trà My": vn("19/11/2026")}).state is GateState.MET
    assert gates.trial_gate(preparing("19/11/2026"), {}).state is GateState.NOT_YET
    assert gates.trial_gate(preparing("20/11/2026"), {}).reasons == ("Chưa có mục nào",)
    assert gates.trial_gate(preparing("20/11/2026"), {"Trà My": vn("20/11/2026")}).state is GateState.MISSED


@pytest.mark.parametrize(
    ("checked", "now", "state"),
    [
        pytest.param({"A": "07:00", "B": "06:30"}, "07:30", "met", id="all by seven"),
        pytest.param({"A": "07:01"}, "07:30", "missed", id="a minute late"),
        pytest.param({"A": "06:50", "B": None}, "07:00", "not_yet", id="one open, in time"),
        pytest.param({"A": "06:50", "B": None}, "07:01", "missed", id="one open, too late"),
        pytest.param({}, "07:30", "missed", id="no site"),
    ],
)
def test_sites_are_checked_an_hour_before(checked, now, state):
    def at(clock):
        return clock and datetime.fromisoformat(f"2026-11-23T{clock}:00+07:00")

    result = gates.connection_gate(STARTS_AT, at(now), {site: at(clock) for site, clock in checked.items()})

    assert (result.state.value, result.due_at) == (state, STARTS_AT - timedelta(hours=1))
    assert result.explanation == "Chậm nhất 07:00 ngày 23/11/2026 (Điều 23 khoản 1 Nghị định 154/2026/NĐ-CP)"


def test_missed_gate_is_passed_only_by_the_heads_decision_and_stays_missed():
    missed = gates.publish_gate(preparing("20/11/2026"), None)
    decided = gates.publish_gate(preparing("20/11/2026"), None, DECISION)
    not_yet = gates.publish_gate(preparing("12/11/2026"), None, DECISION)

    assert (missed.may_pass, decided.may_pass, not_yet.may_pass) == (False, True, False)
    assert decided.state is GateState.MISSED


@pytest.mark.parametrize(("by", "reason"), [("", "có lý do"), ("Dũng", " ")])
def test_decision_needs_a_name_and_a_reason(by, reason):
    with pytest.raises(RuleRefused, match="lý do"):
        HeadDecision(by, STARTS_AT, reason)


def test_receiver_and_advisers_must_be_at_the_centre_when_a_case_opens():
    before = gates.presence_gate(receiver_present=True, advisers_present=False, opening=False)
    opening = gates.presence_gate(receiver_present=True, advisers_present=False, opening=True)
    both = gates.presence_gate(receiver_present=True, advisers_present=True, opening=True)

    assert (before.state, opening.state, both.state) == (GateState.NOT_YET, GateState.MISSED, GateState.MET)
    assert opening.reasons == ("Bộ phận tham mưu chưa có mặt tại điểm cầu trung tâm",)


def test_recording_cannot_be_passed():
    missed = gates.recording_gate(turns=3, unrecorded=1, gaps=0, is_over=False)

    assert (missed.state, missed.may_pass, missed.awaits_decision) == (GateState.MISSED, False, False)
    assert missed.reasons == ("1 lượt tiếp không có bản ghi âm, ghi hình",)
    assert gates.GateResult(Gate.RECORDING, GateState.MISSED, (), "", decision=DECISION).may_pass is False


def test_recording_is_met_by_every_turn_that_began_and_tells_its_gaps():
    before = gates.recording_gate(turns=0, unrecorded=0, gaps=0, is_over=False)
    during = gates.recording_gate(turns=2, unrecorded=0, gaps=1, is_over=False)
    nobody = gates.recording_gate(turns=0, unrecorded=0, gaps=0, is_over=True)

    assert (before.state, during.state, nobody.state) == (GateState.NOT_YET, GateState.MET, GateState.MET)
    assert before.reasons == ("Bắt đầu ghi trước lời nói đầu tiên của từng lượt tiếp",)
    assert during.proof == ("2 trên 2 lượt tiếp được ghi âm, ghi hình", "1 đoạn gián đoạn, có trong nhật ký bản ghi")


def test_proof_of_a_gate_names_what_was_done_and_when():
    trial = gates.trial_gate(
        preparing("20/11/2026"), {"Trà Giang": vn("19/11/2026"), "Phú Hội": None, "Muộn": vn("20/11/2026")}
    )
    connected = gates.connection_gate(
        STARTS_AT, STARTS_AT, {"Trà Giang": moment("23/11/2026 06:30"), "Muộn": moment("23/11/2026 07:30")}
    )

    told = gates.notice_gate(
        preparing("20/11/2026"),
        {"1. An": vn("12/11/2026"), "Sở": vn("13/11/2026"), "2. Ba": None, "3. Tư": vn("16/11/2026")},
    )

    assert trial.proof == ("Trà Giang: 19/11/2026",)
    assert told.proof == ("Đã thông báo 2 nơi, từ 12/11/2026 đến 13/11/2026",)
    assert connected.proof == ("Trà Giang: 06:30 23/11/2026",)


@pytest.mark.parametrize(
    ("expected", "reason", "code"),
    [
        ("30/11/2026 08:00", "", "postponement_reason_missing"),
        (None, "Bão", "postponement_time_missing"),
        ("23/11/2026 08:00", "Bão", "postponement_not_later"),
    ],
)
def test_postponing_needs_a_reason_and_a_later_time(expected, reason, code):
    with pytest.raises(RuleRefused) as refused:
        gates.check_postponement(STARTS_AT, expected and moment(expected), reason)

    assert (refused.value.code, str(refused.value.source)) == (code, "Điều 24 khoản 4 Luật Tiếp công dân")


@pytest.mark.parametrize("expected", ["30/11/2026 08:00", "23/11/2026 14:00"])
def test_session_may_be_postponed_to_a_later_day_or_hour_with_a_reason(expected):
    assert gates.check_postponement(STARTS_AT, moment(expected), "Bão số 12") is None


def test_every_gate_and_state_has_its_words():
    assert all(gate.label for gate in Gate)
    assert [state.label for state in GateState] == ["Đạt", "Chưa đến hạn", "Không đạt"]
