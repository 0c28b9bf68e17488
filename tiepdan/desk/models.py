"""Check-in and the one queue of a session over all its sites."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.desk.enums import MOVES, TicketStatus
from tiepdan.errors import DomainError
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession, SessionSite


class QueueTicket(models.Model):
    """A place in one session's queue (số thứ tự): one order across sites, numbers from 1, never reused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        ReceptionSession, verbose_name=_("buổi tiếp"), on_delete=models.PROTECT, related_name="tickets"
    )
    site = models.ForeignKey(SessionSite, verbose_name=_("điểm cầu"), on_delete=models.PROTECT, related_name="tickets")
    registration = models.OneToOneField(
        Registration, verbose_name=_("phiếu đăng ký"), on_delete=models.PROTECT, related_name="ticket"
    )
    number = models.PositiveIntegerField(_("số thứ tự"))
    position = models.PositiveIntegerField(_("thứ tự gọi"))
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=TicketStatus.choices, default=TicketStatus.WAITING
    )
    issued_at = models.DateTimeField(_("cấp lúc"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    called_at = models.DateTimeField(_("gọi lúc"), null=True, blank=True)
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ticket_number_once_per_session", fields=["session", "number"]),
            models.CheckConstraint(name="ticket_status_known", condition=Q(status__in=TicketStatus.values)),
            models.CheckConstraint(
                name="ticket_called_has_time", condition=~Q(status__in=["called", "done"]) | Q(called_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="ticket_next", fields=["session", "position", "number"], condition=Q(status="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}"

    def require_move_to(self, status: TicketStatus) -> None:
        if status not in MOVES[TicketStatus(self.status)]:
            message = _("Số %(number)s đang ở trạng thái “%(state)s”; không làm được việc này.")
            raise DomainError("ticket_wrong_state", message % {"number": self, "state": self.get_status_display()})
