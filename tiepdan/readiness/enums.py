"""The checks before a session (NĐ 154 Đ23.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckKind(models.TextChoices):
    TRIAL = "trial", _("Kết nối thử, chậm nhất 01 ngày làm việc trước")
    ONE_HOUR = "one_hour", _("Kết nối xong, chậm nhất 01 giờ trước")


class Gate(models.TextChoices):
    PUBLISH = "publish", _("Công bố lịch")
    NOTICE = "notice", _("Thông báo cho công dân và các cơ quan")
    TRIAL = "trial", _("Kết nối thử thành công")
    ONE_HOUR = "one_hour", _("Các điểm cầu thấy và nghe rõ nhau")
    PRESENCE = "presence", _("Có mặt người tiếp công dân và bộ phận tham mưu")
    RECORDING = "recording", _("Ghi âm, ghi hình")
