"""Many people at once: threads in as many processes as the demo has for its pages, each with its own connection."""

import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.queues import Queue

PROCESSES = 2  # as many as `tiepdan up` starts for the pages
START_IN_SECONDS = 1.0


@dataclass(frozen=True)
class Timed:
    """What one act answered, when it began and how long it took."""

    answer: object
    began: float
    seconds: float


def together(act: Callable[..., object], each: list[tuple[object, ...]], *, connections: int = 20) -> list[Timed]:
    """Call `act` with each of the arguments, all asked at the same moment; wait for all.

    As in the pages, each process has so many connections at most, and whoever comes later waits for one.
    """
    context = multiprocessing.get_context("fork")
    answers: Queue[list[Timed]] = context.Queue()
    start_at = time.time() + START_IN_SECONDS
    shares = [each[number::PROCESSES] for number in range(PROCESSES)]
    processes = [context.Process(target=_share, args=(act, share, connections, start_at, answers)) for share in shares]
    for process in processes:
        process.start()
    timed = [one for _process in processes for one in answers.get()]
    for process in processes:
        process.join()
    return timed


def _share(
    act: Callable[..., object],
    each: list[tuple[object, ...]],
    connections: int,
    start_at: float,
    answers: "Queue[list[Timed]]",
) -> None:
    asked = deque(each)
    timed: list[Timed] = []
    count = min(connections, len(each))
    threads = [threading.Thread(target=_one_connection, args=(act, asked, start_at, timed)) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put(timed)


def _one_connection(
    act: Callable[..., object], asked: "deque[tuple[object, ...]]", start_at: float, timed: list[Timed]
) -> None:
    from django.db import connection

    connection.ensure_connection()  # the pages keep theirs in a pool
    time.sleep(max(0.0, start_at - time.time()))
    while True:
        try:
            arguments = asked.popleft()
        except IndexError:
            break
        began = time.time()
        answer = act(*arguments)
        timed.append(Timed(answer, began, time.time() - began))
    connection.close()


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
