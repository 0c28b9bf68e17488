"""What a refusal obliges the office to do, done: the reason told by word of mouth, form 01/TCD issued."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.registrations.models import Registration


class OralExplanation(models.Model):
    """The receiver told the citizen the reason face to face (trực tiếp giải thích lý do từ chối, NĐ 154 Đ4.2)."""

    registration = models.OneToOneField(
        Registration, verbose_name=_("đăng ký"), on_delete=models.PROTECT, related_name="oral_explanation"
    )
    explained_by = models.CharField(_("người giải thích"), max_length=200)
    explained_on = models.DateField(_("ngày giải thích"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người ghi"), on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [models.CheckConstraint(name="explanation_names_who", condition=~Q(explained_by=""))]

    def __str__(self) -> str:
        return f"{self.explained_by} {self.explained_on:%d/%m/%Y}"


class RefusalNotice(models.Model):
    """Form 01/TCD as issued (Thông báo từ chối tiếp công dân, NĐ 154 Đ4.3); its number is the document system's."""

    registration = models.OneToOneField(
        Registration, verbose_name=_("đăng ký"), on_delete=models.PROTECT, related_name="refusal_notice"
    )
    document_number = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    legal_basis = models.CharField(_("căn cứ pháp lý"), max_length=600)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người ghi"), on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refusal_notice_is_numbered", condition=~Q(document_number="") & ~Q(legal_basis="")
            )
        ]

    def __str__(self) -> str:
        return f"01/TCD {self.document_number}"

    @classmethod
    def of(cls, registration: Registration) -> "RefusalNotice | None":
        """The one that was issued, or None."""
        return cls.objects.filter(registration=registration).first()
