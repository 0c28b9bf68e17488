"""Pictures of the day around a hearing: the waiting, the roll-call and rehearsal before, the end, the recording.

What happens inside the hearing is in `states_of_hearing.py`.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Playwright, expect

from tests.browser import evidence, states_of_hearing
from tests.browser.album import Album
from tests.browser.at_the_site import SiteOfficer, code_on_the_slip
from tests.browser.cast import Cast, gathered
from tests.browser.house import RunningHouse
from tests.browser.people import Chair
from tests.browser.screen import Screen
from tests.browser.states_of_citizen import LONG_NAME

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
OPENING_IN = timedelta(minutes=20)
CALLED = "Lê Văn Hòa"


def take(playwright: Playwright, running: RunningHouse, album: Album) -> list[str]:
    with gathered(playwright, running, album) as cast:
        _before_the_opening(cast)
        _waiting(cast)
        states_of_hearing.take(cast)
        _closed(cast)
        _recording(cast)
    return []


def _before_the_opening(cast: Cast) -> None:
    """A session of this afternoon: nobody in its queue, its gates missed, its rehearsal under way."""
    starts_at = (datetime.now(VIET_NAM) + OPENING_IN).replace(second=0, microsecond=0)
    session = cast.coordinator.plan(
        kind="extraordinary",
        day=starts_at.date(),
        hours=(
            f"{starts_at:%H:%M}",
            f"{min(starts_at + timedelta(hours=2), starts_at.replace(hour=23, minute=59)):%H:%M}",
        ),
        receiver="Nguyễn Thanh Sơn",
        sites=["Trà Giang"],
    )
    cast.album.take(cast.coordinator.page, "coordinator", "session-draft")
    cast.coordinator.publish()
    cast.coordinator.sees("Đã công bố lịch tiếp")
    cast.album.take(cast.coordinator.page, "coordinator", "session-published")
    cast.coordinator.open_table(session)
    cast.album.take(cast.coordinator.page, "coordinator", "table-before-opening")
    chair = Chair(cast.running.enter(cast.offices, "chu-tri-hai"))
    chair.open_table(session)
    cast.album.take(chair.page, "chair", "table-before-opening")
    chair.open(f"/quan-ly/san-sang/{session}/")
    cast.album.take(chair.page, "chair", "gates-missed")
    _rehearsal(cast, session, starts_at)


def _rehearsal(cast: Cast, session: str, starts_at: datetime) -> None:
    officer = SiteOfficer(cast.running.enter(cast.centre.page.context, "diem-cau-tra-giang"))
    site = officer.open_desk(starts_at)
    cast.album.take(officer.page, "site_officer", "desk-empty")
    commune = Screen(officer.page.context.new_page())
    commune.page.goto(f"{officer.origin}/diem-cau/{site}/man-hinh/")
    commune.wait_until_outside()
    cast.album.take(commune.page, "site_screen", "waiting-before-opening")
    centre = cast.coordinator.open_screen(session, cast.window())
    cast.coordinator.open_rehearsal(session)
    commune.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([commune.identity])
    cast.album.take(commune.page, "site_screen", "rehearsal")
    cast.album.take(centre.page, "central_screen", "rehearsal")
    officer.open(f"/quan-ly/san-sang/diem-cau/{site}/")
    cast.album.take(officer.page, "site_officer", "rehearsal")
    officer.confirm_connection(site)
    cast.coordinator.open(f"/quan-ly/san-sang/{session}/")
    cast.album.take(cast.coordinator.page, "coordinator", "rehearsal")
    for page in (commune.page, centre.page, officer.page):
        page.close()


def _waiting(cast: Cast) -> None:
    """The demo's session: people wait at two sites, one with a name of forty letters comes in."""
    _hands_over_a_paper(cast)
    _walks_in(cast)
    cast.coordinator.open_table(cast.session)
    cast.chair.open_table(cast.session)
    expect(cast.commune.page.locator(".screen-here")).to_contain_text("02")
    cast.album.take(cast.commune.page, "site_screen", "waiting")
    cast.album.take(cast.elsewhere.page, "site_screen", "waiting-none-of-ours")
    cast.album.take(cast.centre.page, "central_screen", "waiting")
    cast.album.take(cast.coordinator.page, "coordinator", "table-waiting")
    cast.album.take(cast.chair.page, "chair", "table-waiting")
    cast.officer.open_first_desk()
    cast.album.take(cast.officer.page, "site_officer", "desk-waiting")


def _hands_over_a_paper(cast: Cast) -> None:
    sheet = cast.note_taker.page.context.new_page()
    sheet.set_content("<h1>Đơn kiến nghị</h1><p>Cống qua đường thôn 5 hẹp, mưa là ngập nửa mét.</p>" * 6)
    letter = {"name": "don.pdf", "mimeType": "application/pdf", "buffer": sheet.pdf()}
    sheet.close()
    cast.officer.open_first_desk()
    cast.officer.page.locator("#people tr", has_text=CALLED).get_by_role("link", name="Hồ sơ, tài liệu").click()
    cast.album.take(cast.officer.page, "site_officer", "registration")
    cast.officer.page.locator("a[href*='/tai-lieu/']").first.click()
    cast.officer.fill(title="Đơn kiến nghị")
    cast.officer.page.locator("#id_uploaded").set_input_files(letter)
    cast.officer.press("Thêm tài liệu")
    expect(cast.officer.page.locator(".files")).to_contain_text("Đơn kiến nghị")
    cast.album.take(cast.officer.page, "site_officer", "papers")


def _walks_in(cast: Cast) -> None:
    cast.officer.open("/quan-ly/dang-ky/tai-cho/")
    cast.officer.fill(full_name=LONG_NAME, address="Thôn Khánh Thượng", identity_number="049185001234")
    cast.officer.fill(phone="0905654321", subject="Xác nhận thời gian tham gia dân công hỏa tuyến")
    cast.album.take(cast.officer.page, "site_officer", "walk-in")
    cast.officer.press("Đăng ký", within=cast.officer.page.locator("form[data-keep='walk-in']"))
    code_on_the_slip(cast.officer)
    cast.album.take(cast.officer.page, "site_officer", "walk-in-slip")
    cast.coordinator.open(f"/quan-ly/dang-ky/buoi/{cast.session}/")
    cast.coordinator.page.get_by_role("link", name=LONG_NAME).click()
    cast.coordinator.page.wait_for_load_state()
    cast.album.take(cast.coordinator.page, "coordinator", "screening")
    cast.coordinator.confirm(cast.session, LONG_NAME, "20.1")
    cast.officer.open_first_desk()
    cast.officer.check_in(LONG_NAME)


def _closed(cast: Cast) -> None:
    cast.coordinator.open_table(cast.session)
    cast.coordinator.close_session()
    cast.album.take(cast.coordinator.page, "coordinator", "table-closed")
    cast.chair.open_table(cast.session)
    cast.album.take(cast.chair.page, "chair", "table-closed")
    expect(cast.commune.page.locator(".screen-call")).to_contain_text("đã kết thúc")
    cast.album.take(cast.commune.page, "site_screen", "session-closed")


def _recording(cast: Cast) -> None:
    evidence.open_recording(cast.coordinator, CALLED)
    cast.coordinator.page.locator("[data-player] video").first.wait_for()
    cast.coordinator.page.wait_for_timeout(1500)
    cast.album.take(cast.coordinator.page, "coordinator", "recording-player")
