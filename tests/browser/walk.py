"""Every page that a person can reach by the links of the pages, so a new page is found without being listed here."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error, Page, Response

MOST_PAGES = 60
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9A-Z]{16}(?=/|$)|(?<=/)\d+(?:-\d+)?(?=/|$)")
NOT_A_PAGE = ("/static/", "/su-kien/", "/demo/", "/tai-khoan/logout")
LINKS = "links => links.map(link => link.getAttribute('href'))"


def walk(page: Page, starts: list[str]) -> Iterator[tuple[str, int]]:
    """Open each page once and give its shape and status; two pages that differ only by a key are one page."""
    waiting, seen = deque(starts), {shape(start) for start in starts}
    for _number in range(MOST_PAGES):
        if not waiting:
            return
        url = waiting.popleft()
        answer = _open(page, url)
        if answer is None or not _is_page(answer):
            continue
        yield shape(url), answer.status
        for link in page.eval_on_selector_all("a[href]", LINKS):
            following = urljoin(page.url, link).partition("#")[0]
            if _is_ours(following, url) and shape(following) not in seen:
                seen.add(shape(following))
                waiting.append(following)


def shape(url: str) -> str:
    return KEY.sub("KEY", urlsplit(url).path)


def _open(page: Page, url: str) -> Response | None:
    """The page's answer; nothing for a file that the browser downloads."""
    try:
        return page.goto(url, wait_until="load")
    except Error as fault:
        if "Download is starting" in str(fault):
            return None
        raise


def _is_page(answer: Response) -> bool:
    return answer.headers.get("content-type", "").startswith("text/html")


def _is_ours(url: str, beside: str) -> bool:
    parts = urlsplit(url)
    return parts.netloc == urlsplit(beside).netloc and not parts.path.startswith(NOT_A_PAGE)
