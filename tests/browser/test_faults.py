"""What goes wrong on a day: the media server and the worker are killed, devices fail, a sign-in expires."""

import base64
import hashlib
import hmac
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser import chromium, evidence
from tests.browser.at_the_site import SiteOfficer, citizen_at, person_of
from tests.browser.house import RunningHouse
from tests.browser.people import Coordinator, Enter, Person
from tests.browser.screen import Screen

REPLACED_SECONDS = 15
PATHS = "links => links.map(link => link.pathname)"
SiteBrowser = Callable[[chromium.Site], Browser]


@dataclass
class Hearing:
    """A hearing under way between the centre and Phú Hội."""

    coordinator: Coordinator
    session: str
    centre: Screen
    commune: Screen
    name: str


@pytest.fixture
def hearing(
    running_house: RunningHouse,
    site_browser: SiteBrowser,
    context: BrowserContext,
    enter: Enter,
    request: pytest.FixtureRequest,
) -> Iterator[Hearing]:
    at_the_centre = site_browser(chromium.CENTRE).new_context()
    coordinator = Coordinator(enter(at_the_centre, "dieu-phoi"))
    desk = SiteOfficer(enter(context, "diem-cau-phu-hoi"))
    session = coordinator.session_of_today()
    name = person_of(request.node.name)
    desk.brings_to_the_queue(name, coordinator, session)
    centre = coordinator.open_screen(session, at_the_centre.new_page())
    commune = SiteOfficer(enter(site_browser(chromium.FIRST).new_context(), "diem-cau-phu-hoi")).open_screen_of_today()
    coordinator.open_table(session)
    coordinator.call_next()
    commune.wait_for_pictures_of([centre.identity])
    coordinator.open_table(session)
    yield Hearing(coordinator, session, centre, commune, name)
    coordinator.open_table(session)
    coordinator.end_hearing("Đã trả lời công dân.")


def test_pages_say_so_and_recover_when_the_media_is_killed(running_house: RunningHouse, hearing: Hearing) -> None:
    [media] = running_house.pids("livekit")

    os.kill(media, signal.SIGKILL)
    for screen in (hearing.centre, hearing.commune):
        expect(screen.page.locator("[data-stage] [data-message]")).to_contain_text(re.compile("tự nối lại"))

    hearing.commune.wait_for_pictures_of([hearing.centre.identity])
    hearing.centre.wait_for_pictures_of([hearing.commune.identity])
    assert running_house.pids("livekit") != [media]


def test_recorder_is_replaced_and_the_gap_entered_when_the_worker_is_killed(
    running_house: RunningHouse, hearing: Hearing
) -> None:
    [worker] = running_house.pids("worker")

    os.kill(worker, signal.SIGKILL)
    until = time.monotonic() + REPLACED_SECONDS
    while not evidence.recorders_of(running_house.pids("worker"), but=worker):
        assert time.monotonic() < until, "nobody records"
        time.sleep(0.1)

    recording = evidence.open_recording(hearing.coordinator, hearing.name)
    gaps = evidence.wait_for_gaps(hearing.coordinator, recording)
    assert max(gap["end"] - gap["start"] for gap in gaps) <= REPLACED_SECONDS


@pytest.mark.parametrize("fault", chromium.DEVICE_FAULTS.values(), ids=chromium.DEVICE_FAULTS)
def test_site_is_told_what_to_do_when_the_camera_is(
    context: BrowserContext, enter: Enter, fault: chromium.DeviceFault
) -> None:
    chromium.fail_devices(context, fault)
    officer = SiteOfficer(enter(context, "diem-cau-phu-hoi"))
    officer.open_device_check()

    camera = officer.page.locator("[data-device=camera]")
    expect(camera.get_by_role("alert")).to_contain_text(fault.words)
    expect(camera.get_by_role("button", name="Thử lại")).to_be_visible()


def test_site_is_told_what_to_do_when_no_camera_is_there(context: BrowserContext, enter: Enter) -> None:
    officer = SiteOfficer(enter(context, "diem-cau-phu-hoi"))
    officer.open_device_check()

    expect(officer.page.locator("[data-device=camera]").get_by_role("alert")).to_contain_text("Không tìm thấy máy quay")


def test_text_is_kept_when_the_sign_in_expires_in_mid_form(
    running_house: RunningHouse, context: BrowserContext, enter: Enter
) -> None:
    account = running_house.person("coordinator")
    coordinator = Coordinator(enter(context, account["username"]))
    coordinator.open("/quan-ly/buoi-tiep/lap/")
    coordinator.fill(expected_matters="Đất đai ở ba xã ven sông.")

    context.clear_cookies(name="sessionid")
    coordinator.press("Lập buổi tiếp")
    coordinator.sees("được giữ trên máy này")
    sign_in(coordinator, account)

    expect(coordinator.page.locator("#id_expected_matters")).to_have_value("Đất đai ở ba xã ven sông.")


def test_citizen_is_registered_once_when_the_button_is_pressed_twice(
    running_house: RunningHouse, context: BrowserContext, enter: Enter
) -> None:
    citizen = citizen_at(running_house, context)
    citizen.answer_four_pages(receiver="Trần Văn Dũng", site="Hải Châu", full_name="Mai Thị Sen", **WHO)

    citizen.page.get_by_role("button", name="Gửi đăng ký").dblclick()
    expect(citizen.page.locator(".slip-code")).to_be_visible()

    coordinator = Coordinator(enter(context, "dieu-phoi"))
    coordinator.open("/quan-ly/dang-ky/")
    found = 0
    for address in coordinator.page.locator("main a[href*='/dang-ky/buoi/']").evaluate_all(PATHS):
        coordinator.open(address)
        found += coordinator.page.get_by_role("link", name="Mai Thị Sen").count()
    assert found == 1


def test_answers_are_kept_when_the_citizen_goes_back(running_house: RunningHouse, context: BrowserContext) -> None:
    citizen = citizen_at(running_house, context)
    citizen.answer_four_pages(receiver="Trần Văn Dũng", site="Hải Châu", full_name="Hà Thị Bưởi", **WHO)

    citizen.page.go_back()
    citizen.page.go_back()
    expect(citizen.page.locator("#id_full_name")).to_have_value("Hà Thị Bưởi")
    citizen.page.go_back()
    expect(citizen.page.locator("#id_subject")).to_have_value("Bồi thường đất ở thôn 3")


WHO = {"address": "Đặc khu Hải Châu", "identity_number": "049185001234", "phone": "0905 000 111"}


def sign_in(person: Person, account: dict[str, str]) -> None:
    """By hand: name, password, then the second factor."""
    person.page.locator("[name=login]").fill(account["username"])
    person.page.locator("[name=password]").fill(account["password"])
    person.press("Đăng nhập")
    person.page.locator("[name=code]").fill(one_time_code(account["otp_secret"]))
    person.page.locator("form:has([name=code]) button[type=submit]").first.click()


def one_time_code(secret: str) -> str:
    """RFC 6238, as an authenticator application shows it."""
    counter = (int(time.time()) // 30).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
