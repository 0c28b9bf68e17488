"""Alternating, 20 times each, each into a new room in which the centre shows its picture to the recorder, as in every
hearing (a picture that nobody takes is not sent, and the first to come would wait for it): a commune's own screen, from
the row that places it (ticket included) and from the ticket in its hand; and a page of nothing but livekit-client, from
`connect`, with its ticket in its hand. Each until the first remote frame is on the screen (requestVideoFrameCallback).
`join_ratio` compares the medians of the two joins with the ticket in the hand. A join's ticket is measured apart, over
HTTP beside the sign-in's own two queries: `token_sql`, `token_ms` (median of 200)."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

from bench.media import LIVEKIT_CLIENT, MediaHouse, quantile, recording, stage, started, wait_until
from tests.browser import chromium

JOINS = 20
SETTLED_SECONDS = 1  # the first who joins must not pay for the beginning of the centre's picture
TICKETS = 200
BARE = """async ({ url, token }) => {
  const room = new LivekitClient.Room();
  const video = document.body.appendChild(document.createElement("video"));
  const seen = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  room.on(LivekitClient.RoomEvent.TrackSubscribed, (track) => track.kind === "video" && track.attach(video));
  const began = performance.now();
  await room.connect(url, token);
  const connected = performance.now() - began;
  await seen;
  const lasted = performance.now() - began;
  await room.disconnect();
  video.remove();
  return [connected, lasted];
}"""


def run() -> dict[str, float]:
    with started() as house:
        joins = _joins(house)
        sql, milliseconds = _tickets()
    median = {name: statistics.median(times) for name, times in joins.items()}
    return {
        "join_ratio": round(median["ours"] / median["bare"], 3),
        "join_ms": round(median["ours"], 1),
        "join_p95_ms": round(quantile(joins["ours"], 0.95), 1),
        "join_connect_ms": round(median["ours_connect"], 1),
        "bare_join_ms": round(median["bare"], 1),
        "bare_join_p95_ms": round(quantile(joins["bare"], 0.95), 1),
        "bare_connect_ms": round(median["bare_connect"], 1),
        "place_to_frame_ms": round(median["with_ticket"], 1),
        "token_sql": sql,
        "token_ms": round(milliseconds, 2),
        "joins": len(joins["ours"]),
    }


def _joins(house: MediaHouse) -> dict[str, list[float]]:
    """Milliseconds of each join, until its first frame and until the room is open."""
    from tiepdan.schedule.models import SessionSite

    central = SessionSite.objects.get(is_central=True, session__status="live")
    commune = central.session.sites.get(office__short_name="Xã Phú Hội")
    centre = house.enter(house.context(chromium.CENTRE), "dieu-phoi")
    centre.goto(f"{_origin(centre)}/diem-cau/{central.pk}/man-hinh/")
    at_the_commune = house.context(chromium.FIRST)
    screen = house.enter(at_the_commune, "diem-cau-phu-hoi")
    screen.goto(f"{_origin(screen)}/diem-cau/{commune.pk}/man-hinh/")
    blank = house.window_beside(at_the_commune).new_page()
    blank.goto(f"{_origin(screen)}/tro-giup/")
    blank.evaluate(LIVEKIT_CLIENT.read_text())
    times: dict[str, list[float]] = {"ours": [], "ours_connect": [], "with_ticket": [], "bare": [], "bare_connect": []}
    for number in range(JOINS + 1):
        # Who goes first changes each time: the second finds a warmer machine.
        for turn in ("ours", "bare") if number % 2 else ("bare", "ours"):
            with _centre_alone(house, central, (centre, screen)) as room:
                if turn == "ours":
                    timings = _our_join(screen, room, commune)
                else:
                    connected, lasted = _bare_join(blank, room.name, number)
        if number == 0:
            continue  # the first one warms both
        times["ours"].append(timings["firstRemoteFrameAt"] - timings["ticketAt"])
        times["ours_connect"].append(timings["connectedAt"] - timings["ticketAt"])
        times["with_ticket"].append(timings["firstRemoteFrameAt"] - timings["placedAt"])
        times["bare"].append(lasted)
        times["bare_connect"].append(connected)
    return times


@contextmanager
def _centre_alone(house: MediaHouse, central: Any, screens: tuple[Page, Page]) -> Iterator[Any]:
    """A new room in which the centre shows its picture to the recorder, and nobody else has been."""
    room = _open_room(central)
    with recording(room.name, house.folder / room.name):
        _place_the_centre(room, central, screens[0])
        yield room
    _close(room, screens)


def _open_room(site: Any) -> Any:
    """A new room, there in LiveKit too."""
    from tiepdan.rooms import actions as rooms
    from tiepdan.rooms.enums import RoomPurpose, RoomStatus

    room = rooms.open_room(site.session, purpose=RoomPurpose.REHEARSAL, by=None)
    wait_until(lambda: type(room).objects.filter(pk=room.pk, status=RoomStatus.OPEN).exists(), words="no room")
    return room


def _place_the_centre(room: Any, central: Any, centre: Page) -> None:
    """The centre's picture is on its way before anybody else comes."""
    from tiepdan.rooms import actions as rooms

    rooms.place_site(room, central, by=None)
    wait_until(
        lambda: (now := stage(centre)).get("room") == room.name and now["sent"]["cameraFrames"] > 5,
        words="the centre shows nothing",
    )
    time.sleep(SETTLED_SECONDS)


def _our_join(screen: Page, room: Any, commune: Any) -> dict[str, float]:
    from tiepdan.rooms import actions as rooms

    rooms.place_site(room, commune, by=None)
    seen = wait_until(
        lambda: (now := stage(screen)).get("room") == room.name and now["timings"]["firstRemoteFrameAt"] and now,
        words="our screen sees nothing",
    )
    return dict(seen["timings"])


def _bare_join(blank: Page, room: str, number: int) -> tuple[float, float]:
    """Milliseconds until the room is open, and until the first frame."""
    from tiepdan.rooms import livekit

    ticket = livekit.viewer_ticket(room, f"viewer:bare-{number}", "bare")
    connected, lasted = blank.evaluate(BARE, {"url": ticket.url, "token": ticket.token})
    return float(connected), float(lasted)


def _close(room: Any, screens: tuple[Page, Page]) -> None:
    from tiepdan.rooms import actions as rooms

    rooms.close_room(room, by=None)
    for screen in screens:
        wait_until(lambda screen=screen: stage(screen)["phase"] == "waiting", words="a screen does not leave")


def _tickets() -> tuple[int, float]:
    """Queries of one ticket beside the sign-in's, and the median time of the whole answer."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.sign_in import sign_in
    from tiepdan.accounts.models import User
    from tiepdan.rooms import actions as rooms
    from tiepdan.schedule.models import SessionSite

    site = SessionSite.objects.get(office__short_name="Xã Phú Hội", session__status="live")
    rooms.place_site(_open_room(site), site, by=None)
    client = sign_in(Client(headers={"host": "localhost"}), User.objects.get(username="diem-cau-phu-hoi"))
    took = []
    for _number in range(TICKETS):
        with CaptureQueriesContext(connection) as asked:
            began = time.perf_counter()
            answer = client.post(f"/phong/diem-cau/{site.pk}/ve/")
            took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.content
    of_the_sign_in = sum("django_session" in one["sql"] or "accounts_user" in one["sql"] for one in asked)
    return len(asked) - of_the_sign_in, statistics.median(took)


def _origin(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])
