"""Reads of one citizen's matter for the page of the code."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tiepdan.desk.enums import TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.followup.enums import TaskStatus
from tiepdan.followup.models import FollowUpTask
from tiepdan.hearings.models import Hearing
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession


@dataclass(frozen=True)
class Place:
    """Where a waiting person stands in the queue."""

    number: str
    ahead: int
    status: str


def place_now(registration: Registration) -> Place | None:
    """The place in the queue while the person waits or is called; None before and after."""
    if registration.status != RegistrationStatus.CHECKED_IN:
        return None
    ticket = QueueTicket.objects.filter(registration=registration).first()
    if ticket is None or ticket.status not in (TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.ABSENT):
        return None
    waiting = QueueTicket.objects.filter(session=ticket.session_id, status=TicketStatus.WAITING)
    same = waiting.filter(position=ticket.position, number__lt=ticket.number)
    before = waiting.filter(position__lt=ticket.position) | same
    return Place(str(ticket), before.exclude(pk=ticket.pk).count(), ticket.status)


def last_hearing_of(registration: Registration) -> Hearing | None:
    """The hearing that counts, with its minutes and outcome."""
    rows = Hearing.objects.filter(registration=registration).select_related("minutes", "outcome")
    return rows.order_by("called_at").last()


def tasks_of(hearing: Hearing) -> QuerySet[FollowUpTask]:
    """What was promised at a hearing, the nearest day first."""
    return FollowUpTask.objects.filter(hearing=hearing).select_related("agency", "answer").order_by("due_on")


def owed_until(session: ReceptionSession) -> list[date]:
    """The last days of the promises of a session that no citizen was answered on, done by the body or not."""
    tasks = FollowUpTask.objects.filter(hearing__session=session, answer__isnull=True)
    return list(tasks.exclude(status=TaskStatus.CANCELLED).values_list("due_on", flat=True))
