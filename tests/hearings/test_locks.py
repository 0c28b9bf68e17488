"""Each lock, held from a second connection: the action must wait for it."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection

from tests.hearings.factories import held_session, open_hearing, waiting_ticket
from tiepdan.hearings import actions
from tiepdan.hearings.enums import InterruptionCause

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other() -> Iterator[psycopg.Connection]:
    """A second connection; ours gives up waiting after 200 ms."""
    settings = connection.get_connection_params()
    wanted = {name: settings[name] for name in ("dbname", "user", "password", "host", "port") if settings.get(name)}
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    opened = psycopg.connect(**wanted)
    yield opened
    opened.rollback()
    opened.close()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")


def hold(other: psycopg.Connection, row: object) -> None:
    table = row._meta.db_table
    other.execute(f'SELECT 1 FROM "{table}" WHERE id = %s FOR NO KEY UPDATE', [row.pk])  # noqa: S608 -- our own name


def test_call_next_waits_for_the_session(other: psycopg.Connection):
    held = held_session("live")
    waiting_ticket(held)
    hold(other, held.session)

    with pytest.raises(OperationalError, match="lock timeout"):
        actions.call_next(held.session, by=held.coordinator)


def test_close_session_waits_for_the_session(other: psycopg.Connection):
    held = held_session("live")
    hold(other, held.session)

    with pytest.raises(OperationalError, match="lock timeout"):
        actions.close_session(held.session, by=held.coordinator)


def test_go_live_waits_for_the_hearing(other: psycopg.Connection):
    hearing = open_hearing(held_session("live"), "opening")
    hold(other, hearing)

    with pytest.raises(OperationalError, match="lock timeout"):
        actions.go_live(hearing)


@pytest.mark.parametrize("act", ["give_floor", "take_floor", "ask_floor"])
def test_floor_waits_for_the_hearing(other: psycopg.Connection, act: str):
    held = held_session("live")
    hearing = open_hearing(held)
    hold(other, hearing)

    with pytest.raises(OperationalError, match="lock timeout"):
        getattr(actions, act)(hearing, held.site, by=held.chair)


def test_interrupt_waits_for_the_hearing(other: psycopg.Connection):
    hearing = open_hearing(held_session("live"))
    hold(other, hearing)

    with pytest.raises(OperationalError, match="lock timeout"):
        actions.interrupt(hearing, cause=InterruptionCause.CHAIR)


@pytest.mark.parametrize("row", ["session", "registration", "ticket"])
def test_end_waits_for_everything_that_it_moves(other: psycopg.Connection, row: str):
    held = held_session("live")
    hearing = open_hearing(held)
    hold(other, getattr(hearing, row))

    with pytest.raises(OperationalError, match="lock timeout"):
        actions.end(hearing, by=held.chair)
