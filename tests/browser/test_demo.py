"""`make demo` as its first user meets it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.house import RunningHouse, seconds_to_a_lasting_day
from tiepdan.accounts.enums import Role
from tiepdan.cli.environment import ROOT


def test_listing_has_a_person_for_every_role_when_the_demo_runs(running_house: RunningHouse) -> None:
    listing = running_house.listing

    assert {person["role"] for person in listing["people"]} == set(Role.values)
    assert set(listing) == {"base_url", "people", "citizens", "livekit_url", "pids"}
    assert set(listing["people"][0]) == {"role", "name", "username", "password", "otp_secret", "start_page"}
    assert set(listing["pids"]) == {"web", "worker", "livekit", "postgresql"}
    assert all(Path(f"/proc/{pid}").exists() for pids in listing["pids"].values() for pid in pids)
    hosts = {urlsplit(person["start_page"]).hostname for person in listing["people"]}
    assert len(hosts) == len(listing["people"])


def test_two_people_are_signed_in_side_by_side_when_one_browser_opens_both(
    running_house: RunningHouse, context: BrowserContext, enter: Callable[[BrowserContext, str], Page]
) -> None:
    coordinator, chair = running_house.person("coordinator"), running_house.person("chair")
    first = enter(context, coordinator["username"])
    second = enter(context, chair["username"])

    first.reload()

    assert coordinator["username"] in first.url
    assert chair["username"] in second.url
    assert first.locator("body").get_attribute("data-person") != second.locator("body").get_attribute("data-person")


def test_second_demo_names_the_way_to_another_port_when_the_port_is_taken(
    running_house: RunningHouse, tmp_path: Path
) -> None:
    port = urlsplit(running_house.base_url).port
    command = [sys.executable, "-m", "tiepdan", "demo", "--port", str(port)]
    environment = os.environ | {"TIEPDAN_VAR": str(tmp_path / "var")}

    second = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)

    assert second.returncode == 1
    assert "PORT=" in second.stderr
    assert running_house.runs


def test_worker_is_replaced_and_listed_when_it_is_killed(running_house: RunningHouse) -> None:
    [killed] = running_house.pids("worker")
    os.kill(killed, signal.SIGKILL)

    until = time.monotonic() + 15
    while running_house.pids("worker") in ([killed], []):
        assert time.monotonic() < until
        time.sleep(0.2)

    assert Path(f"/proc/{running_house.pids('worker')[0]}").exists()


def test_pages_answer_on_both_loopbacks_when_a_browser_resolves_either(running_house: RunningHouse) -> None:
    port = urlsplit(running_house.base_url).port
    for host in ["127.0.0.1", *(["[::1]"] if Path("/proc/net/if_inet6").exists() else [])]:
        request = urllib.request.Request(f"http://{host}:{port}/demo/", headers={"Host": f"localhost:{port}"})
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("clock", ["00:00", "12:00", "23:19"])
def test_house_starts_at_once_while_its_day_lasts(clock: str) -> None:
    assert seconds_to_a_lasting_day(datetime.fromisoformat(f"2026-11-26T{clock}:00+07:00")) == 0


@pytest.mark.parametrize("clock", ["23:20:00", "23:59:59"])
def test_house_waits_for_the_next_day_late_in_the_evening(clock: str) -> None:
    now = datetime.fromisoformat(f"2026-11-26T{clock}+07:00")

    began = now + timedelta(seconds=seconds_to_a_lasting_day(now))

    assert (began.day, began.hour, began.minute) == (27, 0, 0)
