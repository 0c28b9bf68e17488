"""What the chair decided, who must do what by when, and the answer to the citizen."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.cases.models import Case
from tiepdan.followup.enums import OutcomeKind, TaskKind, TaskStatus
from tiepdan.hearings.models import Hearing
from tiepdan.places.models import Agency


class Outcome(models.Model):
    """What the chair said at the end of a hearing (trả lời ngay, hoặc thời hạn và người liên hệ: NĐ 154 Đ25.3)."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="outcome")
    kind = models.CharField(_("cách giải quyết"), max_length=20, choices=OutcomeKind.choices)
    answer = models.TextField(_("nội dung trả lời, chỉ đạo"), max_length=5000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("quyết định lúc"))

    class Meta:
        constraints = [models.CheckConstraint(name="outcome_kind_known", condition=Q(kind__in=OutcomeKind.values))]

    def __str__(self) -> str:
        return f"{self.hearing} {self.get_kind_display()}"


class FollowUpTask(models.Model):
    """Who must do what by when, and which article says so (nhiệm vụ và thời hạn)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(_("loại"), max_length=20, choices=TaskKind.choices)
    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan thực hiện"), on_delete=models.PROTECT, related_name="tasks"
    )
    content = models.TextField(_("nội dung"), max_length=5000)
    contact_person = models.CharField(_("người liên hệ"), max_length=100)
    contact_phone = models.CharField(_("điện thoại liên hệ"), max_length=20, blank=True)
    rule = models.CharField(
        _("mã thời hạn"), max_length=10, help_text="C6 … of the clock table; house for a limit set by the chair"
    )
    started_on = models.DateField(_("tính từ ngày"))
    due_on = models.DateField(_("thời hạn"))
    source = models.CharField(_("căn cứ"), max_length=200)
    explanation = models.TextField(_("cách tính"), max_length=1000)
    status = models.CharField(_("trạng thái"), max_length=20, choices=TaskStatus.choices, default=TaskStatus.OPEN)
    assigned_at = models.DateTimeField(_("giao lúc"))
    done_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    result = models.TextField(_("kết quả"), max_length=5000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="task_kind_known", condition=Q(kind__in=TaskKind.values)),
            models.CheckConstraint(name="task_status_known", condition=Q(status__in=TaskStatus.values)),
            models.CheckConstraint(
                name="task_done_has_result", condition=~Q(status="done") | (Q(done_at__isnull=False) & ~Q(result=""))
            ),
        ]
        indexes = [models.Index(name="task_by_deadline", fields=["due_on"], condition=Q(status="open"))]

    def __str__(self) -> str:
        return f"{self.agency} {self.due_on:%d/%m/%Y}"

    def is_overdue(self, today: datetime.date) -> bool:
        """Late from the day after (quá hạn)."""
        return self.status == TaskStatus.OPEN and today > self.due_on


class Answer(models.Model):
    """The answer told to the citizen (thông báo kết quả xử lý, LTCD Đ28.1)."""

    task = models.OneToOneField(FollowUpTask, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("nội dung trả lời"), max_length=5000)
    document_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("trả lời lúc"))

    def __str__(self) -> str:
        return f"{self.task} {self.answered_at:%d/%m/%Y}"


class FailedLookup(models.Model):
    """Wrong codes from one address in one stretch of time (tra cứu sai), so that nobody tries codes by the thousand.

    `address_index` is a keyed hash: no address is kept. Rows older than a day are of no use and are overwritten.
    """

    address_index = models.CharField(max_length=64)
    window_starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="lookup_once_per_window", fields=["address_index", "window_starts_at"])
        ]

    def __str__(self) -> str:
        return f"{self.address_index[:8]} {self.count}"
