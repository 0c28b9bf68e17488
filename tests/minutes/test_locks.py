import psycopg
import pytest
from django.db import OperationalError, connection

from tests.locks import row_holder
from tests.minutes.factories import a_scan, agreed, live_hearing, note_taker, written
from tiepdan.minutes import actions
from tiepdan.minutes.register import NUMBERS_LOCK

pytestmark = pytest.mark.django_db(transaction=True)


def test_saving_waits_for_the_minutes():
    held, hearing = live_hearing()
    minutes = written(hearing, note_taker(held))

    with row_holder() as hold:
        hold(minutes)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.save(minutes, by=note_taker(held), version=1, text="x", agencies_text="", conclusion_text="")


def test_opening_waits_for_the_hearing():
    held, hearing = live_hearing()
    writer = note_taker(held)

    with row_holder() as hold:
        hold(hearing)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.open_minutes(hearing, by=writer)


def test_signing_waits_for_the_hearing():
    held, hearing = live_hearing()
    minutes = agreed(hearing, note_taker(held))

    with row_holder() as hold:
        hold(hearing)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.sign(minutes, by=held.officer, signature="signed", scan=a_scan())


def test_drafting_a_conclusion_waits_for_the_session():
    held, _hearing = live_hearing()

    with row_holder() as hold:
        hold(held.session)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.draft_conclusion(held.session, by=held.coordinator, body="A", limits=[])


def test_entering_the_register_waits_for_whoever_is_taking_a_number():
    held, hearing = live_hearing()
    parameters = {
        k: v
        for k, v in connection.get_connection_params().items()
        if k in {"dbname", "user", "host", "port", "password"}
    }

    with psycopg.connect(**parameters) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS_LOCK])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.enter_in_register(hearing, by=held.coordinator)
        other.rollback()
