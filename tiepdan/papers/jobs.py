"""Files of drafts that nobody sent."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tiepdan.papers import actions


@app.periodic(cron="17 * * * *")
@app.task(queue="papers", queueing_lock="papers.sweep_uploads", pass_context=False)
def sweep_uploads(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Takes away uploads of registrations that were begun and never sent (tệp của phiếu bỏ dở).

    Raises: nothing.
    """
    actions.sweep_uploads(timezone.now())
