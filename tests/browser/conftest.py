"""One real house for the whole run, and browsers that are different sites."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser import chromium, house
from tests.browser.house import RunningHouse

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium; `make check` leaves it out.

    It comes last, in the random order of its own: Playwright keeps an event loop running in this thread until the end
    of the run, and code that starts a loop of its own refuses to work beside it.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def running_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """The demo with real PostgreSQL, LiveKit, recorder and worker, or the one that runs already."""
    if already := house.join():
        yield already
        return
    folder = tmp_path_factory.mktemp("house")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o711)  # as root, PostgreSQL's own user passes through
    time.sleep(house.seconds_to_a_lasting_day(datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))))
    started = house.start(folder / "var")
    yield started
    assert started.stop() == 0


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def site_devices(tmp_path_factory: pytest.TempPathFactory) -> Callable[[chromium.Site], chromium.FakeDevices]:
    """Makes a site's camera and microphone once."""
    folder = tmp_path_factory.mktemp("devices")
    made: dict[chromium.Site, chromium.FakeDevices] = {}

    def devices(site: chromium.Site) -> chromium.FakeDevices:
        if site not in made:
            made[site] = chromium.make_devices(site, folder)
        return made[site]

    return devices


@pytest.fixture
def site_browser(
    playwright: Playwright, site_devices: Callable[[chromium.Site], chromium.FakeDevices]
) -> Iterator[Callable[[chromium.Site], Browser]]:
    """Opens a browser that is one site; closed after the test."""
    opened: list[Browser] = []

    def open_browser(site: chromium.Site) -> Browser:
        opened.append(chromium.launch(playwright, site_devices(site)))
        return opened[-1]

    yield open_browser
    for browser in opened:
        browser.close()


@pytest.fixture(scope="session")
def plain_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser without camera and microphone, for pages."""
    browser = chromium.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def context(plain_browser: Browser) -> Iterator[BrowserContext]:
    made = plain_browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield made
    made.close()


@pytest.fixture
def enter(running_house: RunningHouse) -> Callable[[BrowserContext, str], Page]:
    """Signs a person in by the front page's one click and returns his window."""
    return running_house.enter
