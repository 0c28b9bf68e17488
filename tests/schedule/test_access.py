import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from tests.factories import AgencyFactory, MemberFactory, SessionFactory, SiteFactory, UserFactory
from tiepdan.live.doors import may_listen
from tiepdan.schedule import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return SiteFactory()


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "advising_unit"])
def test_the_centre_sees_its_own_sessions_drafts_included(role):
    draft = SessionFactory()

    assert access.session_for(UserFactory(role=role, agency=draft.agency), draft.pk) == draft


@pytest.mark.parametrize("role", ["coordinator", "chair", "note_taker", "advising_unit", "agency_representative"])
def test_another_agency_gets_the_same_404_as_for_an_absent_session(site, role):
    stranger = UserFactory(role=role, agency=AgencyFactory())

    for session_id in (site.session.pk, uuid.uuid4()):
        with pytest.raises(Http404):
            access.session_for(stranger, session_id)


def test_a_site_officer_sees_published_sessions_of_the_own_place(site):
    cuc = UserFactory(site_officer=True, office=site.office)
    draft = SiteFactory(session=SessionFactory(), office=site.office)

    assert list(access.sessions_for(cuc)) == [site.session]
    with pytest.raises(Http404):
        access.session_for(cuc, draft.session.pk)
    with pytest.raises(Http404):
        access.session_for(UserFactory(site_officer=True), site.session.pk)


def test_an_agency_representative_sees_sessions_to_which_he_or_the_agency_belongs(site):
    member = MemberFactory(session=site.session, user=UserFactory(agency_representative=True))
    neighbour = UserFactory(agency_representative=True, agency=site.office.agency)

    assert list(access.sessions_for(member.user)) == [site.session]
    assert list(access.sessions_for(neighbour)) == [site.session]


@pytest.mark.parametrize("role", ["inspector", "administrator"])
def test_inspector_and_administrator_read_what_was_published(site, role):
    SessionFactory()

    assert list(access.sessions_for(UserFactory(role=role))) == [site.session]


def test_only_the_coordinator_arranges(site):
    agency = site.session.agency

    assert access.session_to_arrange(UserFactory(coordinator=True, agency=agency), site.session.pk) == site.session
    for user in (UserFactory(chair=True, agency=agency), UserFactory(coordinator=True, agency=None)):
        with pytest.raises(Http404):
            access.session_to_arrange(user, site.session.pk)


def test_everybody_sees_a_published_session_and_nobody_a_draft(site):
    draft = SessionFactory()

    assert access.published_session(site.session.pk) == site.session
    with pytest.raises(Http404):
        access.published_session(draft.pk)


def test_published_in_holds_the_month_only():
    today = timezone.localdate()
    inside = SessionFactory(published=True, held_on=today)
    SessionFactory(published=True, held_on=today + timedelta(days=1))
    SessionFactory(held_on=today)

    assert list(access.published_in(today, today + timedelta(days=1))) == [inside]


def listens(user, topic):
    request = RequestFactory().get("/")
    request.user = user
    return may_listen(request, topic)


def test_topics_open_to_those_who_may_open_the_page(site):
    binh = UserFactory(coordinator=True, agency=site.session.agency)
    cuc = UserFactory(site_officer=True, office=site.office)
    stranger = UserFactory(coordinator=True, agency=AgencyFactory())
    other_site = SiteFactory(session=site.session)

    assert listens(binh, f"session:{site.session.pk}")
    assert listens(binh, f"site:{other_site.pk}")
    assert listens(cuc, f"site:{site.pk}")
    assert not listens(cuc, f"site:{other_site.pk}")
    assert not listens(stranger, f"session:{site.session.pk}")
    assert not listens(binh, "session:not-a-key")
    assert not listens(None, f"session:{site.session.pk}")
    assert listens(None, "public:schedule")
    assert not listens(None, "public:other")
