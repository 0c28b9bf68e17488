"""Notices that need nobody's press of a button."""

from contextlib import suppress

from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from tiepdan.law.refusal import RuleRefused
from tiepdan.readiness import actions
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession


@app.periodic(cron="* * * * *")
@app.task(queue="readiness", queueing_lock="readiness.send_due_notices", pass_context=False)
def send_due_notices(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Notifies everybody newly confirmed for a published session that lies ahead (gửi thông báo).

    Raises: nothing.
    """
    for session in _ahead():
        actions.send_notices(session, by=None)


@app.periodic(cron="* * * * *")
@app.task(queue="readiness", queueing_lock="readiness.ask_for_due_decisions", pass_context=False)
def ask_for_due_decisions(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Tells the receiver of each session ahead what waits for his decision (báo chờ quyết định).

    Where the calendar ends no gate is known to be missed: the session's page says so.
    Raises: nothing.
    """
    for session in _ahead():
        with suppress(RuleRefused):
            actions.ask_for_decisions(session)


def _ahead() -> QuerySet[ReceptionSession]:
    ahead = ReceptionSession.objects.filter(status=SessionStatus.PUBLISHED, held_on__gte=timezone.localdate())
    return ahead.order_by("starts_at")
