"""What the settings need before any test is collected: throw-away keys, and PostgreSQL when nobody named one."""

import atexit
import base64
import os
import shutil
import tempfile
import warnings
from pathlib import Path

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


def prepare() -> None:
    """Fill in the environment. Called before Django is imported."""
    for name, value in {**KEYS, **PROGRAMS}.items():
        if f"{name}_FILE" not in os.environ:
            os.environ.setdefault(name, value)
    if "TIEPDAN_VAR" not in os.environ:
        os.environ["TIEPDAN_VAR"] = _folder("tiepdan-tests-")
    (Path(os.environ["TIEPDAN_VAR"]) / "static").mkdir(
        parents=True, exist_ok=True
    )  # WhiteNoise warns when it is missing
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = os.environ[STARTED_HERE] = _start_postgresql()


def leave_it_to_the_workers() -> None:
    """Take away what processes that inherit this environment shall make for themselves.

    Each worker of xdist gets a PostgreSQL of its own: a long transaction of one would hold up the sealing of the audit
    in the others. Without the settings' name pytest-django does not read them before `prepare` has run there.
    """
    del os.environ["DJANGO_SETTINGS_MODULE"]
    if os.environ["DATABASE_URL"] == os.environ.pop(STARTED_HERE, None):
        del os.environ["DATABASE_URL"]


def _folder(prefix: str) -> str:
    """A folder of this run, which PostgreSQL's own user may pass through when we are root."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o711)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(folder)


def _start_postgresql() -> str:
    """An embedded server that forgets everything with this process: it does not wait for the disk."""
    from tiepdan.cli import postgres
    from tiepdan.cli.processes import House

    folder = Path(_folder("tiepdan-postgresql-"))
    cluster = postgres.prepare(folder / "data")
    house = House(warnings.warn)
    house.at_the_end(lambda: postgres.tidy(cluster))
    atexit.register(house.stop)
    house.start(postgres.program(cluster, folder / "log", durable=False))
    postgres.make_database(cluster)
    return cluster.url
