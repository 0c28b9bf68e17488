"""`make screenshots`: every page that each person can reach, at three widths, under var/screenshots/ROLE/WIDTH/.

It starts the demo, opens each person by the front page's click, and follows the links of the pages, so a new page is
found without being listed here. States of the room are added by the journeys, which know how to reach them.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser import chromium, house
from tests.browser.house import RunningHouse
from tests.browser.walk import walk
from tiepdan.cli.environment import ROOT

WIDTHS = {360: 740, 1366: 768, 1920: 1080}
OUTPUT = ROOT / "var" / "screenshots"


def main() -> int:
    shutil.rmtree(OUTPUT, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="tiepdan-screenshots-"))
    folder.chmod(0o711)  # as root, PostgreSQL's own user passes through
    running = house.start(folder / "var")
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            faults = _public(running, browser.new_context(locale="vi-VN"))
            for person in _one_of_each_role(running):
                faults += _staff(running, browser.new_context(locale="vi-VN"), person)
            browser.close()
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{sum(1 for _path in OUTPUT.rglob('*.png'))} pictures in {OUTPUT}")
    for fault in faults:
        print(f"✗ {fault}")
    return 1 if faults else 0


def _one_of_each_role(running: RunningHouse) -> list[dict[str, str]]:
    return list({person["role"]: person for person in reversed(running.listing["people"])}.values())


def _public(running: RunningHouse, context: BrowserContext) -> list[str]:
    page = context.new_page()
    page.goto(running.base_url)
    return _walk(page, "public", [running.base_url + "/", running.front_page])


def _staff(running: RunningHouse, context: BrowserContext, person: dict[str, str]) -> list[str]:
    front = context.new_page()
    front.goto(running.front_page)
    with context.expect_page() as opened:
        front.locator(f"form[data-demo-person='{person['username']}'] button").click()
    opened.value.wait_for_load_state()
    faults = _walk(opened.value, person["role"], [opened.value.url])
    context.close()
    return faults


def _walk(page: Page, role: str, starts: list[str]) -> list[str]:
    """Take each page once. Returns what went wrong."""
    print(role, flush=True)
    faults = []
    for address, status in walk(page, starts):
        if status >= 400:
            faults.append(f"{role}: {status} at {address}")
        _take(page, role, address)
    return faults


def _take(page: Page, role: str, address: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        path = OUTPUT / role / str(width) / f"{_file_name(address)}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)


def _file_name(address: str) -> str:
    return address.strip("/").replace("/", "_") or "front"


if __name__ == "__main__":
    sys.exit(main())
