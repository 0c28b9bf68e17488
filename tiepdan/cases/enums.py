"""Kinds of matters and what was found of competence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tiepdan.law.competence import PROVINCIAL_DESKS, Act
from tiepdan.law.kinds import MatterKind

KIND_CHOICES = [(kind.value, _(kind.label)) for kind in MatterKind]
ACT_CHOICES = [(act.value, _(act.label)) for act in Act]
DESK_CHOICES = [(subject.value, _(desk.receiver)) for subject, desk in PROVINCIAL_DESKS.items()]


class Competence(models.TextChoices):
    UNKNOWN = "unknown", _("Chưa phân loại")
    OWN = "own", _("Thuộc thẩm quyền")
    SUBORDINATE = "subordinate", _("Thuộc thẩm quyền cấp dưới")
    OTHER = "other", _("Không thuộc thẩm quyền")
    SETTLED = "settled", _("Đã được giải quyết đúng chính sách, pháp luật")
    OUT_OF_SCOPE = "out_of_scope", _("Không thuộc phạm vi khiếu nại, tố cáo, kiến nghị, phản ánh")


class CaseStatus(models.TextChoices):
    OPEN = "open", _("Đang xem xét")
    CLASSIFIED = "classified", _("Đã phân loại")
    CLOSED = "closed", _("Đã kết thúc")


MOVES: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.OPEN: frozenset({CaseStatus.CLASSIFIED}),
    CaseStatus.CLASSIFIED: frozenset({CaseStatus.CLASSIFIED, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset(),
}
