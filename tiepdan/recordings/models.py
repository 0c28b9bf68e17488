"""The compulsory record of a hearing: runs of the recorder, its chained lines, its segments (NĐ 154 Đ24)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.hearings.models import Hearing
from tiepdan.recordings.enums import RecordingStatus


class Recording(models.Model):
    """The record of one hearing (ghi âm, ghi hình lượt tiếp)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="recording")
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=RecordingStatus.choices, default=RecordingStatus.OFF
    )
    wanted_at = models.DateTimeField(_("yêu cầu lúc"))
    running_at = models.DateTimeField(_("ghi từ"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("dừng lúc"), null=True, blank=True)
    verified_at = models.DateTimeField(_("kiểm tra lúc"), null=True, blank=True)
    last_hash = models.CharField(max_length=64, default="0" * 64)
    last_sequence = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="recording_status_known", condition=Q(status__in=RecordingStatus.values)),
            models.CheckConstraint(
                name="recording_running_has_time", condition=~Q(status="running") | Q(running_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing} {self.get_status_display()}"


class RecorderRun(models.Model):
    """One process that recorded (lần chạy bộ ghi). One worker holds the lease; when it runs out, another run begins."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    lease_holder = models.CharField(max_length=80)
    lease_until_at = models.DateTimeField()
    started_at = models.DateTimeField()
    last_heard_at = models.DateTimeField()
    last_packet_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_note = models.CharField(max_length=300, blank=True)
    folder = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="run_number_once", fields=["recording", "number"]),
            models.UniqueConstraint(
                name="one_open_run_per_recording", fields=["recording"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recording} #{self.number}"


class RecordingLine(models.Model):
    """One chained line of the recorder's manifest, as printed (dòng nhật ký ghi hình)."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="lines")
    run = models.ForeignKey(RecorderRun, on_delete=models.PROTECT, related_name="lines")
    sequence = models.PositiveIntegerField()
    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    body = models.JSONField()
    line_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="line_once", fields=["recording", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"
