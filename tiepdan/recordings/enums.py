"""States of a recording and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordingStatus(models.TextChoices):
    OFF = "off", _("Chưa ghi")
    STARTING = "starting", _("Đang bắt đầu ghi")
    RUNNING = "running", _("Đang ghi âm, ghi hình")
    STOPPING = "stopping", _("Đang kết thúc ghi")
    STORED = "stored", _("Đã lưu")
    SEALED = "sealed", _("Đã niêm phong")
    VERIFIED = "verified", _("Đã kiểm tra toàn vẹn")
    FAILED = "failed", _("Ghi không thành công")


R = RecordingStatus
MOVES: dict[RecordingStatus, frozenset[RecordingStatus]] = {
    R.OFF: frozenset({R.STARTING}),
    R.STARTING: frozenset({R.RUNNING, R.STOPPING, R.FAILED}),
    R.RUNNING: frozenset({R.STOPPING, R.STARTING, R.FAILED}),
    R.STOPPING: frozenset({R.STORED, R.FAILED}),
    R.STORED: frozenset({R.SEALED, R.VERIFIED, R.FAILED}),
    R.SEALED: frozenset({R.VERIFIED, R.FAILED}),
    R.VERIFIED: frozenset({R.SEALED}),
    R.FAILED: frozenset(),
}
