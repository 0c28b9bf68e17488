"""The one way to write to the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from tiepdan.audit.models import AuditEntry, subject_of, who

if TYPE_CHECKING:
    from tiepdan.accounts.models import User


def record(by: User | None, verb: str, subject: models.Model, **detail: Any) -> AuditEntry:
    """Append one entry, in the caller's transaction (ghi nhật ký).

    `by` is None for the system or a citizen. Put no secret, identity number or denouncer's name in `detail`.
    Raises: nothing.
    """
    return AuditEntry.objects.create(
        at=timezone.now(), actor=who(by), verb=verb, subject=subject_of(subject), detail=detail
    )
