"""Until when the citizen must be answered: the law's limit, or an earlier one that the chair promised."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.cases.models import Case
from tiepdan.errors import DomainError
from tiepdan.hearings.models import Hearing
from tiepdan.law import outcome, sources
from tiepdan.law.calendar import CalendarGap
from tiepdan.law.competence import HANDLINGS, Competence, handling
from tiepdan.law.deadlines import Deadline, answer_after_reception
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import office_calendar

HOUSE = "house"
ANSWER_CLOCK = "C6"


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


@dataclass(frozen=True)
class ClassifiedClocks:
    """Which clocks a classification starts, and which of an earlier one it ends."""

    runs: frozenset[str]
    ends: frozenset[str]


def clocks_of_classifying(case: Case) -> ClassifiedClocks:
    """The law's own clocks for this kind and competence, besides that of the answer (C11, C30, C31).

    A complaint that was decided before may be a second one, whose clock is another (C15): neither starts by guessing.
    """
    found = handling(MatterKind(case.kind), Competence(case.competence)).clocks
    is_doubtful = case.kind == MatterKind.COMPLAINT and bool(case.earlier_decisions.strip())
    runs = frozenset() if is_doubtful else frozenset(found) - {ANSWER_CLOCK}
    every = {rule for way in HANDLINGS.values() for rule in way.clocks} - {ANSWER_CLOCK}
    return ClassifiedClocks(runs, frozenset(every) - runs)


def received_on(hearing: Hearing) -> date:
    """The day of the hearing: on it the office received what the citizen said."""
    return timezone.localtime(hearing.live_at or hearing.called_at).date()
