"""Notices that need nobody's press of a button."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tiepdan.readiness import actions
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession


@app.periodic(cron="* * * * *")
@app.task(queue="readiness", queueing_lock="readiness.send_due_notices", pass_context=False)
def send_due_notices(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Notifies everybody newly confirmed for a published session that lies ahead (gửi thông báo).

    Raises: nothing.
    """
    ahead = ReceptionSession.objects.filter(status=SessionStatus.PUBLISHED, held_on__gte=timezone.localdate())
    for session in ahead.order_by("starts_at"):
        actions.send_notices(session, by=None)
