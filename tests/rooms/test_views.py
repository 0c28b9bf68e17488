"""State, ticket, report, webhook: the agreed shapes, the doors, the number of queries."""

import base64
import hashlib
import json
from pathlib import Path

import jwt
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from livekit import api

from tests import factories
from tests.rooms.factories import REPORT, placed
from tests.sign_in import sign_in
from tiepdan.rooms.models import SiteSignal, WebhookEvent
from tiepdan.rooms.reports import cleaned

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).resolve().parents[2] / "room" / "test" / "fixtures"


def fixture(name: str) -> dict:
    return json.loads((FIXTURES / f"{name}.json").read_text())


def shape(value: object) -> object:
    """Names and kinds, without the values; a list is as its first row."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


def claims(token: str) -> dict:
    return jwt.decode(token, settings.LIVEKIT_API_SECRET, algorithms=["HS256"])


def test_state_has_the_agreed_shape_when_a_hearing_shows_a_paper(client: Client):
    from tests.hearings.factories import held_session, open_hearing
    from tiepdan.hearings import actions
    from tiepdan.registrations.models import Paper

    held = held_session("live")
    hearing = open_hearing(held)
    paper = Paper.objects.create(
        registration=hearing.registration, title="Sổ đỏ", condition="copy", pages=3, file_name="papers/x.pdf",
        media_type="application/pdf", size_bytes=1, sha256="0" * 64, added_at=hearing.called_at,
    )  # fmt: skip
    actions.show_paper(hearing, paper, 2, by=held.chair)
    sign_in(client, held.officer)

    state = client.get(reverse("rooms:state", args=[held.site.pk])).json()

    assert shape(state) == shape(fixture("state"))
    assert (state["paper"]["page"], state["hearing"]["status"], state["place"]["ready"]) == (2, "live", True)


def test_state_of_a_site_that_waits_has_no_place(client: Client):
    one = placed(admission="waiting")
    sign_in(client, one.officer)

    state = client.get(reverse("rooms:state", args=[one.site.pk])).json()

    assert (state["place"], state["hearing"], state["sites"], state["recording"]) == (None, None, [], "off")


def test_state_does_not_name_sites_of_other_cases(client: Client):
    one = placed()
    factories.SiteFactory(session=one.session)
    sign_in(client, one.officer)

    state = client.get(reverse("rooms:state", args=[one.site.pk])).json()

    assert [site["identity"] for site in state["sites"]] == [f"site:{one.site.pk}"]


def test_ticket_has_the_agreed_shape_and_no_right_too_many(client: Client):
    one = placed()
    sign_in(client, one.officer)

    ticket = client.post(reverse("rooms:ticket", args=[one.site.pk])).json()

    assert shape(ticket) == shape(fixture("ticket"))
    token = claims(ticket["token"])
    assert token["sub"] == f"site:{one.site.pk}"
    assert token["name"] == one.site.office.short_name
    assert 0 < token["exp"] - token["nbf"] <= 300
    assert token["video"] == {
        "roomJoin": True,
        "room": one.room.name,
        "canPublish": True,
        "canSubscribe": True,
        "canPublishData": False,
        "canPublishSources": ["camera", "screen_share"],
    }


def test_ticket_opens_the_microphone_only_with_the_floor(client: Client):
    one = placed(may_speak=True)
    sign_in(client, one.officer)

    ticket = client.post(reverse("rooms:ticket", args=[one.site.pk])).json()

    assert claims(ticket["token"])["video"]["canPublishSources"] == ["camera", "screen_share", "microphone"]


def test_ticket_costs_one_query_beside_the_sign_in(client: Client, django_assert_num_queries):
    one = placed()
    sign_in(client, one.officer)
    url = reverse("rooms:ticket", args=[one.site.pk])

    with django_assert_num_queries(3):  # session, user, place with room and site
        assert client.post(url).status_code == 200


def test_viewers_ticket_costs_one_query_beside_the_sign_in(client: Client, django_assert_num_queries):
    one = placed()
    sign_in(client, one.coordinator)
    url = reverse("rooms:viewer-ticket", args=[one.session.pk])

    with django_assert_num_queries(3):  # session, user, room
        assert client.post(url).status_code == 200


def test_viewer_is_hidden_and_silent(client: Client):
    one = placed()
    sign_in(client, one.coordinator)

    ticket = client.post(reverse("rooms:viewer-ticket", args=[one.session.pk])).json()

    token = claims(ticket["token"])
    assert token["sub"].startswith(f"viewer:{one.coordinator.pk}:")
    assert (token["video"]["hidden"], token["video"]["canPublish"]) == (True, False)


def test_site_that_waits_reports_its_devices_in_no_room(client: Client):
    one = placed(admission="waiting")
    sign_in(client, one.officer)

    response = client.post(
        reverse("rooms:report", args=[one.site.pk]), {**REPORT, "room": "", "received": []}, "application/json"
    )

    signal = SiteSignal.objects.get(site=one.site)
    assert (response.status_code, signal.room_name, signal.report["camera"]) == (204, "", "ok")


@pytest.mark.parametrize(("who", "name"), [("officer", "state"), ("coordinator", "viewer-state")])
def test_screen_on_its_way_in_gets_its_ticket_with_the_state(client: Client, who: str, name: str):
    one = placed()
    sign_in(client, getattr(one, who))
    url = reverse(f"rooms:{name}", args=[one.site.pk if who == "officer" else one.session.pk])

    asked, plain = client.get(f"{url}?ticket"), client.get(url)

    assert claims(asked.json()["ticket"]["token"])["video"]["room"] == one.room.name
    assert (asked["Cache-Control"], "ticket" in plain.json()) == ("no-store", False)


@pytest.mark.parametrize(("status", "admission"), [("wanted", "admitted"), ("open", "waiting")])
def test_state_holds_no_ticket_before_its_time(client: Client, status: str, admission: str):
    one = placed(status, admission=admission)
    sign_in(client, one.officer)

    assert "ticket" not in client.get(reverse("rooms:state", args=[one.site.pk]) + "?ticket").json()


def test_two_pages_of_one_person_do_not_push_each_other_out(client: Client):
    one = placed()
    sign_in(client, one.coordinator)
    url = reverse("rooms:viewer-ticket", args=[one.session.pk])

    identities = {claims(client.post(url).json()["token"])["sub"] for _page in range(2)}

    assert len(identities) == 2


@pytest.mark.parametrize(
    ("status", "admission", "code"),
    [("wanted", "admitted", "room_not_ready"), ("open", "waiting", "not_admitted"), ("open", "done", "not_admitted")],
)
def test_ticket_is_refused_before_its_time(client: Client, status: str, admission: str, code: str):
    one = placed(status, admission=admission)
    sign_in(client, one.officer)

    response = client.post(reverse("rooms:ticket", args=[one.site.pk]))

    assert (response.status_code, response.json()["code"]) == (409, code)


def test_viewers_ticket_is_refused_without_a_room(client: Client):
    one = placed("closed")
    sign_in(client, one.coordinator)

    response = client.post(reverse("rooms:viewer-ticket", args=[one.session.pk]))

    assert (response.status_code, response.json()["code"]) == (409, "not_admitted")


@pytest.mark.parametrize("name", ["state", "ticket", "report"])
@pytest.mark.parametrize("who", ["other_officer", "coordinator", "note_taker"])
def test_endpoint_of_another_office_does_not_exist(client: Client, name: str, who: str):
    one = placed()
    others = {
        "other_officer": placed().officer,
        "coordinator": one.coordinator,  # his endpoint is the central one
        "note_taker": factories.UserFactory(note_taker=True, agency=one.session.agency),
    }
    sign_in(client, others[who])
    url = reverse(f"rooms:{name}", args=[one.site.pk])

    response = client.get(url) if name == "state" else client.post(url, REPORT, content_type="application/json")

    assert response.status_code == 404
    assert not SiteSignal.objects.exists()


@pytest.mark.parametrize("who", ["officer", "stranger"])
def test_viewers_door_is_for_the_centre_only(client: Client, who: str):
    one = placed()
    sign_in(client, {"officer": one.officer, "stranger": placed().coordinator}[who])

    assert client.get(reverse("rooms:viewer-state", args=[one.session.pk])).status_code == 404
    assert client.post(reverse("rooms:viewer-ticket", args=[one.session.pk])).status_code == 404


def test_coordinator_opens_the_central_sites_endpoint(client: Client):
    one = placed()
    central = factories.SiteFactory(session=one.session, central=True)
    factories.PlaceFactory(room=one.room, site=central, admission="admitted")
    sign_in(client, one.coordinator)

    assert client.post(reverse("rooms:ticket", args=[central.pk])).status_code == 200


def test_nobody_is_sent_to_the_sign_in(client: Client):
    one = placed()

    assert client.post(reverse("rooms:ticket", args=[one.site.pk])).status_code == 302


def test_report_of_the_fixture_is_kept(client: Client):
    one = placed()
    sign_in(client, one.officer)

    response = client.post(
        reverse("rooms:report", args=[one.site.pk]), fixture("report"), content_type="application/json"
    )

    assert response.status_code == 204
    assert SiteSignal.objects.get().report == fixture("report") == cleaned(fixture("report"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"camera": "beautiful"},
        {"camera": ["ok"]},
        {"room": 7},
        {"room": "r" * 101},
        {"received": "all"},
        {"received": ["x"]},
        {"sent": None},
        {"sent": {"frames": True, "audio_level": 0, "rtt_ms": 0, "loss_pct": 0}},
        {"sent": {"frames": 1e300, "audio_level": 0, "rtt_ms": 0, "loss_pct": 0}},
    ],
    ids=str,
)
def test_report_of_another_shape_is_refused(client: Client, wrong: dict):
    one = placed()
    sign_in(client, one.officer)

    response = client.post(
        reverse("rooms:report", args=[one.site.pk]), {**REPORT, **wrong}, content_type="application/json"
    )

    assert response.status_code == 422
    assert not SiteSignal.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "{", '"x"'])
def test_report_that_is_no_object_is_refused(client: Client, body: str):
    one = placed()
    sign_in(client, one.officer)

    response = client.post(reverse("rooms:report", args=[one.site.pk]), body, content_type="application/json")

    assert response.status_code == 422


def signed(body: bytes, secret: str = "") -> str:
    token = api.AccessToken(settings.LIVEKIT_API_KEY, secret or settings.LIVEKIT_API_SECRET)
    return token.with_sha256(base64.b64encode(hashlib.sha256(body).digest()).decode()).to_jwt()


EVENT = json.dumps({"id": "EV_1", "event": "room_started", "room": {"name": "r"}}).encode()


def test_webhook_signed_by_livekit_is_stored(client: Client):
    response = client.post(
        reverse("rooms:webhook"), EVENT, content_type="application/webhook+json", HTTP_AUTHORIZATION=signed(EVENT)
    )

    assert response.status_code == 204
    assert WebhookEvent.objects.get().body["event"] == "room_started"


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer x", signed(EVENT + b" "), signed(EVENT, "another-secret-of-thirty-two-letters")],
    ids=["none", "no token", "another body", "another secret"],
)
def test_webhook_that_livekit_did_not_sign_is_refused(client: Client, authorization: str):
    response = client.post(
        reverse("rooms:webhook"), EVENT, content_type="application/webhook+json", HTTP_AUTHORIZATION=authorization
    )

    assert response.status_code == 401
    assert not WebhookEvent.objects.exists()
