"""The month of the heads: what sessions and noted days come to; doors; bad input."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from tests.factories import AgencyFactory, UserFactory
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role
from tiepdan.duties import actions
from tiepdan.duties.models import DutyPost, NotedDay
from tiepdan.law.duties import DutyHolder
from tiepdan.schedule.enums import Duty

pytestmark = pytest.mark.django_db
SINCE = date(2026, 7, 1)
MONTH = {"thang": "2026-09"}


def head_of(agency, *, person=None, holder=DutyHolder.PROVINCE_CHAIR, full_name="Trần Văn Dũng"):
    return actions.assign_post(agency, by=None, holder=holder, full_name=full_name, since_on=SINCE, person=person)


def session_of(agency, receiver, day, *, found=None, **values):
    """A session that was opened; the roll-call found `found` in the receiver's place."""
    session = factories.SessionFactory(opened=True, agency=agency, receiver=receiver, held_on=day, **values)
    site = factories.SiteFactory(session=session, central=True)
    factories.PresenceFactory(site=site, duty=Duty.RECEIVER, full_name=found or receiver.full_name)
    return session


def rows(client, **query):
    response = client.get(reverse("duties:month"), query or MONTH)
    assert response.status_code == 200
    return response.context["rows"]


def test_only_the_days_of_the_head_himself_count(client):
    agency = AgencyFactory()
    dung, deputy = UserFactory(chair=True), UserFactory(chair=True, full_name="Nguyễn Thanh Sơn")
    head_of(agency, person=dung)
    session_of(agency, deputy, date(2026, 9, 8))
    session_of(agency, dung, date(2026, 9, 15), found="Nguyễn Thanh Sơn")
    session_of(agency, dung, date(2026, 9, 17), kind="extraordinary", extraordinary_reason="Bão")
    factories.SessionFactory(published=True, agency=agency, receiver=dung, held_on=date(2026, 9, 22))
    session_of(agency, dung, date(2026, 8, 18))
    sign_in(client, UserFactory(inspector=True))

    (row,) = rows(client)

    assert (row.month.in_person_on, row.month.missing_days) == ((), 1)
    assert [(day.on.day, day.received_by) for day in row.month.by_others] == [
        (8, "Nguyễn Thanh Sơn"), (15, "Nguyễn Thanh Sơn"),
    ]  # fmt: skip
    assert [day.on.day for day in row.month.extraordinary] == [17]
    assert rows(client, thang="2026-08")[0].month.missing_days == 0


def test_page_says_what_is_owed_by_which_article_and_by_whom_it_was_done(client):
    agency = AgencyFactory()
    head_of(agency, holder=DutyHolder.COMMUNE_CHAIR, full_name="Lương Văn Thành")
    for name, day in (("Lương Văn Thành", 3), ("Đỗ Văn Phó", 10)):
        actions.note_day(
            DutyPost.objects.get(),
            by=UserFactory(),
            held_on=date(2026, 9, day),
            received_by=name,
            extraordinary=False,
            proof="Sổ",
        )

    html = sign_in(client, UserFactory(inspector=True)).get(reverse("duties:month"), MONTH).text

    assert "Điều 15 khoản 2 điểm c Luật Tiếp công dân" in html
    assert "Thiếu 1 ngày" in html
    assert "10/09 Đỗ Văn Phó" in html


def test_month_before_the_law_is_not_counted_and_says_why(client):
    actions.assign_post(
        AgencyFactory(), by=None, holder=DutyHolder.COMMUNE_CHAIR, full_name="An", since_on=date(2026, 1, 1)
    )
    sign_in(client, UserFactory(inspector=True))

    (row,) = rows(client, thang="2026-06")

    assert row.month is None
    assert "01/07/2026" in client.get(reverse("duties:month"), {"thang": "2026-06"}).text


def test_head_who_has_left_or_not_begun_is_not_listed(client):
    first = head_of(AgencyFactory())
    actions.assign_post(
        first.agency, by=None, holder=DutyHolder.PROVINCE_CHAIR, full_name="Mới", since_on=date(2026, 10, 1)
    )
    sign_in(client, UserFactory(inspector=True))

    assert [row.post.full_name for row in rows(client)] == ["Trần Văn Dũng"]
    assert [row.post.full_name for row in rows(client, thang="2026-10")] == ["Mới"]


@time_machine.travel("2026-09-20 10:00+07:00", tick=False)
@pytest.mark.parametrize("text", ["", "2026-13", "nonsense", "9999-12", "0001-01"])
def test_nonsense_means_this_month(client, text):
    head_of(AgencyFactory())
    response = sign_in(client, UserFactory(inspector=True)).get(reverse("duties:month"), {"thang": text})

    assert response.context["first_on"] == date(2026, 9, 1)


@pytest.mark.parametrize("heads", [1, 3])
def test_month_query_count_does_not_grow(client, heads, django_assert_num_queries):
    for number in range(heads):
        dung = UserFactory(chair=True, full_name=f"Chủ tịch {number}")
        post = head_of(AgencyFactory(), person=dung, full_name=dung.full_name)
        session_of(post.agency, dung, date(2026, 9, 8 + number))
    sign_in(client, UserFactory(inspector=True))

    # session, user, savepoint, read-only, posts, noted days, sessions, roll-call, release; agencies, people of the form
    with django_assert_num_queries(9):
        client.get(reverse("duties:month"), MONTH)


@pytest.mark.parametrize("role", list(Role))
def test_page_opens_for_those_who_watch(client, role):
    office = factories.OfficeFactory() if role == Role.SITE_OFFICER else None
    sign_in(client, UserFactory(role=role, office=office))
    watches = {Role.COORDINATOR, Role.CHAIR, Role.INSPECTOR, Role.ADMINISTRATOR}

    assert client.get(reverse("duties:month")).status_code == (200 if role in watches else 404)


NOTE = {"held_on": "2026-09-10", "received_by": "Lương Văn Thành", "proof": "Sổ, trang 3"}


def test_coordinator_notes_a_day_and_comes_back_to_its_month(client):
    post = head_of(AgencyFactory(), full_name="Lương Văn Thành")
    sign_in(client, UserFactory(coordinator=True))
    assert "Lương Văn Thành" in client.get(reverse("duties:post", args=[post.pk])).text

    response = client.post(reverse("duties:note-day", args=[post.pk]), NOTE)

    assert response.url == reverse("duties:month") + "?thang=2026-09"
    assert NotedDay.objects.get().in_person is True


def test_incomplete_day_keeps_what_was_typed(client):
    post = head_of(AgencyFactory())
    sign_in(client, UserFactory(coordinator=True))

    response = client.post(reverse("duties:note-day", args=[post.pk]), {**NOTE, "held_on": "x"})

    assert response.status_code == 422
    assert "Sổ, trang 3" in response.text
    assert not NotedDay.objects.exists()


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.CHAIR, Role.ADVISING_UNIT])
def test_reader_and_stranger_note_nothing(client, role):
    post = head_of(AgencyFactory())
    sign_in(client, UserFactory(role=role))

    assert client.post(reverse("duties:note-day", args=[post.pk]), NOTE).status_code == 404
    assert client.get(reverse("duties:post", args=[post.pk])).status_code == 404
    assert not NotedDay.objects.exists()


def test_post_that_does_not_exist_is_absent(client):
    sign_in(client, UserFactory(coordinator=True))

    assert client.get(reverse("duties:post", args=[99])).status_code == 404


def assigned(**changes):
    agency = AgencyFactory()
    return {"agency": agency.pk, "holder": "head_of_body", "full_name": "An", "since_on": "2026-07-01", **changes}


def test_administrator_enters_a_head(client):
    sign_in(client, UserFactory(role=Role.ADMINISTRATOR))

    client.post(reverse("duties:assign"), assigned())

    assert (DutyPost.objects.get().holder, DutyPost.objects.get().since_on) == ("head_of_body", SINCE)


def test_wrong_head_is_shown_again_and_a_coordinator_enters_none(client):
    sign_in(client, UserFactory(role=Role.ADMINISTRATOR))
    assert client.post(reverse("duties:assign"), assigned(holder="king")).status_code == 422
    sign_in(client, UserFactory(coordinator=True))
    assert client.post(reverse("duties:assign"), assigned()).status_code == 404

    assert not DutyPost.objects.exists()
