"""Everybody whom the pictures of a session need, each in a browser of his own, in the demo's session of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser import chromium
from tests.browser.album import Album
from tests.browser.at_the_site import SiteOfficer
from tests.browser.house import RunningHouse
from tests.browser.people import Chair, Coordinator, NoteTaker
from tests.browser.screen import Screen

# Larger than the tests' own, so that a picture shows what a person would see.
PICTURE = "640x360"
COMMUNE, COMMUNE_NAME = "diem-cau-phu-hoi", "Xã Phú Hội"
ELSEWHERE = "diem-cau-nam-khe"


@dataclass
class Cast:
    """The people at the centre, the officer of the commune, and the wall screens of three sites."""

    running: RunningHouse
    album: Album
    coordinator: Coordinator
    chair: Chair
    note_taker: NoteTaker
    officer: SiteOfficer
    centre: Screen
    commune: Screen
    elsewhere: Screen
    session: str
    offices: BrowserContext

    def window(self) -> Page:
        """One more window at the centre."""
        return self.centre.page.context.new_page()


@contextmanager
def gathered(playwright: Playwright, running: RunningHouse, album: Album) -> Iterator[Cast]:
    """The cast, with every screen open and waiting; all browsers are closed at the end."""
    with TemporaryDirectory() as folder:
        made = [
            chromium.launch(playwright, chromium.make_devices(site, Path(folder), picture=PICTURE))
            for site in (chromium.CENTRE, chromium.FIRST, chromium.SECOND)
        ]
        plain = chromium.launch(playwright)
        try:
            yield _gather(running, album, made, plain)
        finally:
            for browser in (*made, plain):
                browser.close()


def _gather(running: RunningHouse, album: Album, made: list[Browser], plain: Browser) -> Cast:
    at_the_centre, at_the_commune, away = (browser.new_context(locale="vi-VN") for browser in made)
    offices = plain.new_context(locale="vi-VN")
    coordinator = Coordinator(running.enter(at_the_centre, "dieu-phoi"))
    session = coordinator.session_of_today()
    return Cast(
        running=running,
        album=album,
        coordinator=coordinator,
        chair=Chair(running.enter(offices, "chu-tri")),
        note_taker=NoteTaker(running.enter(offices, "ghi-chep")),
        officer=SiteOfficer(running.enter(offices, COMMUNE)),
        centre=coordinator.open_screen(session, at_the_centre.new_page()),
        commune=SiteOfficer(running.enter(at_the_commune, COMMUNE)).open_screen_of_today(),
        elsewhere=SiteOfficer(running.enter(away, ELSEWHERE)).open_screen_of_today(),
        session=session,
        offices=offices,
    )
