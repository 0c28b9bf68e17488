import pytest
from django.http import Http404

from tests.factories import AgencyFactory, CaseFactory, RegistrationFactory, UserFactory
from tiepdan.cases import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint():
    return RegistrationFactory()


@pytest.fixture
def denunciation():
    return RegistrationFactory(denunciation=True)


def officer(registration, **role):
    return UserFactory(agency=registration.session.agency, **role)


def test_own_agency_reaches_its_case(complaint):
    assert access.case_for(officer(complaint, coordinator=True), complaint.case.pk) == complaint.case


def test_site_officer_reaches_a_case_of_the_own_site_only(complaint):
    own = UserFactory(site_officer=True, office=complaint.site.office)

    assert access.case_for(own, complaint.case.pk) == complaint.case
    with pytest.raises(Http404):
        access.case_for(UserFactory(site_officer=True), complaint.case.pk)


def test_agency_representative_reaches_a_case_given_to_the_agency():
    agency = AgencyFactory()
    case = CaseFactory(responsible=agency)

    assert access.case_for(UserFactory(agency_representative=True, agency=agency), case.pk) == case
    with pytest.raises(Http404):
        access.case_for(UserFactory(agency_representative=True), case.pk)


@pytest.mark.parametrize("role", ["coordinator", "chair", "administrator"])
def test_strangers_get_the_same_404_as_for_an_absent_case(complaint, role):
    with pytest.raises(Http404):
        access.case_for(UserFactory(role=role, agency=AgencyFactory()), complaint.case.pk)


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "inspector"])
def test_no_general_door_returns_a_denunciation(denunciation, role):
    with pytest.raises(Http404):
        access.case_for(UserFactory(role=role, agency=denunciation.session.agency), denunciation.case.pk)


@pytest.mark.parametrize("role", ["coordinator", "chair", "inspector"])
def test_its_own_door_returns_it_to_the_named(denunciation, role):
    user = UserFactory(role=role, agency=denunciation.session.agency)

    assert access.denunciation_for(user, denunciation.case.pk) == denunciation.case


@pytest.mark.parametrize("role", ["note_taker", "advising_unit", "administrator", "agency_representative"])
def test_its_own_door_is_shut_to_others(denunciation, role):
    with pytest.raises(Http404):
        access.denunciation_for(UserFactory(role=role, agency=denunciation.session.agency), denunciation.case.pk)


def test_the_envelope_is_for_the_named_officers_of_the_agency(denunciation):
    assert access.protected_identity_for(officer(denunciation, chair=True), denunciation.case.pk)
    for stranger in (UserFactory(inspector=True), UserFactory(chair=True, agency=AgencyFactory())):
        with pytest.raises(Http404):
            access.protected_identity_for(stranger, denunciation.case.pk)
