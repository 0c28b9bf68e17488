"""Pictures of the pages under strain: names of forty letters, sixty rows, twice as large, in grey, by keyboard.

The rows are copied and the names written over in the page itself: what is tried is the look, not the records.
"""

from playwright.sync_api import Page, Playwright

from tests.browser import chromium
from tests.browser.album import WIDTHS, Album
from tests.browser.house import RunningHouse
from tests.browser.inspection import focus_faults
from tests.browser.states_of_citizen import LONG_NAME
from tests.browser.walk import walk

ROWS = 60
TWICE_AS_LARGE = {width // 2: height // 2 for width, height in WIDTHS.items()}
MAIN_PAGES = {
    "coordinator": (
        "buoi-tiep", "buoi-tiep/KEY", "dang-ky", "dang-ky/KEY", "san-sang/KEY", "phien/KEY", "bien-ban", "nhiem-vu",
        "thoi-han", "ghi-hinh", "so-tiep", "ngay-tiep", "ban-tiep-don/KEY",
    ),
    "chair": ("phien/KEY/chu-tri", "nhiem-vu/KEY"),
    "note_taker": ("bien-ban", "bien-ban/KEY"),
    "advising_unit": ("dang-ky",),
    "site_officer": ("ban-tiep-don", "dang-ky/tai-cho"),
    "agency_representative": ("nhiem-vu",),
    "inspector": ("so-tiep", "so-tiep/qua-han"),
    "administrator": ("quan-tri", "quan-tri/can-bo", "quan-tri/nhat-ky"),
}  # fmt: skip
PUBLIC_PAGES = ("", "/lich-tiep", "/lich-tiep/buoi/KEY", "/tra-cuu")
WITHOUT_ROWS = {
    "coordinator": ("nhiem-vu/?trang_thai=cancelled", "so-tiep/?thang=2026-01", "ngay-tiep/?thang=2025-01"),
    "inspector": ("so-tiep/?thang=2026-01",),
}
CROWD = """([name, rows]) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const own = node.parentElement.closest(".menu, option, .btn, label, h1, h2, thead, dt, summary");
    if (!own && /^\\s*(\\p{Lu}\\p{Ll}+ ){1,4}\\p{Lu}\\p{Ll}+\\s*$/u.test(node.data)) node.data = name;
  }
  for (const list of document.querySelectorAll("tbody, .queue, .cards, .day-card, .files")) {
    const last = list.lastElementChild;
    if (!last) continue;
    for (let number = list.children.length; number < rows; number += 1) list.append(last.cloneNode(true));
  }
}"""
GREY = "() => { document.documentElement.style.filter = 'grayscale(1)'; }"


def take(playwright: Playwright, running: RunningHouse, album: Album) -> list[str]:
    browser = chromium.launch(playwright)
    faults: list[str] = []
    people = {person["role"]: person for person in reversed(running.listing["people"])}
    public = browser.new_context(locale="vi-VN").new_page()
    faults += _strain(public, "public", [f"{running.base_url}/"], PUBLIC_PAGES, album)
    for role, pages in MAIN_PAGES.items():
        context = browser.new_context(locale="vi-VN")
        page = running.enter(context, people[role]["username"])
        office = page.url.partition("/quan-ly")[0].partition("/ban-lam-viec")[0]
        for query in WITHOUT_ROWS.get(role, ()):
            page.goto(f"{office}/quan-ly/{query}")
            album.take(page, role, f"none-{query.partition('/')[0]}")
        faults += _strain(page, role, [page.url], tuple(f"/quan-ly/{one}" for one in pages), album)
        context.close()
    browser.close()
    return faults


def _strain(page: Page, role: str, starts: list[str], wanted: tuple[str, ...], album: Album) -> list[str]:
    """The wanted pages among all that can be reached; each as it is by keyboard, then crowded."""
    faults: list[str] = []
    left = set(wanted)
    for address, _status in walk(page, starts):
        if address.rstrip("/") not in left:
            continue
        left.remove(address.rstrip("/"))
        name = address.strip("/").replace("/", "_") or "front"
        faults += [f"{role} {name}: {fault}" for fault in focus_faults(page)]
        page.evaluate(CROWD, [LONG_NAME, ROWS])
        album.take(page, role, f"crowded-{name}")
        album.take(page, role, f"crowded-{name}", TWICE_AS_LARGE)
        page.evaluate(GREY)
        album.take(page, role, f"grey-{name}", {1366: 768})
        if not left:
            break
    return faults + [f"{role}: no link led to {one or '/'}" for one in sorted(left)]
