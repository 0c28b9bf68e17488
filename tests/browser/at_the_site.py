"""The site officer with his desk and his wall screen, and the citizen with his telephone."""

import re
from datetime import datetime
from zlib import crc32

from playwright.sync_api import BrowserContext, FilePayload, expect

from tests.browser.house import RunningHouse
from tests.browser.people import UUID, Coordinator, Person, hours_of, last_id
from tests.browser.screen import Screen


class SiteOfficer(Person):
    """The officer of one commune."""

    def open_desk(self, starts_at: datetime) -> str:
        """The desk of the session that begins then; returns the site."""
        self.open("/quan-ly/ban-tiep-don/")
        card = self.page.locator(".card-link", has_text=f"· {hours_of(starts_at)}–")
        if card.count():
            card.get_by_role("link").click()
        self.page.wait_for_url(re.compile(f"/quan-ly/ban-tiep-don/{UUID.pattern}/"))
        self.sees(hours_of(starts_at))
        return last_id(self.page.url)

    def open_screen(self, site: str) -> Screen:
        self.open(f"/diem-cau/{site}/man-hinh/")
        return self._waiting_screen()

    def open_screen_of_today(self) -> Screen:
        self.open("/diem-cau/")
        return self._waiting_screen()

    def register_walk_in(self, *, card: str, name: str, phone: str, subject: str, starts_at: datetime) -> str:
        """The card's QR as a USB reader types it, then the rest by hand; returns the code on the slip."""
        self.open("/quan-ly/dang-ky/tai-cho/")
        self.page.locator("#card").fill(card)
        self.page.locator("#card").press("Enter")
        expect(self.page.locator("#id_full_name")).to_have_value(name)
        self.fill(phone=phone, subject=subject)
        # The session that begins at this hour stands after one that began earlier and is still open then.
        slot = self.page.locator("#id_slot option", has_text=f"{hours_of(starts_at)}, {starts_at:%d/%m/%Y}").last
        self.page.locator("#id_slot").select_option(value=slot.get_attribute("value"))
        self.press("Đăng ký", within=self.page.locator("form[data-keep='walk-in']"))
        return code_on_the_slip(self)

    def check_in(self, name: str) -> None:
        row = self.page.locator("#people tr", has_text=name)
        row.get_by_role("button", name=re.compile("Điểm danh")).click()
        expect(row.get_by_text("In phiếu")).to_be_visible()

    def brings_to_the_queue(self, name: str, coordinator: Coordinator, session: str) -> None:
        """Somebody walks in, is confirmed and waits; whoever waited anywhere before has gone home."""
        send_home_all(coordinator)
        self.open("/quan-ly/dang-ky/tai-cho/")
        self.fill(
            full_name=name,
            address="Thôn 2, xã Phú Hội",
            identity_number=f"049078{crc32(name.encode()) % 1_000_000:06d}",
        )
        self.fill(phone="0905654321", subject="Đường liên thôn")
        self.press("Đăng ký", within=self.page.locator("form[data-keep='walk-in']"))
        code_on_the_slip(self)
        coordinator.confirm(session, name, "20.1")
        self.open_first_desk()
        self.check_in(name)

    def open_first_desk(self) -> None:
        """The desk of today's first session."""
        self.open("/quan-ly/ban-tiep-don/")
        cards = self.page.locator(".card-link").get_by_role("link")
        if cards.count():
            cards.first.click()
        self.page.wait_for_url(re.compile(f"/quan-ly/ban-tiep-don/{UUID.pattern}/"))

    def open_device_check(self) -> None:
        self.open_first_desk()
        self.page.get_by_role("link", name="Kiểm tra máy quay, micrô, loa").click()
        expect(self.page.locator("[data-device=camera]")).to_be_visible()

    def confirm_connection(self, site: str) -> None:
        self.open(f"/quan-ly/san-sang/diem-cau/{site}/")
        self.press("Tôi thấy và nghe rõ điểm cầu trung tâm")
        self.sees("Đã ghi xác nhận của điểm cầu")

    def printed_minutes(self, hearing: str) -> bytes:
        """What comes out of the printer."""
        return self.download(f"/quan-ly/bien-ban/{hearing}/ban-in.pdf")

    def send_signed_minutes(self, hearing: str, scan: FilePayload) -> None:
        self.open(f"/quan-ly/bien-ban/{hearing}/ky/")
        self.mark("signature", "signed")
        self.page.locator("#id_scan").set_input_files(scan)
        self.press("Gửi, khóa biên bản")
        self.sees("Biên bản đã ký và khóa")

    def _waiting_screen(self) -> Screen:
        screen = Screen(self.page)
        screen.wait_until_outside()
        return screen


class Citizen(Person):
    """Nguyễn Thị An with a telephone, never signed in."""

    def register(self, *, receiver: str, site: str, file: FilePayload, **person: str) -> str:
        """The five pages; returns the code."""
        self.answer_four_pages(receiver=receiver, site=site, file=file, **person)
        self.press("Gửi đăng ký")
        return code_on_the_slip(self)

    def answer_four_pages(self, *, receiver: str, site: str, file: FilePayload | None = None, **person: str) -> None:
        self.open("/dang-ky/")
        self.mark("kind", "complaint")
        self._go_on()
        self.fill(
            subject="Bồi thường đất ở thôn 3",
            account="Gia đình tôi chưa nhận được tiền bồi thường từ năm 2024.",
            request="Xem lại phương án bồi thường.",
        )
        if file:
            self.page.locator("#files").set_input_files(file)
        self._go_on()
        self.mark("identity_kind", "identity_card")
        self.fill(**person)
        self._go_on()
        offer = self.page.locator("section.offer", has_text=receiver)
        offer.locator("fieldset", has_text=site).locator("input[name=slot]").first.check(force=True)
        self._go_on()
        self.sees(person["full_name"])

    def follow(self, code: str, *, path: str = "/tra-cuu/") -> None:
        self.page.context.clear_cookies()
        self.open(path)
        self.page.locator("#id_code").fill(code)
        self.press("Xem vụ việc")

    def _go_on(self) -> None:
        before = self.page.url
        self.press("Tiếp tục")
        self.page.wait_for_url(lambda now: now != before)


def send_home_all(coordinator: Coordinator) -> None:
    """Everybody who still waits at any desk of today goes home; the queue begins anew."""
    coordinator.open("/quan-ly/ban-tiep-don/")
    desks = coordinator.page.locator(".card-link a").evaluate_all("links => links.map(link => link.pathname)")
    for desk in desks:
        coordinator.open(desk)
        leaving = coordinator.page.locator("#people").get_by_role("button", name=re.compile("Ghi đã về"))
        for left in range(leaving.count(), 0, -1):
            expect(leaving).to_have_count(left)
            leaving.first.click()
        expect(leaving).to_have_count(0)


def person_of(test: str) -> str:
    """A name of letters that no other test uses."""
    return "Công Dân " + "".join(part[0].upper() for part in re.findall("[a-z]+", test))


def code_on_the_slip(person: Person) -> str:
    """The citizen's code as it is printed, without its gaps."""
    return re.sub(r"\s", "", person.page.locator(".slip-code").inner_text())


def citizen_at(house: RunningHouse, context: BrowserContext) -> Citizen:
    """A citizen in a window of his own."""
    page = context.new_page()
    page.goto(house.base_url)
    return Citizen(page)
