"""The running demo with this process at its database, and browsers with cameras: for benches of picture and sound."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser import chromium, house
from tests.browser.house import PROGRAMS, RunningHouse
from tiepdan.cli import environment
from tiepdan.cli.environment import ROOT, Place

LIVEKIT_CLIENT = ROOT / "node_modules/livekit-client/dist/livekit-client.umd.js"
PATIENCE_SECONDS = 30
WINDOW = {"width": 800, "height": 450}  # two cores draw for every computer of the session
LOOK_EVERY_SECONDS = 0.4  # the pages note their own moments; asking often would cost what is measured


@dataclass
class MediaHouse:
    """A demo and the browsers at its sites."""

    running: RunningHouse
    playwright: Playwright
    folder: Path
    opened: list[Browser] = field(default_factory=list)

    def context(self, site: chromium.Site | None = None, **size: Any) -> BrowserContext:
        """A browser process of its own, with this site's camera and microphone."""
        devices = chromium.make_devices(site, self.folder, **size) if site else None
        self.opened.append(chromium.launch(self.playwright, devices))
        return self.opened[-1].new_context(locale="vi-VN", viewport=WINDOW)

    def window_beside(self, context: BrowserContext) -> BrowserContext:
        """A window of its own in the same browser: the pictures of a hidden tab are drawn once a second only."""
        assert context.browser is not None
        return context.browser.new_context(locale="vi-VN", viewport=WINDOW)

    def enter(self, context: BrowserContext, username: str) -> Page:
        """The person's window, opened by the front page's click."""
        front = context.new_page()
        front.goto(self.running.front_page)
        with context.expect_page() as opened:
            front.locator(f"form[data-demo-person='{username}'] button").click()
        opened.value.wait_for_load_state()
        front.close()
        return opened.value


@contextmanager
def started() -> Iterator[MediaHouse]:
    """Everything started anew in a directory that is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="tiepdan-bench-media-"))
    folder.chmod(0o711)  # as root, PostgreSQL's own user passes through
    running = house.start(folder / "var")
    try:
        _join_the_database(running)
        # Asked before Playwright starts its loop; Django would take that loop for a reason to refuse its database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        with sync_playwright() as playwright:
            made = MediaHouse(running, playwright, folder)
            yield made
            for browser in made.opened:
                browser.close()
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _join_the_database(running: RunningHouse) -> None:
    import django

    media = running.listing["livekit_url"]
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LIVEKIT_URL": media.replace("ws://", "http://"),
            "LIVEKIT_PUBLIC_URL": media,
            "TIEPDAN_VAR": str(running.var),
            "LOG_LEVEL": "WARNING",
        }
    )
    environment.use_installed(Place(running.var))
    django.setup()


@contextmanager
def recording(room: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A recorder in this room, as in every hearing."""
    from tiepdan.rooms import livekit

    folder.mkdir()
    ticket = livekit.recorder_ticket(room, f"recorder:{uuid.uuid4()}")
    job = {
        "url": ticket.url,
        "token": ticket.token,
        "room": room,
        "recording": str(uuid.uuid4()),
        "run": 1,
        "folder": str(folder),
        "segment_seconds": 10,
        "previous_hash": "0" * 64,
        "previous_sequence": 0,
    }
    process = subprocess.Popen([PROGRAMS / "recorder"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stdin is not None
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    yield process
    process.stdin.write("stop\n")
    process.stdin.flush()
    process.wait(20)


def wait_until(what: Callable[[], Any], *, words: str) -> Any:
    """The first true answer.

    Raises: AssertionError.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while not (answer := what()):
        assert time.monotonic() < until, words
        time.sleep(LOOK_EVERY_SECONDS)
    return answer


def stage(page: Page) -> dict[str, Any]:
    """The stage's own copy of what it knows."""
    return dict(page.evaluate("() => JSON.parse(JSON.stringify(window.tiepdanStage ?? {}))"))


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
