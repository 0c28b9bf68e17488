"""A hearing that nobody records is seen without the worker: by the tables, by the stage."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.hearings.factories import Held, held_session, open_hearing
from tests.sign_in import sign_in
from tiepdan.hearings.models import Hearing
from tiepdan.recordings import actions, stage
from tiepdan.recordings.models import RecorderRun, Recording

pytestmark = pytest.mark.django_db
WORDS = "Lượt tiếp này không được ghi âm, ghi hình"


def recorded(status: str, *, renewed: timedelta) -> tuple[Held, Hearing]:
    """A hearing whose recorder's lease was last renewed so long ago."""
    held = held_session("live")
    hearing = open_hearing(held, status)
    run = actions.begin_run(actions.want_recording(hearing), holder="A")
    lease_until_at = timezone.now() - renewed + actions.LEASE
    RecorderRun.objects.filter(pk=run.pk).update(lease_until_at=lease_until_at)
    Recording.objects.update(status="running", running_at=timezone.now())
    return held, hearing


def signs_page(client: Client, held: Held) -> str:
    return client.get(reverse("hearings:table-part", args=[held.session.pk, "dau-hieu"])).content.decode()


@pytest.mark.parametrize("status", ["live", "opening"])
def test_tables_and_stage_say_so_when_the_worker_has_been_silent_for_ten_seconds(client: Client, status: str):
    held, hearing = recorded(status, renewed=timedelta(seconds=10))
    sign_in(client, held.coordinator)

    pages = [client.get(reverse(name, args=[held.session.pk])) for name in ("hearings:table", "hearings:chair")]

    assert all(WORDS in page.content.decode() for page in pages)
    assert WORDS in signs_page(client, held)
    assert stage.part(hearing.room) == {"recording": "failed"}


def test_recorder_that_renewed_its_lease_in_time_is_not_suspected(client: Client):
    held, hearing = recorded("live", renewed=timedelta(seconds=8))
    sign_in(client, held.coordinator)

    assert WORDS not in signs_page(client, held)
    assert stage.part(hearing.room) == {"recording": "running"}


def test_called_hearing_that_no_worker_takes_up_is_seen(client: Client):
    held = held_session("live")
    hearing = open_hearing(held, "opening")
    sign_in(client, held.chair)
    fresh = signs_page(client, held)

    Hearing.objects.update(called_at=timezone.now() - timedelta(seconds=10))

    assert (WORDS in fresh, WORDS in signs_page(client, held)) == (False, True)
    assert stage.part(hearing.room) == {"recording": "failed"}


def test_page_asks_again_while_a_hearing_is_open_and_not_after(client: Client):
    held, hearing = recorded("live", renewed=timedelta(seconds=10))
    sign_in(client, held.coordinator)
    asks = signs_page(client, held)

    Hearing.objects.filter(pk=hearing.pk).update(status="ended", ended_at=timezone.now())

    assert ("every 5s" in asks, signs_page(client, held).strip()) == (True, "")
