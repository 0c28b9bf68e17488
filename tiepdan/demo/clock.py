"""Doing an act of the demo at the time at which it would have happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import time_machine
from django.utils import timezone


@contextmanager
def moment(when: datetime) -> Iterator[datetime]:
    """The clock of this process stands at `when` inside; PostgreSQL's own clock and everybody else's go on."""
    with time_machine.travel(when, tick=False):
        yield when


def on(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in Viet Nam."""
    return datetime.combine(day, time(hour, minute), timezone.get_current_timezone())


def hours_of_today(now: datetime) -> tuple[datetime, datetime]:
    """Hours for a session that is under way now and stays within the day, whatever the time of day."""
    local = timezone.localtime(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    last = midnight + timedelta(hours=23, minutes=59)
    begun = (local - timedelta(minutes=40)).replace(second=0, microsecond=0)
    starts_at = max(midnight, min(begun, last - timedelta(hours=1)))  # a whole hour: a part of one has fewer places
    return starts_at, min(starts_at + timedelta(hours=8), last)
