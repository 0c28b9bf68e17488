"""Turns of citizens: who has the floor, what is shown, why it stood still."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.desk.models import QueueTicket
from tiepdan.errors import DomainError
from tiepdan.hearings.enums import MOVES, HearingStatus, InterruptionCause
from tiepdan.registrations.models import Paper, Registration
from tiepdan.rooms.models import VideoRoom
from tiepdan.schedule.models import ReceptionSession, SessionSite


class Hearing(models.Model):
    """One citizen's or group's turn (lượt tiếp), one open at a time; recorded from before the first word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="hearings")
    ticket = models.ForeignKey(QueueTicket, on_delete=models.PROTECT, related_name="hearings")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="hearings")
    room = models.OneToOneField(VideoRoom, on_delete=models.PROTECT, related_name="hearing")
    number = models.PositiveIntegerField(_("lượt"))
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=HearingStatus.choices, default=HearingStatus.CALLED
    )
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(_("gọi lúc"))
    live_at = models.DateTimeField(_("bắt đầu tiếp lúc"), null=True, blank=True)
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    end_reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    own_recording_forbidden_at = models.DateTimeField(_("yêu cầu không tự ghi âm, ghi hình lúc"), null=True, blank=True)
    own_recording_reason = models.CharField(_("lý do yêu cầu"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hearing_status_known", condition=Q(status__in=HearingStatus.values)),
            models.UniqueConstraint(
                name="one_open_hearing_per_session", fields=["session"], condition=~Q(status="ended")
            ),
            models.CheckConstraint(
                name="hearing_live_has_time",
                condition=~Q(status__in=["live", "interrupted"]) | Q(live_at__isnull=False),
            ),
            models.CheckConstraint(
                name="hearing_ended_has_time", condition=~Q(status="ended") | Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket}"

    @property
    def is_open(self) -> bool:
        return self.status != HearingStatus.ENDED

    def require_move_to(self, status: HearingStatus) -> None:
        if status not in MOVES[HearingStatus(self.status)]:
            message = _("Lượt tiếp đang ở trạng thái “%(state)s”; không làm được việc này.")
            raise DomainError("hearing_wrong_state", message % {"state": self.get_status_display()})


class FloorRequest(models.Model):
    """A site asks to speak (xin phát biểu); answered when the floor is given or the request withdrawn."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="floor_requests")
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_request_per_site", fields=["hearing", "site"], condition=Q(answered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.asked_at:%H:%M:%S}"


class FloorGrant(models.Model):
    """The chair gave a site the floor (cho phép phát biểu, Đ21.2) from given_at to taken_at."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="floor_grants")
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_grant_per_site", fields=["hearing", "site"], condition=Q(taken_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.given_at:%H:%M:%S}"


class Interruption(models.Model):
    """Time during which the case stood still (gián đoạn), with its cause; entered in the minutes."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="interruptions")
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    cause = models.CharField(_("nguyên nhân"), max_length=20, choices=InterruptionCause.choices)
    began_at = models.DateTimeField(_("từ"))
    ended_at = models.DateTimeField(_("đến"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="interruption_cause_known", condition=Q(cause__in=InterruptionCause.values)),
            models.UniqueConstraint(
                name="one_open_interruption_per_hearing", fields=["hearing"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.began_at:%H:%M:%S}"


class ShownPaper(models.Model):
    """A paper shown to all sites on one page (tài liệu đang trình chiếu); the newest open row counts."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="shown_papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveSmallIntegerField(default=1)
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_paper_shown_at_a_time", fields=["hearing"], condition=Q(hidden_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} tr. {self.page}"
