"""Heads and their noted days: what is kept, what is refused, who counts."""

from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from tests.factories import AgencyFactory, UserFactory
from tests.locks import row_holder
from tiepdan.audit.models import AuditEntry
from tiepdan.duties import actions
from tiepdan.duties.models import DutyPost, NotedDay
from tiepdan.errors import DomainError
from tiepdan.law.duties import DutyHolder

pytestmark = pytest.mark.django_db
SINCE = date(2026, 7, 1)
COMMUNE = DutyHolder.COMMUNE_CHAIR


def post(agency=None, *, full_name="Lương Văn Thành", since_on=SINCE):
    return actions.assign_post(
        agency or AgencyFactory(), by=UserFactory(), holder=COMMUNE, full_name=full_name, since_on=since_on
    )


def note(found, **changes):
    values = {
        "held_on": date(2026, 9, 10),
        "received_by": "Lương Văn Thành",
        "extraordinary": False,
        "proof": "Sổ, trang 3",
    }
    return actions.note_day(found, by=UserFactory(), **{**values, **changes})


def test_successor_ends_the_duty_of_the_predecessor_the_day_before():
    first = post()

    second = post(first.agency, full_name="Phùng Thị Xuân", since_on=date(2026, 9, 1))

    first.refresh_from_db()
    assert (first.until_on, second.until_on) == (date(2026, 8, 31), None)
    assert AuditEntry.objects.filter(verb="duties.assign_post").count() == 2


@pytest.mark.parametrize(
    ("changes", "code"), [({"full_name": " "}, "name_missing"), ({"since_on": SINCE}, "before_predecessor")]
)
def test_wrong_post_is_refused(changes, code):
    first = post()

    with pytest.raises(DomainError) as refused:
        post(first.agency, **{"since_on": date(2026, 9, 1), **changes})

    assert refused.value.code == code
    assert DutyPost.objects.get().until_on is None


@pytest.mark.parametrize(("name", "counts"), [("lương  văn thành", True), ("Đỗ Văn Phó", False)])
def test_only_the_head_himself_is_in_person(name, counts):
    assert note(post(), received_by=name).in_person is counts


def test_same_day_noted_twice_is_one_row():
    found = post()

    assert note(found) == note(found)
    assert AuditEntry.objects.filter(verb="duties.note_day").count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"held_on": date(2030, 1, 1)}, "day_in_future"),
        ({"held_on": date(2026, 6, 30)}, "day_of_another_head"),
        ({"received_by": "\u200b"}, "receiver_missing"),
        ({"proof": " "}, "proof_missing"),
        ({"proof": "x" * 301}, "text_too_long"),
        ({"received_by": "x" * 151}, "text_too_long"),
    ],
)
def test_wrong_day_is_refused(changes, code):
    found = post()

    with pytest.raises(DomainError) as refused:
        note(found, **changes)

    assert refused.value.code == code
    assert not NotedDay.objects.exists()


def test_day_after_the_end_belongs_to_the_successor():
    first = post()
    post(first.agency, full_name="Phùng Thị Xuân", since_on=date(2026, 9, 1))
    first.refresh_from_db()

    with pytest.raises(DomainError, match="day_of_another_head"):
        note(first)


@pytest.mark.parametrize(
    "wrong", [{"holder": "king"}, {"until_on": date(2026, 6, 1)}, {}], ids=["unknown", "ends before", "a second head"]
)
def test_database_refuses_a_wrong_post(wrong):
    first = post()
    agency = AgencyFactory() if wrong else first.agency

    with pytest.raises(IntegrityError), transaction.atomic():
        DutyPost.objects.create(**{"agency": agency, "holder": COMMUNE, "full_name": "x", "since_on": SINCE, **wrong})


@pytest.mark.parametrize("wrong", [{"proof": ""}, {"received_by": ""}])
def test_database_refuses_a_day_without_proof_or_receiver(wrong):
    values = {"held_on": SINCE, "received_by": "x", "proof": "x", "in_person": True, "noted_at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        NotedDay.objects.create(post=post(), noted_by=UserFactory(), **{**values, **wrong})


def test_database_refuses_the_same_day_twice():
    kept = note(post())
    kept.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_successor_waits_for_the_row_of_the_predecessor():
    first = post()

    with row_holder() as hold:
        hold(first)
        with pytest.raises(OperationalError, match="lock timeout"):
            post(first.agency, full_name="Phùng Thị Xuân", since_on=date(2026, 9, 1))
