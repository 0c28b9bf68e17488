import pytest
from django.http import Http404

from tests.factories import AgencyFactory, RegistrationFactory, UserFactory
from tests.registrations.factories import upload
from tiepdan.papers import access, actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


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


@pytest.mark.parametrize(("role", "opens"), [("site_officer", True), ("coordinator", True), ("chair", False)])
def test_papers_are_taken_by_those_at_hand(complaint, role, opens):
    if opens:
        assert access.registration_at_hand(of(complaint, role), complaint.pk) == complaint
    else:
        shut(access.registration_at_hand, of(complaint, role), complaint.pk)


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "advising_unit", "site_officer", "inspector"])
def test_the_general_door_to_hand_papers_over_returns_no_denunciation(denunciation, role):
    shut(access.registration_at_hand, of(denunciation, role), denunciation.pk)


def paper_of(registration):
    return actions.add_paper(registration, by=None, title="Đơn", condition="copy", uploaded=upload())


def test_a_paper_is_reached_through_its_registration(complaint):
    paper = paper_of(complaint)

    assert access.paper_for(of(complaint, "chair"), paper.pk) == paper
    shut(access.paper_for, stranger("chair"), paper.pk)
    shut(access.denunciation_paper_for, of(complaint, "chair"), paper.pk)


def test_a_paper_of_a_denunciation_has_its_own_door(denunciation):
    paper = paper_of(denunciation)

    assert access.denunciation_paper_for(of(denunciation, "chair"), paper.pk) == paper
    for role in ("chair", "note_taker", "site_officer", "inspector"):
        shut(access.paper_for, of(denunciation, role), paper.pk)
    for role in ("note_taker", "site_officer", "inspector"):
        shut(access.denunciation_paper_for, of(denunciation, role), paper.pk)
