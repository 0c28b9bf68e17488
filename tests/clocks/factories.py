"""Clocks started by the action itself, in a province whose calendar is entered."""

from datetime import date

from tests import factories
from tiepdan.clocks import actions
from tiepdan.clocks.models import RunningClock

STARTED = date(2026, 9, 1)


def clock(rule: str = "C12", on: date = STARTED, **values: object) -> RunningClock:
    """A clock about a registration of An's, whose session is held at the centre of its agency."""
    registration = values.pop("registration", None) or factories.RegistrationFactory(
        **({"denunciation": True} if values.pop("denunciation", False) else {})
    )
    return actions.start(registration.case, rule, on, by=None, about=registration, **values)


def coordinator_of(row: RunningClock):
    session = row.case.registrations.get().session
    return factories.UserFactory(coordinator=True, agency=session.agency)
