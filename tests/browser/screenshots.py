"""`make screenshots`: every page that each person can reach and every state of the room, under var/screenshots/.

Each at three widths, in ROLE/WIDTH/NAME.png. The pages are found by their links, so a new one is taken without being
listed here; what only an act brings about is played: `states_of_citizen.py`, `states_of_devices.py`,
`states_of_room.py`; and `states_of_plenty.py` strains the main pages. What a machine can see of the look is said at the
end (`inspection.py`). `PART=pages|plenty|citizen|devices|room` takes one of them alone; with RUNNING_DEMO, the working
directory of a demo that runs already, none is started.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect, sync_playwright

from tests.browser import chromium, house, states_of_citizen, states_of_devices, states_of_plenty, states_of_room
from tests.browser.album import Album
from tests.browser.house import RunningHouse
from tests.browser.walk import walk
from tiepdan.cli.environment import ROOT

OUTPUT = ROOT / "var" / "screenshots"
SLOW_MS = 20_000  # a picture between every two acts
Part = Callable[[Playwright, RunningHouse, Album], list[str]]


def main() -> int:
    expect.set_options(timeout=SLOW_MS)
    album = Album(OUTPUT)
    chosen = os.environ.get("PART", "")
    if not chosen:
        shutil.rmtree(OUTPUT, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="tiepdan-screenshots-"))
    folder.chmod(0o711)  # as root, PostgreSQL's own user passes through
    running = house.join() or house.start(folder / "var")
    try:
        with sync_playwright() as playwright:
            faults = [
                fault
                for name, part in PARTS.items()
                if chosen in ("", name)
                for fault in part(playwright, running, album)
            ]
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(album.pictures)} pictures in {OUTPUT}")
    for fault in faults + album.faults:
        print(f"✗ {fault}")
    return 1 if faults or album.faults else 0


def _pages(playwright: Playwright, running: RunningHouse, album: Album) -> list[str]:
    """Every page by its links, as anybody and as one person of each role."""
    browser = chromium.launch(playwright)
    public = browser.new_context(locale="vi-VN").new_page()
    faults = _walk(public, "public", [running.base_url + "/", running.front_page], album)
    for person in list({person["role"]: person for person in reversed(running.listing["people"])}.values()):
        context = browser.new_context(locale="vi-VN")
        page = running.enter(context, person["username"])
        faults += _walk(page, person["role"], [page.url], album)
        context.close()
    browser.close()
    return faults


def _walk(page: Page, role: str, starts: list[str], album: Album) -> list[str]:
    """Take each page once. Returns what went wrong."""
    print(role, flush=True)
    faults = []
    for address, status in walk(page, starts):
        if status >= 400:
            faults.append(f"{role}: {status} at {address}")
        album.take(page, role, address.strip("/").replace("/", "_") or "front")
    return faults


PARTS: dict[str, Part] = {
    "citizen": states_of_citizen.take,
    "devices": states_of_devices.take,
    "room": states_of_room.take,
    "pages": _pages,
    "plenty": states_of_plenty.take,
}


if __name__ == "__main__":
    sys.exit(main())
