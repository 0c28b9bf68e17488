"""What recordings add to the session's line of time: that every turn is recorded."""

from datetime import datetime

from tiepdan.readiness.line import Mark, gate_mark
from tiepdan.recordings.queries import gate_of
from tiepdan.schedule.models import ReceptionSession


def part(session: ReceptionSession, _now: datetime) -> list[Mark]:
    """The one point of this step."""
    return [gate_mark(gate_of(session), session)]
