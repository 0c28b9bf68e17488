import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    OfficeFactory,
    RegistrationFactory,
    SessionFactory,
    SiteFactory,
    SlotFactory,
    TicketFactory,
    UserFactory,
)
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role
from tiepdan.desk.enums import TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.registrations.models import Attendee

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def commune():
    session = SessionFactory(live=True, held_on=timezone.localdate())
    return SiteFactory(session=session)


@pytest.fixture
def cuc(client, commune):
    user = UserFactory(site_officer=True, office=commune.office)
    sign_in(client, user)
    return user


def expected_at(site, **changes):
    slot = site.slots.first() or SlotFactory(site=site)
    return RegistrationFactory(confirmed=True, slot=slot, **changes)


def waiting_at(site):
    slot = site.slots.first() or SlotFactory(site=site)
    return TicketFactory(registration=RegistrationFactory(checked_in=True, slot=slot))


def test_officer_of_one_site_goes_straight_to_its_desk(client, cuc, commune):
    response = client.get(reverse("desk:today"))

    assert response.url == reverse("desk:site", args=[commune.pk])


def test_coordinator_chooses_among_the_sites_of_today(client, commune):
    SiteFactory(session=commune.session, central=True)
    sign_in(client, UserFactory(coordinator=True, agency=commune.session.agency))

    assert client.get(reverse("desk:today")).text.count("card-link") == 2


def test_day_without_a_session_says_what_will_appear(client):
    sign_in(client, UserFactory(coordinator=True))

    assert "Hôm nay không có buổi tiếp công dân" in client.get(reverse("desk:today")).text


def test_desk_shows_who_is_expected_and_who_waits(client, cuc, commune):
    expected_at(commune)
    ticket = waiting_at(commune)

    page = client.get(reverse("desk:site", args=[commune.pk])).text

    assert "2 người trong danh sách · 1 người chưa đến · 1 người đang chờ" in page
    assert str(ticket) in page


def test_check_in_answers_with_the_number_and_the_new_list(client, cuc, commune):
    an = expected_at(commune)

    response = client.post(reverse("desk:check-in", args=[an.pk]), headers=HTMX)

    assert "Số thứ tự của ông/bà là 01" in response.text
    assert "<html" not in response.text


def test_check_in_without_javascript_goes_back_to_the_desk(client, cuc, commune):
    an = expected_at(commune)

    response = client.post(reverse("desk:check-in", args=[an.pk]))

    assert response.url == reverse("desk:site", args=[commune.pk])


def test_page_after_the_swap_is_the_page_loaded_freshly(client, cuc, commune):
    an = expected_at(commune)
    client.post(reverse("desk:check-in", args=[an.pk]))

    fragment = client.get(reverse("desk:site", args=[commune.pk]), headers=HTMX).text
    whole = client.get(reverse("desk:site", args=[commune.pk])).text

    without_tokens = [line for line in fragment.splitlines() if "csrf" not in line and line.strip()]
    assert all(line in whole for line in without_tokens)


def test_check_in_twice_is_refused_in_words(client, cuc, commune):
    an = expected_at(commune)
    client.post(reverse("desk:check-in", args=[an.pk]))

    response = client.post(reverse("desk:check-in", args=[an.pk]), headers=HTMX)

    assert response.status_code == 409
    assert "Đã có mặt" in response.text


def test_person_who_goes_home_and_one_who_returns(client, cuc, commune):
    gone, absent = waiting_at(commune), waiting_at(commune)
    absent.status = TicketStatus.ABSENT
    absent.save(update_fields=["status"])

    client.post(reverse("desk:leave", args=[gone.pk]))
    client.post(reverse("desk:requeue", args=[absent.pk]))

    gone.refresh_from_db()
    absent.refresh_from_db()
    assert (gone.status, absent.status) == (TicketStatus.LEFT, TicketStatus.WAITING)


def test_desk_offers_protection_to_a_denouncer_and_to_nobody_else(client, cuc, commune):
    secret, other = expected_at(commune, denunciation=True), expected_at(commune)

    page = client.get(reverse("desk:site", args=[commune.pk])).text

    assert reverse("protection:ask", args=[secret.pk]) in page
    assert reverse("protection:ask", args=[other.pk]) not in page


def test_slip_shows_the_number_to_print(client, cuc, commune):
    ticket = waiting_at(commune)

    assert str(ticket) in client.get(reverse("desk:slip", args=[ticket.pk])).text


@pytest.mark.parametrize("page", ["desk:slip", "desk:leave", "desk:requeue"])
def test_ticket_of_another_office_does_not_exist_for_me(client, cuc, page):
    other = TicketFactory()

    response = (
        client.get(reverse(page, args=[other.pk]))
        if page == "desk:slip"
        else client.post(reverse(page, args=[other.pk]))
    )

    assert response.status_code == 404
    other.refresh_from_db()
    assert other.status == TicketStatus.WAITING


def test_desk_and_people_of_another_office_do_not_exist_for_me(client, cuc):
    elsewhere = SiteFactory(session=SessionFactory(live=True, held_on=timezone.localdate()), office=OfficeFactory())
    an = expected_at(elsewhere)

    assert client.get(reverse("desk:site", args=[elsewhere.pk])).status_code == 404
    assert client.post(reverse("desk:check-in", args=[an.pk])).status_code == 404
    assert not QueueTicket.objects.exists()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.NOTE_TAKER, Role.INSPECTOR, Role.AGENCY_REPRESENTATIVE])
def test_other_roles_have_no_desk(client, commune, role):
    sign_in(client, UserFactory(role=role))

    assert client.get(reverse("desk:today")).status_code == 403
    assert client.get(reverse("desk:site", args=[commune.pk])).status_code == 404


def test_anonymous_is_sent_to_the_sign_in(client, commune):
    assert "/tai-khoan/login/" in client.get(reverse("desk:site", args=[commune.pk])).url


def test_denouncer_appears_by_alias_only(client, cuc, commune):
    secret = expected_at(commune, denunciation=True)
    secret.case.subject = "Tố cáo ông X"
    secret.case.save(update_fields=["subject"])

    page = client.get(reverse("desk:site", args=[commune.pk])).text

    assert secret.case.protected.alias in page
    assert "ông X" not in page


def test_desk_says_whose_papers_were_not_seen(client, cuc, commune):
    expected = expected_at(commune)
    Attendee.objects.create(
        registration=expected,
        standing="lawyer",
        full_name="Võ Minh Hải",
        awaits_papers=True,
        noted_at=timezone.now(),
    )

    page = client.get(reverse("desk:site", args=[commune.pk])).text
    Attendee.objects.update(awaits_papers=False)

    assert "Võ Minh Hải (Luật sư): chưa xem giấy tờ" in page
    assert "Võ Minh Hải" not in client.get(reverse("desk:site", args=[commune.pk])).text


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_query_count_does_not_grow(client, cuc, commune, rows, django_assert_num_queries):
    for _ in range(rows):
        waiting_at(commune)

    with django_assert_num_queries(9):  # session, user, savepoint, read-only, site, people, attendees, tickets, release
        client.get(reverse("desk:site", args=[commune.pk]), headers=HTMX)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("slip-pdf", "application/pdf"),
        ("slip-docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_slip_is_a_file_too_and_nobody_elses(client, cuc, commune, name, media_type):
    ticket = waiting_at(commune)

    response = client.get(reverse(f"desk:{name}", args=[ticket.pk]))

    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert "no-store" in response["Cache-Control"]
    sign_in(client, UserFactory(site_officer=True))
    assert client.get(reverse(f"desk:{name}", args=[ticket.pk])).status_code == 404
