"""The one-click door: shut outside the demo, and each ticket opens one person only."""

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tiepdan.accounts.models import User
from tiepdan.demo import door, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO = True
    settings.BASE_URL = "http://localhost:8000"


@pytest.fixture
def binh() -> User:
    return UserFactory(username="dieu-phoi", full_name="Lê Thị Bình", coordinator=True)


@pytest.fixture
def cuc() -> User:
    return UserFactory(username="diem-cau_xa.1", full_name="Hoàng Thị Cúc", site_officer=True)


def knock(ticket: str, host: str) -> tuple[int, bool, str]:
    """Status, whether somebody is signed in afterwards, and where to."""
    client = Client()
    response = client.post(reverse("demo:enter"), {"ticket": ticket}, headers={"host": f"{host}:8000"})
    return response.status_code, "_auth_user_id" in client.session, response.headers.get("Location", "")


def test_front_page_does_not_exist_when_this_is_not_the_demo(client: Client, settings, binh: User) -> None:
    settings.DEMO = False

    assert client.get(reverse("demo:front")).status_code == 404


def test_door_does_not_exist_when_this_is_not_the_demo(settings, binh: User) -> None:
    settings.DEMO = False

    assert knock(door.ticket_for(binh), "dieu-phoi.localhost") == (404, False, "")


def test_second_factor_is_asked_for_when_the_mark_of_the_demo_is_met_elsewhere(demo, settings, binh: User) -> None:
    client = Client(headers={"host": "dieu-phoi.localhost"})
    client.post(reverse("demo:enter"), {"ticket": door.ticket_for(binh)})
    settings.DEMO = False

    response = client.get(reverse("accounts:workbench"))

    assert response.headers["Location"] == reverse("mfa_activate_totp")


def test_person_is_signed_in_on_his_own_host_when_the_ticket_is_his(demo, binh: User) -> None:
    assert knock(door.ticket_for(binh), "dieu-phoi.localhost") == (302, True, reverse("accounts:workbench"))


def test_host_name_has_only_what_a_host_name_may_have_when_the_user_name_has_more(demo, cuc: User) -> None:
    assert people.own_address(cuc.username, "/x/") == "http://diem-cau-xa-1.localhost:8000/x/"
    assert knock(door.ticket_for(cuc), "diem-cau-xa-1.localhost")[:2] == (302, True)


def test_nobody_is_signed_in_when_the_ticket_is_another_persons(demo, binh: User, cuc: User) -> None:
    assert knock(door.ticket_for(cuc), "dieu-phoi.localhost") == (404, False, "")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "chu-tri.localhost", "dieu-phoi.chu-tri.localhost"])
def test_nobody_is_signed_in_when_the_host_is_not_the_persons(demo, binh: User, host: str) -> None:
    assert knock(door.ticket_for(binh), host) == (404, False, "")


def test_nobody_is_signed_in_when_the_ticket_is_forged(demo, binh: User) -> None:
    elsewhere = signing.dumps({"user": binh.pk, "host": "dieu-phoi"}, salt="another door")

    assert knock(elsewhere, "dieu-phoi.localhost") == (404, False, "")


def test_front_page_is_shown_again_when_the_ticket_is_stale(demo, binh: User) -> None:
    with time_machine.travel("2026-11-23 08:00 +07:00", tick=False) as clock:
        ticket = door.ticket_for(binh)
        clock.shift(door.SECONDS + 1)

        assert knock(ticket, "dieu-phoi.localhost") == (302, False, "http://localhost:8000/demo/")


def test_front_page_has_one_button_for_each_person_when_the_demo_runs(
    demo, client: Client, binh: User, cuc: User
) -> None:
    page = client.get(reverse("demo:front")).content.decode()

    assert page.count("data-demo-person=") == 2
    assert 'action="http://dieu-phoi.localhost:8000/demo/vao/"' in page
    assert 'action="http://diem-cau-xa-1.localhost:8000/demo/vao/"' in page


def test_passwords_differ_when_people_or_installations_differ(demo, settings) -> None:
    first = people.credentials("dieu-phoi")
    other_person = people.credentials("chu-tri")
    settings.SECRET_KEY = "another installation"

    assert len({first.password, other_person.password, people.credentials("dieu-phoi").password}) == 3
    assert len(first.otp_secret) == 32
