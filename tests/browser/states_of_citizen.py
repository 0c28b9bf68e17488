"""Pictures of what a citizen meets: the five questions, a refusal of each, the slip, and the case by its code."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, Playwright, expect

from tests.browser import chromium
from tests.browser.album import Album
from tests.browser.at_the_site import Citizen
from tests.browser.house import RunningHouse

ROLE = "citizen"
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phúc Khánh Huyền"
QUESTIONS = ("1-kind", "2-matter", "3-person", "4-place")
WHO = {"address": "Tổ dân phố số 12, thôn Khánh Thượng, đặc khu Hải Châu", "identity_number": "049185001234"}
UNCHECKED = "() => document.querySelectorAll('main form').forEach((form) => { form.noValidate = true; })"


class PicturedCitizen(Citizen):
    """Has each question photographed as it opens, as it is refused when left empty, and as it is answered."""

    def __init__(self, page: Page, take: Callable[[str], None]) -> None:
        super().__init__(page)
        self._take = take
        self._questions = iter(QUESTIONS)

    def _go_on(self) -> None:
        self._take(f"register-{next(self._questions)}-answered")
        super()._go_on()


def take(playwright: Playwright, running: RunningHouse, album: Album) -> list[str]:
    """Every state; the telephone's width comes first in each."""
    browser = chromium.launch(playwright)
    page = browser.new_context(locale="vi-VN", has_touch=True).new_page()
    page.goto(running.base_url)
    citizen = PicturedCitizen(page, lambda name: album.take(page, ROLE, name))
    _questions_left_empty(citizen, album)
    _registers(citizen, album)
    _follows(citizen, running, album)
    browser.close()
    return []


def _questions_left_empty(citizen: Citizen, album: Album) -> None:
    """The first two questions, empty and refused: what a hurried thumb sees."""
    citizen.open("/dang-ky/")
    album.take(citizen.page, ROLE, "register-1-kind")
    for name in ("1-kind", "2-matter"):
        citizen.page.evaluate(UNCHECKED)
        citizen.press("Tiếp tục")
        expect(citizen.page.locator(".field-error, .errors").first).to_be_visible()
        album.take(citizen.page, ROLE, f"register-{name}-refused")
        if name == "1-kind":
            citizen.mark("kind", "complaint")
            citizen.press("Tiếp tục")
            expect(citizen.page.locator("#id_subject")).to_be_visible()


def _registers(citizen: Citizen, album: Album) -> None:
    citizen.answer_four_pages(
        receiver="Trần Văn Dũng", site="Hải Châu", full_name=LONG_NAME, phone="0905 000 222", **WHO
    )
    album.take(citizen.page, ROLE, "register-5-check")
    citizen.press("Gửi đăng ký")
    expect(citizen.page.locator(".slip-code")).to_be_visible()
    album.take(citizen.page, ROLE, "register-done")


def _follows(citizen: Citizen, running: RunningHouse, album: Album) -> None:
    """Each citizen of the demo stands at another point of the way."""
    for number, known in enumerate(running.listing["citizens"], start=1):
        citizen.follow(known["code"], path=urlsplit(known["page"]).path)
        expect(citizen.page.locator("main .timeline")).to_be_visible()
        album.take(citizen.page, ROLE, f"follow-{number}")
    citizen.follow("AAAA-BBBB-CCCC-DDDD")
    citizen.sees("Không tìm thấy vụ việc với mã này")
    album.take(citizen.page, ROLE, "follow-wrong-code")
