"""Form 01/TCD ends its clock in the same act; who explained is kept; each refusal writes nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from tests.refusals.factories import ORAL, refused_registration
from tiepdan.audit.models import AuditEntry
from tiepdan.clocks.models import RunningClock
from tiepdan.errors import DomainError
from tiepdan.law.refusals import RefusalGround
from tiepdan.refusals import actions
from tiepdan.refusals.models import OralExplanation, RefusalNotice
from tiepdan.registrations import actions as registrations

pytestmark = pytest.mark.django_db


def notice(**changes):
    return {
        "document_number": "45/TB-BTCD",
        "issued_on": timezone.localdate(),
        "legal_basis": "khoản 3 Điều 9 Luật Tiếp công dân",
        **changes,
    }


def explanation(**changes):
    return {"explained_by": "Lê Thị Bình, Phó Trưởng ban", "explained_on": timezone.localdate(), **changes}


def test_issuing_the_notice_ends_its_clock_by_the_same_act():
    registration, binh = refused_registration(), factories.UserFactory(coordinator=True)
    assert RunningClock.objects.get().stopped_on is None

    issued = actions.issue_notice(registration, by=binh, **notice())

    clock = RunningClock.objects.get()
    assert (clock.rule, clock.stopped_on) == ("C5", timezone.localdate())
    assert clock.reason == "Ban hành Mẫu 01/TCD số 45/TB-BTCD"
    assert (issued.document_number, issued.noted_by) == ("45/TB-BTCD", binh)
    assert AuditEntry.objects.filter(verb="refusals.issue_notice", actor=binh).count() == 1


def test_notice_of_one_refusal_leaves_the_clock_of_another():
    first, second = refused_registration(), factories.RegistrationFactory()
    registrations.refuse(
        second, by=factories.UserFactory(), ground=RefusalGround.SETTLED_AND_PROLONGED, reason="Văn bản số 13"
    )

    actions.issue_notice(first, by=factories.UserFactory(), **notice())

    assert list(RunningClock.objects.filter(stopped_on__isnull=True).values_list("case", flat=True)) == [second.case_id]


def test_ground_that_is_explained_by_mouth_needs_no_notice():
    registration = refused_registration(ORAL)

    with pytest.raises(DomainError) as refused:
        actions.issue_notice(registration, by=factories.UserFactory(), **notice())

    assert refused.value.code == "notice_not_due"
    assert not RefusalNotice.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"document_number": " "}, "notice_incomplete"),
        ({"legal_basis": "\u200b"}, "notice_incomplete"),
        ({"issued_on": date(2030, 1, 1)}, "day_in_future"),
        ({"issued_on": date(2026, 7, 1)}, "issued_before_refusal"),
    ],
)
def test_wrong_notice_is_refused_and_the_clock_runs_on(changes, code):
    registration = refused_registration()

    with pytest.raises(DomainError) as refused:
        actions.issue_notice(registration, by=factories.UserFactory(), **notice(**changes))

    assert refused.value.code == code
    assert not RefusalNotice.objects.exists()
    assert RunningClock.objects.get().stopped_on is None


def test_notice_is_issued_once():
    registration = refused_registration()
    actions.issue_notice(registration, by=factories.UserFactory(), **notice())

    with pytest.raises(DomainError, match="notice_issued_already"):
        actions.issue_notice(registration, by=factories.UserFactory(), **notice(document_number="46/TB"))

    assert RefusalNotice.objects.get().document_number == "45/TB-BTCD"


@pytest.mark.parametrize("act", ["notice", "explanation"])
def test_registration_that_was_not_refused_has_neither(act):
    registration, by = factories.RegistrationFactory(), factories.UserFactory()
    acts = {"notice": (actions.issue_notice, notice()), "explanation": (actions.note_explanation, explanation())}
    do, values = acts[act]

    with pytest.raises(DomainError) as refused:
        do(registration, by=by, **values)

    assert refused.value.code == "not_refused"


@pytest.mark.parametrize("ground", [ORAL, RefusalGround.SETTLED_AND_PROLONGED])
def test_explanation_names_who_gave_it_whatever_the_ground(ground):
    registration = refused_registration(ground)

    given = actions.note_explanation(registration, by=factories.UserFactory(), **explanation())

    assert (given.explained_by, given.explained_on) == ("Lê Thị Bình, Phó Trưởng ban", timezone.localdate())
    assert AuditEntry.objects.filter(verb="refusals.note_explanation").count() == 1
    with pytest.raises(DomainError) as refused:
        actions.note_explanation(registration, by=factories.UserFactory(), **explanation())
    assert refused.value.code == "explained_already"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"explained_by": " "}, "name_missing"),
        ({"explained_on": date(2030, 1, 1)}, "day_in_future"),
        ({"explained_on": date(2026, 7, 1)}, "issued_before_refusal"),
    ],
)
def test_wrong_explanation_is_refused(changes, code):
    registration = refused_registration(ORAL)

    with pytest.raises(DomainError) as refused:
        actions.note_explanation(registration, by=factories.UserFactory(), **explanation(**changes))

    assert refused.value.code == code
    assert not OralExplanation.objects.exists()


@pytest.mark.parametrize("empty", ["document_number", "legal_basis"])
def test_database_refuses_a_notice_without_number_or_basis(empty):
    registration = refused_registration()
    values = {**notice(), "noted_by": factories.UserFactory(), "noted_at": timezone.now(), empty: ""}

    with pytest.raises(IntegrityError), transaction.atomic():
        RefusalNotice.objects.create(registration=registration, **values)


def test_database_refuses_an_explanation_by_nobody():
    values = {"noted_by": factories.UserFactory(), "noted_at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        OralExplanation.objects.create(
            registration=refused_registration(ORAL), **explanation(explained_by=""), **values
        )
