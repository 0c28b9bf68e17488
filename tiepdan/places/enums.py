"""Kinds of bodies and of days."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    PROVINCE_OFFICE = "province_office", _("Ban Tiếp công dân cấp tỉnh")
    DEPARTMENT = "department", _("Sở, ngành cấp tỉnh")
    INSPECTORATE = "inspectorate", _("Thanh tra tỉnh")
    COMMUNE = "commune", _("Ủy ban nhân dân cấp xã")


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("Ngày nghỉ")
    WORKING = "working", _("Ngày làm bù")


class PostedKind(models.TextChoices):
    """What every place of reception posts on its wall: LTCD Đ19.1."""

    HOUSE_RULES = "house_rules", _("Nội quy tiếp công dân")
    PROCEDURE = "procedure", _("Quy trình tiếp công dân")


class BackwardWay(models.TextChoices):
    """The two readings of "chậm nhất … ngày, trước ngày …": values of the fact `reading` in law/."""

    STRICT = "strict", _("Đếm chặt: đủ các ngày trọn vẹn ở giữa")
    COMMON = "common", _("Đếm thông dụng: tính cả ngày thực hiện")
