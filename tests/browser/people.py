"""The cast of a session: one class per person, one method per act. A method ends when its act shows."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.screen import Screen

Enter = Callable[[BrowserContext, str], Page]
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Person:
    """Somebody signed in at his own host."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))

    def open(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def choose(self, label: str) -> None:
        """Tick or mark one choice; its box is often drawn over by its label."""
        self.page.get_by_label(label, exact=True).check(force=True)

    def give_reason(self, opener: str, reason: str, *, within: Locator | None = None) -> None:
        """A grave act: its dialog asks for the reason."""
        (within or self.page).get_by_role("button", name=opener, exact=True).first.click()
        dialog = self.page.locator("dialog[open]")
        dialog.get_by_label("Lý do", exact=True).fill(reason)
        dialog.locator("button[type=submit]").click()
        expect(dialog).to_have_count(0)

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def sees_not(self, words: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(words)


class AtTheTable(Person):
    """Coordinator or chair, who run the session."""

    def open_table(self, session: str) -> None:
        self.open(f"/quan-ly/phien/{session}/")

    def call_next(self) -> str:
        """Call the next number; returns the hearing."""
        self.page.get_by_role("button", name=re.compile("Gọi lượt tiếp theo")).click()
        ending = self.page.locator("form[action*='/luot/'][action$='/ket-thuc/']").first
        ending.wait_for(state="attached")
        return _last_id(ending.get_attribute("action"))

    def end_hearing(self, reason: str) -> None:
        self.give_reason("Kết thúc lượt tiếp", reason)
        expect(self.page.get_by_role("button", name=re.compile("Gọi lượt tiếp theo"))).to_be_visible()


class Coordinator(AtTheTable):
    """Lê Thị Bình at the central site."""

    def session_of_today(self) -> str:
        """The first session on the list of those that run today or later."""
        self.open("/quan-ly/phien/")
        first = self.page.locator("main a[href*='/quan-ly/phien/']").first
        return _last_id(first.get_attribute("href"))

    def open_screen(self, session: str, page: Page) -> Screen:
        """The central site's screen, in a second window of the same browser."""
        self.open(f"/quan-ly/san-sang/{session}/")
        link = self.page.get_by_role("link", name="Mở màn hình điểm cầu trung tâm")
        page.goto(self.origin + str(link.get_attribute("href")))
        return Screen(page)

    def sees_the_hearing_live(self, number: int) -> None:
        expect(self.page.locator("#session-status")).to_contain_text(f"Số {number:02d}: Đang tiếp", timeout=15_000)


class Chair(AtTheTable):
    """The receiver: the file, the face, the floor, the clock."""

    def open_table(self, session: str) -> None:
        self.open(f"/quan-ly/phien/{session}/chu-tri/")

    def give_floor(self, site: str) -> None:
        self._floor_button(site).click()
        expect(self._floor_button(site)).to_have_attribute("aria-pressed", "true")

    def take_floor(self, site: str) -> None:
        self._floor_button(site).click()
        expect(self._floor_button(site)).to_have_attribute("aria-pressed", "false")

    def _floor_button(self, site: str) -> Locator:
        return self.page.locator("#floor button.floor-button", has_text=site)


class SiteOfficer(Person):
    """The officer of one commune, with the desk's window and the wall screen."""

    def open_desk(self, hours: str) -> str:
        """The desk of the session of these hours; returns the site."""
        self.open("/quan-ly/ban-tiep-don/")
        card = self.page.locator(".card-link", has_text=hours)
        if card.count():
            card.get_by_role("link").click()
        self.page.wait_for_url(re.compile(r"/quan-ly/ban-tiep-don/[0-9a-f-]{36}/"))
        return _last_id(self.page.url)

    def open_screen(self, site: str) -> Screen:
        self.open(f"/diem-cau/{site}/man-hinh/")
        return self._waiting_screen()

    def open_screen_of_today(self) -> Screen:
        self.open("/diem-cau/")
        return self._waiting_screen()

    def _waiting_screen(self) -> Screen:
        screen = Screen(self.page)
        screen.wait_until_outside()
        return screen


def _last_id(address: str | None) -> str:
    return UUID.findall(address or "")[-1]
