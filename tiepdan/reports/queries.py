"""What a session came to, counted (tổng hợp buổi tiếp)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tiepdan.followup.models import FollowUpTask
from tiepdan.hearings.models import Interruption
from tiepdan.law.gates import GateResult
from tiepdan.law.groups import is_large_delegation
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.readiness.queries import gates
from tiepdan.recordings.queries import gate_of
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession


def gates_of(session: ReceptionSession, now: datetime) -> list[GateResult]:
    """The six gates of the session with proof or miss, and the decision that passed one: a miss stays visible.

    None where the calendar does not reach the day any more.
    """
    try:
        return [*gates(session, now), gate_of(session)]
    except RuleRefused:
        return []


@dataclass(frozen=True)
class Figure:
    """One number with what it counts."""

    label: str
    value: int


def registrations_by_state(session: ReceptionSession) -> list[Figure]:
    """How many of this session's registrations stand in each state."""
    rows = Registration.objects.filter(session=session).values_list("status").annotate(count=Count("pk"))
    counted = dict(rows)
    return [Figure(str(one.label), counted.get(one, 0)) for one in RegistrationStatus if counted.get(one)]


def heard_by_kind(session: ReceptionSession) -> list[Figure]:
    """How many matters of each kind were heard."""
    counts = {
        kind.value: Count("pk", filter=Q(registration__case__kind=kind.value), distinct=True) for kind in MatterKind
    }
    counted = session.hearings.filter(live_at__isnull=False).aggregate(**counts)
    return [Figure(_(kind.label), counted[kind.value]) for kind in MatterKind]


def people_heard(session: ReceptionSession) -> list[Figure]:
    """How many people came with the matters that were heard, and how many of them were crowds (đoàn đông người)."""
    groups = list(session.hearings.filter(live_at__isnull=False).values_list("registration__people_count", flat=True))
    return [
        Figure(_("Số người"), sum(groups)),
        Figure(_("Đoàn đông người"), sum(is_large_delegation(people) for people in groups)),
    ]


def papers_and_tasks(session: ReceptionSession) -> dict[str, int]:
    """Minutes signed, answers at once, tasks made and done, interruptions."""
    tasks = FollowUpTask.objects.filter(hearing__session=session)
    return {
        "signed": session.hearings.filter(minutes__status="signed").count(),
        "answered": session.hearings.filter(outcome__kind="answered").count(),
        "tasks": tasks.count(),
        "done": tasks.filter(status="done").count(),
        "interruptions": Interruption.objects.filter(hearing__session=session).count(),
    }
