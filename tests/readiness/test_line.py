"""The session's line of time: every point once, in order, the next one named, and nobody named in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.followup.factories import hearing_with_calendar, promised
from tests.hearings.factories import held_session, open_hearing
from tests.minutes.factories import note_taker, signed
from tests.sign_in import sign_in
from tiepdan.followup import actions as followup
from tiepdan.followup.models import FollowUpTask
from tiepdan.hearings.models import Hearing
from tiepdan.minutes import actions as minutes
from tiepdan.minutes.models import ConclusionNotice
from tiepdan.places.models import CalendarYear
from tiepdan.readiness.line import line, next_mark
from tiepdan.recordings.models import Recording
from tiepdan.rooms.models import RoomPlace
from tiepdan.schedule.models import ReceptionSession

pytestmark = pytest.mark.django_db
POINTS = [
    "publish", "notice", "trial", "connection", "presence", "opening",
    "recording", "minutes", "conclusion", "answers", "archive",
]  # fmt: skip


def places(session, now=None):
    return {one.point.value: one.place for one in line(session, now or timezone.now())}


def over(held):
    ReceptionSession.objects.filter(pk=held.session.pk).update(status="closed", closed_at=timezone.now())
    Hearing.objects.filter(session=held.session).update(status="ended", ended_at=timezone.now())
    held.session.refresh_from_db()
    return held.session


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_line_goes_from_publishing_to_archive_and_names_one_next_point():
    held = held_session("published", roll_call=False)

    found = line(held.session, timezone.now())

    assert [one.point.value for one in found] == POINTS
    assert [one.point.value for one in found if one.is_next] == ["presence"]
    assert {one.place for one in found[5:]} == {"later"}


def test_session_that_is_not_held_ends_with_its_gates():
    held = held_session("published")
    held.session.status = "cancelled"

    assert [one.point.value for one in line(held.session, timezone.now())] == POINTS[:5]


def test_session_that_nobody_opened_is_missed_and_says_what_can_still_be_done():
    held = held_session("published")

    found = {one.point.value: one for one in line(held.session, timezone.now() + timedelta(days=1))}

    assert found["opening"].place == "missed"
    assert "lùi hoặc hủy buổi tiếp" in found["opening"].advice


def test_points_after_a_hearing_are_reached_one_by_one():
    held, hearing = hearing_with_calendar()
    now = factories.at(held.session.held_on, 12)  # its hour is past, whatever the clock of this machine says
    Recording.objects.create(hearing=hearing, status="stored", wanted_at=timezone.now())
    during = places(held.session, now)

    promised(held, hearing)
    signed(hearing, note_taker(held))
    session = over(held)
    after = places(session, now)
    ConclusionNotice.objects.create(
        session=session, body="Giao Sở.", document_number="12/TB", drafted_at=timezone.now(), issued_on=session.held_on
    )
    concluded = places(session, now)
    followup.answer(FollowUpTask.objects.get(), by=held.chair, text="Đã đo lại.")
    Recording.objects.update(status="verified")
    verified = places(session, now)
    archived = places(minutes.archive_session(session, by=held.coordinator), now)

    assert [during[one] for one in POINTS[5:]] == ["met", "met", "next", "later", "later", "later"]
    assert [after[one] for one in POINTS[5:]] == ["met", "met", "met", "next", "later", "later"]
    assert [concluded[one] for one in POINTS[5:]] == ["met", "met", "met", "met", "next", "later"]
    assert [verified[one] for one in POINTS[5:]] == ["met", "met", "met", "met", "met", "next"]
    assert [archived[one] for one in POINTS[5:]] == ["met"] * 6
    session.refresh_from_db()
    assert next_mark(session, now) is None


def test_answer_owed_by_nobody_yet_is_due_by_the_laws_own_day():
    held, _hearing = hearing_with_calendar()
    session = over(held)

    found = {one.point.value: one for one in line(session, timezone.now() + timedelta(days=60))}

    assert found["answers"].place == "missed"
    assert found["answers"].details == ("Còn 1 việc chưa trả lời công dân.",)
    assert (found["minutes"].place, found["conclusion"].place) == ("missed", "missed")


def test_failed_recording_is_missed():
    held, hearing = hearing_with_calendar()
    Recording.objects.create(hearing=hearing, status="failed", wanted_at=timezone.now())

    found = {one.point.value: one for one in line(over(held), timezone.now())}

    assert (found["recording"].place, found["archive"].place) == ("missed", "missed")
    assert found["recording"].details == ("1 lượt tiếp không có bản ghi âm, ghi hình",)
    assert found["recording"].advice == ""  # no decision of the head passes it


def test_nobody_of_the_citizens_is_named_after_the_opening():
    held, hearing = hearing_with_calendar()
    promised(held, hearing)

    words = [str(word) for one in line(over(held), timezone.now())[5:] for word in (*one.details, one.advice)]

    assert not any("Nguyễn Thị An" in word for word in words)


def test_next_point_is_unknown_where_the_calendar_does_not_reach():
    held = held_session("published")
    CalendarYear.objects.all().delete()

    assert next_mark(held.session, timezone.now()) is None


def test_next_point_of_an_open_session_needs_no_calendar():
    held = held_session("live")

    found = next_mark(held.session, timezone.now())

    assert (found.point.value, found.due_on) == ("recording", None)


@pytest.mark.parametrize("rows", [1, 3])
def test_query_count_of_the_line_does_not_grow_with_the_turns(rows, django_assert_num_queries):
    held, _hearing = hearing_with_calendar()
    over(held)
    for _number in range(rows - 1):
        RoomPlace.objects.update(admission="done")
        open_hearing(held)
        over(held)

    with django_assert_num_queries(9):  # recordings; turns, conclusion, calendar; tasks, silent turns, calendar
        next_mark(held.session, timezone.now())


def test_page_shows_the_whole_line_with_a_way_to_each_open_point(client):
    held, _hearing = hearing_with_calendar()
    over(held)
    sign_in(client, held.coordinator)

    page = client.get(reverse("readiness:session", args=[held.session.pk])).text

    assert "Kết thúc buổi tiếp, ban hành Thông báo kết luận" in page
    assert f'href="{reverse("minutes:conclusion", args=[held.session.pk])}"' in page
    assert "Điều 28 khoản 1 Luật Tiếp công dân" in page


def test_page_links_to_no_closed_door(client):
    held, _hearing = hearing_with_calendar()
    over(held)
    sign_in(client, factories.UserFactory(inspector=True))

    page = client.get(reverse("readiness:session", args=[held.session.pk])).text

    assert reverse("minutes:conclusion", args=[held.session.pk]) not in page


def test_coordinators_head_line_names_the_next_point(client):
    held = held_session("published", roll_call=False)
    sign_in(client, held.coordinator)

    part = client.get(reverse("hearings:table-part", args=[held.session.pk, "trang-thai"])).text

    assert "Người tiếp công dân và bộ phận tham mưu có mặt tại điểm cầu trung tâm" in part
