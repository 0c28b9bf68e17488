import re

import pytest
from django.urls import reverse

from tiepdan.accounts.enums import Role
from tiepdan.cli.environment import ROOT
from tiepdan.web.navigation import OF_ROLE
from tiepdan.web.pattern_book import ICONS, LAST_ICONS, MORE_ICONS, SHAPES

pytestmark = pytest.mark.django_db
BUILD = ROOT / "tiepdan" / "web" / "static" / "build"
FIRST_PAGE_BYTES = 100_000


def test_citizen_sees_three_acts_and_one_of_them_filled_when_opening_the_front_page(visitor):
    page = visitor.get(reverse("web:home")).content.decode()

    assert re.findall(r'<span class="act-name">([^<]+)', page) == ["Xem lịch tiếp", "Đăng ký gặp", "Tra cứu bằng mã"]
    assert page.count("act-first") == 1
    assert '<html lang="vi" class="area-public">' in page


@pytest.mark.parametrize("name", ["web:home", "web:help", "web:components", "account_login"])
def test_citizen_reads_the_page_when_not_signed_in(visitor, name):
    assert visitor.get(reverse(name)).status_code == 200


def test_pattern_book_shows_every_component_when_opened(visitor):
    page = visitor.get(reverse("web:components")).content.decode()

    shown = set(re.findall(r'class="state state-(\w+)"', page))
    assert shown == {one["shape"] for one in SHAPES}
    assert [name for name in ICONS + MORE_ICONS + LAST_ICONS if f"</svg> {name}<" not in page] == []
    for mark in ("alert-wrong", "number-value", "stepper", "table-fold", "pager", "empty-title", "timeline", "files"):
        assert f"{mark}" in page
    assert page.count('class="btn btn-primary"') == 1


def test_wall_screen_has_a_clock_and_no_menu_when_opened(visitor):
    page = visitor.get("/screen/").content.decode()

    assert 'class="area-screen"' in page
    assert 'data-clock="now"' in page
    assert "<nav" not in page


def test_officer_sees_the_menu_of_the_role_when_signed_in(client, binh, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "second_factor" not in name]
    client.force_login(binh)

    page = client.get("/quan-ly/phien/").content.decode()

    menu = page[page.index('<nav class="menu"') : page.index("</nav>")]
    assert re.findall(r'<a href="([^"]+)"', menu) == [url for url, _label in OF_ROLE[binh.role]]
    assert re.findall(r'<a href="([^"]+)"[^>]*aria-current="page"', menu) == ["/quan-ly/phien/"]
    assert "Trần Văn Bình" in page


def test_every_role_has_a_menu_when_roles_are_listed():
    assert set(OF_ROLE) == set(Role)


def test_page_is_vietnamese_when_the_browser_prefers_english(visitor, settings):
    _choose_language_by_cookie(settings)

    page = visitor.get("/", headers={"Accept-Language": "en-US,en"}).content.decode()

    assert '<html lang="vi"' in page


def test_page_is_english_when_the_visitor_chose_it(visitor, settings):
    _choose_language_by_cookie(settings)

    chosen = visitor.post(reverse("web:set-language"), {"language": "en", "next": "/tro-giup/"})
    page = visitor.get(chosen["Location"]).content.decode()

    assert chosen["Location"] == "/tro-giup/"
    assert '<html lang="en"' in page


def _choose_language_by_cookie(settings):
    settings.MIDDLEWARE = [
        name.replace("django.middleware.locale.LocaleMiddleware", "tiepdan.web.language.ChosenLanguageMiddleware")
        for name in settings.MIDDLEWARE
    ]


def test_first_page_of_a_citizen_weighs_little(client):
    """On a slow line: the page, its styles, its script and its mark, as they are sent; fonts come later."""
    page = client.get("/")
    sent = [page.content, (BUILD / "pages.css.gz").read_bytes(), (BUILD / "pages.js.gz").read_bytes()]

    assert sum(map(len, sent)) <= FIRST_PAGE_BYTES
    assert re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', page.text) == [
        "/static/build/pages.css",
        "/static/build/pages.js",
    ]
