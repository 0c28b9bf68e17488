"""32 clerks (2 processes of 16 threads, each with its own connection) call `desk.take_next` without a pause until a
queue of 2,000 is empty, on embedded PostgreSQL with fsync on. `doubled`: tickets that two clerks got; `skipped`:
tickets that nobody got; times are of the whole action, commit included."""

import statistics
import time
from collections import Counter

from bench import database
from bench.crowd import percentile, together

CLERKS = 32
TICKETS = 2000


def run() -> dict[str, float]:
    with database.fresh():
        return _measure()


def _measure() -> dict[str, float]:
    from django.db import connection

    from tests.factories import UserFactory

    session_id = _fill()
    clerks = [UserFactory(coordinator=True).pk for _number in range(CLERKS)]
    connection.close()
    calls = [call for one in together(_clerk, [(session_id, clerk) for clerk in clerks]) for call in one.answer]
    numbers = Counter(number for number, _began, _seconds in calls)
    seconds = [seconds for _number, _began, seconds in calls]
    lasted = max(began + took for _number, began, took in calls) - min(began for _number, began, _took in calls)
    return {
        "doubled": sum(count - 1 for count in numbers.values()),
        "skipped": TICKETS - len(numbers),
        "call_next_median_ms": round(statistics.median(seconds) * 1000, 1),
        "call_next_p95_ms": round(percentile(seconds, 0.95) * 1000, 1),
        "calls_per_s": round(len(calls) / lasted, 1),
    }


def _clerk(session_id: object, user_id: object) -> list[tuple[int, float, float]]:
    """Call until nobody waits: number, begin and seconds of each call that got somebody."""
    from tiepdan.accounts.models import User
    from tiepdan.desk import actions
    from tiepdan.errors import DomainError
    from tiepdan.schedule.models import ReceptionSession

    session, user = ReceptionSession.objects.get(pk=session_id), User.objects.get(pk=user_id)
    calls = []
    while True:
        began = time.time()
        try:
            ticket = actions.take_next(session, by=user)
        except DomainError:
            return calls
        calls.append((ticket.number, began, time.time() - began))


def _fill() -> object:
    """One live session whose 2,000 citizens have all been checked in."""
    from django.utils import timezone

    from tests.factories import (
        CaseFactory,
        RegistrationFactory,
        SessionFactory,
        SiteFactory,
        SlotFactory,
        TicketFactory,
    )
    from tiepdan.cases.models import Case
    from tiepdan.desk.models import QueueTicket
    from tiepdan.registrations.models import Registration

    session = SessionFactory(live=True, held_on=timezone.localdate())
    slot = SlotFactory(site=SiteFactory(session=session), capacity=TICKETS)
    decider, citizen = session.receiver, CaseFactory().citizen
    cases = Case.objects.bulk_create(CaseFactory.build_batch(TICKETS, citizen=citizen))
    decided = {"ground_decided_by": decider, "checked_in": True, "slot": slot}
    registrations = Registration.objects.bulk_create(RegistrationFactory.build(case=case, **decided) for case in cases)
    QueueTicket.objects.bulk_create(
        TicketFactory.build(registration=registration, number=number)
        for number, registration in enumerate(registrations, start=1)
    )
    return session.pk
