from datetime import date

import pytest
from django.db import OperationalError

from tests import factories
from tests.clocks.factories import clock
from tests.locks import row_holder
from tiepdan.clocks import actions

pytestmark = pytest.mark.django_db(transaction=True)
DAY = {"on": date(2026, 9, 10), "reason": "x"}


@pytest.mark.parametrize(
    ("event", "values"),
    [("pause", DAY), ("resume", DAY), ("stop", DAY), ("change_facts", {"given": {"complex": "yes"}, "reason": "x"})],
)
def test_every_event_waits_for_the_clock(event, values):
    factories.enter_calendar()
    row = clock()

    with row_holder() as hold:
        hold(row)
        with pytest.raises(OperationalError, match="lock timeout"):
            getattr(actions, event)(row, by=factories.UserFactory(coordinator=True), **values)
