"""`make demo` on a fresh clone of the last commit with an empty home directory, so without any cache of Python, Node or
Go: seconds until `var/demo.json` says who can sign in (`cold_s`); then Ctrl-C and the same once more (`warm_s`)."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tiepdan.cli.environment import ROOT
from tiepdan.cli.ports import free_port

LONGEST_SECONDS = 1800
OURS = (
    "DATABASE_URL",
    "TIEPDAN_VAR",
    "TIEPDAN_BIN",
    "VIRTUAL_ENV",
    "GOCACHE",
    "GOMODCACHE",
    "GOPATH",
    "MAKEFLAGS",
    "MAKELEVEL",
)


def run() -> dict[str, float]:
    folder = Path(tempfile.mkdtemp(prefix="tiepdan-setup-"))
    folder.chmod(0o711)
    try:
        clone, home = folder / "clone", folder / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        return {"cold_s": _start(clone, home), "warm_s": _start(clone, home)}
    finally:
        _remove(folder)


def _start(clone: Path, home: Path) -> float:
    """Seconds from the command to the written list; then Ctrl-C, which must end it well."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | {"HOME": str(home)}
    python = getattr(sys, "_base_executable", sys.executable)
    command = ["make", "demo", f"PORT={free_port(18590)}", f"PYTHON={python}"]
    began = time.monotonic()
    with subprocess.Popen(command, cwd=clone, env=environment, start_new_session=True) as process:
        while not (clone / "var" / "demo.json").exists():
            assert process.poll() is None, f"make demo ended with {process.returncode}"
            assert time.monotonic() - began < LONGEST_SECONDS, "make demo takes for ever"
            time.sleep(0.1)
        lasted = time.monotonic() - began
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)
    return round(lasted, 1)


def _remove(folder: Path) -> None:
    """Go writes its module cache without permission to write."""
    subprocess.run(["chmod", "-R", "u+w", str(folder)], check=False)
    shutil.rmtree(folder, ignore_errors=True)
