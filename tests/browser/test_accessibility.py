"""axe finds nothing on any page, as anybody and as each role, and every page that is linked to opens."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.browser.house import RunningHouse
from tests.browser.people import Coordinator, Enter
from tests.browser.walk import walk
from tiepdan.accounts.enums import Role
from tiepdan.cli.environment import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RUN = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"


@pytest.mark.parametrize("role", Role.values)
def test_axe_finds_nothing_on_any_page_of_a_role(
    running_house: RunningHouse, context: BrowserContext, enter: Enter, role: str
) -> None:
    page = enter(context, running_house.person(role)["username"])

    assert faults_on_every_page(page, [page.url]) == []


def test_axe_finds_nothing_on_any_public_page(running_house: RunningHouse, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    starts = [running_house.base_url + path for path in ("/", "/demo/", "/dang-ky/", "/tra-cuu/", "/kieu-mau/")]

    assert faults_on_every_page(page, starts) == []


def test_axe_finds_nothing_on_the_screen_of_a_site(
    running_house: RunningHouse, site_browser: Callable[[chromium.Site], Browser], enter: Enter
) -> None:
    coordinator = Coordinator(enter(site_browser(chromium.CENTRE).new_context(), "dieu-phoi"))
    coordinator.open("/diem-cau/")
    coordinator.page.locator("[data-stage]").wait_for()

    assert faults_of(coordinator.page) == []


def faults_on_every_page(page: Page, starts: list[str]) -> list[str]:
    faults = []
    for address, status in walk(page, starts):
        if status >= 400:
            faults.append(f"{status} at {address}")
        faults += [f"{address}: {fault}" for fault in faults_of(page)]
    return faults


def faults_of(page: Page) -> list[str]:
    """Each rule that is broken, with its first place."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [f"{one['id']} ({one['impact']}) {one['nodes'][0]['target']}" for one in found]
