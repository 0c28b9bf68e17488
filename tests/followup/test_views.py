"""Tasks and outcomes for the offices: doors, classes, refusals, queries."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.followup.factories import hearing_with_calendar, promised
from tests.minutes.factories import live_hearing, note_taker
from tests.registrations.factories import AN
from tests.sign_in import sign_in
from tiepdan.cases.actions import open_case
from tiepdan.followup import actions
from tiepdan.followup.models import Answer, FollowUpTask, Outcome

pytestmark = pytest.mark.django_db
PROTECTED = "followup-protected"


def url(name, *args, protected=False):
    return reverse(f"followup:{name}", args=args, current_app=PROTECTED if protected else None)


def people_of(held, task):
    return {
        "coordinator": held.coordinator,
        "chair": held.chair,
        "note_taker": note_taker(held),
        "own_agency": factories.UserFactory(agency_representative=True, agency=task.agency),
        "other_agency": factories.UserFactory(agency_representative=True),
        "inspector": factories.UserFactory(inspector=True),
        "officer": held.officer,
        "stranger": factories.UserFactory(coordinator=True, agency=factories.AgencyFactory()),
    }


@pytest.mark.parametrize(
    ("who", "general", "protected"),
    [
        ("coordinator", 200, 200),
        ("chair", 200, 200),
        ("note_taker", 200, 404),
        ("own_agency", 200, 200),
        ("inspector", 200, 200),
        ("other_agency", 404, 404),
        ("officer", 404, 404),
        ("stranger", 404, 404),
    ],
)
@pytest.mark.parametrize("denunciation", [False, True])
def test_task_opens_by_agency_and_class(client, who, general, protected, denunciation):
    held, hearing = hearing_with_calendar(**({"denunciation": True} if denunciation else {}))
    task = promised(held, hearing)
    sign_in(client, people_of(held, task)[who])

    through_general = client.get(url("task", task.pk)).status_code
    through_protected = client.get(url("task", task.pk, protected=True)).status_code

    assert through_general == (404 if denunciation else general)
    assert through_protected == (protected if denunciation else 404)


@pytest.mark.parametrize("who", ["coordinator", "chair", "note_taker", "own_agency", "inspector"])
@pytest.mark.parametrize("denunciation", [False, True])
def test_every_link_of_the_page_opens_for_its_reader(client, who, denunciation):
    held, hearing = hearing_with_calendar(denunciation=denunciation)
    task = promised(held, hearing)
    sign_in(client, people_of(held, task)[who])

    html = client.get(url("task", task.pk, protected=denunciation)).content.decode()

    links = set(re.findall(r'href="(/quan-ly/thoi-han/[^"]+-[^"]+)"', html))
    assert {client.get(link).status_code for link in links} <= {200}
    assert bool(links) is (who in ("coordinator", "chair", "inspector"))


def test_general_list_never_shows_a_denunciation(client):
    held, hearing = hearing_with_calendar(denunciation=True)
    promised(held, hearing, answer="Nội dung kín")
    sign_in(client, held.coordinator)

    general = client.get(url("tasks"), {"loc": "all"}).content.decode()
    protected = client.get(url("tasks", protected=True), {"loc": "all"}).content.decode()

    assert "Nội dung kín" not in general
    assert hearing.registration.case.person_label in protected


@pytest.mark.parametrize(("chosen", "shown"), [("open", True), ("overdue", True), ("done", False), ("all", True)])
def test_list_filters_by_state_and_marks_what_is_late(client, chosen, shown):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)
    FollowUpTask.objects.update(due_on=timezone.localdate() - timedelta(days=2))

    html = sign_in(client, held.coordinator).get(url("tasks"), {"loc": chosen, "co-quan": task.agency.code})

    assert ("Quá hạn 2 ngày" in html.content.decode()) is shown


def test_own_agency_answers_the_citizen(client):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)
    sign_in(client, people_of(held, task)["own_agency"])

    response = client.post(url("answer", task.pk), {"text": "Đã đo lại", "document_number": "12/SNN"})

    assert response.url == url("task", task.pk)
    assert Answer.objects.get().text == "Đã đo lại"
    assert "Đã đo lại" in client.get(response.url).content.decode()


@pytest.mark.parametrize("who", ["other_agency", "chair", "inspector", "stranger"])
@pytest.mark.parametrize("act", ["answer", "complete"])
def test_others_neither_answer_nor_report(client, who, act):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    response = sign_in(client, people_of(held, task)[who]).post(url(act, task.pk), {"text": "x", "result": "x"})

    assert response.status_code == 404
    assert FollowUpTask.objects.get().status == "open"


@pytest.mark.parametrize("act", ["answer", "complete"])
def test_empty_form_is_shown_again(client, act):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    response = sign_in(client, held.coordinator).post(url(act, task.pk), {})

    assert response.status_code == 422
    assert FollowUpTask.objects.get().status == "open"


# ── Outcome and classification ────────────────────────────────────────────────
def decision(**changed):
    agency = factories.AgencyFactory()
    return {"kind": "time_limit", "answer": "Giao Sở", "agency": str(agency.pk), "contact_person": "Bà Hà", **changed}


def test_chair_decides_and_sees_the_task_with_its_explanation(client):
    held, hearing = hearing_with_calendar()
    sign_in(client, held.chair)

    response = client.post(url("decide", hearing.pk), decision())
    html = client.get(response.url).content.decode()

    assert Outcome.objects.get().decided_by == held.chair
    assert "Điều 28 khoản 1 Luật Tiếp công dân" in html


def test_decision_by_htmx_leaves_the_page_of_the_table_alone(client):
    held, hearing = hearing_with_calendar()

    response = sign_in(client, held.chair).post(
        url("decide", hearing.pk), {"kind": "answered", "answer": "Được"}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 204


@pytest.mark.parametrize(
    "changed", [{"agency": ""}, {"contact_person": ""}, {"answer": ""}, {"kind": "later"}, {"limit_on": "mai"}]
)
def test_incomplete_decision_is_shown_again_and_nothing_is_written(client, changed):
    held, hearing = hearing_with_calendar()

    response = sign_in(client, held.chair).post(url("decide", hearing.pk), decision(**changed))

    assert response.status_code == 422
    assert not Outcome.objects.exists()


def test_later_day_than_the_laws_is_refused_with_the_article(client):
    held, hearing = hearing_with_calendar()
    day = timezone.localdate() + timedelta(days=60)

    response = sign_in(client, held.chair).post(url("decide", hearing.pk), decision(limit_on=f"{day:%Y-%m-%d}"))

    assert (response.status_code, "Điều 28 khoản 1" in response.content.decode()) == (409, True)
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("who", ["note_taker", "officer", "inspector", "own_agency"])
def test_only_chair_and_coordinator_open_the_outcome(client, who):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    assert sign_in(client, people_of(held, task)[who]).get(url("outcome", hearing.pk)).status_code == 404


@pytest.mark.parametrize("denunciation", [False, True])
def test_chairs_table_shows_what_was_decided_in_place_of_the_questions(client, denunciation):
    held, hearing = hearing_with_calendar(**({"denunciation": True} if denunciation else {}))
    sign_in(client, held.chair)
    before = client.get(url("decided", hearing.pk, protected=denunciation))
    promised(held, hearing)

    after = client.get(url("decided", hearing.pk, protected=denunciation))

    assert (before.status_code, before.content) == (204, b"")
    assert Outcome.objects.get().answer in after.content.decode()
    assert url("outcome", hearing.pk, protected=denunciation) in after.content.decode()
    assert client.get(url("decided", hearing.pk, protected=not denunciation)).status_code == 404


@pytest.mark.parametrize("who", ["note_taker", "own_agency", "inspector", "officer", "stranger"])
def test_nobody_else_reads_what_was_decided_at_the_table(client, who):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)
    sign_in(client, people_of(held, task)[who])

    assert client.get(url("decided", hearing.pk)).status_code == 404


def test_coordinator_classifies_and_splits(client):
    held, hearing = hearing_with_calendar()

    response = sign_in(client, held.coordinator).post(
        url("classify", hearing.pk),
        {
            "competence": "other",
            "guided_to": "Sở Xây dựng",
            "split_denunciation": "Chuyện kín",
            "split_recommendation_or_feedback": "Đèn đường thôn 3",
        },
    )
    html = client.get(response.url).content.decode()

    parts = hearing.registration.case.parts
    assert dict(parts.values_list("kind", "subject")) == {
        "denunciation": "Chuyện kín",
        "recommendation_or_feedback": "Đèn đường thôn 3",
    }
    assert "Đèn đường thôn 3" in html
    assert "Chuyện kín" not in html
    assert parts.get(kind="denunciation").protected.alias not in html


def split_off(held, hearing, kind):
    parts = [actions.Part(kind, "Việc tách ra")]
    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở", parts=parts)
    return hearing.registration.case.parts.get()


def typed(part, **values):
    return {f"p{part.pk.hex[:6]}-{name}": value for name, value in values.items()}


@pytest.mark.parametrize("kind", ["denunciation", "recommendation_or_feedback"])
def test_coordinator_classifies_what_was_split_off(client, kind):
    held, hearing = hearing_with_calendar()
    part = split_off(held, hearing, kind)
    said = typed(part, competence="other", guided_to="Sở Công Thương", act="transfer", document_number="8/PC-TCD")

    response = sign_in(client, held.coordinator).post(url("classify-part", hearing.pk, part.pk), said)

    done = part.handlings.get()
    assert (done.act, done.to_body, done.document_number) == ("transfer", "Sở Công Thương", "8/PC-TCD")
    assert "8/PC-TCD" in client.get(response.url).text


def test_page_of_a_denunciation_says_nothing_of_what_was_split_off_it_but_its_kind(client):
    sealed = open_case(kind="denunciation", subject="Xây dựng", account="", request="", citizen_form=AN)
    held, hearing = hearing_with_calendar(case=sealed)
    part = split_off(held, hearing, "complaint")

    html = sign_in(client, held.coordinator).get(url("outcome", hearing.pk, protected=True)).text

    assert "Vụ việc tách ra: Khiếu nại" in html
    assert part.subject not in html
    assert part.citizen.full_name not in html


def test_act_that_the_law_does_not_give_is_refused_with_the_article_and_what_was_typed(client):
    held, hearing = hearing_with_calendar()
    part = split_off(held, hearing, "recommendation_or_feedback")
    said = typed(part, competence="other", guided_to="Sở Công Thương", act="guide")

    response = sign_in(client, held.coordinator).post(url("classify-part", hearing.pk, part.pk), said)

    assert (response.status_code, part.handlings.count()) == (409, 0)
    assert "Sở Công Thương" in response.text
    assert "Điều 26 khoản 2" in response.text or "khoản 2 Điều 26" in response.text


def test_matter_of_another_hearing_is_no_part_of_this_one(client):
    held, hearing = hearing_with_calendar()

    stranger = url("classify-part", hearing.pk, factories.CaseFactory().pk)

    assert sign_in(client, held.coordinator).post(stranger, {}).status_code == 404


@pytest.mark.parametrize(
    "said", [{"competence": "settled"}, {"competence": "own"}, {"competence": "other"}, {"competence": ""}]
)
def test_each_competence_asks_for_its_own_word(client, said):
    held, hearing = hearing_with_calendar()

    response = sign_in(client, held.coordinator).post(url("classify", hearing.pk), said)

    hearing.registration.case.refresh_from_db()
    assert (response.status_code, hearing.registration.case.competence) == (422, "unknown")


def test_chair_does_not_classify(client):
    held, hearing = hearing_with_calendar()

    assert sign_in(client, held.chair).post(url("classify", hearing.pk), {}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_query_count_does_not_grow(client, rows, django_assert_num_queries):
    factories.enter_calendar()
    for _row in range(rows):
        held, hearing = live_hearing()
        actions.decide(
            hearing, by=held.chair, kind="time_limit", answer="A", agency=factories.AgencyFactory(), contact_person="B"
        )
    sign_in(client, factories.UserFactory(inspector=True))
    client.get(url("tasks"))

    with django_assert_num_queries(8):  # session, user, savepoint, read-only, agencies, count, rows, release
        client.get(url("tasks"))
