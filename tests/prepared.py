"""A database that has every migration behind it, kept in `var/tests/` so that no run applies them again.

Migrating takes longer than a hundred tests, and every worker needs a server of its own. A run that finds nothing kept,
or something made of other migrations, begins with an empty server: only slower.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "tests"
MADE_OF = (
    "tiepdan/*/migrations/*.py",
    "tiepdan/*/models.py",
    "tiepdan/law/*.py",  # the migrations read its kinds and events
    "tiepdan/cli/postgres.py",
    "config/settings.py",
    "requirements/base.txt",
    "tests/environment.py",
)


def kept() -> Path | None:
    """The data directory to copy from, or nothing when there is none for the migrations of now."""
    folder = KEPT / _digest()
    return folder if folder.is_dir() else None


def copy_to(data: Path, kept: Path) -> None:
    """Copy a data directory that no server runs. Not with `shutil`: as root, the files belong to the server's user."""
    subprocess.run(["cp", "-a", str(kept), str(data)], check=True)


def keep(data: Path) -> None:
    """Keep a copy of this data directory, whose server has stopped; those of other migrations go."""
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    half = KEPT / "half"
    copy_to(half, data)
    half.rename(KEPT / _digest())


def _digest() -> str:
    return hashlib.sha256(b"".join(_parts())).hexdigest()[:16]


def _parts() -> Iterator[bytes]:
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            yield f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes()
