"""Who owes days of reception, and days received outside of this system."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tiepdan.duties.enums import HOLDER_CHOICES
from tiepdan.law.duties import DutyHolder
from tiepdan.places.models import Agency


class DutyPost(models.Model):
    """A head with a monthly duty to receive citizens (người đứng đầu có trách nhiệm tiếp công dân định kỳ).

    One at a time for each body; a successor is a new row. `person` is the account, when the head has one.
    """

    agency = models.ForeignKey(Agency, verbose_name=_("cơ quan"), on_delete=models.PROTECT, related_name="duty_posts")
    holder = models.CharField(_("chức danh"), max_length=30, choices=HOLDER_CHOICES)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("tài khoản"),
        on_delete=models.PROTECT,
        related_name="duty_posts",
        null=True,
        blank=True,
    )
    since_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="duty_holder_known", condition=Q(holder__in=list(DutyHolder))),
            models.CheckConstraint(
                name="duty_ends_after_it_begins", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on"))
            ),
            models.UniqueConstraint(
                name="one_head_at_a_time", fields=["agency", "holder"], condition=Q(until_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.agency.short_name}"


class NotedDay(models.Model):
    """A day of reception without a session here, noted from the office's book (ngày tiếp công dân trực tiếp)."""

    post = models.ForeignKey(DutyPost, verbose_name=_("chức danh"), on_delete=models.PROTECT, related_name="noted_days")
    held_on = models.DateField(_("ngày tiếp"))
    received_by = models.CharField(_("người thực tế tiếp"), max_length=150)
    in_person = models.BooleanField(_("người đứng đầu trực tiếp tiếp"))
    extraordinary = models.BooleanField(_("đột xuất"), default=False)
    proof = models.CharField(_("căn cứ ghi"), max_length=300)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người ghi"), on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="noted_once_a_day",
                fields=["post", "held_on", "received_by", "extraordinary"],
                violation_error_message=_("Ngày này đã được ghi."),
            ),
            models.CheckConstraint(name="noted_day_has_proof", condition=~Q(proof="") & ~Q(received_by="")),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d/%m/%Y} {self.received_by}"
