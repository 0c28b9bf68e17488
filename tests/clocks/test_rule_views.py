"""The rules as officials read them: all of them, in their wordings, with a trial count that says why or why not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.sign_in import sign_in
from tiepdan.clocks.models import RunningClock
from tiepdan.law.clock_table import RULES
from tiepdan.places.models import BackwardReading

pytestmark = pytest.mark.django_db


def page(client, rule, **asked):
    sign_in(client, factories.UserFactory(site_officer=True))
    answer = client.get(reverse("rules:rule", args=[rule]), asked)
    return answer.status_code, answer.content.decode()


def test_list_names_every_rule_and_leads_to_it(client):
    html = sign_in(client, factories.UserFactory(inspector=True)).get(reverse("rules:list")).content.decode()

    assert all(rule.what in html and reverse("rules:rule", args=[rule.id]) in html for rule in RULES.values())
    assert "chậm nhất 5 ngày làm việc trước" in html
    assert "Luật không quy định" in html  # C40


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_page(client, rule):
    status, html = page(client, rule)

    assert status == 200
    assert all(str(one.source) in html for one in RULES[rule].variants)
    assert ("Tính thử" in html) is (rule != "C40")


def test_earlier_wording_stands_beside_the_present_one(client):
    _status, html = page(client, "C11")

    assert "10 ngày" in html
    assert "đến hết thứ Ba, 30/06/2026" in html


def test_trial_tells_the_day_and_why_and_writes_nothing(client):
    factories.enter_calendar()

    status, html = page(client, "C6", on="2026-11-20")

    assert status == 200
    assert "thứ Hai, 07/12/2026" in html
    assert "10 ngày làm việc từ 20/11/2026, trừ 21–22, 24, 28–29/11 và 5–6/12" in html
    assert not RunningClock.objects.exists()


def test_trial_takes_facts_and_a_suspension(client):
    factories.enter_calendar()
    asked = {"on": "2026-08-03", "complex": "yes", "remote": "yes"}

    plain = page(client, "C12", **asked)[1]
    paused = page(client, "C12", **asked, paused_from="2026-08-10", paused_until="2026-08-20")[1]

    assert "thứ Sáu, 02/10/2026" in plain  # 60 days from 03/08/2026
    assert "thứ Hai, 12/10/2026" in paused  # ten days later


def test_trial_tells_the_hour_of_the_connection(client):
    factories.enter_calendar()

    assert "07:00" in page(client, "C4", on="2026-11-23", starts_at="08:00")[1]


def test_trial_begins_with_the_reading_that_the_head_decided(client):
    factories.enter_calendar()
    assert "thứ Sáu, 13/11/2026" in page(client, "C1", on="2026-11-23", reading="strict")[1]
    assert "thứ Hai, 16/11/2026" in page(client, "C1", on="2026-11-23", reading="common")[1]

    BackwardReading.objects.create(
        reading="common", decision_number="9/QĐ", decided_on="2026-07-01", entered_at=timezone.now()
    )

    assert '<option value="common" selected>' in page(client, "C1")[1]


@pytest.mark.parametrize(
    ("rule", "asked", "words"),
    [
        ("C6", {"on": ""}, "Trường này là bắt buộc."),
        ("C6", {"on": "2026-02-31"}, "Nhập một ngày hợp lệ."),
        ("C11", {"on": "2011-01-01"}, "quy định chỉ có hiệu lực từ 01/07/2012"),
        ("C6", {"on": "9999-12-30"}, "9999"),
        (
            "C12",
            {"on": "2026-08-03", "complex": "no", "remote": "no", "paused_from": "2026-08-10"},
            "Xin ghi cả hai ngày",
        ),
        ("C33", {"on": "2026-08-03", "extensions": "2", "criteria": "1"}, "tiêu chí"),
        ("C20", {"on": "2026-08-03", "complex": "no"}, "C20 cần tình tiết"),
    ],
)
def test_trial_is_refused_in_words_and_keeps_what_was_typed(client, rule, asked, words):
    factories.enter_calendar()

    status, html = page(client, rule, **asked)

    assert status == 422
    assert words in html
    assert 'id="counted"' not in html
    assert f'value="{asked["on"]}"' in html or not asked["on"]


def test_unknown_rule_is_not_there(client):
    assert page(client, "C99")[0] == 404


def test_nobody_reads_without_signing_in(client):
    assert client.get(reverse("rules:list")).status_code == 302
