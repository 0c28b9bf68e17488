"""The story of a whole session, walked once in the browser: from the plan to the citizen's answer by code."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser import chromium, evidence
from tests.browser.at_the_site import Citizen, SiteOfficer
from tests.browser.house import RunningHouse
from tests.browser.people import Chair, Coordinator, Enter, NoteTaker
from tests.browser.screen import Screen

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
LAST_START = (23, 20)
AN = {"full_name": "Nguyễn Thị An", "address": "Thôn 3, xã Trà Giang", "identity_number": "049185001234"}
CARD = "049078005678||Võ Văn Lực|12041978|Nam|Thôn 2, xã Phú Hội, tỉnh Tam Sơn|10052021"
PHONE = {"width": 360, "height": 740}


@dataclass
class Story:
    """What one step leaves to the next."""

    house: RunningHouse
    coordinator: Coordinator
    chair: Chair
    note_taker: NoteTaker
    citizen: Citizen
    tra_giang: SiteOfficer
    phu_hoi: SiteOfficer
    starts_at: datetime
    files: Path
    session: str = ""
    code: str = ""
    other_code: str = ""
    hearing: str = ""


def test_citizen_is_received_online_and_answered(
    running_house: RunningHouse,
    playwright: Playwright,
    site_browser: Callable[[chromium.Site], Browser],
    plain_browser: Browser,
    enter: Enter,
    tmp_path: Path,
) -> None:
    wait_for_a_day_long_enough()
    desks = plain_browser.new_context(locale="vi-VN")
    at_the_centre = site_browser(chromium.CENTRE).new_context(locale="vi-VN")
    telephone = plain_browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN").new_page()
    telephone.goto(running_house.base_url)
    story = Story(
        house=running_house,
        coordinator=Coordinator(enter(at_the_centre, "dieu-phoi")),
        chair=Chair(enter(desks, "chu-tri-hai")),
        note_taker=NoteTaker(enter(desks, "ghi-chep")),
        citizen=Citizen(telephone),
        tra_giang=SiteOfficer(enter(desks, "diem-cau-tra-giang")),
        phu_hoi=SiteOfficer(enter(desks, "diem-cau-phu-hoi")),
        starts_at=(datetime.now(VIET_NAM) + timedelta(minutes=15)).replace(second=0, microsecond=0),
        files=tmp_path,
    )

    periodic_session_is_published_in_good_time_only(story)
    public_schedule_shows_it_without_a_citizens_data(story)
    extraordinary_session_of_today_is_published(story)
    two_people_register(story)
    registrations_are_screened_and_notices_go_out(story)

    story.coordinator.open(f"/quan-ly/phien/{story.session}/")
    centre = story.coordinator.open_screen(story.session, at_the_centre.new_page())
    devices = {"diem-cau-tra-giang": chromium.FIRST, "diem-cau-phu-hoi": chromium.SECOND}
    rooms = {name: site_browser(site).new_context(locale="vi-VN") for name, site in devices.items()}
    first, second = (screen_of(enter(rooms[name], name), story) for name in devices)
    sites_rehearse_and_both_sides_confirm(story, centre, first, second)
    head_decides_about_the_missed_gates(story)
    session_opens_after_the_roll_call(story)
    citizens_are_checked_in(story, first, second)

    story.hearing = story.coordinator.call_next()
    only_the_sites_of_the_case_see_and_hear_one_another(centre, first, second)
    chair_moves_the_floor(story, centre, first)
    changed_browser_cannot_speak_without_the_floor(centre, first)
    reloaded_screen_is_back_by_itself(centre, first)
    paper_is_shown_on_the_same_page_to_all(story, centre, first)
    minutes_are_written_read_back_and_agreed(story, first)
    first = killed_browser_is_back_by_itself(story, playwright, site_browser, rooms["diem-cau-tra-giang"], centre)
    chair_sets_a_time_limit_and_ends(story, centre, first)
    minutes_are_printed_signed_and_frozen(story)

    second_case_is_called_and_answered(story, centre, first, second)
    story.coordinator.open_table(story.session)
    story.coordinator.close_session()
    register_has_its_lines(story)
    recording_is_stored_verified_and_playable(story, centre.identity)
    citizen_follows_by_code(story)


def wait_for_a_day_long_enough() -> None:
    """A session stays within one day of Viet Nam: late in the evening the story waits for the next."""
    now = datetime.now(VIET_NAM)
    if (now.hour, now.minute) >= LAST_START:
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=5, microsecond=0)
        time.sleep((midnight - now).total_seconds())


# ── Before the day ────────────────────────────────────────────────────────────


def periodic_session_is_published_in_good_time_only(story: Story) -> None:
    plan = {"kind": "periodic", "receiver": "Trần Văn Dũng", "sites": ["Trà Giang", "Phú Hội"]}
    today = story.starts_at.date()
    story.coordinator.plan(day=today + timedelta(days=3), hours=("14:00", "16:30"), **plan)
    story.coordinator.publish()
    story.coordinator.sees("phải công bố chậm nhất")

    story.coordinator.plan(day=today + timedelta(days=28), hours=("14:00", "16:30"), **plan)
    story.coordinator.publish()
    story.coordinator.sees("Đã công bố lịch tiếp")


def public_schedule_shows_it_without_a_citizens_data(story: Story) -> None:
    day = story.starts_at.date() + timedelta(days=28)
    story.citizen.open(f"/lich-tiep/{day.year}-{day.month}/")
    story.citizen.sees(f"{day:%d/%m/%Y}")
    story.citizen.page.get_by_label("Nơi ông/bà muốn đến").select_option(label="Địa điểm tiếp công dân xã Phú Hội")
    story.citizen.press("Lọc")
    story.citizen.sees(f"{day:%d/%m/%Y}")
    for citizen in story.house.listing["citizens"]:
        story.citizen.sees_not(citizen["name"])
    assert story.citizen.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


def extraordinary_session_of_today_is_published(story: Story) -> None:
    last = story.starts_at.replace(hour=23, minute=59)
    ends_at = min(story.starts_at + timedelta(hours=3), last)
    story.session = story.coordinator.plan(
        kind="extraordinary",
        day=story.starts_at.date(),
        hours=(f"{story.starts_at:%H:%M}", f"{ends_at:%H:%M}"),
        receiver="Nguyễn Thanh Sơn",
        sites=["Trà Giang", "Phú Hội"],
    )
    story.coordinator.publish()
    story.coordinator.sees("Đã công bố lịch tiếp")
    story.coordinator.sees("chờ quyết định của người tiếp công dân")


def two_people_register(story: Story) -> None:
    letter = {"name": "Đơn khiếu nại.pdf", "mimeType": "application/pdf", "buffer": two_pages(story.note_taker.page)}
    story.code = story.citizen.register(
        receiver="Nguyễn Thanh Sơn",
        site="Trà Giang",
        file=letter,
        phone="0905 123 456",
        email="an@citizen.example",
        **AN,
    )
    assert re.fullmatch("[2-9A-HJ-NP-Z-]{16,}", story.code)
    story.other_code = story.phu_hoi.register_walk_in(
        card=CARD, name="Võ Văn Lực", phone="0905654321", subject="Đường liên thôn", starts_at=story.starts_at
    )


def two_pages(page: Page) -> bytes:
    """A letter of two pages, as a scanner would make it."""
    page.context.new_page().set_content("<h1>Đơn khiếu nại</h1>")
    sheet = page.context.pages[-1]
    sheet.set_content("<h1>Đơn khiếu nại</h1><p style='break-before: page'>Trang hai</p>")
    made = sheet.pdf()
    sheet.close()
    return made


def registrations_are_screened_and_notices_go_out(story: Story) -> None:
    story.coordinator.confirm(story.session, "Nguyễn Thị An", "20.2")
    story.coordinator.confirm(story.session, "Võ Văn Lực", "20.1")
    story.coordinator.send_notices(story.session)

    letters = evidence.letters_to(story.house, "an@citizen.example")
    assert any("Trà Giang" in letter for letter in letters), letters
    assert any("Phú Hội" in text for text in evidence.texts_to(story.house, "0905654321"))


# ── The day: rehearsal, gates, opening ────────────────────────────────────────


def screen_of(page: Page, story: Story) -> Screen:
    officer = SiteOfficer(page)
    return officer.open_screen(officer.open_desk(story.starts_at))


def sites_rehearse_and_both_sides_confirm(story: Story, centre: Screen, first: Screen, second: Screen) -> None:
    story.coordinator.open_rehearsal(story.session)
    tones = {centre.identity: chromium.CENTRE, first.identity: chromium.FIRST, second.identity: chromium.SECOND}
    for screen in (centre, first, second):
        others = {identity: tone for identity, tone in tones.items() if identity != screen.identity}
        screen.wait_for_pictures_of(others)
        screen.wait_until_heard(others)
    for officer, screen, name in ((story.tra_giang, first, "Xã Trà Giang"), (story.phu_hoi, second, "Xã Phú Hội")):
        officer.confirm_connection(screen.site)
        story.coordinator.confirm_connection_of(story.session, name)
    proofs = story.coordinator.page.locator("#readiness tr", has_text="Đạt")
    expect(proofs).to_have_count(2)
    for proof in proofs.all_inner_texts():
        at_centre, at_site = re.search(r"(\d+)/(\d+)", proof).groups()
        assert int(at_centre) > 0
        assert int(at_site) > 0


def head_decides_about_the_missed_gates(story: Story) -> None:
    story.chair.hold_at_short_notice(story.session, "Lũ vừa rút, bà con cần gặp ngay.")
    passed = story.chair.pass_missed_gates(story.session, "Bà con đã có mặt; lũ còn lên, không thể chờ.")

    assert passed >= 1


def session_opens_after_the_roll_call(story: Story) -> None:
    story.coordinator.open_table(story.session)
    story.coordinator.press("Khai mạc buổi tiếp")
    story.coordinator.sees("Chưa điểm danh người tiếp công dân")

    story.coordinator.open_table(story.session)
    story.coordinator.note_present("receiver", "Nguyễn Thanh Sơn")
    story.coordinator.note_present("advising", "Đỗ Minh Khang")
    story.coordinator.press("Khai mạc buổi tiếp")
    story.coordinator.sees("Đã điểm danh, sẵn sàng")


def citizens_are_checked_in(story: Story, first: Screen, second: Screen) -> None:
    story.tra_giang.open_desk(story.starts_at)
    story.tra_giang.check_in("Nguyễn Thị An")
    story.phu_hoi.open_desk(story.starts_at)
    story.phu_hoi.check_in("Võ Văn Lực")
    expect(first.page.locator(".screen-here")).to_contain_text("01")
    expect(second.page.locator(".screen-here")).to_contain_text("02")
    story.citizen.follow(story.code)
    story.citizen.sees("Số của ông/bà")


# ── The hearing ───────────────────────────────────────────────────────────────


def only_the_sites_of_the_case_see_and_hear_one_another(centre: Screen, first: Screen, second: Screen) -> None:
    first.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([first.identity])
    first.sees_the_picture_of(centre.identity, chromium.CENTRE)
    centre.sees_the_picture_of(first.identity, chromium.FIRST)
    first.wait_until_heard({centre.identity: chromium.CENTRE})
    assert centre.tones() == {}
    second.wait_until_outside()
    assert second.others == set()
    expect(second.page.locator(".waiting-panel")).to_be_visible()


def chair_moves_the_floor(story: Story, centre: Screen, first: Screen) -> None:
    story.chair.open_table(story.session)
    story.chair.give_floor("Xã Trà Giang")
    centre.wait_until_heard({first.identity: chromium.FIRST})
    first.wait_until_heard({centre.identity: chromium.CENTRE})

    story.chair.take_floor("Xã Trà Giang")
    centre.wait_until_heard({})


def changed_browser_cannot_speak_without_the_floor(centre: Screen, first: Screen) -> None:
    outcome = first.speaks_with_a_changed_browser()

    assert outcome != "published"
    assert centre.tones() == {}


def reloaded_screen_is_back_by_itself(centre: Screen, first: Screen) -> None:
    first.page.reload()
    first.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([first.identity])


def paper_is_shown_on_the_same_page_to_all(story: Story, centre: Screen, first: Screen) -> None:
    story.chair.show_paper("Đơn khiếu nại", 2)
    for screen in (centre, first):
        screen.shows_paper("Đơn khiếu nại", 2)


def minutes_are_written_read_back_and_agreed(story: Story, first: Screen) -> None:
    story.note_taker.open_minutes(story.hearing)
    story.note_taker.write("Bà An trình bày về tiền bồi thường.", "Sở báo cáo hồ sơ.", "Giao Sở xem xét, trả lời.")
    story.note_taker.read_back()
    expect(first.page.locator(".readback-now")).to_contain_text("Bà An trình bày")
    story.note_taker.read_on()
    expect(first.page.locator(".readback-now")).to_contain_text("Sở báo cáo hồ sơ")
    story.note_taker.agree()
    expect(first.page.locator(".readback-now")).to_have_count(0)


def killed_browser_is_back_by_itself(
    story: Story,
    playwright: Playwright,
    site_browser: Callable[[chromium.Site], Browser],
    room: BrowserContext,
    centre: Screen,
) -> Screen:
    left = room.storage_state()
    address = room.pages[-1].url
    assert room.browser is not None
    chromium.kill(room.browser)
    expect_lost(centre)

    page = site_browser(chromium.FIRST).new_context(storage_state=left, locale="vi-VN").new_page()
    page.goto(address)
    reopened = Screen(page)
    reopened.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([reopened.identity])
    return reopened


def expect_lost(centre: Screen) -> None:
    expect(centre.page.locator("[data-tile][data-state='person_here']")).to_have_count(1, timeout=30_000)


def chair_sets_a_time_limit_and_ends(story: Story, centre: Screen, first: Screen) -> None:
    story.chair.set_time_limit(
        story.session,
        answer="Giao Sở rà soát và trả lời bà An.",
        agency="Sở Nông nghiệp và Môi trường tỉnh Tam Sơn",
        person="Vũ Thành Long",
        phone="02353 888 999",
    )
    story.chair.open_table(story.session)
    story.chair.end_hearing("Đã hẹn thời hạn trả lời.")
    centre.wait_until_outside()
    first.wait_until_outside()


def minutes_are_printed_signed_and_frozen(story: Story) -> None:
    printed = story.tra_giang.printed_minutes(story.hearing)
    assert printed.startswith(b"%PDF")
    assert b"pdfaid" in printed
    scan = {"name": "bien-ban-ky.pdf", "mimeType": "application/pdf", "buffer": printed}
    story.tra_giang.send_signed_minutes(story.hearing, scan)
    story.note_taker.open(f"/quan-ly/bien-ban/{story.hearing}/")
    expect(story.note_taker.page.locator("textarea")).to_have_count(0)
    story.note_taker.sees("SHA-256")


def second_case_is_called_and_answered(story: Story, centre: Screen, first: Screen, second: Screen) -> None:
    story.coordinator.open_table(story.session)
    story.coordinator.call_next()
    second.wait_for_pictures_of([centre.identity])
    centre.wait_for_pictures_of([second.identity])
    second.wait_until_heard({centre.identity: chromium.CENTRE})
    first.wait_until_outside()
    story.coordinator.open_table(story.session)
    story.coordinator.sees_the_hearing_live(2)
    story.coordinator.end_hearing("Đã trả lời trực tiếp.")
    centre.wait_until_outside()


# ── Afterwards ────────────────────────────────────────────────────────────────


def register_has_its_lines(story: Story) -> None:
    story.coordinator.open("/quan-ly/so-tiep/")
    line = story.coordinator.page.locator("table tbody tr", has_text="Nguyễn Thị An").filter(has_text="thôn 3")
    expect(line.first).to_be_visible()
    assert story.coordinator.download("/quan-ly/so-tiep/so-tiep.pdf").startswith(b"%PDF")


def recording_is_stored_verified_and_playable(story: Story, central: str) -> None:
    page = story.coordinator.page
    story.coordinator.open("/quan-ly/ghi-hinh/")
    expect(page.locator("tbody tr", has_text="Nguyễn Thị An").first).to_contain_text("Đã kiểm tra")
    recording = evidence.open_recording(story.coordinator, "Nguyễn Thị An")
    stored, timeline = evidence.stored_files(story.coordinator, recording, story.files)

    began, ended = (evidence.event_at(timeline, what) for what in ("Bắt đầu lượt tiếp", "Kết thúc lượt tiếp"))
    codecs = {(one.site == central, one.source): one.codec for one in stored}
    assert codecs == {
        (True, "camera"): "vp8",
        (True, "microphone"): "opus",
        (False, "camera"): "vp8",
        (False, "microphone"): "opus",
    }
    of_the_centre = [one for one in stored if one.site == central and one.source == "camera"]
    assert min(one.start for one in of_the_centre) <= began  # before the first word
    within = sum(one.seconds_within(began, ended) for one in of_the_centre)
    assert abs(within - (ended - began)) <= 1, (within, began, ended)
    whole = max(one.start + one.seconds for one in of_the_centre) - min(one.start for one in of_the_centre)
    assert abs(sum(one.seconds for one in of_the_centre) - whole) <= 1, (of_the_centre, whole)

    page.get_by_role("button", name="Phát", exact=True).click()
    page.wait_for_function("() => [...document.querySelectorAll('.player video')].some((one) => one.currentTime > 1)")


def citizen_follows_by_code(story: Story) -> None:
    story.citizen.follow(story.code)
    story.citizen.sees("Sở Nông nghiệp và Môi trường")
    story.citizen.sees("Vũ Thành Long")
    assert story.citizen.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]

    denunciation = next(one["code"] for one in story.house.listing["citizens"] if "tố cáo" in one["name"])
    answers = []
    for code in ("AAAA AAAA AAAA AAAA", denunciation):
        story.citizen.follow(code)
        story.citizen.sees("Không tìm thấy vụ việc với mã này")
        answers.append(story.citizen.page.locator("main").inner_text().replace(code, ""))
    assert answers[0] == answers[1]
