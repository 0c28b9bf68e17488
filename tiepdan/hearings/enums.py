"""States of a hearing, and why one stands still."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tiepdan.alarms.enums import AlarmKind


class HearingStatus(models.TextChoices):
    CALLED = "called", _("Đã gọi")
    OPENING = "opening", _("Đang mở, chờ ghi hình")
    LIVE = "live", _("Đang tiếp")
    INTERRUPTED = "interrupted", _("Gián đoạn")
    ENDED = "ended", _("Đã kết thúc")


H = HearingStatus
MOVES: dict[HearingStatus, frozenset[HearingStatus]] = {
    H.CALLED: frozenset({H.OPENING, H.ENDED}),
    H.OPENING: frozenset({H.LIVE, H.ENDED}),
    H.LIVE: frozenset({H.INTERRUPTED, H.ENDED}),
    H.INTERRUPTED: frozenset({H.LIVE, H.ENDED}),
    H.ENDED: frozenset(),
}


class InterruptionCause(models.TextChoices):
    SITE_LOST = "site_lost", _("Điểm cầu mất kết nối")
    RECORDING_LOST = "recording_lost", _("Mất ghi âm, ghi hình")
    MEDIA_DOWN = "media_down", _("Máy chủ hình ảnh không hoạt động")
    CHAIR = "chair", _("Người chủ trì tạm dừng")


OF_A_HEARING = (AlarmKind.SITE_LOST, AlarmKind.RECORDING_LOST, AlarmKind.CAMERA_MISSING)
ALARM_OF_CAUSE = {
    InterruptionCause.SITE_LOST: AlarmKind.SITE_LOST,
    InterruptionCause.RECORDING_LOST: AlarmKind.RECORDING_LOST,
    InterruptionCause.MEDIA_DOWN: AlarmKind.MEDIA_DOWN,
}
