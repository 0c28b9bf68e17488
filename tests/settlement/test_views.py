"""The settlement on its page: doors, classes, the events that are offered, what is typed wrongly."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories
from tests.settlement.factories import ACCEPTED, case_of, noted, officer_of
from tests.sign_in import sign_in
from tiepdan.clocks.models import RunningClock
from tiepdan.law.events import Event
from tiepdan.settlement.models import SettlementEvent

pytestmark = pytest.mark.django_db
PROTECTED = "settlement-protected"
TYPED = {"on": "2026-08-03", "document_number": "12/TB-UBND", "remote": "no"}


@pytest.fixture(autouse=True)
def _calendar(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    factories.enter_calendar()


def url(name, *args, protected=False):
    return reverse(f"settlement:{name}", args=args, current_app=PROTECTED if protected else None)


def people_of(case):
    return {
        "coordinator": officer_of(case),
        "chair": officer_of(case, chair=True),
        "inspector": factories.UserFactory(inspector=True),
        "note_taker": officer_of(case, note_taker=True),
        "officer": factories.UserFactory(site_officer=True),
        "other_agency": factories.UserFactory(agency_representative=True),
        "stranger": factories.UserFactory(coordinator=True, agency=factories.AgencyFactory()),
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200), ("chair", 200), ("inspector", 200), ("note_taker", 404), ("officer", 404),
        ("other_agency", 404), ("stranger", 404),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["complaint", "denunciation"])
def test_page_opens_by_agency_and_class(client, who, status, kind):
    case = case_of(kind)
    sign_in(client, people_of(case)[who])
    secret = kind == "denunciation"

    assert client.get(url("show", case.pk, protected=secret)).status_code == status
    assert client.get(url("show", case.pk, protected=not secret)).status_code == 404


@pytest.mark.parametrize("who", ["chair", "inspector", "note_taker", "other_agency", "stranger"])
def test_only_coordinator_and_responsible_agency_note_events(client, who):
    case = case_of()
    noted(case, Event.PETITION_RECEIVED, date(2026, 8, 3))
    sign_in(client, people_of(case)[who])

    assert client.post(url("note", case.pk, "complaint_accepted"), TYPED).status_code == 404
    assert client.post(url("take-back", case.pk), {"reason": "Nhầm"}).status_code == 404
    assert SettlementEvent.objects.filter(taken_back_at=None).count() == 1


def test_readers_see_no_forms(client):
    case = case_of()

    page = sign_in(client, people_of(case)["chair"]).get(url("show", case.pk), {"su-kien": "complaint_accepted"})

    assert '<form method="post" class="panel" id="note"' not in page.content.decode()
    assert page.context["possible"] == []


def test_responsible_agency_notes_its_acceptance(client):
    case = case_of()
    case.responsible = factories.AgencyFactory()
    case.save(update_fields=["responsible"])
    sign_in(client, factories.UserFactory(agency_representative=True, agency=case.responsible))

    response = client.post(url("note", case.pk, "complaint_accepted"), TYPED)

    assert response.url == url("show", case.pk)
    assert RunningClock.objects.get().rule == "C12"


def test_page_offers_what_may_come_next_and_asks_what_the_clock_asks(client):
    case = case_of()
    sign_in(client, officer_of(case))

    page = client.get(url("show", case.pk), {"su-kien": "complaint_accepted"})

    offered = [value for value, _label in page.context["possible"]]
    assert "complaint_accepted" in offered
    assert "first_decision_issued" not in offered
    assert list(page.context["note_form"].fields) == ["on", "remote", "document_number", "note"]


def test_page_shows_events_article_and_clocks(client):
    case = case_of()
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)

    html = sign_in(client, officer_of(case)).get(url("show", case.pk)).content.decode()

    for words in (
        "Thụ lý khiếu nại lần đầu",
        "Điều 27 khoản 1 Luật Khiếu nại",
        "12/QĐ",
        "Giải quyết khiếu nại lần đầu",
    ):
        assert words in html


def test_missing_number_is_asked_for_and_what_was_typed_stays(client):
    case = case_of()
    sign_in(client, officer_of(case))

    page = client.post(url("note", case.pk, "complaint_accepted"), {**TYPED, "document_number": "", "remote": "yes"})

    assert page.status_code == 422
    assert page.context["note_form"]["remote"].value() == "yes"
    assert not SettlementEvent.objects.exists()


def test_refusal_of_the_law_is_told_beside_what_was_typed(client):
    case = case_of()
    sign_in(client, officer_of(case))

    page = client.post(url("note", case.pk, "suspended"), {"on": "2026-08-10", "document_number": "15/QĐ"})

    assert page.status_code == 409
    assert "Điều 11a Luật Khiếu nại" in page.content.decode()
    assert 'value="15/QĐ"' in page.content.decode()


def test_unknown_event_is_no_page(client):
    case = case_of()
    sign_in(client, officer_of(case))

    assert client.get(url("show", case.pk), {"su-kien": "anything"}).status_code == 404
    assert client.post(url("note", case.pk, "anything"), TYPED).status_code == 404


def test_dialogue_is_noted_with_its_day(client):
    case = case_of()
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    typed = {"on": "2026-08-11", "held_on": "2026-08-17"}

    sign_in(client, officer_of(case)).post(url("note", case.pk, "dialogue_notified"), typed)

    assert SettlementEvent.objects.get(event="dialogue_notified").given == {"held_on": "2026-08-17"}


def test_mistake_is_taken_back_with_its_reason(client):
    case = case_of()
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    sign_in(client, officer_of(case))

    empty = client.post(url("take-back", case.pk), {"reason": ""})
    client.post(url("take-back", case.pk), {"reason": "Nhầm ngày"})

    assert empty.status_code == 422
    assert "Nhầm ngày" in client.get(url("show", case.pk)).content.decode()


def test_denunciation_stays_behind_its_door(client):
    case = case_of("denunciation")
    sign_in(client, officer_of(case))

    response = client.post(
        url("note", case.pk, "denunciation_accepted", protected=True), {"on": "2026-08-03", "document_number": "1/QĐ"}
    )
    page = client.get(response.url)

    assert response.url == url("show", case.pk, protected=True)
    html = page.content.decode()
    assert case.protected.alias in html
    for row in RunningClock.objects.all():
        assert reverse("clocks-protected:clock", args=[row.pk]) in html
        assert reverse("clocks:clock", args=[row.pk]) not in html


def test_finding_of_complexity_wants_its_criteria_and_its_document_and_shows_them(client):
    case = case_of()
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED)
    sign_in(client, officer_of(case))
    typed = {"on": "2026-08-05", "document_number": "7/BC-TTr", "criteria_met": ["foreign_element", "several_bodies"]}

    without = client.post(url("note", case.pk, "found_complex"), {**typed, "criteria_met": []})
    unwritten = client.post(url("note", case.pk, "found_complex"), {**typed, "document_number": ""})
    client.post(url("note", case.pk, "found_complex"), typed)

    assert (without.status_code, unwritten.status_code) == (422, 422)
    assert SettlementEvent.objects.get(event="found_complex").given == {
        "criteria_met": "foreign_element,several_bodies"
    }
    assert "Có yếu tố nước ngoài" in client.get(url("show", case.pk)).text
