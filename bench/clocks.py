"""One million open clocks are asked for their state on one day by 2 processes, half of them of suspendable rules
(`law.clocks.state_on`, whole seconds of both, building the values not counted). `rows_per_s`: 20,000 real rows of
`RunningClock` read from PostgreSQL, turned into values and asked, by one process; `million_rows_s` is that figure
for a million rows on 2 cores."""

import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context

from bench import database

CLOCKS = 1_000_000
PROCESSES = 2
ROWS = 20_000
TODAY = date(2026, 11, 23)
FIRST = date(2026, 7, 1)
RULES = ("C6", "C12", "C16", "C33")


def run() -> dict[str, float]:
    pure = max(_together())
    with database.fresh():
        rows_per_s = _rows()
    return {
        "million_clocks_s": round(pure, 2),
        "rows_per_s": round(rows_per_s),
        "million_rows_s": round(CLOCKS / rows_per_s / PROCESSES, 1),
    }


def _together() -> list[float]:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_asked, [CLOCKS // PROCESSES] * PROCESSES))


def _asked(count: int) -> float:
    """Seconds to ask `count` open clocks; every one is a value of its own."""
    from tiepdan.law import clocks
    from tiepdan.law.calendar import vietnam_calendar

    calendar = vietnam_calendar(2026, 2027)
    kinds = [clocks.start(rule, FIRST + timedelta(days=day), calendar) for rule in RULES for day in range(140)]
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


def _rows() -> float:
    """Rows per second, from the table to the state."""
    from django.db.models import F

    from tests import factories
    from tiepdan.clocks.actions import start
    from tiepdan.clocks.models import RunningClock
    from tiepdan.law import clocks

    factories.enter_calendar()
    registration = factories.RegistrationFactory()
    first = start(registration.case, "C12", FIRST, by=None, about=registration)
    kept = {field.attname: getattr(first, field.attname) for field in RunningClock._meta.fields if field.name != "id"}
    RunningClock.objects.bulk_create(
        [RunningClock(**{**kept, "about": f"bench:{number}"}) for number in range(ROWS - 1)], batch_size=2000
    )
    RunningClock.objects.filter(about__endswith="7").update(due_on=F("due_on") + 365)
    began = time.perf_counter()
    rows = RunningClock.objects.open().iterator(chunk_size=2000)
    states = [clocks.state_on(row.as_law(), TODAY) for row in rows]
    took = time.perf_counter() - began
    assert len(states) == ROWS
    assert len(set(states)) == 2
    return ROWS / took
