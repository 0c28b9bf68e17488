"""The part of the worker that records: it holds leases, starts recorders, stores their lines and replaces them.

Every worker runs one. Which of them records a hearing is decided by the lease in PostgreSQL, so a dead worker is
replaced by another, or by its own successor, as soon as its lease runs out.
"""

import asyncio
import logging
import os
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from tiepdan.hearings import clock
from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing
from tiepdan.recordings import actions, queries
from tiepdan.recordings.chain import ChainBroken
from tiepdan.recordings.models import RecorderRun, Recording
from tiepdan.recordings.recorder import RecorderProcess, job

LOOK_EVERY_SECONDS = 0.3
IDLE_SECONDS = 2
WATCH_EVERY_SECONDS = 1
RENEW_EVERY_SECONDS = 3
SILENT_SECONDS = 10
END_SECONDS = 3
LONGEST_WAIT_SECONDS = 5

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


async def run_supervisor(stop: asyncio.Event, holder: str = "") -> None:
    """Records every open hearing until `stop` is set (giám sát ghi hình).

    `holder` names this process among all workers; left out, it is the host and the process id.
    Raises: nothing; a fault of the database is waited out.
    """
    supervisor = Supervisor(holder or f"{socket.gethostname()[:60]}:{os.getpid()}")
    try:
        while not stop.is_set():
            wait = await supervisor.turn()
            try:
                await asyncio.wait_for(stop.wait(), wait)
            except TimeoutError:
                continue
    finally:
        await supervisor.close()


class Supervisor:
    """The recorders of this worker, by hearing."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self.tasks: dict[UUID, asyncio.Task[None]] = {}
        self.recorders: dict[UUID, RecorderProcess] = {}
        self.threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="recordings")
        self.opened: set[BaseDatabaseWrapper] = set()
        self.watched_at = 0.0
        self.closing = False

    async def turn(self) -> float:
        """Looks once at what must be recorded; returns how long to wait."""
        try:
            if not await self.ask(queries.is_anything_held) and not self.tasks:
                await self.finish_orphans()
                return IDLE_SECONDS
            for hearing_id in await self.ask(_to_record):
                self.begin(hearing_id)
            for hearing_id in await self.ask(_ended, list(self.recorders)):
                await self.recorders[hearing_id].ask_to_stop() if hearing_id in self.recorders else None
            await self.finish_orphans()
            if time.monotonic() - self.watched_at >= WATCH_EVERY_SECONDS:
                self.watched_at = time.monotonic()
                await self.ask(_watch)
        except Error:
            logger.exception("the database did not answer; looking again")
            return IDLE_SECONDS
        return LOOK_EVERY_SECONDS

    def begin(self, hearing_id: UUID) -> None:
        if hearing_id not in self.tasks and not self.closing:
            task = asyncio.create_task(self.record(hearing_id))
            self.tasks[hearing_id] = task
            task.add_done_callback(lambda _task: self.tasks.pop(hearing_id, None))

    async def record(self, hearing_id: UUID) -> None:
        """Keeps one hearing recorded until it has ended: run after run."""
        failed = 0
        while not self.closing:
            try:
                begun = await self.ask(_begin, hearing_id, self.holder)
                if begun is None:
                    return
                lasted = await self.run(hearing_id, *begun)
            except Error:
                logger.exception("hearing %s: the database did not answer", hearing_id)
                lasted = 0
            failed = 0 if lasted > LONGEST_WAIT_SECONDS else failed + 1
            await asyncio.sleep(min(failed, LONGEST_WAIT_SECONDS))

    async def run(self, hearing_id: UUID, run: RecorderRun, what: dict[str, object]) -> float:
        """One run of the recorder, from its start to its end; returns how many seconds it lasted."""
        began = time.monotonic()
        try:
            recorder = await RecorderProcess.start(what)
        except OSError as error:
            await self.ask(actions.lose_run, run, note=f"the recorder does not start: {error}")
            return 0
        self.recorders[hearing_id] = recorder
        lease = asyncio.create_task(self.keep_lease(run, recorder))
        note, patience = "", 0.0
        try:
            patience = await self.hear(run, recorder)
        except (ChainBroken, ValueError, KeyError) as error:
            note = f"wrong line: {error}"
            logger.exception("hearing %s: the recorder printed a line that cannot be", hearing_id)
        finally:
            note = " ".join(filter(None, [note, await recorder.ended(patience)]))
            lease.cancel()
            self.recorders.pop(hearing_id, None)
        await self.ask(actions.lose_run, run, note=note)
        await self.ask(_finish_if_ended, hearing_id)
        return time.monotonic() - began

    async def hear(self, run: RecorderRun, recorder: RecorderProcess) -> float:
        """Stores what the recorder prints; returns how many seconds it may still take to end. 10 s of silence: none."""
        lines = recorder.lines()
        while True:
            try:
                line = await asyncio.wait_for(anext(lines), SILENT_SECONDS)
            except StopAsyncIteration:
                return END_SECONDS
            except TimeoutError:
                logger.warning("recorder of run %s is silent; it is replaced", run)
                return 0
            if line["kind"] == "heartbeat":
                await self.ask(actions.note_heartbeat, run, line)
            else:
                await self.ask(actions.note_line, run, line)

    async def keep_lease(self, run: RecorderRun, recorder: RecorderProcess) -> None:
        """Renews the lease; when it is lost, or cannot be renewed in time, another worker records."""
        renewed = time.monotonic()
        while True:
            await asyncio.sleep(RENEW_EVERY_SECONDS)
            try:
                is_ours = await self.ask(actions.extend_lease, run)
            except Error:
                is_ours = time.monotonic() - renewed < actions.LEASE.total_seconds()
            else:
                renewed = time.monotonic()
            if not is_ours:
                recorder.kill()
                return

    async def finish_orphans(self) -> None:
        """Completes recordings whose worker died at the end of the hearing."""
        for hearing_id in await self.ask(_unfinished):
            if hearing_id not in self.tasks:
                await self.ask(_finish_if_ended, hearing_id)

    async def close(self) -> None:
        """Lets the recorders store what they have and gives the leases back, so that others go on at once."""
        self.closing = True
        for recorder in list(self.recorders.values()):
            await recorder.ask_to_stop()
        if self.tasks:
            await asyncio.wait(list(self.tasks.values()), timeout=SILENT_SECONDS)
        for recorder in list(self.recorders.values()):
            recorder.kill()
        await asyncio.to_thread(self.close_connections)

    def close_connections(self) -> None:
        self.threads.shutdown()
        for ours in self.opened:
            ours.inc_thread_sharing()  # its own thread is gone
            ours.close()

    async def ask(self, read: Callable[..., Answer], *args: object, **kwargs: object) -> Answer:
        """Runs a read or an action in a thread of our own: no other job of the worker can hold it up.

        Each thread keeps its connection; one that failed is dropped, so the next question opens another.
        """

        def asked() -> Answer:
            ours = connections[DEFAULT_DB_ALIAS]
            self.opened.add(ours)
            try:
                return read(*args, **kwargs)
            except (OperationalError, InterfaceError):
                ours.close()
                raise

        return await asyncio.get_running_loop().run_in_executor(self.threads, asked)


def _to_record() -> list[UUID]:
    return list(queries.hearings_to_record(timezone.now()).values_list("pk", flat=True))


def _ended(hearing_ids: list[UUID]) -> list[UUID]:
    ended = Hearing.objects.filter(pk__in=hearing_ids, status=HearingStatus.ENDED).select_related("session")
    return [hearing.pk for hearing in ended if actions.stop(hearing)]


def _begin(hearing_id: UUID, holder: str) -> tuple[RecorderRun, dict[str, object]] | None:
    hearing = queries.hearings_to_record(timezone.now()).filter(pk=hearing_id).first()
    if hearing is None:
        return None
    run = actions.begin_run(actions.want_recording(hearing), holder=holder)
    if run is None:
        return None
    recording = Recording.objects.select_related("hearing__room").get(pk=run.recording_id)
    return run, job(recording, run)


def _unfinished() -> list[UUID]:
    return list(queries.recordings_to_finish(timezone.now()).values_list("hearing_id", flat=True))


def _finish_if_ended(hearing_id: UUID) -> None:
    recording = queries.recordings_to_finish(timezone.now()).filter(hearing=hearing_id).first()
    if recording is None:
        return
    for run in recording.runs.filter(ended_at__isnull=True):
        actions.lose_run(run, note=f"lease of {run.lease_holder} ran out")
    actions.stop(recording.hearing)
    actions.store_recording(recording)


def _watch() -> None:
    now = timezone.now()
    for hearing in Hearing.objects.filter(status__in=queries.TO_RECORD).select_related("session", "room"):
        clock.watch(hearing, now=now)
    for recording in queries.recordings_of_open_hearings():
        actions.note_packets(recording, now=now)
