"""A database that has every migration behind it, kept in `var/tests/` so that no run applies them again.

Migrating takes longer than a hundred tests, and every worker needs a server of its own. A run that finds nothing kept,
or something made of other migrations, begins with an empty server: only slower.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "tests"
MADE_OF = ("tiepdan/*/migrations/*.py", "tiepdan/cli/postgres.py", "config/settings.py", "requirements/base.txt")
OF_OURS = re.compile(r"^import (tiepdan[\w.]+)$", re.MULTILINE)


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
    """What it was made of, and the modules of ours that the migrations read."""
    for path in sorted(one for pattern in MADE_OF for one in ROOT.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        read = [ROOT / f"{name.replace('.', '/')}.py" for name in OF_OURS.findall(text)]
        for part in [path, *read]:
            yield f"{part.relative_to(ROOT)}\0".encode() + part.read_bytes()
