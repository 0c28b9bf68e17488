"""The real demo, started as `make demo` starts it, in a directory and on ports of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.environment import KEYS
from tiepdan.cli.environment import ROOT
from tiepdan.cli.ports import free_port

START_SECONDS = 240
STOP_SECONDS = 60
LATE = time_of_day(23, 20)
PROGRAMS = ROOT / "var" / "bin"


@dataclass
class RunningHouse:
    """A running demo. What it says of itself is read again at each question: restarted programs change their ids."""

    var: Path
    process: subprocess.Popen[bytes] | None  # nothing when somebody else started it

    @property
    def listing(self) -> dict[str, Any]:
        return json.loads((self.var / "demo.json").read_text())

    @property
    def base_url(self) -> str:
        return str(self.listing["base_url"])

    @property
    def front_page(self) -> str:
        return f"{self.base_url}/demo/"

    def people(self, role: str) -> list[dict[str, str]]:
        return [person for person in self.listing["people"] if person["role"] == role]

    def person(self, role: str) -> dict[str, str]:
        return self.people(role)[0]

    def pids(self, group: str) -> list[int]:
        return list(self.listing["pids"][group])

    def log(self, name: str) -> str:
        return (self.var / "log" / f"{name}.log").read_text(errors="replace")

    def letters(self) -> list[bytes]:
        """What the demo's mail server received, oldest first."""
        return [path.read_bytes() for path in sorted((self.var / "mail").glob("*.eml"))]

    @property
    def runs(self) -> bool:
        return self.process is None or self.process.poll() is None

    def enter(self, context: BrowserContext, username: str) -> Page:
        """Sign a person in by the front page's one click; returns his window."""
        front = context.new_page()
        front.goto(self.front_page)
        with context.expect_page() as opened:
            front.locator(f"form[data-demo-person='{username}'] button").click()
        page = opened.value
        page.wait_for_load_state()
        front.close()
        expect(page.locator("body")).not_to_have_attribute("data-person", "")
        return page

    def stop(self) -> int:
        """Ctrl-C; returns its exit status."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_SECONDS)


def join() -> RunningHouse | None:
    """While writing a journey, RUNNING_DEMO names the working directory of a demo that runs already."""
    already = os.environ.get("RUNNING_DEMO")
    return RunningHouse(Path(already), None) if already else None


def start(var: Path, port: int | None = None) -> RunningHouse:
    """Start it and wait until it has told who can sign in.

    Raises: AssertionError with its last words.
    """
    port = port or free_port(18000)
    var.mkdir(parents=True, exist_ok=True)
    output = var / "output"
    with output.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tiepdan", "demo", "--port", str(port)],
            cwd=ROOT,
            env=_environment(var),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    until = time.monotonic() + START_SECONDS
    while not (var / "demo.json").exists():
        if process.poll() is not None or time.monotonic() > until:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS)
            raise AssertionError(output.read_text())
        time.sleep(0.2)
    return RunningHouse(var, process)


def seconds_to_a_lasting_day(now: datetime) -> float:
    """How long to wait, late in the evening, for the next day: the demo's session of today ends with the day itself."""
    if now.time() < LATE:
        return 0
    begin = (now + timedelta(days=1)).replace(hour=0, minute=0, second=1, microsecond=0)
    return (begin - now).total_seconds()


def _environment(var: Path) -> dict[str, str]:
    """Ours without the tests' own keys and database: the demo makes its own."""
    kept = {name: value for name, value in os.environ.items() if name not in (*KEYS, "DATABASE_URL", "LIVEKIT_URL")}
    binaries = os.environ.get("TIEPDAN_BIN", str(PROGRAMS))
    return kept | {"TIEPDAN_VAR": str(var), "TIEPDAN_BIN": binaries, "PYTHONWARNINGS": "ignore"}
