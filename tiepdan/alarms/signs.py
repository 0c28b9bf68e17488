"""Faults that only show in what is missing, so they are seen while a page is read, without the worker's help."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from tiepdan.schedule.models import ReceptionSession


@dataclass(frozen=True)
class Sign:
    """Something that the centre must look at and that no row says (dấu hiệu cần xử lý)."""

    what: str | Promise
    advice: str | Promise
    since: datetime


Sense = Callable[[ReceptionSession, datetime], list[Sign]]
_SENSES: list[Sense] = []


def register_sense(sense: Sense) -> None:
    """Registers how a later step sees its faults. Called in AppConfig.ready()."""
    if sense not in _SENSES:
        _SENSES.append(sense)


def signs(session: ReceptionSession, now: datetime) -> list[Sign]:
    """What is wrong at this moment, the oldest first (dấu hiệu)."""
    return sorted((one for sense in _SENSES for one in sense(session, now)), key=lambda one: one.since)
