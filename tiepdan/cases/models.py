"""The matter (vụ việc) and, for denunciations, who stands behind it under seal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.models import Citizen
from tiepdan.cases.enums import ACT_CHOICES, DESK_CHOICES, KIND_CHOICES, CaseStatus, Competence
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind
from tiepdan.places.models import Agency


class ProtectedIdentity(models.Model):
    """A denouncer's identity (danh tính người tố cáo), encrypted under its own key, shown only through its own door.

    `alias` is what lists, boards, voices, messages, file names and logs say. Opened only by
    `cases.actions.open_identity` with a reason, audited. Source: LTC Đ8.3, Đ56.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alias = models.CharField(_("bí danh"), max_length=40, unique=True)
    sealed = models.BinaryField(editable=False)
    sealed_at = models.DateTimeField(_("niêm phong lúc"))

    def __str__(self) -> str:
        return self.alias


class Case(models.Model):
    """The matter (vụ việc). One matter may be heard in several sessions; a mixed one is split (Đ14.4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("loại"), max_length=30, choices=KIND_CHOICES)
    subject = models.CharField(_("về việc"), max_length=300)
    account = models.TextField(_("trình bày tóm tắt"), max_length=5000)
    request = models.TextField(_("yêu cầu, đề nghị"), max_length=2000, blank=True)
    earlier_decisions = models.TextField(_("quá trình đã giải quyết"), max_length=3000, blank=True)
    citizen = models.ForeignKey(
        Citizen, verbose_name=_("công dân"), on_delete=models.PROTECT, related_name="cases", null=True, blank=True
    )
    protected = models.ForeignKey(
        ProtectedIdentity,
        verbose_name=_("người tố cáo"),
        on_delete=models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
    )
    origin = models.ForeignKey(
        "self", verbose_name=_("tách từ"), on_delete=models.PROTECT, related_name="parts", null=True, blank=True
    )
    status = models.CharField(_("trạng thái"), max_length=20, choices=CaseStatus.choices, default=CaseStatus.OPEN)
    competence = models.CharField(
        _("thẩm quyền"), max_length=20, choices=Competence.choices, default=Competence.UNKNOWN
    )
    responsible = models.ForeignKey(
        Agency,
        verbose_name=_("cơ quan giải quyết"),
        on_delete=models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
    )
    desk = models.CharField(
        _("nơi tiếp tại Trụ sở cấp tỉnh"),
        max_length=40,
        choices=DESK_CHOICES,
        blank=True,
        help_text="Law on Citizen Reception, article 12 clause 4",
    )
    opened_at = models.DateTimeField(_("mở lúc"))
    classified_at = models.DateTimeField(_("phân loại lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_kind_known", condition=Q(kind__in=list(MatterKind))),
            models.CheckConstraint(name="case_status_known", condition=Q(status__in=CaseStatus.values)),
            models.CheckConstraint(name="case_competence_known", condition=Q(competence__in=Competence.values)),
            models.CheckConstraint(
                name="case_desk_known",
                condition=Q(desk="") | Q(desk__in=[value for value, _label in DESK_CHOICES]),
            ),
            models.CheckConstraint(
                name="denouncer_only_under_seal",
                condition=Q(kind="denunciation", citizen__isnull=True, protected__isnull=False)
                | (~Q(kind="denunciation") & Q(citizen__isnull=False, protected__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {str(self.pk)[:8]}"

    @property
    def is_denunciation(self) -> bool:
        return self.kind == MatterKind.DENUNCIATION

    @property
    def person_label(self) -> str:
        """What lists may show: the name, or the alias of a denouncer."""
        return self.protected.alias if self.protected else (self.citizen.full_name if self.citizen else "")

    def require_general(self) -> None:
        """Refuse a denunciation at a general door.

        Raises: DomainError case_is_protected.
        """
        if self.is_denunciation:
            raise DomainError("case_is_protected", _("Hồ sơ tố cáo có lối vào riêng."))


class CaseHandling(models.Model):
    """What was done with a matter (hướng xử lý): guided, transferred, accepted …; LTCD Đ26.

    Guidance and transfer are done once for the same content, so a row is never deleted; one that a later
    classification of the same hearing corrects is superseded.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handlings")
    act = models.CharField(_("cách xử lý"), max_length=30, choices=ACT_CHOICES)
    to_body = models.CharField(_("cơ quan có thẩm quyền"), max_length=200, blank=True)
    document_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("ghi lúc"))
    superseded_at = models.DateTimeField(_("được ghi lại lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handling_act_known", condition=Q(act__in=[value for value, _label in ACT_CHOICES])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.noted_at:%d/%m/%Y}"
