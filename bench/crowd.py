"""Many people at once: threads in as many processes as the demo has web processes, each with its own connection."""

import multiprocessing
import threading
import time
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


def together(act: Callable[..., object], each: list[tuple[object, ...]]) -> list[Timed]:
    """Call `act` with each of the arguments at the same moment, each in a thread of its own; wait for all."""
    context = multiprocessing.get_context("fork")
    answers: Queue[list[Timed]] = context.Queue()
    start_at = time.time() + START_IN_SECONDS
    shares = [each[number::PROCESSES] for number in range(PROCESSES)]
    processes = [context.Process(target=_share, args=(act, share, start_at, answers)) for share in shares]
    for process in processes:
        process.start()
    timed = [one for _process in processes for one in answers.get()]
    for process in processes:
        process.join()
    return timed


def _share(
    act: Callable[..., object], each: list[tuple[object, ...]], start_at: float, answers: "Queue[list[Timed]]"
) -> None:
    timed: list[Timed] = []
    threads = [threading.Thread(target=_one, args=(act, arguments, start_at, timed)) for arguments in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put(timed)


def _one(act: Callable[..., object], arguments: tuple[object, ...], start_at: float, timed: list[Timed]) -> None:
    from django.db import connection

    connection.ensure_connection()  # the pages keep theirs in a pool
    time.sleep(max(0.0, start_at - time.time()))
    began = time.time()
    answer = act(*arguments)
    timed.append(Timed(answer, began, time.time() - began))
    connection.close()


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
