"""Which part of the hostile requests a run makes: all of them, or in the quick check one in three, others each time."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

ONE_IN = "HOSTILE_ONE_IN"
"""The environment's variable: 3 means one request in three. Without it all are made."""

T = TypeVar("T")


@dataclass(frozen=True)
class Share:
    """One in `one_in`; `first` comes from the seed in the run's first lines, so that `--randomly-seed=…` repeats it."""

    one_in: int
    first: int

    def of(self, items: Iterable[T], shift: int = 0) -> list[T]:
        """`shift` differs from list to list where many begin alike: otherwise all would lose the same part."""
        return [one for turn, one in enumerate(items, self.first + shift) if turn % self.one_in == 0]


def share_of_this_run(seed: int) -> Share:
    return Share(int(os.environ.get(ONE_IN, "1")), seed)
