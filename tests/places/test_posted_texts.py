"""House rules and procedure: versions, whose, from which day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import AgencyFactory, OfficeFactory, UserFactory
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.law.conduct import HOUSE_RULES, PROCEDURE
from tiepdan.places import actions
from tiepdan.places.enums import PostedKind
from tiepdan.places.models import PostedText
from tiepdan.places.queries import places_in_use, posted_at

pytestmark = pytest.mark.django_db
RULES = PostedKind.HOUSE_RULES
TODAY = date(2026, 11, 23)


def post(body="Giữ trật tự.", *, agency=None, on=TODAY, kind=RULES, number="15/QĐ-UBND"):
    return actions.post_text(kind, by=UserFactory(), agency=agency, body=body, decision_number=number, effective_on=on)


def test_place_without_posted_texts_shows_the_lines_of_the_law():
    rules, procedure = posted_at(AgencyFactory().pk, TODAY)

    assert (rules.kind, rules.lines) == (RULES, [line.text for line in HOUSE_RULES])
    assert (procedure.kind, procedure.lines) == (PostedKind.PROCEDURE, [line.text for line in PROCEDURE])


def test_text_holds_from_its_day_and_the_earlier_one_stays():
    post("Bản một")
    post("Bản hai", on=TODAY + timedelta(days=7))

    assert [posted_at(None, day)[0].lines for day in (TODAY, TODAY + timedelta(days=6))] == [["Bản một"]] * 2
    assert posted_at(None, TODAY + timedelta(days=7))[0].lines == ["Bản hai"]
    assert PostedText.objects.count() == 2


def test_correction_of_the_same_day_counts_as_entered_later():
    post("Bản sai")
    post("Bản đúng")

    assert posted_at(None, TODAY)[0].lines == ["Bản đúng"]


def test_own_text_of_a_body_comes_before_a_later_one_of_the_province(django_assert_num_queries):
    commune, other = AgencyFactory(), AgencyFactory()
    post("Của xã", agency=commune, on=TODAY - timedelta(days=30))
    post("Của tỉnh")

    with django_assert_num_queries(1):
        own = posted_at(commune.pk, TODAY)
    assert own[0].lines == ["Của xã"]
    assert posted_at(other.pk, TODAY)[0].lines == ["Của tỉnh"]


def test_posting_cleans_its_lines_and_is_recorded():
    posted = post("  Giữ   trật tự. \r\n\n Lấy số.\n")

    assert posted.body == "Giữ trật tự.\nLấy số."
    assert AuditEntry.objects.get().detail == {
        "kind": "house_rules", "number": "15/QĐ-UBND", "on": "2026-11-23",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "number", "code"), [(" \n ", "15", "text_missing"), ("Lấy số.", " ", "decision_missing")]
)
def test_text_needs_its_words_and_its_decision(body, number, code):
    with pytest.raises(DomainError) as refused:
        post(body, number=number)

    assert refused.value.code == code
    assert not PostedText.objects.exists()


@pytest.mark.parametrize("wrong", [{"kind": "poem"}, {"decision_number": ""}, {"body": ""}])
def test_database_refuses_an_unknown_kind_and_an_undecided_text(wrong):
    values = {"kind": RULES, "body": "x", "decision_number": "1", "effective_on": TODAY, "entered_at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        PostedText.objects.create(**{**values, **wrong})


def test_places_that_are_no_longer_used_are_not_offered():
    used = OfficeFactory()
    OfficeFactory(is_active=False)

    assert places_in_use() == [used]
