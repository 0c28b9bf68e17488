"""Ten cases of a commune called one after another on the coordinator's page, the recorder included: seconds from the
press of the button until both sites of the case have the other's first frame on the screen, whichever is later."""

import statistics
import uuid

from playwright.sync_api import Page

from bench.media import MediaHouse, quantile, stage, started, wait_until
from tests.browser import chromium

CALLS = 12


def run() -> dict[str, float]:
    with started() as house:
        seen = _calls(house)
    return {
        "call_to_seen_p95_s": round(quantile(seen, 0.95), 3),
        "call_to_seen_median_s": round(statistics.median(seen), 3),
        "calls": len(seen),
    }


def _calls(house: MediaHouse) -> list[float]:
    from tiepdan.schedule.models import SessionSite

    commune = SessionSite.objects.get(office__short_name="Xã Phú Hội", session__status="live")
    central = commune.session.sites.get(is_central=True)
    _fill_the_queue(commune)
    at_the_centre = house.context(chromium.CENTRE)
    centre = house.enter(at_the_centre, "dieu-phoi")
    table = house.enter(house.window_beside(at_the_centre), "dieu-phoi")
    origin = "/".join(table.url.split("/")[:3])
    centre.goto(f"{origin}/diem-cau/{central.pk}/man-hinh/")
    screen = house.enter(house.context(chromium.FIRST), "diem-cau-phu-hoi")
    screen.goto("/".join(screen.url.split("/")[:3]) + f"/diem-cau/{commune.pk}/man-hinh/")
    for page in (centre, screen):
        wait_until(lambda page=page: stage(page).get("phase") == "waiting", words="a screen does not open")
    return [_one_call(table, f"{origin}/quan-ly/phien/{commune.session_id}/", [centre, screen]) for _n in range(CALLS)]


def _one_call(table: Page, address: str, screens: list[Page]) -> float:
    from tiepdan.hearings import actions
    from tiepdan.hearings.models import Hearing

    table.goto(address)
    began = table.evaluate(
        """() => { document.querySelector("form[action$='/goi/'] button").click(); return Date.now(); }"""
    )
    frames = [
        wait_until(
            lambda page=page: stage(page).get("connected") and stage(page)["timings"]["firstRemoteFrameAt"],
            words="nobody is seen",
        )
        for page in screens
    ]
    hearing = Hearing.objects.exclude(status="ended").get()
    wait_until(lambda: Hearing.objects.filter(pk=hearing.pk, status="live").exists(), words="not recorded")
    actions.end(hearing, by=hearing.called_by, reason="Đã tiếp xong.")
    for page in screens:
        wait_until(lambda page=page: stage(page)["phase"] == "waiting", words="a screen does not leave")
    return (max(frames) - began) / 1000


def _fill_the_queue(commune: object) -> None:
    """People who walked in, are confirmed and wait; everybody else has gone home."""
    from django.utils import timezone

    from tiepdan.accounts.models import User
    from tiepdan.cases.persons import DeclaredPerson
    from tiepdan.desk import actions as desk
    from tiepdan.desk.models import QueueTicket
    from tiepdan.law.grounds import Ground
    from tiepdan.registrations import actions as registrations
    from tiepdan.schedule.models import Slot

    coordinator = User.objects.get(username="dieu-phoi")
    for ticket in QueueTicket.objects.filter(status="waiting"):
        desk.mark_absent(ticket, by=coordinator)
    slots = list(Slot.objects.filter(site=commune, ends_at__gt=timezone.now()).order_by("starts_at"))
    for number in range(CALLS):
        person = DeclaredPerson(
            full_name="Nguyễn Thị An",
            address="Thôn 3",
            identity_kind="identity_card",
            identity_number=f"049185{number:06d}",
            phone="0905 123 456",
        )
        registration = registrations.register(
            slots[number // 2],
            submission_key=uuid.uuid4(),
            kind="complaint",
            subject="Bồi thường đất",
            account="",
            request="",
            person=person,
            registered_by="desk",
            officer=coordinator,
        )
        registrations.confirm(
            registration,
            by=coordinator,
            ground=Ground.SEVERAL_BODIES,
            ground_note="",
            decided_by=registration.session.receiver,
            decided_on=timezone.localdate(),
        )
        registration.refresh_from_db()
        desk.check_in(registration, by=coordinator)
