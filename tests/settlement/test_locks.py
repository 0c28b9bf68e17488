import pytest
from django.db import OperationalError

from tests import factories
from tests.locks import row_holder
from tests.settlement.factories import ACCEPTED, case_of, noted, officer_of
from tiepdan.law.events import Event
from tiepdan.settlement import actions

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_event_waits_for_the_case():
    factories.enter_calendar()
    case = case_of()
    by = officer_of(case)
    noted(case, Event.COMPLAINT_ACCEPTED, ACCEPTED, by=by)

    with row_holder() as hold:
        hold(case)
        with pytest.raises(OperationalError, match="lock timeout"):
            noted(case, Event.SUSPENDED, ACCEPTED, by=by)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.take_back(case, by=by, reason="Nhầm")
