from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.factories import RegistrationFactory, SessionFactory, SiteFactory, SlotFactory, TicketFactory, UserFactory
from tests.locks import row_holder
from tiepdan.desk import actions

pytestmark = pytest.mark.django_db(transaction=True)


def test_check_in_waits_for_the_session():
    session = SessionFactory(live=True, held_on=timezone.localdate())
    an = RegistrationFactory(confirmed=True, slot=SlotFactory(site=SiteFactory(session=session)))
    cuc = UserFactory(site_officer=True)

    with row_holder() as hold:
        hold(session)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.check_in(an, by=cuc)


def test_clerks_who_call_at_once_get_different_numbers():
    session = SessionFactory(live=True, held_on=timezone.localdate())
    site = SiteFactory(session=session)
    slot = SlotFactory(site=site, capacity=20)
    for number in range(1, 9):
        TicketFactory(number=number, registration=RegistrationFactory(checked_in=True, slot=slot))
    clerk = UserFactory(coordinator=True)

    def call(_attempt: int) -> int:
        try:
            return actions.take_next(session, by=clerk).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(call, range(8)))

    assert numbers == list(range(1, 9))


def test_take_next_steps_over_a_ticket_that_another_clerk_is_taking():
    session = SessionFactory(live=True, held_on=timezone.localdate())
    slot = SlotFactory(site=SiteFactory(session=session))
    first, second = [
        TicketFactory(number=n, registration=RegistrationFactory(checked_in=True, slot=slot)) for n in (1, 2)
    ]

    with row_holder() as hold:
        hold(first)
        taken = actions.take_next(session, by=UserFactory(coordinator=True))

    assert taken == second
