"""Pictures of the device check: everything well, and each fault of a camera or microphone with its advice."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser import chromium
from tests.browser.album import Album
from tests.browser.at_the_site import SiteOfficer
from tests.browser.house import RunningHouse

ROLE = "site_officer"
OFFICER = "diem-cau-phu-hoi"


def take(playwright: Playwright, running: RunningHouse, album: Album) -> list[str]:
    _well(playwright, running, album)
    browser = chromium.launch(playwright)
    for name, fault in chromium.DEVICE_FAULTS.items():
        context = browser.new_context(locale="vi-VN")
        chromium.fail_devices(context, fault)
        _check(running, context, album, f"devices-{name}", fault.words)
        context.close()
    browser.close()
    return []


def _well(playwright: Playwright, running: RunningHouse, album: Album) -> None:
    with TemporaryDirectory() as folder:
        browser = chromium.launch(playwright, chromium.make_devices(chromium.FIRST, Path(folder)))
        _check(running, browser.new_context(locale="vi-VN"), album, "devices-well", "Dùng được")
        browser.close()


def _check(running: RunningHouse, context: BrowserContext, album: Album, name: str, words: str) -> None:
    officer = SiteOfficer(running.enter(context, OFFICER))
    officer.open_device_check()
    expect(officer.page.locator("[data-device=camera]")).to_contain_text(words)
    album.take(officer.page, ROLE, name)
