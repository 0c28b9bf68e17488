"""Holding one row from a second connection, so that only an action that locks it has to wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, models


@contextmanager
def row_holder() -> Iterator[Callable[[models.Model], None]]:
    """Yields `hold(row)`: FOR NO KEY UPDATE, which no foreign key waits for; short lock_timeout."""
    parameters = {
        k: v
        for k, v in connection.get_connection_params().items()
        if k in {"dbname", "user", "host", "port", "password"}
    }
    with psycopg.connect(**parameters) as other:

        def hold(row: models.Model) -> None:
            other.execute(f"SELECT 1 FROM {row._meta.db_table} WHERE id = %s FOR NO KEY UPDATE", [row.pk])  # noqa: S608 -- our own table name
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")

        yield hold
        other.rollback()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = DEFAULT")
