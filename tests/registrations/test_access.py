import uuid

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.factories import AgencyFactory, RegistrationFactory, UserFactory
from tiepdan.live.doors import may_listen
from tiepdan.registrations import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint():
    return RegistrationFactory()


@pytest.fixture
def denunciation():
    return RegistrationFactory(denunciation=True)


def of(registration, role):
    """Somebody of this role where the registration belongs."""
    return UserFactory(role=role, agency=registration.session.agency, office=registration.site.office)


def stranger(role):
    return UserFactory(role=role, agency=AgencyFactory(), office=RegistrationFactory().site.office)


def shut(door, user, key):
    with pytest.raises(Http404):
        door(user, key)


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "advising_unit", "site_officer", "inspector"])
def test_own_office_reaches_its_registration(complaint, role):
    assert access.registration_for(of(complaint, role), complaint.pk) == complaint


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "advising_unit", "site_officer"])
def test_another_office_gets_the_same_404_as_for_an_absent_one(complaint, role):
    user = stranger(role)

    shut(access.registration_for, user, complaint.pk)
    shut(access.registration_for, user, uuid.uuid4())


@pytest.mark.parametrize("role", ["administrator", "agency_representative"])
def test_roles_without_registrations_reach_none(complaint, role):
    shut(access.registration_for, of(complaint, role), complaint.pk)
    with pytest.raises(Http404):
        access.require_list(of(complaint, role))


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "advising_unit", "site_officer", "inspector"])
@pytest.mark.parametrize("door", [access.registration_for, access.registration_to_screen])
def test_no_general_door_returns_a_denunciation(denunciation, role, door):
    shut(door, of(denunciation, role), denunciation.pk)


@pytest.mark.parametrize("role", ["chair", "note_taker", "site_officer", "inspector"])
def test_only_the_coordinator_screens(complaint, denunciation, role):
    shut(access.registration_to_screen, of(complaint, role), complaint.pk)
    shut(access.denunciation_to_screen, of(denunciation, role), denunciation.pk)


def test_the_coordinator_screens_of_the_own_agency(complaint, denunciation):
    assert access.registration_to_screen(of(complaint, "coordinator"), complaint.pk) == complaint
    assert access.denunciation_to_screen(of(denunciation, "coordinator"), denunciation.pk) == denunciation
    shut(access.denunciation_to_screen, stranger("coordinator"), denunciation.pk)


@pytest.mark.parametrize("role", ["coordinator", "chair", "inspector"])
def test_its_own_door_returns_a_denunciation_to_the_named(denunciation, role):
    assert access.denunciation_for(of(denunciation, role), denunciation.pk) == denunciation


@pytest.mark.parametrize("role", ["note_taker", "advising_unit", "site_officer", "administrator"])
def test_its_own_door_is_shut_to_others(denunciation, role):
    user = of(denunciation, role)

    shut(access.denunciation_for, user, denunciation.pk)
    with pytest.raises(Http404):
        access.require_denunciation_list(user)


def test_its_own_door_returns_no_complaint(complaint):
    shut(access.denunciation_for, of(complaint, "coordinator"), complaint.pk)
    shut(access.denunciation_at_desk, of(complaint, "site_officer"), complaint.pk)


def test_the_desk_of_the_own_site_reaches_a_denunciation_by_alias(denunciation):
    assert access.denunciation_at_desk(of(denunciation, "site_officer"), denunciation.pk) == denunciation
    shut(access.denunciation_at_desk, stranger("site_officer"), denunciation.pk)
    shut(access.denunciation_at_desk, of(denunciation, "note_taker"), denunciation.pk)


@pytest.mark.parametrize(("role", "opens"), [("site_officer", True), ("coordinator", True), ("inspector", False)])
def test_the_desk_is_for_those_who_register_people(complaint, role, opens):
    if opens:
        access.require_desk(of(complaint, role))
    else:
        with pytest.raises(Http404):
            access.require_desk(of(complaint, role))


def test_the_topic_of_a_registration_is_open_to_who_knows_its_key(complaint):
    request = RequestFactory().get("/")

    assert may_listen(request, f"registration:{complaint.pk}")
    assert not may_listen(request, f"registration:{uuid.uuid4()}")
    assert not may_listen(request, "registration:TEST")
