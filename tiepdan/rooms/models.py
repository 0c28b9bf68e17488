"""The technical video rooms: what LiveKit should look like. LiveKit itself is a projection of these rows."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.rooms.enums import Admission, Connection, RoomPurpose, RoomStatus
from tiepdan.schedule.models import ReceptionSession, SessionSite


class VideoRoom(models.Model):
    """One LiveKit room (phòng họp trực tuyến); its name is never used twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="rooms")
    purpose = models.CharField(max_length=20, choices=RoomPurpose.choices)
    name = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20, choices=RoomStatus.choices, default=RoomStatus.WANTED)
    wanted_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closing_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="room_status_known", condition=Q(status__in=RoomStatus.values)),
            models.CheckConstraint(name="room_purpose_known", condition=Q(purpose__in=RoomPurpose.values)),
            models.UniqueConstraint(
                name="one_rehearsal_room_per_session",
                fields=["session"],
                condition=Q(purpose="rehearsal", status__in=["wanted", "open"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoomPlace(models.Model):
    """One site's place in one room: may it be there, is it there, may it speak (chỗ của điểm cầu trong phòng).

    A lost line changes only `connection`, so a site that returns is back in its place without anyone's act.
    """

    room = models.ForeignKey(VideoRoom, on_delete=models.PROTECT, related_name="places")
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="places")
    admission = models.CharField(max_length=20, choices=Admission.choices, default=Admission.EXPECTED)
    connection = models.CharField(max_length=20, choices=Connection.choices, default=Connection.OFFLINE)
    connection_changed_at = models.DateTimeField()
    may_speak = models.BooleanField(default=False)
    notice_read_at = models.DateTimeField(_("đọc thông báo ghi âm, ghi hình lúc"), null=True, blank=True)
    notice_read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người đọc thông báo"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_read_by_somebody",
                condition=Q(notice_read_at__isnull=True, notice_read_by__isnull=True)
                | Q(notice_read_at__isnull=False, notice_read_by__isnull=False),
            ),
            models.UniqueConstraint(name="place_once_per_room", fields=["room", "site"]),
            models.UniqueConstraint(
                name="site_admitted_to_one_room", fields=["site"], condition=Q(admission="admitted")
            ),
            models.CheckConstraint(name="place_admission_known", condition=Q(admission__in=Admission.values)),
            models.CheckConstraint(name="place_connection_known", condition=Q(connection__in=Connection.values)),
            models.CheckConstraint(
                name="only_the_admitted_may_speak", condition=Q(may_speak=False) | Q(admission="admitted")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.get_admission_display()}"

    @property
    def identity(self) -> str:
        """The LiveKit identity of this endpoint."""
        return f"site:{self.site_id}"


class WebhookEvent(models.Model):
    """One event that LiveKit told us, stored once by its id; applied by a job. Only a hint."""

    event_id = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40)
    room_name = models.CharField(max_length=80, blank=True, db_index=True)
    body = models.JSONField()
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.room_name}"


class SiteSignal(models.Model):
    """The last report of a site's browser: devices, frames really received and sent (tín hiệu của điểm cầu)."""

    site = models.OneToOneField(SessionSite, on_delete=models.PROTECT, related_name="signal")
    reported_at = models.DateTimeField()
    room_name = models.CharField(max_length=80, blank=True)
    report = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.site} {self.reported_at:%H:%M:%S}"
