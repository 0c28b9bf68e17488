from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    AgencyFactory,
    CaseFactory,
    MemberFactory,
    OfficeFactory,
    RegistrationFactory,
    SessionFactory,
    SiteFactory,
    SlotFactory,
    UserFactory,
    at,
    enter_calendar,
)
from tests.sign_in import sign_in
from tiepdan.law.conduct import HOUSE_RULES, RECORDING_NOTICE
from tiepdan.places import actions as places
from tiepdan.places.enums import AgencyKind, PostedKind
from tiepdan.schedule.models import ReceptionSession

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 14)


@pytest.fixture
def agency():
    return AgencyFactory(kind=AgencyKind.PROVINCE_OFFICE)


@pytest.fixture
def binh(client, agency):
    user = UserFactory(coordinator=True, agency=agency)
    sign_in(client, user)
    return user


def plan(agency):
    return {
        "kind": "periodic",
        "held_on": "2026-09-14",
        "starts": "08:00",
        "ends": "11:30",
        "receiver": UserFactory(chair=True, agency=agency).pk,
        "central_office": OfficeFactory(agency=agency).pk,
        "component_offices": [OfficeFactory().pk, OfficeFactory().pk],
        "places": "3",
        "expected_matters": "Đất đai",
    }


# ── The offices ────────────────────────────────────────────────────────────────
@time_machine.travel(at(date(2026, 8, 31), 9), tick=False)
def test_draft_is_thrown_away_and_planned_anew_from_what_was_typed(client, binh, agency):
    enter_calendar()
    typed = {**plan(agency), "held_on": "2026-09-13", "places": "5"}
    client.post(reverse("schedule:create"), typed)
    draft = ReceptionSession.objects.get()
    page = client.get(reverse("schedule:session", args=[draft.pk])).text
    assert "Chủ nhật, 13/09/2026 là ngày nghỉ" in page
    assert f'href="{reverse("schedule:create")}?theo={draft.pk}"' in page

    away = client.post(reverse("registrations:cancel-session", args=[draft.pk]), {"reason": "Nhầm ngày"}, follow=True)
    again = client.get(reverse("schedule:create"), {"theo": draft.pk}).context["form"]

    assert "Đã bỏ dự thảo" in away.text
    assert (again["held_on"].value(), again["places"].value()) == (date(2026, 9, 13), 5)
    assert again["receiver"].value() == typed["receiver"]
    assert set(again["component_offices"].value()) == set(typed["component_offices"])
    assert again["expected_matters"].value() == "Đất đai"
    assert client.post(reverse("schedule:create"), {**typed, "held_on": "2026-09-14"}).status_code == 302


@pytest.mark.parametrize("theo", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_plan_begins_empty_where_there_is_nothing_to_begin_from(client, binh, theo):
    page = client.get(reverse("schedule:create"), {"theo": theo})

    assert page.status_code == 200
    assert page.context["form"]["expected_matters"].value() is None


def test_plan_of_another_agency_is_not_read(client, binh):
    other = SessionFactory(expected_matters="Việc của tỉnh khác")

    assert "Việc của tỉnh khác" not in client.get(reverse("schedule:create"), {"theo": other.pk}).text


def test_a_coordinator_plans_and_publishes_without_script(client, binh, agency):
    enter_calendar()
    with time_machine.travel(at(date(2026, 8, 24), 9), tick=False):
        created = client.post(reverse("schedule:create"), plan(agency))
        session = ReceptionSession.objects.get()
        page = client.get(created.url).content.decode()
        published = client.post(reverse("schedule:publish", args=[session.pk]))

    session.refresh_from_db()
    assert created.url == published.url == reverse("schedule:session", args=[session.pk])
    assert "Công bố chậm nhất" in page
    assert session.status == "published"
    assert session.sites.count() == 3


def test_the_plan_is_filled_with_the_usual_things(client, binh, agency):
    chair, office = UserFactory(chair=True, agency=agency), OfficeFactory(agency=agency)

    page = client.get(reverse("schedule:create")).content.decode()

    assert f'<option value="{chair.pk}" selected>' in page
    assert f'<option value="{office.pk}" selected>' in page
    assert 'value="08:00"' in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"held_on": ""}, "bắt buộc"),
        ({"held_on": "31/02/2026"}, "ngày"),
        ({"ends": "07:00"}, "Giờ kết thúc phải sau"),
        ({"component_offices": []}, "bắt buộc"),
        ({"places": "0"}, "1"),
        ({"expected_matters": "a" * 2001}, "2000"),
        ({"kind": "extraordinary"}, "phải ghi lý do"),
        ({"receiver": "999999"}, "Hãy chọn"),
        ({"held_on": "2020-01-06"}, "đã qua"),
    ],
)
def test_a_wrong_plan_comes_back_with_what_was_typed(client, binh, agency, change, words):
    typed = {**plan(agency), "participants": "Sở Nông nghiệp", **change}

    with time_machine.travel(at(date(2026, 8, 24), 9), tick=False):
        response = client.post(reverse("schedule:create"), typed)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Sở Nông nghiệp" in response.content.decode()
    assert not ReceptionSession.objects.exists()


def test_publishing_too_late_shows_why_and_changes_nothing(client, binh, agency):
    enter_calendar()
    session = SessionFactory(agency=agency, held_on=DAY)

    with time_machine.travel(at(date(2026, 9, 10), 9), tick=False):
        response = client.post(reverse("schedule:publish", args=[session.pk]))

    session.refresh_from_db()
    assert response.status_code == 409
    assert "04/09/2026" in response.content.decode()
    assert session.status == "draft"


@pytest.mark.parametrize(("day", "waits"), [(DAY, True), (date(2026, 10, 30), False)])
def test_page_of_an_extraordinary_session_says_that_the_head_must_decide(client, binh, agency, day, waits):
    enter_calendar()
    sudden = {"kind": "extraordinary", "extraordinary_reason": "Sạt lở đất"}
    session = SessionFactory(
        agency=agency, held_on=day, published=True, published_at=at(date(2026, 9, 10), 9), **sudden
    )

    page = client.get(reverse("schedule:session", args=[session.pk])).content.decode()

    assert ("chờ quyết định của người tiếp công dân" in page) is waits


@pytest.mark.parametrize("page", ["session", "publish"])
def test_another_agency_gets_404(client, binh, page):
    session = SessionFactory(published=True)
    ask = client.post if page == "publish" else client.get

    assert ask(reverse(f"schedule:{page}", args=[session.pk])).status_code == 404


def test_nobody_is_sent_to_sign_in(client):
    session = SessionFactory(published=True)

    assert client.get(reverse("schedule:session", args=[session.pk])).status_code == 302


@pytest.mark.parametrize("role", ["chair", "site_officer", "inspector"])
def test_only_coordinators_plan(client, agency, role):
    sign_in(client, UserFactory(role=role, agency=agency, office=OfficeFactory(agency=agency)))

    assert client.get(reverse("schedule:create")).status_code == 404
    assert "Lập buổi tiếp" not in client.get(reverse("schedule:sessions")).content.decode()


def test_publishing_by_get_is_not_offered(client, binh, agency):
    session = SessionFactory(agency=agency)

    assert client.get(reverse("schedule:publish", args=[session.pk])).status_code == 405


def test_the_page_of_a_session_names_its_people_and_places(client, binh, agency):
    session = SessionFactory(published=True, agency=agency)
    slot = SlotFactory(site__session=session, capacity=4)
    RegistrationFactory(slot=slot)
    member = MemberFactory(session=session)

    page = client.get(reverse("schedule:session", args=[session.pk])).content.decode()

    assert member.user.full_name in page
    assert slot.site.office.name in page
    assert "<b>3</b>/4" in page


def test_the_state_line_tells_the_sessions_of_today(client, binh, agency):
    today = timezone.localdate()
    session = SessionFactory(published=True, agency=agency, held_on=today)
    draft = SessionFactory(agency=agency, held_on=today)
    stranger = SessionFactory(published=True, held_on=today)
    tomorrow = SessionFactory(published=True, agency=agency, held_on=today + timedelta(days=1))

    line = client.get(reverse("schedule:today")).content.decode()

    assert session.receiver.full_name in line
    assert "Đã công bố" in line
    for other in (draft, stranger, tomorrow):
        assert str(other.pk) not in line


def test_the_state_line_says_that_there_is_none_today(client, binh):
    assert "Không có buổi tiếp công dân nào" in client.get(reverse("schedule:today")).content.decode()


def test_the_state_line_leads_to_the_list_when_there_are_many(client, binh, agency):
    sessions = [SessionFactory(published=True, agency=agency, held_on=timezone.localdate()) for _number in range(4)]

    line = client.get(reverse("schedule:today")).content.decode()

    assert sum(str(session.pk) in line for session in sessions) == 3
    assert f'href="{reverse("schedule:sessions")}"' in line


@pytest.mark.parametrize("rows", [1, 3])
def test_the_state_line_asks_the_same_queries_for_any_number(client, binh, agency, rows, django_assert_num_queries):
    for _number in range(rows):
        SessionFactory(published=True, agency=agency, held_on=timezone.localdate())

    with django_assert_num_queries(7):  # session, user, savepoint, read-only, agency, sessions, release
        client.get(reverse("schedule:today"))


def test_every_page_of_the_offices_asks_for_its_state_line(client, binh):
    page = client.get(reverse("schedule:sessions")).content.decode()

    assert f'hx-get="{reverse("schedule:today")}"' in page


def test_a_site_officer_is_led_to_the_sites_and_not_to_the_gates_of_the_session(client):
    site = SiteFactory(session__published=True)
    sign_in(client, UserFactory(site_officer=True, office=site.office))

    page = client.get(reverse("schedule:session", args=[site.session_id])).content.decode()

    assert f'<li><a href="{reverse("readiness:list")}">' in page
    assert reverse("readiness:session", args=[site.session_id]) not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_queries_for_any_number(client, binh, agency, rows, django_assert_num_queries):
    for number in range(rows):
        session = SessionFactory(published=True, agency=agency, held_on=DAY + timedelta(days=number))
        SiteFactory(session=session)
        SessionFactory(status="closed", published_at=timezone.now(), agency=agency)

    # session, user, savepoint, read-only, two lists with sites and offices each, agency, release
    with django_assert_num_queries(11):
        client.get(reverse("schedule:sessions"))


# ── Everybody ──────────────────────────────────────────────────────────────────


def month(day, **query):
    return reverse("calendar:month", args=[day.year, day.month]), query


def test_everybody_sees_the_month_without_signing_in_and_no_citizen(client):
    session = SessionFactory(published=True, held_on=DAY)
    slot = SlotFactory(site__session=session, capacity=4)
    RegistrationFactory(slot=slot, case=CaseFactory(citizen__full_name="Công Dân Bí Mật", subject="Việc riêng"))
    draft = SessionFactory(held_on=DAY, expected_matters="Chưa công bố")

    with time_machine.travel(at(date(2026, 8, 24), 9), tick=False):
        page = client.get(*month(DAY)).content.decode()
        one = client.get(reverse("calendar:session", args=[session.pk])).content.decode()

    for words in (page, one):
        assert slot.site.office.name in words
        assert "Bí Mật" not in words
        assert "Việc riêng" not in words
    assert "còn 3 lượt" in page
    assert "Chưa công bố" not in page
    assert client.get(reverse("calendar:session", args=[draft.pk])).status_code == 404


def test_the_month_can_be_narrowed_to_one_place(client):
    here = SiteFactory(session=SessionFactory(published=True, held_on=DAY, expected_matters="Việc ở đây"))
    SiteFactory(session=SessionFactory(published=True, held_on=DAY, expected_matters="Việc nơi khác"))

    page = client.get(*month(DAY, noi=str(here.office_id))).content.decode()

    assert "Việc ở đây" in page
    assert "Việc nơi khác" not in page


@pytest.mark.parametrize("place", ["", "not-a-key", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_place_narrows_nothing(client, place):
    SessionFactory(published=True, held_on=DAY, expected_matters="Việc ở đây")

    assert "Việc ở đây" in client.get(*month(DAY, noi=place)).content.decode()


@pytest.mark.parametrize("path", ["2026-13/", "2026-0/", "1900-1/", "99999-1/"])
def test_a_month_that_no_calendar_has_is_404(client, path):
    assert client.get(reverse("calendar:month") + path).status_code == 404


def test_an_empty_month_says_what_will_appear(client):
    assert "chưa có buổi tiếp nào" in client.get(reverse("calendar:month")).content.decode()


@pytest.mark.parametrize(
    ("expected_at", "words"),
    [(at(DAY + timedelta(days=7), 14), "14 giờ 00, thứ Hai, 21/09/2026"), (None, "thứ Hai, 21/09/2026")],
)
def test_a_postponed_session_stays_with_its_reason_and_new_time(client, expected_at, words):
    session = SessionFactory(
        status="postponed",
        published_at=timezone.now(),
        held_on=DAY,
        status_reason="Bão số 5",
        expected_new_date_on=DAY + timedelta(days=7),
        expected_new_at=expected_at,
    )

    page = client.get(reverse("calendar:session", args=[session.pk])).content.decode()
    listed = client.get(*month(DAY)).content.decode()

    assert "Bão số 5" in page
    assert f"<dd>{words}" in page
    assert f"<b>{words}" in listed


@pytest.mark.parametrize("rows", [1, 3])
def test_the_month_asks_the_same_queries_for_any_number(client, rows, django_assert_num_queries):
    for _row in range(rows):
        SlotFactory(site__session=SessionFactory(published=True, held_on=DAY))

    with django_assert_num_queries(7):  # savepoint, read-only, sessions, slots, sites, offices, release
        client.get(*month(DAY))


def test_everybody_reads_the_house_rules_of_a_place_without_signing_in(client, django_assert_num_queries):
    office = OfficeFactory()
    for agency, words in ((None, "Nội quy của tỉnh"), (office.agency, "Nội quy của xã")):
        places.post_text(
            PostedKind.HOUSE_RULES,
            by=None,
            agency=agency,
            body=words,
            decision_number="15/QĐ-UBND",
            effective_on=timezone.localdate(),
        )

    with django_assert_num_queries(5):  # savepoint, read-only, places, texts, release
        general = client.get(reverse("calendar:house-rules")).text
    own = client.get(reverse("calendar:house-rules"), {"noi": str(office.pk)}).text

    assert ("Nội quy của tỉnh" in general, "Nội quy của xã" in general) == (True, False)
    assert ("Nội quy của tỉnh" in own, "Nội quy của xã" in own) == (False, True)
    assert "15/QĐ-UBND" in own
    assert all(line.text in own for line in (*HOUSE_RULES, RECORDING_NOTICE))


@pytest.mark.parametrize("place", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_unknown_place_shows_the_house_rules_of_the_province(client, place):
    assert HOUSE_RULES[0].text in client.get(reverse("calendar:house-rules"), {"noi": place}).text
