import time

import pytest
from django.db import Error, connection, transaction

from tests.factories import AgencyFactory, UserFactory
from tiepdan.audit import sealing
from tiepdan.audit.actions import record
from tiepdan.audit.models import AuditEntry, AuditSeal

pytestmark = pytest.mark.django_db(transaction=True)


def seal_all(entries):
    """Seal until so many entries are covered; other transactions of the cluster may hold it up."""
    made = []
    for _attempt in range(200):
        if one := sealing.seal():
            made.append(one)
        if sum(one.entries for one in made) == entries:
            return made
        time.sleep(0.05)
    raise AssertionError(
        f"{[one.entries for one in made]} sealed, {entries} expected; held up by {open_transactions()}"
    )


def open_transactions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname, state, backend_type, query FROM pg_stat_activity WHERE backend_xid IS NOT NULL")
        return cursor.fetchall()


def entry(verb="places.test"):
    return record(UserFactory(), verb, AgencyFactory(), number=1)


def without_the_trigger(sql):
    """What somebody with the rights of the database's owner could do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER audit_entry_append_only")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER audit_entry_append_only")


def test_entry_cannot_be_changed_or_removed():
    made = entry()

    with pytest.raises(Error, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=made.pk).update(verb="something.else")
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=made.pk).delete()

    assert AuditEntry.objects.get(pk=made.pk).verb == "places.test"


def test_seal_covers_new_entries_once():
    entry()
    entry()

    seals = seal_all(2)

    assert seals[0].previous_hash == sealing.FIRST_HASH
    assert sealing.seal() is None


def test_seals_follow_one_another_and_hold():
    entry()
    [first] = seal_all(1)
    entry()
    [second] = seal_all(1)

    assert second.previous_hash == first.seal_hash
    assert sealing.first_broken_seal() is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE audit_auditentry SET verb = 'x' WHERE verb = 'places.second'", id="a changed entry"),
        pytest.param("DELETE FROM audit_auditentry WHERE verb = 'places.second'", id="a removed entry"),
        pytest.param("UPDATE audit_auditentry SET detail = '{}' WHERE verb = 'places.second'", id="a changed detail"),
    ],
)
def test_change_behind_our_back_breaks_its_seal(change):
    entry()
    seal_all(1)
    entry("places.second")
    [second] = seal_all(1)
    entry()
    seal_all(1)

    without_the_trigger(change)

    assert sealing.first_broken_seal() == second


def test_entry_of_a_running_transaction_waits_for_the_next_seal():
    import psycopg

    parameters = {
        k: v for k, v in connection.get_connection_params().items() if k in {"dbname", "user", "host", "port"}
    }
    entry()
    with psycopg.connect(**parameters) as slow:
        slow.execute("SELECT pg_current_xact_id()")
        entry("places.later")

        [sealed] = seal_all(1)
        while_it_runs = sealing.seal()
        slow.rollback()

    assert while_it_runs is None
    assert seal_all(1)[0].previous_hash == sealed.seal_hash
    assert AuditSeal.objects.count() == 2
