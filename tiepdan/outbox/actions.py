"""Every write to the outbox."""

from django.db import models
from django.utils import timezone

from tiepdan.audit.models import subject_of
from tiepdan.outbox.enums import Channel
from tiepdan.outbox.models import Message


def enqueue(kind: str, *, channel: Channel, recipient: str, body: str, about: models.Model, subject: str = "") -> Message:
    """Put one message in the outbox, in the caller's transaction (lập thông báo chờ gửi).

    Sent after the commit by `outbox.jobs.send_due`. For a denunciation the body names no content and no name.
    Raises: nothing.
    """
    now = timezone.now()
    return Message.objects.create(
        kind=kind,
        channel=channel,
        recipient=recipient,
        subject=subject,
        body=body,
        about=subject_of(about),
        queued_at=now,
        next_attempt_at=now,
    )
