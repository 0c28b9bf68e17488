"""The page after a refusal: happy, refused, stranger, the door of denunciations."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.refusals.factories import ORAL, refused_registration
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role
from tiepdan.clocks.models import RunningClock
from tiepdan.minutes.printing import refusal_form
from tiepdan.refusals.models import OralExplanation, RefusalNotice

pytestmark = pytest.mark.django_db


def address(name, registration):
    return reverse(name, args=[registration.pk])


def binh(client, registration):
    return sign_in(client, factories.UserFactory(coordinator=True, agency=registration.session.agency))


def notice(**changes):
    day = f"{timezone.localdate():%Y-%m-%d}"
    return {"document_number": "45/TB-BTCD", "issued_on": day, "legal_basis": "điểm h khoản 1 Điều 4", **changes}


def test_coordinator_issues_the_notice_and_the_page_says_that_the_clock_has_ended(client):
    registration = refused_registration()
    binh(client, registration)
    before = client.get(address("refusals:show", registration)).text
    assert "Điều 9 khoản 3 Luật Tiếp công dân" in before
    assert RunningClock.objects.get().explanation in before

    after = client.post(address("refusals:issue-notice", registration), notice(), follow=True).text

    assert "45/TB-BTCD" in after
    assert "điểm h khoản 1 Điều 4" in after
    assert RunningClock.objects.get().stopped_on == timezone.localdate()


def test_printed_form_repeats_number_and_basis_as_issued(client):
    registration = refused_registration()
    assert refusal_form(registration).head.number == ""
    binh(client, registration).post(address("refusals:issue-notice", registration), notice())

    form = refusal_form(registration)

    assert (form.head.number, form.legal_basis) == ("45/TB-BTCD", "điểm h khoản 1 Điều 4")
    assert refusal_form(registration, legal_basis="khác").legal_basis == "khác"
    page = client.get(reverse("minutes:letters", args=[registration.pk])).text
    assert "điểm h khoản 1 Điều 4</textarea>" in page
    assert 'value="45/TB-BTCD"' in page


def test_day_that_cannot_be_is_told_beside_what_was_typed(client):
    registration = refused_registration()
    binh(client, registration)
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"

    noticed = client.post(address("refusals:issue-notice", registration), notice(issued_on=tomorrow))
    told = {"explained_by": "Bà Bình", "explained_on": tomorrow}
    explained = client.post(address("refusals:note-explanation", registration), told)

    assert (noticed.status_code, explained.status_code) == (409, 409)
    assert 'value="45/TB-BTCD"' in noticed.text
    assert 'value="Bà Bình"' in explained.text
    assert "không sau hôm nay" in noticed.text


@pytest.mark.parametrize("denunciation", [False, True])
def test_page_leads_to_the_form_and_back_to_the_registration(client, denunciation):
    registration = refused_registration(denunciation=denunciation)
    binh(client, registration)
    space = "refusals-protected" if denunciation else "refusals"

    page = client.get(address(f"{space}:show", registration)).text
    [content] = re.findall(r"<main.*</main>", page, re.DOTALL)
    links = re.findall(r'href="(/[^"]+)"', content)

    door = "minutes-protected" if denunciation else "minutes"
    back = "registrations:denunciation" if denunciation else "registrations:detail"
    assert {address(f"{door}:letters", registration), address(back, registration)} <= set(links)
    assert [client.get(link).status_code for link in links] == [200] * len(links)


def test_incomplete_notice_keeps_what_was_typed(client):
    registration = refused_registration()

    response = binh(client, registration).post(
        address("refusals:issue-notice", registration), notice(document_number="")
    )

    assert response.status_code == 422
    assert "điểm h khoản 1 Điều 4" in response.text
    assert not RefusalNotice.objects.exists()


def test_oral_ground_says_who_explains_and_keeps_who_did(client):
    registration = refused_registration(ORAL)
    binh(client, registration)
    page = client.get(address("refusals:show", registration)).text
    assert "Người tiếp công dân trực tiếp giải thích" in page
    assert address("refusals:issue-notice", registration) not in page

    day = f"{timezone.localdate():%Y-%m-%d}"
    after = client.post(
        address("refusals:note-explanation", registration), {"explained_by": "Bình", "explained_on": day}, follow=True
    )

    assert OralExplanation.objects.get().explained_by == "Bình"
    assert address("refusals:note-explanation", registration) not in after.text


def test_explanation_without_a_name_is_shown_again(client):
    registration = refused_registration(ORAL)

    assert binh(client, registration).post(address("refusals:note-explanation", registration), {}).status_code == 422


@pytest.mark.parametrize("role", [Role.SITE_OFFICER, Role.AGENCY_REPRESENTATIVE, Role.ADMINISTRATOR])
def test_stranger_finds_nothing(client, role):
    registration = refused_registration()
    office = factories.OfficeFactory() if role == Role.SITE_OFFICER else None
    sign_in(client, factories.UserFactory(role=role, office=office))

    assert client.get(address("refusals:show", registration)).status_code == 404
    assert client.post(address("refusals:issue-notice", registration), notice()).status_code == 404
    assert not RefusalNotice.objects.exists()


def test_chair_reads_and_does_not_write(client):
    registration = refused_registration()
    sign_in(client, factories.UserFactory(chair=True, agency=registration.session.agency))

    assert address("refusals:issue-notice", registration) not in client.get(address("refusals:show", registration)).text
    assert client.post(address("refusals:issue-notice", registration), notice()).status_code == 404


def test_registration_that_was_not_refused_has_no_page(client):
    registration = factories.RegistrationFactory()

    assert binh(client, registration).get(address("refusals:show", registration)).status_code == 404


def test_denunciation_has_its_own_door(client):
    registration = refused_registration(denunciation=True)
    binh(client, registration)

    assert client.get(address("refusals:show", registration)).status_code == 404
    page = client.get(address("refusals-protected:show", registration)).text
    response = client.post(address("refusals-protected:issue-notice", registration), notice())

    assert registration.case.person_label in page
    assert response.url == address("refusals-protected:show", registration)
    assert client.get(address("refusals-protected:show", factories.RegistrationFactory())).status_code == 404
