"""The chair's promise, the conclusion's limits, the register's columns."""

from datetime import date

import pytest

from tiepdan.law import outcome, sources
from tiepdan.law.deadlines import answer_after_reception
from tiepdan.law.holiday_table import calendar
from tiepdan.law.refusal import RuleRefused

TODAY = date(2026, 11, 23)
LEGAL = answer_after_reception(TODAY, calendar(2026, 2027))


@pytest.mark.parametrize(
    "day", [TODAY, date(2026, 12, 1), LEGAL.due_on], ids=["same day", "earlier", "last day of the law"]
)
def test_promise_is_allowed_up_to_the_last_day_of_the_law(day):
    outcome.check_promise(day, TODAY, "Bà Hà", LEGAL)


@pytest.mark.parametrize(
    ("day", "contact", "code", "source"),
    [
        (date(2026, 12, 1), "  ", "contact_missing", sources.ND154_25_3),
        (date(2026, 11, 22), "Bà Hà", "limit_past", sources.ND154_25_3),
        (date(2026, 12, 31), "Bà Hà", "limit_after_law", sources.LTCD_28_1),
    ],
)
def test_promise_is_refused_with_its_article(day, contact, code, source):
    with pytest.raises(RuleRefused) as refused:
        outcome.check_promise(day, TODAY, contact, LEGAL)

    assert (refused.value.code, refused.value.source) == (code, source)


def test_conclusion_with_limits_is_allowed():
    outcome.check_conclusion([TODAY, date(2026, 12, 7)], TODAY)


@pytest.mark.parametrize(("limits", "code"), [([], "limit_missing"), ([date(2026, 11, 20)], "limit_past")])
def test_conclusion_is_refused_without_a_possible_limit(limits, code):
    with pytest.raises(RuleRefused) as refused:
        outcome.check_conclusion(limits, TODAY)

    assert refused.value.code == code


def test_register_line_has_thirteen_columns():
    outcome.check_register_columns(range(13))
    with pytest.raises(RuleRefused, match="13 cột"):
        outcome.check_register_columns(range(12))


def test_every_duty_of_the_note_taker_names_its_article():
    assert [str(duty.source.provision) for duty in outcome.MINUTES_DUTIES] == [
        "Điều 26 khoản 1 điểm b",
        "Điều 14 khoản 1",
        "Điều 24 khoản 2",
    ]
