"""A fresh, durable PostgreSQL with our tables, for benches of actions."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.environment import KEYS
from tiepdan.cli import postgres
from tiepdan.cli.processes import House


@contextmanager
def fresh() -> Iterator[House]:
    """Started as the demo starts it, `fsync` on; this process and its children are set up for it. Ends with all."""
    folder = Path(tempfile.mkdtemp(prefix="tiepdan-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL's own user passes through
    cluster = postgres.prepare(folder / "postgresql")
    house = House(print)
    try:
        house.start(postgres.program(cluster, folder / "postgresql.log"))
        postgres.make_database(cluster)
        os.environ.update(KEYS | {"DATABASE_URL": cluster.url, "TIEPDAN_VAR": str(folder), "PYTHONWARNINGS": "ignore"})
        (folder / "static").mkdir()
        _make_tables()
        yield house
    finally:
        house.stop()
        postgres.tidy(cluster)
        shutil.rmtree(folder, ignore_errors=True)


def _make_tables() -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
