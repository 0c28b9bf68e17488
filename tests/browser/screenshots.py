"""`make screenshots`: every page that each person can reach, at three widths, under var/screenshots/ROLE/WIDTH/.

It starts the demo, opens each person by the front page's click, and follows the links of the pages, so a new page is
found without being listed here. States of the room are added by the journeys, which know how to reach them.
"""

import re
import shutil
import sys
import tempfile
from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import BrowserContext, Error, Page, Response, sync_playwright

from tests.browser import chromium, house
from tests.browser.house import RunningHouse
from tiepdan.cli.environment import ROOT

WIDTHS = {360: 740, 1366: 768, 1920: 1080}
OUTPUT = ROOT / "var" / "screenshots"
MOST_PAGES = 60
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9A-Z]{16}(?=/|$)|(?<=/)\d+(?=/|$)")
NOT_A_PAGE = ("/static/", "/su-kien/", "/demo/", "/tai-khoan/logout")


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
    """Take each page once; two pages that differ only by a key are one page. Returns what went wrong."""
    print(role, flush=True)
    waiting, seen, faults = deque(starts), {_shape(start) for start in starts}, []
    for _number in range(MOST_PAGES):
        if not waiting:
            break
        url = waiting.popleft()
        answer = _open(page, url)
        if answer is None or not _is_page(answer):
            continue
        if answer.status >= 400:
            faults.append(f"{role}: {answer.status} at {urlsplit(url).path}")
        _take(page, role, url)
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
            following = urljoin(page.url, link).partition("#")[0]
            if _is_ours(following, url) and _shape(following) not in seen:
                seen.add(_shape(following))
                waiting.append(following)
    return faults


def _open(page: Page, url: str) -> Response | None:
    """The page's answer; nothing for a file that the browser downloads."""
    try:
        return page.goto(url, wait_until="load")
    except Error as fault:
        if "Download is starting" in str(fault):
            return None
        raise


def _take(page: Page, role: str, url: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        path = OUTPUT / role / str(width) / f"{_file_name(url)}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)


def _is_page(answer: Response) -> bool:
    return answer.headers.get("content-type", "").startswith("text/html")


def _is_ours(url: str, beside: str) -> bool:
    parts = urlsplit(url)
    return parts.netloc == urlsplit(beside).netloc and not parts.path.startswith(NOT_A_PAGE)


def _shape(url: str) -> str:
    return KEY.sub("KEY", urlsplit(url).path)


def _file_name(url: str) -> str:
    return _shape(url).strip("/").replace("/", "_") or "front"


if __name__ == "__main__":
    sys.exit(main())
