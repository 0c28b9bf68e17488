"""The book misses no hearing."""

from procrastinate.contrib.django import app

from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing
from tiepdan.minutes import actions


@app.periodic(cron="* * * * * */20")
@app.task(queue="minutes", queueing_lock="minutes.enter_ended_hearings", pass_context=False)
def enter_ended_hearings(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Enters every hearing that was held and ended in the register, signed or not (ghi Sổ tiếp công dân).

    The book must be kept fully and in time, also when nobody decided or signed; one that is in it stays as it is.
    Source: sources.ND154_27_1.
    Raises: nothing.
    """
    held = Hearing.objects.filter(status=HearingStatus.ENDED, live_at__isnull=False, register_entries__isnull=True)
    for hearing in held.order_by("live_at"):
        actions.enter_in_register(hearing, by=None)
