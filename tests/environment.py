"""What the settings need before any test is collected: throw-away keys, and PostgreSQL when nobody named one.

python -m tests.environment        migrate a database for all runs, unless the one that is kept is still good
"""

import atexit
import base64
import os
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests import prepared

if TYPE_CHECKING:
    from tiepdan.cli.postgres import Cluster
    from tiepdan.cli.processes import House

KEYS = {
    "SECRET_KEY": "only-for-tests",
    "IDENTITY_KEY": base64.urlsafe_b64encode(b"identity".ljust(32, b"-")).decode(),
    "PROTECTED_IDENTITY_KEY": base64.urlsafe_b64encode(b"protected".ljust(32, b"-")).decode(),
    "IDENTITY_INDEX_KEY": "only-for-tests-index",
    "LIVEKIT_API_SECRET": "only-for-tests-" + "s" * 24,
    "LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
STARTED_HERE = "TIEPDAN_TESTS_DATABASE_URL"
"""Names the server that this run started itself; one that somebody named is for all."""
BIN = Path(__file__).parents[1] / "var" / "bin"
PROGRAMS = {"LIVEKIT_BIN": str(BIN / "livekit-server"), "RECORDER_BIN": str(BIN / "recorder")}
"""The media programs that `make` built; the tests' own files go to a folder of their own."""
MEMORY = "/dev/shm"  # noqa: S108 -- a folder of our own is made in it
ENOUGH_MEMORY_BYTES = 2 << 30


@dataclass(frozen=True)
class Server:
    """The PostgreSQL of this run, in its house of one program."""

    cluster: "Cluster"
    house: "House"


def prepare() -> Server | None:
    """Fill in the environment. Called before Django is imported.

    Returns the server that was started, or nothing when DATABASE_URL already names one.
    """
    for name, value in {**KEYS, **PROGRAMS}.items():
        if f"{name}_FILE" not in os.environ:
            os.environ.setdefault(name, value)
    if "TIEPDAN_VAR" not in os.environ:
        os.environ["TIEPDAN_VAR"] = _folder("tiepdan-tests-")
    (Path(os.environ["TIEPDAN_VAR"]) / "static").mkdir(
        parents=True, exist_ok=True
    )  # WhiteNoise warns when it is missing
    if "DATABASE_URL" in os.environ:
        return None
    server = _start_postgresql()
    os.environ["DATABASE_URL"] = os.environ[STARTED_HERE] = server.cluster.url
    return server


def is_server_our_own() -> bool:
    """Whether nobody else can be in this server's test database, which then goes with the server."""
    return os.environ["DATABASE_URL"] == os.environ.get(STARTED_HERE)


def leave_it_to_the_workers() -> None:
    """Take away what processes that inherit this environment shall make for themselves.

    Each worker of xdist gets a PostgreSQL of its own: a long transaction of one would hold up the sealing of the audit
    in the others. Without the settings' name pytest-django does not read them before `prepare` has run there.
    """
    del os.environ["DJANGO_SETTINGS_MODULE"]
    if is_server_our_own():
        del os.environ["DATABASE_URL"], os.environ[STARTED_HERE]


def _folder(prefix: str, *, within: str | None = None) -> str:
    """A folder of this run, which PostgreSQL's own user may pass through when we are root."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=within))
    folder.chmod(0o711)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(folder)


def _memory() -> str | None:
    """Files in memory: emptying seventy tables after a test costs little there. A container may have a tiny one."""
    is_large = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY_BYTES
    return MEMORY if is_large else None


def _start_postgresql() -> Server:
    """An embedded server that forgets everything with this process: in memory, or without waiting for the disk."""
    from tiepdan.cli import postgres  # needs its wheel; a run with DATABASE_URL does not
    from tiepdan.cli.processes import House

    folder = Path(_folder("tiepdan-postgresql-", within=_memory()))
    if (kept := prepared.kept()) is not None:
        prepared.copy_to(folder / "data", kept)
    cluster = postgres.prepare(folder / "data")
    house = House(warnings.warn)
    house.at_the_end(lambda: postgres.tidy(cluster))
    atexit.register(house.stop)
    house.start(postgres.program(cluster, folder / "log", durable=False))
    postgres.make_database(cluster)
    return Server(cluster, house)


def _migrate_for_all_runs() -> None:
    server = prepare()
    if server is None:
        return  # DATABASE_URL names a server that somebody else keeps
    import django
    from django.db import connection

    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    server.house.stop()
    prepared.keep(server.cluster.data)


if __name__ == "__main__" and prepared.kept() is None:
    _migrate_for_all_runs()
