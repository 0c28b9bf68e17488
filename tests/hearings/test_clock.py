"""Lost lines and missing pictures."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.hearings.factories import held_session, open_hearing
from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.hearings import actions, clock
from tiepdan.hearings.models import Hearing
from tiepdan.rooms.models import SiteSignal

pytestmark = pytest.mark.django_db


def hearing_with(connection: str, changed: timedelta, *, called: timedelta = timedelta(minutes=5)) -> Hearing:
    """Live for five minutes, the centre online; the citizen's line as given."""
    now = timezone.now()
    hearing = open_hearing(held_session("live"))
    hearing.called_at = now - called
    hearing.save(update_fields=["called_at"])
    hearing.room.places.update(connection="online", connection_changed_at=now - timedelta(minutes=4))
    site = hearing.room.places.filter(site=hearing.ticket.site)
    site.update(connection=connection, connection_changed_at=now - changed)
    return hearing


def alarms() -> list[str]:
    return list(Alarm.objects.filter(cleared_at=None).values_list("kind", flat=True))


@pytest.mark.parametrize("connection", ["offline", "reconnecting"])
def test_site_lost_for_six_seconds_interrupts(connection: str):
    hearing = hearing_with(connection, timedelta(seconds=6))

    clock.watch(hearing, now=timezone.now())

    hearing.refresh_from_db()
    assert (hearing.status, alarms()) == ("interrupted", [AlarmKind.SITE_LOST])


def test_site_lost_for_three_seconds_is_waited_for():
    hearing = hearing_with("reconnecting", timedelta(seconds=3))

    clock.watch(hearing, now=timezone.now())

    hearing.refresh_from_db()
    assert (hearing.status, alarms()) == ("live", [])


def test_alarm_ends_when_the_site_is_back_and_the_hearing_waits_for_the_chair():
    hearing = hearing_with("offline", timedelta(seconds=6))
    clock.watch(hearing, now=timezone.now())
    hearing.room.places.update(connection="online")
    hearing.refresh_from_db()

    clock.watch(hearing, now=timezone.now())

    hearing.refresh_from_db()
    assert (hearing.status, alarms()) == ("interrupted", [])


def test_site_that_has_just_been_called_is_given_time_to_come():
    hearing = hearing_with("offline", timedelta(seconds=10), called=timedelta(seconds=10))

    clock.watch(hearing, now=timezone.now())

    hearing.refresh_from_db()
    assert hearing.status == "live"


def test_department_that_stays_lost_does_not_stop_a_resumed_hearing_again():
    hearing = hearing_with("online", timedelta(minutes=4))
    other = hearing.session.sites.exclude(pk=hearing.ticket.site_id).get(is_central=False)
    actions.add_site(hearing, other, by=hearing.called_by)
    place = hearing.room.places.filter(site=other)
    place.update(connection="offline", connection_changed_at=timezone.now() - timedelta(seconds=30))
    clock.watch(hearing, now=timezone.now())
    actions.resume(hearing, by=hearing.called_by)
    hearing.refresh_from_db()

    clock.watch(hearing, now=timezone.now())

    hearing.refresh_from_db()
    assert (hearing.status, hearing.interruptions.count()) == ("live", 1)


def test_page_that_says_nothing_for_13_seconds_is_reconnecting():
    hearing = hearing_with("online", timedelta(minutes=1))
    reported = timezone.now() - timedelta(seconds=13)
    SiteSignal.objects.create(
        site=hearing.ticket.site, reported_at=reported, room_name=hearing.room.name, report={"camera": "ok"}
    )

    clock.watch(hearing, now=timezone.now())

    assert hearing.room.places.get(site=hearing.ticket.site).connection == "reconnecting"


def test_missing_camera_alarms_until_the_picture_is_back():
    hearing = hearing_with("online", timedelta(minutes=1))
    signal = SiteSignal.objects.create(
        site=hearing.ticket.site,
        reported_at=timezone.now(),
        room_name=hearing.room.name,
        report={"camera": "frozen"},
    )

    clock.watch(hearing, now=timezone.now())
    assert alarms() == [AlarmKind.CAMERA_MISSING]
    signal.report = {"camera": "ok"}
    signal.save()
    clock.watch(hearing, now=timezone.now())

    assert alarms() == []
