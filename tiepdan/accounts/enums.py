"""Roles of the offices' people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    COORDINATOR = "coordinator", _("Điều phối, Ban Tiếp công dân")
    CHAIR = "chair", _("Người tiếp công dân, người chủ trì")
    NOTE_TAKER = "note_taker", _("Người ghi chép")
    ADVISING_UNIT = "advising_unit", _("Bộ phận tham mưu")
    SITE_OFFICER = "site_officer", _("Cán bộ điểm cầu thành phần")
    AGENCY_REPRESENTATIVE = "agency_representative", _("Đại diện cơ quan")
    INSPECTOR = "inspector", _("Thanh tra, giám sát")


CENTRAL_ROLES = frozenset({Role.COORDINATOR, Role.CHAIR, Role.NOTE_TAKER, Role.ADVISING_UNIT})
