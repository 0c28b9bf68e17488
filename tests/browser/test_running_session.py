"""The demo's running session, as a first visitor meets it: open the screens, call, hear, give the floor, end."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext

from tests.browser import chromium
from tests.browser.at_the_site import SiteOfficer
from tests.browser.house import RunningHouse
from tests.browser.people import Chair, Coordinator, Enter


def test_only_the_sites_of_the_case_see_and_hear_one_another_when_the_next_number_is_called(
    running_house: RunningHouse, site_browser: Callable[[chromium.Site], Browser], context: BrowserContext, enter: Enter
) -> None:
    at_the_centre = site_browser(chromium.CENTRE).new_context()
    coordinator = Coordinator(enter(at_the_centre, "dieu-phoi"))
    session = coordinator.session_of_today()
    desk = SiteOfficer(enter(context, "diem-cau-phu-hoi"))
    desk.brings_to_the_queue("Lê Văn Tám", coordinator, session)
    centre = coordinator.open_screen(session, at_the_centre.new_page())
    called = SiteOfficer(enter(site_browser(chromium.FIRST).new_context(), "diem-cau-phu-hoi")).open_screen_of_today()
    waiting = SiteOfficer(enter(site_browser(chromium.SECOND).new_context(), "diem-cau-nam-khe")).open_screen_of_today()
    chair = Chair(enter(context, "chu-tri"))
    chair.open_table(session)

    coordinator.open_table(session)
    coordinator.call_next()

    called.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([called.identity])
    called.sees_the_picture_of(centre.identity, chromium.CENTRE)
    centre.sees_the_picture_of(called.identity, chromium.FIRST)
    called.wait_until_heard({centre.identity: chromium.CENTRE})
    assert centre.tones() == {}

    chair.give_floor("Xã Phú Hội")
    centre.wait_until_heard({called.identity: chromium.FIRST})
    waiting.wait_until_outside()
    assert waiting.others == set()

    chair.end_hearing("Đã trả lời công dân.")
    called.wait_until_outside()
    centre.wait_until_outside()
