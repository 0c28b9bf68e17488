"""Cases on their way to a decision, in a province whose calendar is entered."""

from datetime import date

from tests import factories
from tiepdan.accounts.models import User
from tiepdan.cases.models import Case
from tiepdan.clocks.models import RunningClock
from tiepdan.law.events import Event
from tiepdan.settlement import actions
from tiepdan.settlement.models import SettlementEvent

ACCEPTED = date(2026, 8, 3)


def case_of(kind: str = "complaint") -> Case:
    """A matter of An's, registered at the centre of its agency."""
    if kind == "denunciation":
        return factories.RegistrationFactory(denunciation=True).case
    return factories.RegistrationFactory(case__kind=kind).case


def officer_of(case: Case, **role: bool) -> User:
    agency = case.registrations.get().session.agency
    return factories.UserFactory(agency=agency, **(role or {"coordinator": True}))


def noted(case: Case, event: Event, on: date, by: User | None = None, **values: object) -> SettlementEvent:
    return actions.note(case, by=by or officer_of(case), event=event, on=on, document_number="12/QĐ", **values)


def clock(case: Case, rule: str) -> RunningClock:
    return RunningClock.objects.get(case=case, rule=rule, stopped_on__isnull=True)


def open_rules(case: Case) -> list[str]:
    return sorted(RunningClock.objects.filter(case=case, stopped_on=None).values_list("rule", flat=True))
