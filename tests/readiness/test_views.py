from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import SessionFactory, SiteFactory, UserFactory, enter_calendar
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role
from tiepdan.readiness import actions
from tiepdan.readiness.enums import CheckKind
from tiepdan.readiness.models import GateOverride, SiteCheck
from tiepdan.rooms.models import SiteSignal, VideoRoom

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    enter_calendar()
    made = SessionFactory(published=True)
    SiteFactory(session=made, central=True)
    SiteFactory(session=made)
    return made


@pytest.fixture
def commune(session):
    return session.sites.get(is_central=False)


@pytest.fixture
def binh(client):
    user = UserFactory(coordinator=True)
    sign_in(client, user)
    return user


def hears(here, there):
    received = [{"identity": f"site:{there.pk}", "frames_decoded": 90, "audio_level": 0.3}]
    SiteSignal.objects.create(site=here, reported_at=timezone.now(), report={"received": received})


def test_coordinator_sees_the_sessions_ahead_and_each_ones_gates(client, binh, session):
    listing = client.get(reverse("readiness:list")).text
    page = client.get(reverse("readiness:session", args=[session.pk])).text

    assert reverse("readiness:session", args=[session.pk]) in listing
    assert "Kết nối thử thành công với từng điểm cầu" in page
    assert "Điều 23 khoản 1 Nghị định 154/2026/NĐ-CP" in page


def test_rehearsal_is_opened_and_closed_by_its_buttons(client, binh, session):
    client.post(reverse("readiness:open-rehearsal", args=[session.pk]))
    opened = VideoRoom.objects.get().status
    client.post(reverse("readiness:close-rehearsal", args=[session.pk]))

    assert (opened, VideoRoom.objects.get().status) == ("wanted", "closing")


def test_notices_are_made_by_their_button(client, binh, session):
    response = client.post(reverse("readiness:send-notices", args=[session.pk]), follow=True)

    assert "Ai cần thông báo đều đã có." in response.text


def test_both_sides_confirm_on_their_own_pages(client, binh, session, commune):
    check = actions.start_check(commune, CheckKind.TRIAL, by=binh)
    central = session.sites.get(is_central=True)
    hears(commune, central)
    hears(central, commune)

    client.post(reverse("readiness:confirm-at-centre", args=[check.pk]))
    sign_in(client, UserFactory(site_officer=True, office=commune.office))
    before = client.get(reverse("readiness:site", args=[commune.pk])).text
    client.post(reverse("readiness:confirm-at-site", args=[check.pk]))

    check.refresh_from_db()
    assert "Tôi thấy và nghe rõ điểm cầu trung tâm" in before
    assert check.passed_at is not None


def test_confirmation_without_picture_is_refused_in_words(client, binh, session, commune):
    check = actions.start_check(commune, CheckKind.TRIAL, by=binh)

    response = client.post(reverse("readiness:confirm-at-centre", args=[check.pk]))

    assert response.status_code == 409
    assert "chưa báo tín hiệu" in response.text


def test_receiver_alone_passes_a_missed_gate(client, binh, session):
    session.held_on = timezone.localdate()
    session.save(update_fields=["held_on"])
    address = reverse("readiness:override-gate", args=[session.pk, "trial"])

    by_another = client.post(address, {"reason": "Bão"}).status_code
    sign_in(client, session.receiver)
    client.post(address, {"reason": "Bão"})

    assert by_another == 404
    assert GateOverride.objects.get().decided_by == session.receiver


@pytest.fixture
def sudden(session):
    """Extraordinary, planned and published for the same day."""
    session.kind, session.extraordinary_reason = "extraordinary", "Sạt lở đất"
    session.held_on = timezone.localdate()
    session.save(update_fields=["kind", "extraordinary_reason", "held_on"])
    return session


def test_coordinator_reads_that_an_extraordinary_session_waits_for_the_head(client, binh, sudden):
    page = client.get(reverse("readiness:session", args=[sudden.pk])).text
    address = reverse("readiness:hold-at-short-notice", args=[sudden.pk])

    assert f"Chờ quyết định của {sudden.receiver.full_name}" in page
    assert address not in page
    assert client.post(address, {"reason": "Bão"}).status_code == 404
    assert not GateOverride.objects.exists()


def test_head_decides_once_for_publication_and_notices(client, sudden):
    sign_in(client, sudden.receiver)
    address = reverse("readiness:session", args=[sudden.pk])
    before = client.get(address).text

    client.post(reverse("readiness:hold-at-short-notice", args=[sudden.pk]), {"reason": "Bà con đang chờ"})

    after = client.get(address).text
    assert (before.count("Quyết định tiếp đột xuất"), "decide-publish" in before) == (3, False)
    assert (after.count("Bà con đang chờ"), "Chờ quyết định" in after) == (2, False)


def test_decision_on_short_notice_needs_a_reason(client, sudden):
    sign_in(client, sudden.receiver)

    response = client.post(reverse("readiness:hold-at-short-notice", args=[sudden.pk]), {"reason": " "})

    assert response.status_code == 409
    assert not GateOverride.objects.exists()


def test_unknown_gate_does_not_exist(client, session):
    sign_in(client, session.receiver)

    assert client.post(reverse("readiness:override-gate", args=[session.pk, "x"]), {"reason": "a"}).status_code == 404


def test_officer_of_another_commune_neither_sees_nor_confirms(client, binh, session, commune):
    check = actions.start_check(commune, CheckKind.TRIAL, by=binh)
    sign_in(client, UserFactory(site_officer=True))

    assert client.get(reverse("readiness:site", args=[commune.pk])).status_code == 404
    assert client.post(reverse("readiness:confirm-at-site", args=[check.pk])).status_code == 404
    assert SiteCheck.objects.get().site_confirmed_at is None


@pytest.mark.parametrize("page", ["send-notices", "open-rehearsal", "close-rehearsal"])
@pytest.mark.parametrize("role", [Role.CHAIR, Role.NOTE_TAKER, Role.INSPECTOR])
def test_those_who_read_cannot_prepare(client, session, page, role):
    sign_in(client, UserFactory(role=role))

    assert client.get(reverse("readiness:session", args=[session.pk])).status_code == 200
    assert client.post(reverse(f"readiness:{page}", args=[session.pk])).status_code == 404
    assert not VideoRoom.objects.exists()


def test_site_officer_sees_the_sessions_of_the_own_office_only(client, session, commune):
    SiteFactory(session=SessionFactory(published=True, held_on=timezone.localdate() + timedelta(days=40)))
    sign_in(client, UserFactory(site_officer=True, office=commune.office))

    listing = client.get(reverse("readiness:list")).text

    assert listing.count("card-link") == 1
    assert reverse("readiness:site", args=[commune.pk]) in listing


def test_session_beyond_the_calendar_says_which_year_is_missing(client, binh):
    far = SessionFactory(published=True, held_on=timezone.localdate().replace(year=2029))
    enter_calendar()
    SiteFactory(session=far, central=True)

    response = client.get(reverse("readiness:session", args=[far.pk]))

    assert response.status_code == 409
    assert "2029" in response.text
