"""The offices' people, and citizens as they declared themselves."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts import identity_numbers
from tiepdan.accounts.enums import Role
from tiepdan.law.identity import IdentityKind
from tiepdan.places.models import Agency, Office

IDENTITY_CHOICES = [(kind.value, _(kind.label)) for kind in IdentityKind]


class User(AbstractUser):
    """Somebody who works for the offices (cán bộ). Citizens have no account: they follow by code."""

    role = models.CharField(_("vai trò"), max_length=30, choices=Role.choices)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    position = models.CharField(_("chức vụ"), max_length=150, blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan"), on_delete=models.PROTECT, related_name="people", null=True, blank=True
    )
    office = models.ForeignKey(
        Office, verbose_name=_("nơi tiếp"), on_delete=models.PROTECT, related_name="people", null=True, blank=True
    )
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(name="user_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="site_officer_has_an_office", condition=~Q(role=Role.SITE_OFFICER) | Q(office__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username


class Citizen(models.Model):
    """A person as he or she declared (công dân): name, address, one of four identity numbers (LTCD Đ7.2.a).

    The number is encrypted; `identity_index` is a keyed hash for look-up only. Never used for denouncers:
    see `cases.ProtectedIdentity`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    folded_name = models.CharField(max_length=100, db_index=True, editable=False)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300)
    identity_kind = models.CharField(_("loại giấy tờ"), max_length=30, choices=IDENTITY_CHOICES)
    identity_sealed = models.BinaryField(editable=False)
    identity_index = models.CharField(max_length=64, db_index=True, editable=False)
    identity_issued_on = models.DateField(_("ngày cấp"), null=True, blank=True)
    identity_issue_place = models.CharField(_("nơi cấp"), max_length=100, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20)
    email = models.EmailField(_("thư điện tử"), blank=True)
    declared_at = models.DateTimeField(_("khai lúc"))

    def __str__(self) -> str:
        return self.full_name

    @property
    def identity_number(self) -> str:
        """The number in clear. Only for pages whose door has been passed."""
        return identity_numbers.unseal(bytes(self.identity_sealed))

    @property
    def masked_identity_number(self) -> str:
        """Last three characters only, for lists."""
        return "•••• " + self.identity_number[-3:]
