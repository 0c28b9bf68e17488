"""What stands in the outbox."""

from django.db import models

from tiepdan.audit.models import subject_of
from tiepdan.outbox.models import Message


def was_enqueued(kind: str, *, about: models.Model, body: str) -> bool:
    """Whether the same words about this row stand in the outbox, sent or not (đã lập thông báo)."""
    return Message.objects.filter(kind=kind, about=subject_of(about), body=body).exists()
