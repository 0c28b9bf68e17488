"""States of the minutes and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesStatus(models.TextChoices):
    DRAFT = "draft", _("Đang ghi")
    READ_BACK = "read_back", _("Đang đọc lại")
    AGREED = "agreed", _("Đã thống nhất, chờ ký")
    SIGNED = "signed", _("Đã ký")


M = MinutesStatus
MOVES: dict[MinutesStatus, frozenset[MinutesStatus]] = {
    M.DRAFT: frozenset({M.READ_BACK}),
    M.READ_BACK: frozenset({M.DRAFT, M.AGREED}),
    M.AGREED: frozenset({M.DRAFT, M.SIGNED}),
    M.SIGNED: frozenset(),
}


class SignatureKind(models.TextChoices):
    SIGNED = "signed", _("Ký tên")
    FINGERPRINT = "fingerprint", _("Điểm chỉ")
    REFUSED = "refused", _("Không ký, có ghi lý do")
