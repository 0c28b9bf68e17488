"""One LISTEN connection per process, fanned out to the open streams of that process."""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from typing import Any

import psycopg
from django.db import connection

from tiepdan.live.actions import CHANNEL

logger = logging.getLogger(__name__)
PAUSE_AFTER_FAULT_SECONDS = 2
MOST_WAITING_EVENTS = 100
REACH = {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert"}


class Listener:
    """Hears NOTIFY and puts each event into the queues of its topic. Starts with the first stream."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    def join(self, topics: list[str]) -> asyncio.Queue[str]:
        """A queue that receives the names of the events of `topics`."""
        queue: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING_EVENTS)
        for topic in topics:
            self._queues[topic].add(queue)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen_for_ever())
        return queue

    def leave(self, queue: asyncio.Queue[str], topics: list[str]) -> None:
        """Forget a queue whose stream has ended."""
        for topic in topics:
            self._queues[topic].discard(queue)
            if not self._queues[topic]:
                del self._queues[topic]

    async def _listen_for_ever(self) -> None:
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                await self._listen()
            logger.warning("the connection that hears NOTIFY was lost; trying again")
            self._tell_everybody("again")
            await asyncio.sleep(PAUSE_AFTER_FAULT_SECONDS)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as ear:
            await ear.execute(f"LISTEN {CHANNEL}")
            async for notice in ear.notifies():
                event = json.loads(notice.payload)
                self._tell(event["topic"], event["name"])

    def _tell(self, topic: str, name: str) -> None:
        for queue in self._queues.get(topic, ()):
            with contextlib.suppress(asyncio.QueueFull):  # the page is behind anyway and will ask for everything
                queue.put_nowait(name)

    def _tell_everybody(self, name: str) -> None:
        for topic in tuple(self._queues):
            self._tell(topic, name)


def _parameters() -> dict[str, Any]:
    """How to reach the database that Django uses, for a connection of our own that outlives requests."""
    return {key: part for key, part in connection.get_connection_params().items() if key in REACH}


_listeners: dict[int, Listener] = {}


def listener() -> Listener:
    """The listener of the running event loop."""
    loop = id(asyncio.get_running_loop())
    return _listeners.setdefault(loop, Listener())
