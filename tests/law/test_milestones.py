"""What follows the opening: met, not yet, missed, and by when."""

from datetime import datetime, timedelta, timezone

import pytest

from tests.law.calendars import vn
from tiepdan.law import milestones
from tiepdan.law.milestones import Milestone

VIETNAM = timezone(timedelta(hours=7))
HELD_ON = vn("23/11/2026")
ANSWER_BY = vn("08/12/2026")
STARTS_AT = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)


def test_points_stand_in_their_order_and_name_their_articles():
    assert [one.value for one in Milestone] == ["opening", "minutes", "conclusion", "answers", "archive"]
    assert str(Milestone.CONCLUSION.source) == "Điều 25 khoản 2 Nghị định 154/2026/NĐ-CP"
    assert str(Milestone.ANSWERS.source) == "Điều 28 khoản 1 Luật Tiếp công dân"
    assert all(one.label for one in Milestone)


@pytest.mark.parametrize(
    ("opened", "later", "state"),
    [
        pytest.param(True, timedelta(days=9), "met", id="opened"),
        pytest.param(False, timedelta(hours=2), "not_yet", id="late on its day"),
        pytest.param(False, timedelta(days=1), "missed", id="the day after"),
    ],
)
def test_session_is_opened_on_its_day(opened, later, state):
    found = milestones.opening(STARTS_AT, STARTS_AT if opened else None, STARTS_AT + later)

    assert (found.state.value, found.due_at) == (state, STARTS_AT)


@pytest.mark.parametrize(
    ("unsigned", "is_over", "today", "state"),
    [
        pytest.param(0, False, "23/11/2026", "not_yet", id="more turns may come"),
        pytest.param(1, True, "23/11/2026", "not_yet", id="still the day of the session"),
        pytest.param(1, True, "24/11/2026", "missed", id="unsigned on the day after"),
        pytest.param(0, True, "24/11/2026", "met", id="signed"),
    ],
)
def test_minutes_are_signed_on_the_day_of_the_session(unsigned, is_over, today, state):
    found = milestones.minutes(unsigned=unsigned, is_over=is_over, held_on=HELD_ON, today=vn(today))

    assert (found.state.value, found.due_on) == (state, HELD_ON)


@pytest.mark.parametrize(
    ("issued", "heard", "is_over", "today", "state"),
    [
        pytest.param(None, 2, False, "23/11/2026", "not_yet", id="session goes on"),
        pytest.param(None, 2, True, "08/12/2026", "not_yet", id="last day"),
        pytest.param(None, 2, True, "09/12/2026", "missed", id="the day after"),
        pytest.param("24/11/2026", 2, True, "09/12/2026", "met", id="issued"),
        pytest.param(None, 0, True, "24/11/2026", "met", id="nobody was heard"),
    ],
)
def test_conclusion_is_issued_before_the_answers_are_due(issued, heard, is_over, today, state):
    found = milestones.conclusion(
        issued_on=issued and vn(issued), heard=heard, is_over=is_over, answer_by=ANSWER_BY, today=vn(today)
    )

    assert (found.state.value, found.due_on) == (state, ANSWER_BY)


@pytest.mark.parametrize(
    ("open_until", "is_over", "state", "due"),
    [
        pytest.param(["02/12/2026", "08/12/2026"], True, "not_yet", "02/12/2026", id="the nearest counts"),
        pytest.param(["30/11/2026", "08/12/2026"], True, "missed", "30/11/2026", id="one is late"),
        pytest.param([], True, "met", "08/12/2026", id="all answered"),
        pytest.param([], False, "not_yet", "08/12/2026", id="nobody heard yet"),
    ],
)
def test_answers_are_due_by_the_nearest_last_day(open_until, is_over, state, due):
    found = milestones.answers(
        [vn(day) for day in open_until], is_over=is_over, answer_by=ANSWER_BY, today=vn("01/12/2026")
    )

    assert (found.state.value, found.due_on) == (state, vn(due))


@pytest.mark.parametrize(
    ("is_archived", "failed", "state"),
    [
        pytest.param(True, 0, "met", id="put away"),
        pytest.param(False, 0, "not_yet", id="not yet"),
        pytest.param(False, 1, "missed", id="a recording failed"),
    ],
)
def test_archive_is_reached_by_the_act_alone(is_archived, failed, state):
    assert milestones.archive(is_archived=is_archived, failed=failed).state.value == state


ALL_THERE = {"heard": 2, "unproved": 0, "failed": 0, "unsigned": 0, "unentered": 0, "concluded": True}


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"heard": 0, "concluded": False}, [], id="nobody was heard"),
        pytest.param({"unproved": 2}, ["2 bản ghi âm, ghi hình chưa kiểm tra toàn vẹn"], id="not verified"),
        pytest.param(
            {"unproved": 2, "failed": 1},
            ["1 bản ghi âm, ghi hình không thành công", "1 bản ghi âm, ghi hình chưa kiểm tra toàn vẹn"],
            id="one of two failed",
        ),
        pytest.param({"unsigned": 1}, ["1 biên bản chưa ký, chưa khóa"], id="not signed"),
        pytest.param({"unentered": 1}, ["1 lượt tiếp chưa ghi vào Sổ tiếp công dân"], id="not in the book"),
        pytest.param({"concluded": False}, ["chưa ban hành Thông báo kết luận"], id="no conclusion"),
    ],
)
def test_what_the_archive_lacks_is_named_and_counted(missing, words):
    found = milestones.lacking(**{**ALL_THERE, **missing})

    assert [one.what.format(count=one.count) for one in found] == words
