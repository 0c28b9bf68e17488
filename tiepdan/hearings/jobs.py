"""What the clock does for sessions that are being held."""

from procrastinate.contrib.django import app

from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.hearings import actions
from tiepdan.hearings.enums import HearingStatus, InterruptionCause
from tiepdan.hearings.models import Hearing
from tiepdan.rooms import livekit
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession

BEING_HELD = (SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED)


@app.periodic(cron="* * * * * */5")
@app.task(queue="media", queueing_lock="hearings.watch_media", pass_context=False)
def watch_media(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Tells the sessions being held when LiveKit is down and when it is back (theo dõi máy chủ hình ảnh).

    Raises: nothing.
    """
    held = list(ReceptionSession.objects.filter(status__in=BEING_HELD).order_by("pk"))
    if not held:
        return
    if livekit.is_available():
        for session in held:
            alarms.clear_alarm(session, AlarmKind.MEDIA_DOWN)
        return
    for session in held:
        alarms.raise_alarm(session, AlarmKind.MEDIA_DOWN)
    for hearing in Hearing.objects.filter(session__in=held, status=HearingStatus.LIVE).order_by("pk"):
        actions.interrupt(hearing, cause=InterruptionCause.MEDIA_DOWN)
