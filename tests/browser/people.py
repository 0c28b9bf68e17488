"""The cast of a session: one class per person, one method per act. A method ends when its act shows."""

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.screen import Screen

Enter = Callable[[BrowserContext, str], Page]
DOWNLOAD = """async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${answer.status} at ${path}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}"""
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Person:
    """Somebody at his own host, signed in unless he is a citizen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))

    def open(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name).first.click()

    def fill(self, **values: str) -> None:
        """Type into the fields of a form, by their names."""
        for name, value in values.items():
            self.page.locator(f"#id_{name}").fill(value)

    def mark(self, name: str, value: str) -> None:
        """Choose one of several; the box is drawn over by its words."""
        self.page.locator(f"input[name='{name}'][value='{value}']").check(force=True)

    def tick(self, name: str, words: str) -> None:
        """Tick the choice whose words say so."""
        self.page.locator(f"label:has(input[name='{name}'])", has_text=words).locator("input").check(force=True)

    def give_reason(self, opener: str, reason: str, *, within: Locator | None = None) -> None:
        """A grave act: its dialog asks for the reason."""
        (within or self.page).get_by_role("button", name=opener, exact=True).first.click()
        dialog = self.page.locator("dialog[open]")
        dialog.get_by_label("Lý do", exact=True).fill(reason)
        dialog.locator("button[type=submit]").click()
        expect(self.page.locator("dialog[open]")).to_have_count(0)

    def download(self, path: str) -> bytes:
        """What the browser gets from one of our addresses."""
        return b64decode(self.page.evaluate(DOWNLOAD, path))

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def sees_not(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)


class AtTheTable(Person):
    """Coordinator or chair, who run the session."""

    def open_table(self, session: str) -> None:
        self.open(f"/quan-ly/phien/{session}/")

    def call_next(self) -> str:
        """Call the next number; returns the hearing."""
        self.press(re.compile("Gọi lượt tiếp theo"))
        ending = self.page.locator("form[action*='/luot/'][action$='/ket-thuc/']").first
        ending.wait_for(state="attached")
        return last_id(ending.get_attribute("action"))

    def end_hearing(self, reason: str) -> None:
        self.give_reason("Kết thúc lượt tiếp", reason)
        expect(self.page.get_by_role("button", name=re.compile("Gọi lượt tiếp theo"))).to_be_visible()


class Coordinator(AtTheTable):
    """Lê Thị Bình at the central site."""

    def plan(self, *, kind: str, day: date, hours: tuple[str, str], receiver: str, sites: list[str]) -> str:
        """Draft a session; returns it."""
        self.open("/quan-ly/buoi-tiep/lap/")
        self.mark("kind", kind)
        self.fill(held_on=day.isoformat(), starts=hours[0], ends=hours[1], expected_matters="Đất đai, hạ tầng.")
        if kind == "extraordinary":
            self.fill(extraordinary_reason="Nhiều hộ dân cùng đề nghị gặp ngay sau lũ.")
        self.page.locator("#id_receiver").select_option(label=receiver)
        for site in sites:
            self.tick("component_offices", site)
        self.tick("advising", "Đỗ Minh Khang")
        self.tick("note_taker", "Ngô Thị Hạnh")
        self.tick("agency", "Vũ Thành Long")
        self.press("Lập buổi tiếp")
        self.page.wait_for_url(re.compile(f"/quan-ly/buoi-tiep/{UUID.pattern}/"))
        return last_id(self.page.url)

    def publish(self) -> None:
        self.press("Công bố lịch tiếp")

    def confirm(self, session: str, name: str, ground: str) -> str:
        """Screen one registration; returns it."""
        self.open(f"/quan-ly/dang-ky/buoi/{session}/")
        self.page.get_by_role("link", name=name).click()
        self.page.wait_for_url(re.compile(f"/quan-ly/dang-ky/{UUID.pattern}/"))
        self.mark("ground", ground)
        self.press("Xác nhận lịch")
        self.sees("Đã xác nhận lịch")
        return last_id(self.page.url)

    def send_notices(self, session: str) -> None:
        """Press the button once and wait until the worker has sent everything."""
        self.open(f"/quan-ly/san-sang/{session}/")
        self.press("Gửi thông báo cho những nơi chưa có")
        expect(self.page.locator("#readiness table").last.get_by_text("Đã gửi").nth(2)).to_be_visible(timeout=30_000)

    def open_screen(self, session: str, page: Page) -> Screen:
        """The central site's screen, in a second window of the same browser."""
        self.open(f"/quan-ly/san-sang/{session}/")
        link = self.page.get_by_role("link", name="Mở màn hình điểm cầu trung tâm")
        page.goto(self.origin + str(link.get_attribute("href")))
        return Screen(page)

    def session_of_today(self) -> str:
        """The first session on the list of those that run today or later."""
        self.open("/quan-ly/phien/")
        first = self.page.locator("main a[href*='/quan-ly/phien/']").first
        return last_id(first.get_attribute("href"))

    def open_rehearsal(self, session: str) -> None:
        self.open(f"/quan-ly/san-sang/{session}/")
        self.press("Mở phòng kết nối thử")
        self.sees("Phòng kết nối thử đã mở")

    def confirm_connection_of(self, session: str, site: str) -> None:
        self.open(f"/quan-ly/san-sang/{session}/")
        self.press(re.compile(f"Thấy và nghe rõ.*{site}"))
        self.sees("Đã ghi xác nhận của điểm cầu trung tâm")

    def note_present(self, duty: str, name: str) -> None:
        form = self.page.locator("form.roll-form").first
        form.locator("[name=duty]").select_option(value=duty)
        form.locator("[name=full_name]").fill(name)
        form.get_by_role("button", name="Ghi có mặt").click()
        expect(self.page.locator("ul.present").first).to_contain_text(name)

    def sees_the_hearing_live(self, number: int) -> None:
        expect(self.page.locator("#session-status")).to_contain_text(f"Số {number:02d}: Đang tiếp", timeout=15_000)

    def close_session(self) -> None:
        self.give_reason("Kết thúc buổi tiếp", "Đã tiếp hết người đăng ký.")
        expect(self.page.locator("#session-status")).to_contain_text("Đã kết thúc")


class Chair(AtTheTable):
    """The receiver: the file, the face, the floor, the clock."""

    def open_table(self, session: str) -> None:
        self.open(f"/quan-ly/phien/{session}/chu-tri/")

    def hold_at_short_notice(self, session: str, reason: str) -> None:
        """Decide once on the late publication and the late notices of an extraordinary session."""
        self.open(f"/quan-ly/san-sang/{session}/")
        self.give_reason("Quyết định tiếp đột xuất", reason)
        self.sees("Đã ghi quyết định")

    def pass_missed_gates(self, session: str, reason: str) -> int:
        """Decide that the session is held although gates were missed; returns how many."""
        self.open(f"/quan-ly/san-sang/{session}/")
        openers = self.page.locator("#readiness").get_by_role("button", name="Vẫn tiến hành buổi tiếp", exact=True)
        count = openers.count()
        for left in range(count, 0, -1):
            expect(openers).to_have_count(left)
            self.give_reason("Vẫn tiến hành buổi tiếp", reason)
        self.sees(reason)
        return count

    def give_floor(self, site: str) -> None:
        self._floor_button(site).click()
        expect(self._floor_button(site)).to_have_attribute("aria-pressed", "true")

    def take_floor(self, site: str) -> None:
        self._floor_button(site).click()
        expect(self._floor_button(site)).to_have_attribute("aria-pressed", "false")

    def show_paper(self, title: str, page: int) -> None:
        row = self.page.locator("form.paper-row", has_text=title)
        row.locator("[name=page]").fill(str(page))
        row.get_by_role("button").click()
        self.sees(f"“{title}”, trang {page}")

    def set_time_limit(self, session: str, *, answer: str, agency: str, person: str, phone: str) -> None:
        self.open_table(session)
        form = self.page.locator("form.decide")
        form.locator("[name=kind][value=time_limit]").check(force=True)
        form.locator("[name=answer]").fill(answer)
        form.locator("[name=agency]").select_option(label=agency)
        form.locator("[name=contact_person]").fill(person)
        form.locator("[name=contact_phone]").fill(phone)
        form.get_by_role("button", name="Ghi kết luận").click()
        self.sees("Đã ghi kết luận của người chủ trì")

    def _floor_button(self, site: str) -> Locator:
        return self.page.locator("#floor button.floor-button", has_text=site)


class NoteTaker(Person):
    """Both hands typing."""

    def open_minutes(self, hearing: str) -> None:
        self.open(f"/quan-ly/bien-ban/{hearing}/")
        self.press("Mở biên bản")
        expect(self.page.locator("#part-text")).to_be_editable()

    def write(self, told: str, agencies: str, conclusion: str) -> None:
        """Type all three parts; they are stored without a button."""
        for name, words in (("text", told), ("agencies_text", agencies), ("conclusion_text", conclusion)):
            self.page.locator(f"#part-{name}").fill(words)
        expect(self.page.locator("#minutes-saved")).to_contain_text("Đã lưu")

    def read_back(self) -> None:
        self.press("Đọc lại cho công dân nghe")
        expect(self.page.locator("#minutes-reader")).to_be_visible()

    def read_on(self) -> None:
        self.press(re.compile("Đoạn sau"))

    def agree(self) -> None:
        self.press("Công dân đồng ý, lập bản để ký")
        expect(self.page.get_by_role("link", name="In và lấy chữ ký")).to_be_visible()


def last_id(address: str | None) -> str:
    return UUID.findall(address or "")[-1]


def hours_of(moment: datetime) -> str:
    """As the pages write an hour."""
    return f"{moment.hour} giờ {moment:%M}"
