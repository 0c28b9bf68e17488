"""Until when the citizen must be answered: the law's limit, or an earlier one that the chair promised."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tiepdan.errors import DomainError
from tiepdan.law import outcome, sources
from tiepdan.law.calendar import CalendarGap
from tiepdan.law.deadlines import Deadline, answer_after_reception
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import office_calendar

HOUSE = "house"


@dataclass(frozen=True)
class Limit:
    """A last day, the rule and the article that set it, and why it is that day."""

    due_on: date
    rule: str
    source: str
    explanation: str


def legal_limit(received_on: date) -> Deadline:
    """The law's own last day to answer (C6).

    Raises: DomainError calendar_gap, law_not_in_force.
    """
    try:
        return answer_after_reception(received_on, office_calendar())
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    except CalendarGap as gap:
        raise DomainError("calendar_gap", str(gap)) from gap


def promised(received_on: date, limit_on: date | None, today: date, contact_person: str) -> Limit:
    """The limit that will stand.

    Raises: DomainError contact_missing, limit_past, limit_after_law, calendar_gap, law_not_in_force.
    """
    legal = legal_limit(received_on)
    try:
        outcome.check_promise(limit_on or legal.due_on, min(today, legal.due_on), contact_person, legal)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    if limit_on is None or limit_on == legal.due_on:
        return Limit(legal.due_on, legal.rule, str(legal.source), legal.explanation)
    words = _("Người chủ trì hẹn trả lời chậm nhất %(day)s, sớm hơn hạn của luật: %(law)s") % {
        "day": f"{limit_on:%d/%m/%Y}",
        "law": legal.explanation,
    }
    return Limit(limit_on, HOUSE, str(sources.ND154_25_3), words)
