"""Published reception days: sessions, their sites, people and slots."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.errors import DomainError
from tiepdan.places.models import Agency, Office
from tiepdan.schedule.enums import MOVES, Duty, SessionKind, SessionStatus

NOT_HELD = [SessionStatus.CANCELLED, SessionStatus.POSTPONED]


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class OneIdRange(Func):
    """The range of one key, so that equality works in an exclusion without btree_gist."""

    function = "INT8RANGE"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = BigIntegerRangeField()


class ReceptionSession(models.Model):
    """One sitting of one receiver with several sites (buổi tiếp công dân trực tuyến).

    Made and moved only by actions of its steps; never deleted, only cancelled or postponed. Once it is archived
    PostgreSQL refuses every change of the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan tổ chức"), on_delete=models.PROTECT, related_name="sessions"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người tiếp công dân"),
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    kind = models.CharField(
        _("loại buổi tiếp"), max_length=20, choices=SessionKind.choices, default=SessionKind.PERIODIC
    )
    held_on = models.DateField(_("ngày tiếp"))
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    expected_matters = models.TextField(_("nội dung dự kiến"), max_length=2000)
    participants = models.TextField(_("thành phần tham dự"), max_length=2000, blank=True)
    extraordinary_reason = models.TextField(_("lý do đột xuất"), max_length=2000, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=SessionStatus.choices, default=SessionStatus.DRAFT
    )
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    opened_at = models.DateTimeField(_("khai mạc lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    archived_at = models.DateTimeField(_("lưu trữ lúc"), null=True, blank=True)
    status_reason = models.TextField(_("lý do hủy, hoãn, tạm dừng"), max_length=2000, blank=True)
    expected_new_date_on = models.DateField(_("ngày dự kiến mới"), null=True, blank=True)
    expected_new_at = models.DateTimeField(_("thời gian dự kiến mới"), null=True, blank=True)
    """Empty on sessions that were put off before the hour was asked for."""
    drafted_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="session_status_known", condition=Q(status__in=SessionStatus.values)),
            models.CheckConstraint(name="session_kind_known", condition=Q(kind__in=SessionKind.values)),
            models.CheckConstraint(
                name="session_starts_before_it_ends",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
            models.CheckConstraint(
                name="session_extraordinary_has_reason",
                condition=~Q(kind="extraordinary") | ~Q(extraordinary_reason=""),
                violation_error_message=_("Buổi tiếp đột xuất phải ghi lý do."),
            ),
            models.CheckConstraint(
                name="session_published_has_time",
                condition=Q(status__in=["draft", "cancelled"]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="session_archived_has_time", condition=~Q(status="archived") | Q(archived_at__isnull=False)
            ),
            ExclusionConstraint(
                name="session_one_at_a_time_per_receiver",
                expressions=[
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                    (OneIdRange("receiver_id", "receiver_id"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status__in=NOT_HELD),
                violation_error_message=_("Người tiếp công dân đã có buổi tiếp khác trong giờ này."),
            ),
        ]
        indexes = [models.Index(fields=["held_on"], name="session_by_day")]

    def __str__(self) -> str:
        return f"{self.agency.short_name} {self.held_on:%d/%m/%Y}"

    def can_move_to(self, status: SessionStatus) -> bool:
        return status in MOVES[SessionStatus(self.status)]

    def require_move_to(self, status: SessionStatus) -> None:
        if not self.can_move_to(status):
            message = _("Buổi tiếp đang ở trạng thái “%(state)s”; không làm được việc này.")
            raise DomainError("session_wrong_state", message % {"state": self.get_status_display()})

    @property
    def is_public(self) -> bool:
        """Shown to everybody: everything that was once published."""
        return self.published_at is not None


class SessionSite(models.Model):
    """One place linked to one session (điểm cầu trung tâm, điểm cầu thành phần): one endpoint in the video room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        ReceptionSession, verbose_name=_("buổi tiếp"), on_delete=models.PROTECT, related_name="sites"
    )
    office = models.ForeignKey(
        Office, verbose_name=_("nơi tiếp"), on_delete=models.PROTECT, related_name="session_sites"
    )
    is_central = models.BooleanField(_("điểm cầu trung tâm"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="site_once_per_session",
                fields=["session", "office"],
                violation_error_message=_("Nơi này đã là điểm cầu của buổi tiếp."),
            ),
            models.UniqueConstraint(
                name="one_central_site_per_session", fields=["session"], condition=Q(is_central=True)
            ),
        ]

    def __str__(self) -> str:
        return self.office.short_name

    @property
    def kind_label(self) -> str:
        return str(_("Điểm cầu trung tâm") if self.is_central else _("Điểm cầu thành phần"))


class SessionMember(models.Model):
    """Somebody who must or may take part in a session (thành phần tham gia, NĐ 154 Đ22)."""

    session = models.ForeignKey(
        ReceptionSession, verbose_name=_("buổi tiếp"), on_delete=models.PROTECT, related_name="members"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người tham gia"), on_delete=models.PROTECT, related_name="memberships"
    )
    duty = models.CharField(_("nhiệm vụ"), max_length=20, choices=Duty.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(name="member_duty_known", condition=Q(duty__in=Duty.values)),
            models.UniqueConstraint(name="member_once_per_duty", fields=["session", "user", "duty"]),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_duty_display()})"


class Slot(models.Model):
    """A bookable stretch of a session at one site (khung giờ). Locked first by whoever takes a place."""

    site = models.ForeignKey(SessionSite, verbose_name=_("điểm cầu"), on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    capacity = models.PositiveSmallIntegerField(_("số lượt"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="slot_starts_before_it_ends", condition=Q(starts_at__lt=F("ends_at"))),
            models.UniqueConstraint(name="slot_once_per_site_and_hour", fields=["site", "starts_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.site} {timezone.localtime(self.starts_at):%H:%M %d/%m/%Y}"
