"""The checks before a session (NĐ 154 Đ23.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tiepdan.law.gates import Gate


class CheckKind(models.TextChoices):
    TRIAL = "trial", _("Kết nối thử, chậm nhất 01 ngày làm việc trước")
    ONE_HOUR = "one_hour", _("Kết nối xong, chậm nhất 01 giờ trước")


GATE_CHOICES = [(gate.value, _(gate.label)) for gate in Gate]
