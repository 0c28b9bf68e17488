"""Who may note the wish, where it leads, and that it is offered wherever the denouncer may say it."""

import pytest
from django.urls import reverse

from tests.factories import RegistrationFactory, UserFactory
from tests.hearings.factories import held_session, open_hearing, waiting_ticket
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return held_session("live")


@pytest.fixture
def secret(held):
    return waiting_ticket(held, denunciation=True).registration


def ask(client, registration, **more):
    return client.post(reverse("protection:ask", args=[registration.pk]), **more)


@pytest.mark.parametrize("who", ["officer", "coordinator", "chair"])
def test_whoever_hears_it_notes_it(client, held, secret, who):
    response = ask(sign_in(client, getattr(held, who)), secret, follow=True)

    secret.refresh_from_db()
    assert (response.status_code, secret.status) == (200, "withdrawn")
    assert secret.waiver_withdrawn_by == getattr(held, who)
    assert "mời người tố cáo đến gặp trực tiếp" in response.text


def test_table_of_the_chair_reads_itself_anew(client, held, secret):
    response = ask(sign_in(client, held.chair), secret, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Trigger"]) == (204, "acted")


@pytest.mark.parametrize("who", ["other officer", "stranger", "note taker", "inspector", "other chair"])
def test_others_get_404_and_nothing_stops(client, held, secret, who):
    person = {
        "other officer": held.other_officer,
        "stranger": UserFactory(site_officer=True),
        "note taker": UserFactory(note_taker=True, agency=held.session.agency),
        "inspector": UserFactory(inspector=True),
        "other chair": UserFactory(chair=True, agency=UserFactory(agency_representative=True).agency),
    }[who]

    assert ask(sign_in(client, person), secret).status_code == 404

    secret.refresh_from_db()
    assert secret.status == "checked_in"


def test_complaint_does_not_exist_here(client, held):
    complaint = waiting_ticket(held).registration

    assert ask(sign_in(client, held.chair), complaint).status_code == 404


@pytest.mark.parametrize(("page", "who"), [("hearings:chair", "chair"), ("hearings:table", "coordinator")])
def test_both_tables_offer_it_during_the_hearing_of_a_denunciation(client, held, page, who):
    hearing = open_hearing(held, denunciation=True)

    html = sign_in(client, getattr(held, who)).get(reverse(page, args=[held.session.pk])).text

    assert reverse("protection:ask", args=[hearing.registration_id]) in html


def test_no_table_offers_it_for_a_complaint(client, held):
    hearing = open_hearing(held)

    html = sign_in(client, held.chair).get(reverse("hearings:chair", args=[held.session.pk])).text

    assert reverse("protection:ask", args=[hearing.registration_id]) not in html


@pytest.mark.parametrize("status", ["confirmed", "checked_in"])
def test_file_offers_it_after_the_confirmation_too(client, held, status):
    secret = RegistrationFactory(denunciation=True, slot__site=held.site, **{status: True})

    html = sign_in(client, held.coordinator).get(reverse("registrations:denunciation", args=[secret.pk])).text

    assert reverse("protection:ask", args=[secret.pk]) in html


def test_denouncer_stops_it_himself_by_code(client, held, secret):
    session = client.session
    session["follow"] = str(secret.pk)
    session.save()
    assert reverse("follow:ask-protection") in client.get(reverse("follow:show")).text

    page = client.post(reverse("follow:ask-protection"), follow=True).text

    secret.refresh_from_db()
    assert (secret.status, secret.waiver_withdrawn_by) == ("withdrawn", None)
    assert "Ông/bà yêu cầu bảo vệ danh tính" in page
    assert reverse("follow:ask-protection") not in page


def test_without_a_code_nothing_is_stopped(client, secret):
    assert client.post(reverse("follow:ask-protection")).url == reverse("follow:enter")

    secret.refresh_from_db()
    assert secret.status == "checked_in"
