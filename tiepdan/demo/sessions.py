"""Three sessions of the demo, each act done by its action at its time: one past, one today, one to come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from tiepdan.demo import matters
from tiepdan.demo.clock import hours_of_today, moment, on
from tiepdan.demo.day import ReceptionDay
from tiepdan.law.events import Event
from tiepdan.law.grounds import Ground
from tiepdan.places.calendars import office_calendar
from tiepdan.registrations.enums import RegisteredBy
from tiepdan.schedule import actions as schedule
from tiepdan.schedule.enums import Duty, SessionKind
from tiepdan.schedule.models import ReceptionSession

if TYPE_CHECKING:
    from tiepdan.demo.province import Province

PLANNED_BEFORE = 9  # working days; the law asks for five whole ones
PAST_BEFORE = 14  # working days: its ten-working-day answers are overdue by now
AHEAD = 10  # working days


def load(province: Province) -> None:
    """Live through the past session, bring today's to where it stands now, publish the one to come."""
    now = timezone.now()
    calendar, today = office_calendar(), timezone.localdate(now)
    past_on = calendar.before_working_days(today, PAST_BEFORE, "common")
    _past(province, past_on)
    _today(province, now)
    _to_come(province, calendar.after_working_days(today, AHEAD))


def _past(province: Province, held_on: date) -> None:
    day = _published(province, on(held_on, 8), on(held_on, 11, 30), planned_on=_planning_day(held_on))
    first = day.register(matters.POWER, site=1, ground=Ground.REMOTE_OR_VULNERABLE)
    second = day.register(matters.PENSION, site=2, ground=Ground.SEVERAL_BODIES)
    absent = day.register(matters.HOUSE, site=3, ground=Ground.SEVERAL_BODIES)
    day.prepare()
    day.open()
    for registration in (first, second):
        with moment(on(held_on, 7, 50)):
            day.check_in(registration)
    day.hear(
        on(held_on, 8, 15),
        agency="so-xay-dung",
        contact="Tạ Quang Vinh",
        words="Giao Sở Xây dựng khảo sát, trả lời công dân đúng hạn theo luật.",
    )
    task = day.hear(
        on(held_on, 8, 45),
        agency="so-noi-vu",
        contact="Mai Thị Thu Trang",
        words="Giao Sở Nội vụ kiểm tra hồ sơ và trả lời.",
    )
    with moment(on(held_on, 11, 40)):
        day.note_absent(absent)
        day.close()
    calendar = office_calendar()
    with moment(on(calendar.after_working_days(held_on, 1), 9)):
        day.conclude(task.due_on)
    with moment(on(calendar.after_working_days(held_on, 2), 9)):
        day.archive()
    with moment(on(calendar.after_working_days(held_on, 6), 14)):
        day.answer(task, "Sở Nội vụ đã bổ sung hồ sơ; trợ cấp được chi trả từ tháng này.")
    steps = (
        (3, Event.COMPLAINT_ACCEPTED, "87/TB-SNV"),
        (7, Event.FIRST_DECISION_ISSUED, "412/QĐ-SNV"),
        (8, Event.FIRST_DECISION_SENT, ""),
    )
    for working_days, event, number in steps:
        with moment(on(calendar.after_working_days(held_on, working_days), 15)):
            day.settle(second, event, number)


def _today(province: Province, now: datetime) -> None:
    starts_at, ends_at = hours_of_today(now)
    held_on = timezone.localdate(now)
    day = _published(province, starts_at, ends_at, planned_on=_planning_day(held_on))
    land = day.register(matters.LAND, site=3, ground=Ground.SEVERAL_BODIES)
    secret = day.register(matters.SECRET, site=0, ground=Ground.DENUNCIATION)
    road = day.register(matters.ROAD, site=2, ground=Ground.REMOTE_OR_VULNERABLE)
    day.register(matters.HOUSE, site=3, ground=Ground.SEVERAL_BODIES)
    court = day.register(matters.COURT, site=2, ground=None)
    with moment(day.screened_at):
        day.refuse(court)
    day.prepare()
    day.open()
    with moment(max(starts_at - timedelta(minutes=5), on(held_on, 0))):  # people are checked in on the day itself
        for registration in (land, road, secret):
            day.check_in(registration)
    day.hear(
        starts_at + timedelta(minutes=5),
        agency="so-nong-nghiep-moi-truong",
        contact="Vũ Thành Long",
        words="Giao Sở Nông nghiệp và Môi trường rà soát phương án bồi thường, báo cáo và trả lời công dân.",
        sign=False,
    )
    with moment(max(starts_at + timedelta(minutes=20), now - timedelta(minutes=10))):
        day.register_now(matters.DUMP, site=3, registered_by=RegisteredBy.DESK)


def _to_come(province: Province, held_on: date) -> None:
    now = timezone.now()
    _published(province, on(held_on, 8), on(held_on, 11, 30), planned_on=None, published_at=now)


def _published(
    province: Province,
    starts_at: datetime,
    ends_at: datetime,
    *,
    planned_on: date | None,
    published_at: datetime | None = None,
) -> ReceptionDay:
    """A session planned and published in good time (at nine o'clock of `planned_on`, or now)."""
    when = published_at or on(planned_on or timezone.localdate(), 9)
    people = province.people
    departments = [user for name, user in people.items() if name.startswith("dai-dien-")]
    with moment(when):
        session = schedule.draft_session(
            province.board,
            by=people["dieu-phoi"],
            receiver=people["chu-tri"],
            kind=SessionKind.PERIODIC,
            held_on=timezone.localdate(starts_at),
            starts_at=starts_at,
            ends_at=ends_at,
            central_office=province.centre,
            component_offices=province.communes if planned_on is None else province.communes[:3],
            places_per_hour_and_site=6,
            expected_matters="Đất đai, bồi thường, giải phóng mặt bằng; hạ tầng nông thôn; chế độ chính sách.",
            participants="Chủ tịch UBND tỉnh; Ban Tiếp công dân; lãnh đạo các sở; Thanh tra tỉnh.",
            members=[
                (people["chu-tri"], Duty.RECEIVER),
                (people["tham-muu"], Duty.ADVISING),
                (people["ghi-chep"], Duty.NOTE_TAKER),
                (people["dieu-phoi"], Duty.COORDINATOR),
                *((user, Duty.AGENCY) for user in departments[:3]),
            ],
        )
        schedule.publish_session(session, by=people["dieu-phoi"])
    return ReceptionDay(province, ReceptionSession.objects.get(pk=session.pk), when)


def _planning_day(held_on: date) -> date:
    return office_calendar().before_working_days(held_on, PLANNED_BEFORE)
