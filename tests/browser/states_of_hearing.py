"""Pictures of one hearing from the call to the chair's word, as each person and each screen sees it."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.browser.cast import COMMUNE_NAME, Cast

TO_CUT_MS = 90_000


def take(cast: Cast) -> None:
    hearing = _called(cast)
    _floor(cast)
    _paper(cast)
    _minutes(cast, hearing)
    _help(cast)
    _interrupted(cast)
    _media_down(cast)
    _decided(cast, hearing)


def _called(cast: Cast) -> str:
    hearing = cast.coordinator.call_next()
    cast.commune.wait_for_pictures_of([cast.centre.identity])
    cast.centre.wait_for_pictures_of([cast.commune.identity])
    cast.coordinator.open_table(cast.session)
    cast.chair.open_table(cast.session)
    _wait_for_the_stage(cast)
    _at_the_tables(cast, "hearing")
    cast.album.take(cast.commune.page, "site_screen", "hearing-microphone-closed")
    cast.album.take(cast.centre.page, "central_screen", "hearing")
    cast.album.take(cast.elsewhere.page, "site_screen", "waiting-another-is-heard")
    return hearing


def _floor(cast: Cast) -> None:
    cast.commune.page.get_by_role("button", name="Xin phát biểu").click()
    expect(cast.chair.page.locator("#floor")).to_contain_text("Xin phát biểu lúc")
    _at_the_tables(cast, "floor-asked")
    cast.album.take(cast.commune.page, "site_screen", "floor-asked")
    cast.chair.give_floor(COMMUNE_NAME)
    expect(cast.commune.page.locator("[data-microphone]")).to_contain_text("Micrô đang mở")
    _at_the_tables(cast, "floor-given")
    cast.album.take(cast.commune.page, "site_screen", "floor-given")
    cast.album.take(cast.centre.page, "central_screen", "floor-given")
    cast.chair.take_floor(COMMUNE_NAME)
    expect(cast.commune.page.locator("[data-microphone]")).to_contain_text("Micrô đóng")
    cast.album.take(cast.commune.page, "site_screen", "floor-taken")


def _paper(cast: Cast) -> None:
    cast.chair.show_paper("Đơn kiến nghị", 1)
    for screen in (cast.commune, cast.centre):
        screen.shows_paper("Đơn kiến nghị", 1)
    _at_the_tables(cast, "paper")
    cast.album.take(cast.commune.page, "site_screen", "paper")
    cast.album.take(cast.centre.page, "central_screen", "paper")
    cast.chair.press("Thôi trình chiếu")
    expect(cast.commune.page.locator("[data-paper]")).to_be_hidden()


def _minutes(cast: Cast, hearing: str) -> None:
    writer = cast.note_taker
    writer.open(f"/quan-ly/bien-ban/{hearing}/")
    cast.album.take(writer.page, "note_taker", "minutes-not-open")
    writer.open_minutes(hearing)
    cast.album.take(writer.page, "note_taker", "minutes-empty")
    told = "Ông Hòa trình bày: cống qua đường thôn 5 hẹp, mưa là ngập nửa mét, học sinh phải nghỉ học."
    writer.write(
        f"{told}\n\nĐề nghị làm lại cống trước mùa mưa năm sau.",
        "Đại diện Sở Xây dựng báo cáo: đã khảo sát, đang lập dự toán.",
        "Giao Sở Xây dựng trả lời công dân đúng hạn.",
    )
    cast.album.take(writer.page, "note_taker", "minutes-written")
    writer.read_back()
    expect(cast.commune.page.locator(".readback-now")).to_contain_text("Ông Hòa trình bày")
    cast.album.take(writer.page, "note_taker", "minutes-read-back")
    cast.album.take(cast.commune.page, "site_screen", "read-back")
    writer.agree()
    cast.album.take(writer.page, "note_taker", "minutes-agreed")
    cast.officer.open(f"/quan-ly/bien-ban/{hearing}/ky/")
    cast.album.take(cast.officer.page, "site_officer", "minutes-to-sign")


def _help(cast: Cast) -> None:
    cast.commune.page.get_by_role("button", name="Gọi trung tâm giúp").click()
    expect(cast.coordinator.page.locator("#todo .alarms")).to_be_visible()
    _at_the_tables(cast, "alarm")


def _interrupted(cast: Cast) -> None:
    cast.chair.press("Tạm ngưng lượt tiếp")
    expect(cast.commune.page.locator("[data-banner]")).to_contain_text("tạm dừng")
    expect(cast.coordinator.page.get_by_role("button", name=re.compile("Tiếp tục lượt tiếp")).first).to_be_visible()
    _at_the_tables(cast, "interrupted")
    cast.album.take(cast.commune.page, "site_screen", "interrupted")
    cast.chair.press("Tiếp tục lượt tiếp")
    expect(cast.commune.page.locator("[data-banner]")).to_be_hidden()


def _media_down(cast: Cast) -> None:
    """The media server hangs: first the line is cut, and a screen opened meanwhile waits for the server."""
    stage = cast.commune.page.locator("[data-stage]")
    with _media_server_asleep(cast):
        expect(stage).to_have_attribute("data-state", "reconnecting", timeout=TO_CUT_MS)
        cast.album.take(cast.commune.page, "site_screen", "reconnecting")
        cast.album.take(cast.coordinator.page, "coordinator", "table-media-cut")
        cast.commune.page.reload()
        expect(stage).to_have_attribute("data-state", "trouble", timeout=TO_CUT_MS)
        cast.album.take(cast.commune.page, "site_screen", "media-server-down")
    cast.commune.wait_for_pictures_of([cast.centre.identity])


@contextmanager
def _media_server_asleep(cast: Cast) -> Iterator[None]:
    servers = cast.running.pids("livekit")
    for server in servers:
        os.kill(server, signal.SIGSTOP)
    try:
        yield
    finally:
        for server in servers:
            os.kill(server, signal.SIGCONT)


def _decided(cast: Cast, hearing: str) -> None:
    cast.chair.set_time_limit(
        cast.session,
        answer="Giao Sở Xây dựng làm lại cống, trả lời ông Hòa.",
        agency="Sở Xây dựng tỉnh Tam Sơn",
        person="Tạ Quang Vinh",
        phone="02353 888 777",
    )
    cast.chair.open_table(cast.session)
    cast.album.take(cast.chair.page, "chair", "table-decided")
    cast.chair.open(f"/quan-ly/nhiem-vu/luot/{hearing}/")
    cast.album.take(cast.chair.page, "chair", "outcome")
    cast.chair.open_table(cast.session)
    cast.chair.end_hearing("Đã hẹn thời hạn trả lời.")
    cast.commune.wait_until_outside()


def _wait_for_the_stage(cast: Cast) -> None:
    for person in (cast.coordinator, cast.chair):
        expect(person.page.locator("[data-stage]")).to_have_attribute("data-state", "live")
        person.page.wait_for_timeout(2000)  # a first frame of each site


def _at_the_tables(cast: Cast, name: str) -> None:
    for role, person in (("coordinator", cast.coordinator), ("chair", cast.chair)):
        cast.album.take(person.page, role, f"table-{name}")
