"""LiveKit is down for a while: the office goes on, the room page says what is the matter, and all comes back."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser import chromium
from tests.browser.at_the_site import SiteOfficer, citizen_at, person_of
from tests.browser.house import RunningHouse
from tests.browser.outage import media_down
from tests.browser.people import Coordinator, Enter, NoteTaker

BACK_MS = 120_000  # the house itself waits up to half a minute between two starts
TOLD_MS = 30_000


def test_office_goes_on_and_the_room_recovers_when_the_media_server_is_down(
    running_house: RunningHouse,
    site_browser: Callable[[chromium.Site], Browser],
    context: BrowserContext,
    enter: Enter,
) -> None:
    at_the_centre = site_browser(chromium.CENTRE).new_context(locale="vi-VN")
    coordinator = Coordinator(enter(at_the_centre, "dieu-phoi"))
    session = coordinator.session_of_today()
    desk = SiteOfficer(enter(context, "diem-cau-phu-hoi"))
    note_taker = NoteTaker(enter(context, "ghi-chep"))
    centre = coordinator.open_screen(session, at_the_centre.new_page())
    at_the_commune = site_browser(chromium.FIRST).new_context(locale="vi-VN")
    commune = SiteOfficer(enter(at_the_commune, "diem-cau-phu-hoi")).open_screen_of_today()
    citizen = citizen_at(running_house, context)

    with media_down(running_house):
        citizen.answer_four_pages(
            receiver="Trần Văn Dũng",
            site="Hải Châu",
            full_name="Đinh Thị Mận",
            address="Đặc khu Hải Châu",
            identity_number="049185004321",
            phone="0905 000 222",
        )
        citizen.press("Gửi đăng ký")
        expect(citizen.page.locator(".slip-code")).to_be_visible()

        name = person_of("office_goes_on_without_media")
        desk.brings_to_the_queue(name, coordinator, session)
        coordinator.open_table(session)
        expect(coordinator.page.locator("body")).to_contain_text("Máy chủ hình ảnh không hoạt động", timeout=TOLD_MS)
        hearing = coordinator.call_next()
        expect(coordinator.page.locator("#session-status")).to_contain_text("Đang mở, chờ ghi hình")

        for screen in (centre, commune):
            message = screen.page.locator("[data-stage] [data-message]")
            expect(message).to_contain_text("Máy chủ hình ảnh chưa sẵn sàng", timeout=TOLD_MS)
            expect(message).to_contain_text("để nguyên màn hình này")

        note_taker.open_minutes(hearing)
        note_taker.write("Bà con trình bày về đường liên thôn.", "Sở báo cáo hồ sơ.", "Giao Sở xem xét.")
        coordinator.open_table(session)  # nobody is heard without a recording
        expect(coordinator.page.locator("#session-status")).to_contain_text("Đang mở, chờ ghi hình")

    for screen in (centre, commune):
        expect(screen.page.locator("[data-stage] [data-message]")).not_to_contain_text(
            re.compile("Máy chủ hình ảnh"), timeout=BACK_MS
        )
    commune.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([commune.identity])
    coordinator.open_table(session)
    expect(coordinator.page.locator("#session-status")).to_contain_text(": Đang tiếp", timeout=TOLD_MS)
    note_taker.open(f"/quan-ly/bien-ban/{hearing}/")
    expect(note_taker.page.locator("#part-text")).to_have_value("Bà con trình bày về đường liên thôn.")
    coordinator.open_table(session)
    coordinator.end_hearing("Đã trả lời công dân.")
