"""Sending what is due."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tiepdan.outbox import actions
from tiepdan.outbox.enums import Channel, MessageStatus
from tiepdan.outbox.models import Message

MOST_AT_ONCE = 200


@app.periodic(cron="* * * * * */5")
@app.task(queue="outbox", queueing_lock="outbox.send_due", pass_context=False)
def send_due(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Sends every message whose time has come (gửi thông báo đến hạn).

    Raises: nothing; a failed message comes back later.
    """
    due = Message.objects.filter(status=MessageStatus.QUEUED, next_attempt_at__lte=timezone.now())
    for message in due.exclude(channel=Channel.LETTER).order_by("next_attempt_at")[:MOST_AT_ONCE]:
        actions.send(message)
