import pytest
from django.urls import reverse

from tests.factories import AgencyFactory, OfficeFactory, UserFactory
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_person_without_a_second_factor_sees_no_office_page(client):
    client.force_login(UserFactory(coordinator=True), backend=BACKEND)

    response = client.get(reverse("accounts:workbench"))

    assert response.url == reverse("mfa_activate_totp")


def test_person_with_both_factors_lands_on_the_page_of_the_role(client):
    sign_in(client, UserFactory(site_officer=True))

    assert client.get(reverse("accounts:workbench")).url == reverse("desk:today")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page_that_opens(client, role):
    sign_in(client, UserFactory(role=role, office=OfficeFactory(), agency=AgencyFactory()))

    response = client.get(reverse("accounts:workbench"), follow=True)

    assert response.status_code == 200
    assert response.redirect_chain


def test_second_factor_of_somebody_else_does_not_count(client):
    binh, em = UserFactory(), UserFactory()
    sign_in(client, binh)
    session = client.session
    session["account_authentication_methods_user"] = str(em.pk)
    session.save()

    assert client.get(reverse("accounts:workbench")).url == reverse("mfa_activate_totp")


def test_mark_of_the_demo_door_counts_in_the_demo_only(client, settings):
    client.force_login(UserFactory(coordinator=True), backend=BACKEND)
    session = client.session
    session["second_factor_at"] = 1
    session.save()

    settings.DEMO = False
    shut = client.get(reverse("accounts:workbench")).url
    settings.DEMO = True
    opened = client.get(reverse("accounts:workbench")).url

    assert shut == reverse("mfa_activate_totp")
    assert opened == reverse("schedule:list")


def test_nobody_can_sign_up(client):
    response = client.get("/tai-khoan/signup/")

    assert b"<form" not in response.content or b"password1" not in response.content
