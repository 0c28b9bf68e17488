"""The book: doors, 13 columns, aliases, files; the summary; what is overdue."""

import io
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.followup.factories import hearing_with_calendar, promised
from tests.hearings.factories import held_session, open_hearing
from tests.minutes.factories import live_hearing, note_taker, signed
from tests.sign_in import sign_in
from tiepdan.followup.models import FollowUpTask
from tiepdan.law.gates import Gate
from tiepdan.law.outcome import REGISTER_COLUMNS
from tiepdan.minutes import actions
from tiepdan.readiness.models import GateOverride

pytestmark = pytest.mark.django_db
FILES = ["reports:register", "reports:register-pdf", "reports:register-xlsx", "reports:register-docx"]


def entered(**values):
    held, hearing = live_hearing(**values)
    actions.enter_in_register(hearing, by=held.coordinator)
    return held, hearing


def sheet_of(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("chair", 200),
        ("note_taker", 200),
        ("inspector", 200),
        ("officer", 404),
        ("representative", 404),
    ],
)
def test_book_opens_for_the_centre_and_the_inspector(client, name, who, status):
    held, _hearing = entered()
    people = {
        "coordinator": held.coordinator,
        "chair": held.chair,
        "note_taker": note_taker(held),
        "inspector": factories.UserFactory(inspector=True),
        "officer": held.officer,
        "representative": factories.UserFactory(agency_representative=True),
    }

    assert sign_in(client, people[who]).get(reverse(name)).status_code == status


@pytest.mark.parametrize("name", FILES)
def test_book_of_another_agency_stays_empty(client, name):
    _held, hearing = entered()
    stranger = held_session().coordinator

    response = sign_in(client, stranger).get(reverse(name))

    assert hearing.registration.case.subject.encode() not in response.content


def test_sheet_has_the_thirteen_columns_and_no_formula(client):
    held, _hearing = entered(case__subject='=HYPERLINK("http://x","y")')

    sheet = sheet_of(sign_in(client, held.coordinator).get(reverse("reports:register-xlsx")))

    assert [cell.value for cell in sheet[4]] == list(REGISTER_COLUMNS)
    assert [cell.value for cell in sheet[5]] == [str(n) for n in range(1, 14)]
    assert (sheet["E6"].value, sheet["E6"].data_type) == ('=HYPERLINK("http://x","y")', "s")
    assert sheet.max_column == 13


def test_pdf_is_landscape_and_holds_the_line(client):
    held, hearing = entered()

    content = sign_in(client, held.coordinator).get(reverse("reports:register-pdf")).content

    page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
    words = " ".join(page.extract_text().split())
    assert page.mediabox.width > page.mediabox.height
    assert hearing.registration.case.subject in words
    assert hearing.registration.case.citizen.identity_number in words


@pytest.mark.parametrize(("who", "reads"), [("coordinator", True), ("note_taker", False), ("inspector", False)])
def test_what_a_denunciation_is_about_stands_only_in_the_book_of_named_officers(client, who, reads):
    held, _hearing = entered(denunciation=True, case__subject="Chuyện kín")
    people = {
        "coordinator": held.coordinator,
        "note_taker": note_taker(held),
        "inspector": factories.UserFactory(inspector=True),
    }
    sign_in(client, people[who])

    page = client.get(reverse("reports:register")).content.decode()
    cells = [cell.value for cell in sheet_of(client.get(reverse("reports:register-xlsx")))[6]]

    assert ("Chuyện kín" in page, "Chuyện kín" in cells) == (reads, reads)
    assert cells[2].startswith("Người tố cáo TC-")
    assert cells[3] is None


@pytest.mark.parametrize(
    ("query", "lines"), [({"thang": "2020-01"}, 0), ({"thang": "bậy"}, 1), ({}, 1), ({"buoi": "x"}, 1)]
)
def test_book_is_chosen_by_month_and_nonsense_means_this_month(client, query, lines):
    held, _hearing = entered()

    response = sign_in(client, held.coordinator).get(reverse("reports:register"), query)

    assert len(response.context["lines"]) == lines


def test_book_of_one_session(client):
    held, hearing = entered()
    entered()

    response = sign_in(client, factories.UserFactory(inspector=True)).get(
        reverse("reports:register"), {"buoi": str(held.session.pk)}
    )

    assert [line[4] for line in response.context["lines"]] == [hearing.registration.case.subject]


def test_summary_counts_what_happened(client):
    held, hearing = hearing_with_calendar()
    signed(hearing, note_taker(held))
    promised(held, hearing)

    response = sign_in(client, held.chair).get(reverse("reports:session", args=[held.session.pk]))

    assert response.context["counts"] == {"signed": 1, "answered": 0, "tasks": 1, "done": 0, "interruptions": 0}
    assert [figure.value for figure in response.context["kinds"]] == [1, 0, 0]
    assert [figure.value for figure in response.context["people"]] == [1, 0]


@pytest.mark.parametrize(("people", "crowds"), [(4, 0), (5, 1)])
def test_summary_counts_a_crowd_from_five_people_on(client, people, crowds):
    held = held_session("live")
    open_hearing(held, people_count=people)

    response = sign_in(client, held.chair).get(reverse("reports:session", args=[held.session.pk]))

    assert [figure.value for figure in response.context["people"]] == [people, crowds]


def test_summary_and_list_show_a_missed_gate_with_the_decision_that_passed_it(client):
    held, other = held_session("published"), held_session()
    GateOverride.objects.create(
        session=other.session, gate=Gate.TRIAL, reason="Bão", decided_by=other.chair, decided_at=timezone.now()
    )
    sign_in(client, held.chair)

    summary = client.get(reverse("reports:session", args=[held.session.pk])).text
    passed = client.get(reverse("reports:passed-gates")).text

    missed = (Gate.PUBLISH, Gate.NOTICE, Gate.TRIAL)
    assert summary.count("Quyết định của Trần Văn Dũng: Bão số 9") == len(missed)
    assert summary.count("Không đạt") == len(missed)
    assert [gate.label in passed for gate in missed] == [True] * len(missed)
    assert reverse("reports:session", args=[other.session.pk]) not in passed
    sign_in(client, factories.UserFactory(inspector=True))
    assert reverse("reports:session", args=[other.session.pk]) in client.get(reverse("reports:passed-gates")).text


def test_summary_without_a_calendar_shows_no_gates(client):
    held = held_session()

    response = sign_in(client, held.chair).get(reverse("reports:session", args=[held.session.pk]))

    assert response.context["gates"] == []


def test_passed_gates_are_closed_to_a_site_officer(client):
    held = held_session()

    assert sign_in(client, held.officer).get(reverse("reports:passed-gates")).status_code == 404


def test_summary_of_another_agency_is_absent(client):
    held = held_session()

    assert (
        sign_in(client, held.coordinator).get(reverse("reports:session", args=[held_session().session.pk])).status_code
        == 404
    )


@pytest.mark.parametrize("denunciation", [False, True])
def test_inspector_sees_late_tasks_of_both_classes_by_label(client, denunciation):
    held, hearing = hearing_with_calendar(**({"denunciation": True} if denunciation else {}))
    promised(held, hearing, answer="Chuyện kín")
    sign_in(client, factories.UserFactory(inspector=True))
    on_time = client.get(reverse("reports:overdue")).content.decode()
    FollowUpTask.objects.update(due_on=timezone.localdate() - timedelta(days=1))

    late = client.get(reverse("reports:overdue")).content.decode()

    label = hearing.registration.case.person_label
    assert (label in on_time, label in late) == (False, True)
    assert "Chuyện kín" not in late


@pytest.mark.parametrize("rows", [1, 3])
def test_book_query_count_does_not_grow(client, rows, django_assert_num_queries):
    for _row in range(rows):
        entered()
    sign_in(client, factories.UserFactory(inspector=True))
    client.get(reverse("reports:register"))

    with django_assert_num_queries(7):  # session, user, savepoint, read-only, rows, months, release
        client.get(reverse("reports:register"))
