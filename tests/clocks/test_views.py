"""Clocks on pages: doors, classes, events, queries."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories
from tests.clocks.factories import clock, coordinator_of
from tests.followup.factories import hearing_with_calendar, promised
from tests.sign_in import sign_in
from tiepdan.clocks.models import RunningClock

pytestmark = pytest.mark.django_db
PROTECTED = "clocks-protected"
EVENT = {"on": "2026-09-10", "reason": "QĐ 12"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(name, *args, protected=False):
    return reverse(f"clocks:{name}", args=args, current_app=PROTECTED if protected else None)


def people_of(row):
    agency = row.case.registrations.get().session.agency
    return {
        "coordinator": coordinator_of(row),
        "chair": factories.UserFactory(chair=True, agency=agency),
        "inspector": factories.UserFactory(inspector=True),
        "note_taker": factories.UserFactory(note_taker=True, agency=agency),
        "officer": factories.UserFactory(site_officer=True),
        "other_agency": factories.UserFactory(agency_representative=True),
        "stranger": factories.UserFactory(coordinator=True, agency=factories.AgencyFactory()),
    }


@pytest.mark.parametrize(
    ("who", "general", "protected"),
    [
        ("coordinator", 200, 200), ("chair", 200, 200), ("inspector", 200, 200), ("note_taker", 404, 404),
        ("officer", 404, 404), ("other_agency", 404, 404), ("stranger", 404, 404),
    ],
)  # fmt: skip
@pytest.mark.parametrize("denunciation", [False, True])
def test_clock_opens_by_agency_and_class(client, who, general, protected, denunciation):
    factories.enter_calendar()
    row = clock("C33" if denunciation else "C12", denunciation=denunciation)
    sign_in(client, people_of(row)[who])

    through_general = client.get(url("clock", row.pk)).status_code
    through_protected = client.get(url("clock", row.pk, protected=True)).status_code

    assert through_general == (404 if denunciation else general)
    assert through_protected == (protected if denunciation else 404)


def test_responsible_agency_opens_and_keeps_its_clock(client):
    factories.enter_calendar()
    row = clock()
    row.case.responsible = factories.AgencyFactory()
    row.case.save(update_fields=["responsible"])
    sign_in(client, factories.UserFactory(agency_representative=True, agency=row.case.responsible))

    response = client.post(url("stop", row.pk), EVENT)

    assert response.url == url("clock", row.pk)
    assert RunningClock.objects.get().stopped_on == date(2026, 9, 10)


def test_page_shows_article_explanation_and_version(client):
    factories.enter_calendar()
    row = clock()

    html = sign_in(client, coordinator_of(row)).get(url("clock", row.pk)).content.decode()

    assert row.explanation in html
    assert row.article in html
    assert "02/2011/QH13" in html


def test_coordinator_pauses_resumes_and_extends(client):
    factories.enter_calendar()
    row = clock()
    sign_in(client, coordinator_of(row))

    client.post(url("pause", row.pk), EVENT)
    client.post(url("resume", row.pk), {"on": "2026-09-20", "reason": "QĐ 15"})
    client.post(url("change-facts", row.pk), {"remote": "yes", "reason": "VB 7"})

    row.refresh_from_db()
    assert (row.pauses, row.length, row.reason) == ([["2026-09-10", "2026-09-20"]], 45, "VB 7")


def test_what_has_its_event_is_not_changed_on_the_page_of_the_clock(client):
    factories.enter_calendar()
    row = clock()
    sign_in(client, coordinator_of(row))

    client.post(url("change-facts", row.pk), {"complex": "yes", "remote": "no", "reason": "VB 7"})

    row.refresh_from_db()
    assert (row.given, row.length) == ({"remote": "no"}, 30)


def test_event_behind_the_denunciations_door_stays_behind_it(client):
    factories.enter_calendar()
    row = clock("C33", denunciation=True)
    sign_in(client, coordinator_of(row))

    response = client.post(url("stop", row.pk, protected=True), EVENT)

    assert response.url == url("clock", row.pk, protected=True)


@pytest.mark.parametrize("event", ["stop", "pause", "resume", "change-facts"])
def test_empty_form_is_shown_again_and_nothing_changes(client, event):
    factories.enter_calendar()
    row = clock()

    response = sign_in(client, coordinator_of(row)).post(url(event, row.pk), {})

    assert response.status_code == 422
    assert RunningClock.objects.get().reason == ""


@pytest.mark.parametrize("who", ["chair", "inspector", "stranger", "other_agency", "note_taker"])
@pytest.mark.parametrize("event", ["stop", "pause", "resume", "change-facts"])
def test_others_note_no_event(client, who, event):
    factories.enter_calendar()
    row = clock()

    response = sign_in(client, people_of(row)[who]).post(url(event, row.pk), EVENT)

    assert response.status_code == 404
    assert RunningClock.objects.get().reason == ""


def test_event_that_the_law_refuses_says_why(client):
    factories.enter_calendar()
    row = clock("C6")

    response = sign_in(client, coordinator_of(row)).post(url("pause", row.pk), EVENT)

    assert (response.status_code, "không được tạm đình chỉ" in response.content.decode()) == (409, True)


@pytest.mark.parametrize(("chosen", "shown"), [("late", ["C12"]), ("soon", []), ("open", ["C12", "C18"]), ("all", 3)])
def test_list_shows_late_soon_and_open(client, chosen, shown):
    factories.enter_calendar()
    registration = factories.RegistrationFactory()
    clock("C12", registration=registration)
    clock("C18", date(2027, 3, 1), registration=registration)
    stopped = clock("C6", registration=registration)
    RunningClock.objects.filter(pk=stopped.pk).update(stopped_on=date(2026, 9, 2), reason="x")
    sign_in(client, factories.UserFactory(inspector=True))

    lines = client.get(url("overdue"), {"loc": chosen}).context["lines"]

    rules = [line.clock.rule for line in lines]
    assert (len(rules) if chosen == "all" else rules) == shown


def test_general_list_never_shows_a_denunciation(client):
    factories.enter_calendar()
    row = clock("C33", denunciation=True)
    sign_in(client, factories.UserFactory(inspector=True))

    general = client.get(url("overdue"), {"loc": "all"})
    protected = client.get(url("overdue", protected=True), {"loc": "all"}).content.decode()

    assert general.context["lines"] == []
    assert row.case.person_label in protected


@pytest.mark.parametrize("who", ["note_taker", "site_officer", "advising_unit"])
def test_list_is_closed_to_others(client, who):
    sign_in(client, factories.UserFactory(**{who: True}))

    assert client.get(url("overdue")).status_code == 404


def test_clock_is_shown_with_its_explanation_on_task_and_outcome(client):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing, limit_on=None)
    sign_in(client, held.coordinator)
    link = url("clock", RunningClock.objects.get().pk)

    assert link in client.get(reverse("followup:task", args=[task.pk])).content.decode()
    assert link in client.get(reverse("followup:outcome", args=[hearing.pk])).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_query_count_does_not_grow(client, rows, django_assert_num_queries):
    factories.enter_calendar()
    for _row in range(rows):
        clock()
    sign_in(client, factories.UserFactory(inspector=True))
    client.get(url("overdue"))

    with django_assert_num_queries(11):
        client.get(url("overdue"))
