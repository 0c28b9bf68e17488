"""The line that an official checks by hand, word for word."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law import deadlines, explain
from tiepdan.law.calendar import vietnam_calendar
from tiepdan.law.deadlines import due

LINES = [
    (
        "C6",
        "20/11/2026",
        {},
        (
            "10 ngày làm việc từ 20/11/2026, trừ 21–22, 24, 28–29/11 và 5–6/12 ⇒ 07/12/2026 "
            "(Điều 28 khoản 1 Luật Tiếp công dân)"
        ),
    ),
    ("C5", "06/07/2026", {}, "3 ngày làm việc từ 06/07/2026 ⇒ 09/07/2026 (Điều 4 khoản 3 Nghị định 154/2026/NĐ-CP)"),
    (
        "C6",
        "20/08/2026",
        {},
        (
            "10 ngày làm việc từ 20/08/2026, trừ 23, 29–31/8 và 1–2, 5–6/9, tính cả ngày làm bù 22/8 "
            "⇒ 07/09/2026 (Điều 28 khoản 1 Luật Tiếp công dân)"
        ),
    ),
    (
        "C5",
        "19/08/2026",
        {},
        (
            "3 ngày làm việc từ 19/08/2026, tính cả ngày làm bù 22/8 ⇒ 22/08/2026 "
            "(Điều 4 khoản 3 Nghị định 154/2026/NĐ-CP)"
        ),
    ),
    (
        "C3",
        "22/08/2026",
        {},
        (
            "1 ngày làm việc trước 22/08/2026 ⇒ chậm nhất 20/08/2026 "
            "(Điều 23 khoản 1 Nghị định 154/2026/NĐ-CP; đếm chặt, ngày trọn vẹn)"
        ),
    ),
    (
        "C8",
        "28/12/2026",
        {},
        "5 ngày làm việc từ 28/12/2026, trừ 1–3/1/2027 ⇒ 05/01/2027 (Điều 28 khoản 2 Luật Tiếp công dân)",
    ),
    (
        "C12",
        "03/08/2026",
        {},
        (
            "30 ngày từ 03/08/2026; ngày cuối 02/09/2026 là ngày nghỉ nên lấy ngày làm việc tiếp theo "
            "⇒ 03/09/2026 (Điều 28 khoản 1 Luật Khiếu nại; Điều 148 khoản 5 Bộ luật Dân sự)"
        ),
    ),
    (
        "C12",
        "06/07/2026",
        {"complex": "yes", "remote": "yes"},
        (
            "60 ngày (vụ việc phức tạp; vùng sâu, vùng xa, "
            "đi lại khó khăn) từ 06/07/2026 ⇒ 04/09/2026 (Điều 28 khoản 2 Luật Khiếu nại)"
        ),
    ),
    (
        "C16",
        "03/08/2026",
        {"suspended": "2026-09-01..2026-09-08"},
        (
            "45 ngày từ 03/08/2026, không tính 7 ngày từ 01/09/2026 đến 07/09/2026 ⇒ 24/09/2026 "
            "(Điều 37 Luật Khiếu nại; Điều 11a Luật Khiếu nại)"
        ),
    ),
    (
        "C16",
        "03/08/2026",
        {"suspended": "2026-09-20..2026-09-25"},
        (
            "45 ngày từ 03/08/2026; khoảng thời gian sau "
            "ngày hết hạn không làm thay đổi thời hạn ⇒ 17/09/2026 "
            "(Điều 37 Luật Khiếu nại; Điều 11a Luật Khiếu nại)"
        ),
    ),
    (
        "C11",
        "30/06/2026",
        {},
        "10 ngày từ 30/06/2026 ⇒ 10/07/2026 (Điều 27 khoản 1 Luật Khiếu nại, áp dụng đến 30/06/2026)",
    ),
    (
        "C1",
        "23/11/2026",
        {},
        (
            "5 ngày làm việc trước 23/11/2026, trừ 14–15, 21–22/11 ⇒ chậm nhất 13/11/2026 "
            "(Điều 24 khoản 4 Luật Tiếp công dân; đếm chặt, ngày trọn vẹn)"
        ),
    ),
    (
        "C1",
        "23/11/2026",
        {"reading": "common"},
        (
            "5 ngày làm việc trước 23/11/2026, trừ 21–22/11 ⇒ chậm nhất "
            "16/11/2026 (Điều 24 khoản 4 Luật Tiếp công dân; đếm thông dụng, tính cả ngày thực hiện)"
        ),
    ),
    (
        "C21",
        "23/11/2026",
        {},
        (
            "5 ngày trước 23/11/2026 ⇒ chậm nhất 17/11/2026 "
            "(Điều 28 khoản 1 Nghị định 124/2020/NĐ-CP; đếm chặt, ngày trọn vẹn)"
        ),
    ),
    (
        "C4",
        "23/11/2026",
        {"starts_at": "08:00"},
        "1 giờ trước 08:00 ngày 23/11/2026 ⇒ 07:00 ngày 23/11/2026 (Điều 23 khoản 1 Nghị định 154/2026/NĐ-CP)",
    ),
    (
        "C4",
        "23/11/2026",
        {},
        "1 giờ trước buổi tiếp ngày 23/11/2026 ⇒ trong ngày 23/11/2026 (Điều 23 khoản 1 Nghị định 154/2026/NĐ-CP)",
    ),
]


@pytest.mark.parametrize(("rule", "on", "facts", "line"), LINES)
def test_explanation_shows_what_was_counted_and_why(rule, on, facts, line):
    assert due(rule, vn(on), CALENDAR, facts).explanation == line


def test_session_that_starts_soon_after_midnight_connects_on_the_day_before():
    assert due("C4", vn("23/11/2026"), CALENDAR, {"starts_at": "00:30"}).due_on == vn("22/11/2026")


def test_explanation_warns_of_a_year_whose_days_are_a_projection():
    calendar = vietnam_calendar(2026, 2027)

    assert due("C6", vn("28/12/2026"), calendar).explanation.endswith("; lịch nghỉ năm 2027 là dự kiến")
    assert "dự kiến" not in due("C6", vn("20/11/2026"), calendar).explanation


def test_days_off_over_the_year_end_carry_their_year():
    line = due("C30", date(2026, 12, 25), CALENDAR, {"several_places": "yes"}).explanation

    assert ", trừ 26–27/12 và 1–3, 9–10/1/2027 ⇒ 11/01/2027" in line


def test_days_over_three_months_are_listed_month_by_month():
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 7), date(2026, 12, 5), date(2026, 12, 6)]

    assert explain.days_text(days, 2026) == "31/10; 1, 7/11 và 5–6/12"


def test_named_functions_answer_as_the_table_does():
    session, received = vn("23/11/2026"), vn("20/11/2026")

    assert deadlines.publish_by(session, CALENDAR) == due("C1", session, CALENDAR)
    assert deadlines.notice_by(session, CALENDAR, "common") == due("C2", session, CALENDAR, {"reading": "common"})
    assert deadlines.trial_by(session, CALENDAR) == due("C3", session, CALENDAR)
    assert deadlines.answer_after_reception(received, CALENDAR) == due("C6", received, CALENDAR)
    assert deadlines.refusal_notice_by(received, CALENDAR) == due("C5", received, CALENDAR)


def test_sites_are_connected_an_hour_before_the_session():
    starts_at = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=7)))

    assert deadlines.connect_by(starts_at).isoformat() == "2026-11-23T07:00:00+07:00"
