"""What there is to alarm about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AlarmKind(models.TextChoices):
    SITE_LOST = "site_lost", _("Mất kết nối điểm cầu")
    RECORDING_LOST = "recording_lost", _("Mất ghi âm, ghi hình")
    MEDIA_DOWN = "media_down", _("Máy chủ hình ảnh không hoạt động")
    CAMERA_MISSING = "camera_missing", _("Không có hình từ điểm cầu")
    HELP_ASKED = "help_asked", _("Điểm cầu cần giúp đỡ")
