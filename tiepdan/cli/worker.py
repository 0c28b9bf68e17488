"""The process without pages: jobs, clocks and recorders.

Its heartbeat is procrastinate's own row, renewed every few seconds: a worker that stops renewing is taken for dead,
and what it was doing is given to another.
"""

import asyncio
import importlib
import os
import signal
import traceback
from importlib.util import find_spec
from types import FrameType

import django

HEARTBEAT_SECONDS = 3
DEAD_AFTER_SECONDS = 12
GRACE_SECONDS = 8
CONCURRENCY = 4
SUPERVISOR = "tiepdan.recordings.supervisor"


def run() -> int:
    """Work until SIGTERM or Ctrl-C.

    Anything that escapes ends the process: its parent starts a new one, which is cleaner than half a worker.
    """
    django.setup()
    return asyncio.run(_work())


async def _work() -> int:
    stop = asyncio.Event()
    _listen_to_signals(stop)
    parts = [asyncio.create_task(_jobs(), name="jobs")]
    if find_spec(SUPERVISOR) is not None:
        supervise = importlib.import_module(SUPERVISOR).run_supervisor
        parts.append(asyncio.create_task(supervise(stop), name="recorders"))
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait([waiting, *parts], return_when=asyncio.FIRST_COMPLETED)
    asked = stop.is_set()
    stop.set()
    parts[0].cancel()
    results = await asyncio.wait_for(asyncio.gather(*parts, return_exceptions=True), GRACE_SECONDS + 4)
    faults = [result for result in results if isinstance(result, Exception)]
    for fault in faults:
        traceback.print_exception(fault)
    return 0 if asked and not faults else 1


async def _jobs() -> None:
    """Run jobs over procrastinate's own connections.

    The tasks stay bound to Django's connection, so a job that an action defers commits or falls with the action.
    """
    from procrastinate.contrib.django import DjangoApp, app  # noqa: PLC0415 -- exists only after django.setup()
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415 -- exists only after django.setup()

    assert isinstance(app.connector, DjangoConnector)  # noqa: S101 -- the only one that Django's app has
    working = DjangoApp(connector=app.connector.get_worker_connector(), import_paths=app.import_paths)
    working.tasks, working.periodic_registry = app.tasks, app.periodic_registry
    async with working.open_async():
        await working.run_worker_async(
            name=f"worker-{os.getpid()}",
            concurrency=CONCURRENCY,
            install_signal_handlers=False,
            shutdown_graceful_timeout=GRACE_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=DEAD_AFTER_SECONDS,
        )


def _listen_to_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def ask(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
