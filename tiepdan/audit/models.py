"""Who did what when (nhật ký): append-only, refused UPDATE and DELETE by a trigger, sealed in a hash chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from tiepdan.accounts.models import User


class AuditEntry(models.Model):
    """One act of one person or of the system (actor empty). `detail` holds no secret and no identity number.

    `transaction_number` is set by PostgreSQL; sealing goes in its order, so a slow transaction cannot slip in behind.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    detail = models.JSONField(default=dict)
    transaction_number = models.BigIntegerField(
        db_default=models.Func(function="pg_current_xact_id", template="(pg_current_xact_id()::text::bigint)"),
        editable=False,
    )

    class Meta:
        indexes = [models.Index(fields=["transaction_number", "id"], name="audit_in_order")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.verb} {self.subject}"


class AuditSeal(models.Model):
    """Seals all entries of a run of finished transactions: hash = SHA-256(previous hash ‖ their canonical text)."""

    sealed_at = models.DateTimeField()
    last_transaction_number = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    seal_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.sealed_at:%d/%m/%Y %H:%M} {self.seal_hash[:12]}"


def subject_of(row: models.Model) -> str:
    """How an entry names a row: `app.Model:key`."""
    return f"{row._meta.label}:{row.pk}"


def who(by: User | None) -> User | None:
    """The actor of an entry; nobody when the system or an unregistered citizen acts."""
    return by if by is not None and by.pk else None
