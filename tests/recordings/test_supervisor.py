"""The supervisor with the real recorder and the real LiveKit: who records, who takes over, what is stored."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests.hearings.factories import held_session, open_hearing
from tests.rooms.livekit_server import BINARY
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.models import Hearing
from tiepdan.recordings import actions
from tiepdan.recordings.models import RecorderRun, Recording
from tiepdan.recordings.supervisor import Supervisor
from tiepdan.rooms import livekit

RECORDER = Path(os.environ.get("RECORDER_BIN") or django_settings.RECORDER_BIN)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (BINARY.exists() and RECORDER.exists()), reason="no media programs: run make media"),
]


@pytest.fixture
def hearing(livekit_server: int, settings) -> Iterator[Hearing]:
    settings.LIVEKIT_URL = f"http://127.0.0.1:{livekit_server}"
    settings.RECORDER_BIN = RECORDER
    opened = open_hearing(held_session("live"), "opening")
    livekit.create_room(opened.room.name)
    yield opened
    livekit.delete_room(opened.room.name)


async def until(supervisor: Supervisor, question: Callable[[], object], *, seconds: float = 12) -> object:
    """Lets the supervisor look again and again until the question is answered."""
    for _ in range(int(seconds / 0.1)):
        await supervisor.turn()
        if answer := await supervisor.ask(question):
            return answer
        await asyncio.sleep(0.1)
    raise TimeoutError(question)


def supervised(story: Callable[[Supervisor], object], holder: str = "A") -> None:
    async def play() -> None:
        supervisor = Supervisor(holder)
        try:
            await story(supervisor)
        finally:
            await supervisor.close()

    asyncio.run(play())


def joined(number: int = 1) -> bool:
    return RecorderRun.objects.filter(number=number, lines__kind="joined").exists()


def test_recorder_is_in_the_room_within_a_second_and_a_half_of_the_call(hearing: Hearing):
    async def story(supervisor: Supervisor) -> None:
        began = time.monotonic()
        await until(supervisor, joined)
        assert time.monotonic() - began < 1.5

    supervised(story)


def test_killed_recorder_is_replaced_and_the_gap_is_in_the_chain(hearing: Hearing):
    async def story(supervisor: Supervisor) -> None:
        await until(supervisor, joined)
        os.kill(supervisor.recorders[hearing.pk].process.pid, signal.SIGKILL)
        await until(supervisor, lambda: joined(2))

    supervised(story)

    recording = Recording.objects.get()
    kinds = list(recording.lines.order_by("sequence").values_list("kind", "run__number"))
    assert kinds[:3] == [("joined", 1), ("gap", 2), ("joined", 2)]
    assert actions.verify(recording) == []


def test_worker_that_goes_gives_its_lease_back_and_another_goes_on(hearing: Hearing):
    async def first(supervisor: Supervisor) -> None:
        await until(supervisor, joined)

    async def second(supervisor: Supervisor) -> None:
        await until(supervisor, lambda: joined(2), seconds=3)

    supervised(first, "A")
    supervised(second, "B")

    assert list(RecorderRun.objects.order_by("number").values_list("lease_holder", flat=True)) == ["A", "B"]


def test_two_workers_start_one_recorder(hearing: Hearing):
    async def story(one: Supervisor) -> None:
        other = Supervisor("B")
        try:
            await asyncio.gather(*(each.turn() for each in (one, other, one, other)))
            await until(one, joined)
            await other.turn()
            assert len(one.recorders) + len(other.recorders) == 1
        finally:
            await other.close()

    supervised(story)

    assert RecorderRun.objects.filter(recording__hearing=hearing, number=1).count() == 1


def test_recorder_is_killed_when_its_lease_is_lost(hearing: Hearing, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tiepdan.recordings.supervisor.RENEW_EVERY_SECONDS", 0.2)

    async def story(supervisor: Supervisor) -> None:
        await until(supervisor, joined)
        process = supervisor.recorders[hearing.pk].process
        await supervisor.ask(RecorderRun.objects.update, lease_holder="B")
        assert await asyncio.wait_for(process.wait(), 5) == -signal.SIGKILL

    supervised(story)


def test_recording_is_stored_when_the_hearing_ends(hearing: Hearing):
    async def story(supervisor: Supervisor) -> None:
        await until(supervisor, joined)
        await supervisor.ask(hearings.go_live, hearing)
        await supervisor.ask(hearings.end, hearing, by=hearing.called_by)
        await until(supervisor, lambda: Recording.objects.filter(status="stored").exists())

    supervised(story)

    recording = Recording.objects.get()
    last = recording.lines.order_by("-sequence").first()
    assert (last.kind, last.body["reason"]) == ("stopped", "requested")
    assert actions.verify(recording) == []


def test_recording_whose_worker_died_at_the_end_is_stored_by_another(hearing: Hearing):
    run = actions.begin_run(actions.want_recording(hearing), holder="dead")
    hearings.go_live(hearing)
    hearings.end(hearing, by=hearing.called_by)
    RecorderRun.objects.filter(pk=run.pk).update(lease_until_at=run.started_at)

    async def story(supervisor: Supervisor) -> None:
        await until(supervisor, lambda: Recording.objects.filter(status="stored").exists())

    supervised(story)

    assert RecorderRun.objects.get().ended_at is not None


def test_recorder_that_does_not_start_is_tried_again(hearing: Hearing, settings):
    settings.RECORDER_BIN = Path("/nonexistent/recorder")

    async def story(supervisor: Supervisor) -> None:
        await until(supervisor, lambda: RecorderRun.objects.filter(end_note__contains="does not start").count() >= 2)

    supervised(story)


def test_worker_waits_when_nothing_is_held():
    async def story(supervisor: Supervisor) -> None:
        assert await supervisor.turn() == 2

    supervised(story)


@pytest.fixture(autouse=True)
def no_connection_is_left() -> Iterator[None]:
    """The test database is dropped at the end: nobody may still hold it. A backend takes a moment to go."""
    yield
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    for _ in range(50):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")  # noqa: S608 -- our own words
            left = cursor.fetchone()[0]
        if not left:
            return
        time.sleep(0.1)
    pytest.fail(f"{left} connections are left")
