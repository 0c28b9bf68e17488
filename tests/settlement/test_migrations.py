"""What the changes of data make of rows that an earlier version wrote."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from tests import factories
from tests.settlement.factories import case_of, noted
from tiepdan.law.events import Event
from tiepdan.settlement.models import SettlementEvent

pytestmark = pytest.mark.django_db
CARRY_OVER = import_module("tiepdan.settlement.migrations.0002_want_a_document_for_a_finding").CARRY_OVER


def test_finding_without_its_document_says_so_and_no_other_event_is_touched():
    factories.enter_calendar()
    case = case_of()
    noted(case, Event.COMPLAINT_ACCEPTED, date(2026, 8, 3))
    noted(case, Event.FOUND_COMPLEX, date(2026, 8, 5), given={"criteria_met": "several_bodies"})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE settlement_settlementevent DROP CONSTRAINT settlement_document_is_numbered")
    SettlementEvent.objects.filter(event="found_complex").update(document_number="")

    with connection.cursor() as cursor:
        cursor.execute(CARRY_OVER)

    numbers = dict(SettlementEvent.objects.values_list("event", "document_number"))
    assert numbers == {"complaint_accepted": "12/QĐ", "found_complex": "(không ghi số)"}
