"""One million open clocks, as rows, are asked for their state on one day: `million_rows_s` reads all of them from
PostgreSQL in 2 processes by server-side cursors, turns each into the law's value and asks `law.clocks.state_on`;
seconds from the first row to the last, of the slower process. The rows are copies, made by SQL, of clocks that the
action itself started for every day and rule; the number of late ones is compared with what SQL counts.
`million_clocks_s` is the law alone: the same question to a million values in memory by 2 processes. `rows_per_s`:
rows of both processes a second."""

import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context

from bench import database

CLOCKS = 1_000_000
PROCESSES = 2
TODAY = date(2026, 11, 23)
FIRST = date(2026, 7, 1)
DAYS = 125
RULES = ("C6", "C12", "C16", "C33")
HALVES = (("00000000", "7fffffff"), ("80000000", "ffffffff"))
MIDDLE = "-0000-0000-0000-000000000000", "-ffff-ffff-ffff-ffffffffffff"


def run() -> dict[str, float]:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        pure = max(pool.map(_ask_values, [CLOCKS // PROCESSES] * PROCESSES))
    with database.fresh():
        late = _fill()
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
            told = list(pool.map(_ask_rows, HALVES))
    assert sum(rows for rows, _late, _took in told) == CLOCKS
    assert sum(found for _rows, found, _took in told) == late
    took = max(took for _rows, _late, took in told)
    return {
        "million_clocks_s": round(pure, 2),
        "million_rows_s": round(took, 1),
        "rows_per_s": round(CLOCKS / took),
    }


def _ask_values(count: int) -> float:
    """Seconds to ask `count` open clocks; every one is a value of its own."""
    from tiepdan.law import clocks
    from tiepdan.law.calendar import vietnam_calendar

    calendar = vietnam_calendar(2026, 2027)
    kinds = [clocks.start(rule, FIRST + timedelta(days=day), calendar) for rule in RULES for day in range(DAYS)]
    for number in range(0, len(kinds), 20):
        if kinds[number].deadline.rule == "C12":
            kinds[number] = clocks.pause(kinds[number], TODAY - timedelta(days=1), reason="QĐ 1")
    running = [
        clocks.Clock(kinds[n % len(kinds)].deadline, paused_on=kinds[n % len(kinds)].paused_on) for n in range(count)
    ]
    began = time.perf_counter()
    late = sum(clocks.state_on(clock, TODAY) is clocks.ClockState.LATE for clock in running)
    took = time.perf_counter() - began
    assert 0 < late < count
    return took


def _fill() -> int:
    """A million open rows; returns how many SQL calls late."""
    from django.db import connection

    from tests import factories
    from tiepdan.clocks.actions import start
    from tiepdan.clocks.models import RunningClock

    factories.enter_calendar()
    registrations = factories.RegistrationFactory.create_batch(DAYS)
    for day, registration in enumerate(registrations):
        for rule in RULES:
            start(registration.case, rule, FIRST + timedelta(days=day), by=None, about=registration)
    copied = [f.column for f in RunningClock._meta.fields if f.column not in {"id", "about"}]
    copies = CLOCKS // RunningClock.objects.count() - 1
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO clocks_runningclock (id, about, {', '.join(copied)}) "  # noqa: S608 -- our own columns
            f"SELECT gen_random_uuid(), about || ':' || n, {', '.join(copied)} "
            "FROM clocks_runningclock, generate_series(1, %s) AS n",
            [copies],
        )
        cursor.execute("ANALYZE clocks_runningclock")
    rows = RunningClock.objects.open()
    assert rows.count() == CLOCKS
    late = rows.overdue(TODAY).count()
    assert 0 < late < CLOCKS
    return late


def _ask_rows(half: tuple[str, str]) -> tuple[int, int, float]:
    """Rows of one half of the keys, how many of them are late, and the seconds from the first to the last."""
    import django

    django.setup()
    from tiepdan.clocks.models import RunningClock
    from tiepdan.law import clocks

    first, last = (edge + tail for edge, tail in zip(half, MIDDLE, strict=True))
    rows = RunningClock.objects.open().filter(id__gte=first, id__lte=last)
    asked = late = 0
    began = time.perf_counter()
    for row in rows.iterator(chunk_size=5000):
        asked += 1
        late += clocks.state_on(row.as_law(), TODAY) is clocks.ClockState.LATE
    return asked, late, time.perf_counter() - began
