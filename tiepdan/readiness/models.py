"""Proof that a session was prepared as the decree asks: notices, connection checks, passed-over gates, roll-call."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.law.gates import Gate
from tiepdan.outbox.models import Message
from tiepdan.places.models import Agency
from tiepdan.readiness.enums import GATE_CHOICES, CheckKind
from tiepdan.registrations.models import Registration
from tiepdan.schedule.enums import Duty
from tiepdan.schedule.models import ReceptionSession, SessionSite


class Notice(models.Model):
    """A notice of the session to one citizen or one body (thông báo theo Đ23.1), with its message."""

    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="notices")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="notices", null=True, blank=True
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="notices", null=True, blank=True)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="notice")
    noticed_at = models.DateTimeField(_("thông báo lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_to_a_citizen_or_a_body",
                condition=Q(registration__isnull=False, agency__isnull=True)
                | Q(registration__isnull=True, agency__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.noticed_at:%d/%m/%Y}"


class SiteCheck(models.Model):
    """One connection check of one site (kết nối thử; kết nối trước 01 giờ): both sides confirmed, frames counted.

    `frames_received` are decoded frames of the site at the centre, `frames_at_site` of the centre at the site;
    `audio_level_*` between 0 and 1, as the browsers measured.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=20, choices=CheckKind.choices)
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    site_confirmed_at = models.DateTimeField(_("điểm cầu xác nhận lúc"), null=True, blank=True)
    site_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    centre_confirmed_at = models.DateTimeField(_("trung tâm xác nhận lúc"), null=True, blank=True)
    centre_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    frames_received = models.PositiveIntegerField(default=0)
    frames_at_site = models.PositiveIntegerField(default=0)
    audio_level_received = models.FloatField(default=0)
    audio_level_at_site = models.FloatField(default=0)
    passed_at = models.DateTimeField(_("đạt lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="check_kind_known", condition=Q(kind__in=CheckKind.values)),
            models.CheckConstraint(
                name="check_passed_by_both",
                condition=Q(passed_at__isnull=True)
                | Q(
                    site_confirmed_at__isnull=False,
                    centre_confirmed_at__isnull=False,
                    frames_received__gt=0,
                    frames_at_site__gt=0,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.get_kind_display()}"


class GateOverride(models.Model):
    """The head's recorded decision to go on although a gate was missed (quyết định của người đứng đầu)."""

    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="overrides")
    gate = models.CharField(max_length=20, choices=GATE_CHOICES)
    reason = models.TextField(_("lý do"), max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("quyết định lúc"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="override_once_per_gate", fields=["session", "gate"]),
            models.CheckConstraint(name="override_gate_known", condition=Q(gate__in=list(Gate))),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.get_gate_display()}"


class Presence(models.Model):
    """Somebody found present at a site at the roll-call (điểm danh thành phần tham gia, Đ22)."""

    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="presences")
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="presences")
    duty = models.CharField(_("nhiệm vụ"), max_length=20, choices=Duty.choices)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    position = models.CharField(_("chức vụ, cơ quan"), max_length=200, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="present_once", fields=["session", "site", "duty", "full_name"]),
            models.CheckConstraint(name="presence_duty_known", condition=Q(duty__in=Duty.values)),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_duty_display()})"
