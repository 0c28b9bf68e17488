"""Who works at which desk: own office, own agency's session, another's, nobody."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from tests.factories import SessionFactory, SiteFactory, UserFactory
from tiepdan.desk import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return SiteFactory(session=SessionFactory(live=True, held_on=timezone.localdate()))


def test_officer_works_at_the_desk_of_his_own_office(site):
    cuc = UserFactory(site_officer=True, office=site.office)

    assert access.sites_of(cuc) == [site]
    assert access.site_of(cuc, site.pk) == site


def test_coordinator_works_at_every_desk_of_his_agencys_sessions(site):
    binh = UserFactory(coordinator=True, agency=site.session.agency)

    assert access.sites_of(binh) == [site]
    assert access.site_of(binh, site.pk) == site


@pytest.mark.parametrize("role", ["site_officer", "coordinator"])
def test_somebody_of_another_office_and_agency_finds_no_desk(site, role):
    em = UserFactory(**{role: True}, office=SiteFactory().office)

    assert access.sites_of(em) == []
    with pytest.raises(Http404):
        access.site_of(em, site.pk)


def test_role_without_a_desk_is_sent_away(site):
    with pytest.raises(PermissionDenied):
        access.sites_of(UserFactory(inspector=True))
