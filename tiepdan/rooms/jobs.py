"""What is done to LiveKit after a commit, and by the clock."""

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from tiepdan.rooms import actions, reconciler
from tiepdan.rooms.enums import RoomStatus
from tiepdan.rooms.livekit import MediaUnavailable
from tiepdan.rooms.models import VideoRoom, WebhookEvent

logger = logging.getLogger(__name__)


@app.task(queue="media")
def reconcile_room(room_id: str) -> None:
    """Makes one room in LiveKit as its rows say (đối chiếu một phòng).

    Deferred by every action on the room. With LiveKit down it ends quietly: the clock tries again.
    Raises: nothing.
    """
    room = VideoRoom.objects.filter(pk=room_id).first()
    if room is not None:
        _reconcile(room)


@app.task(queue="media")
def apply_webhook(webhook_id: int) -> None:
    """Applies one stored event (xử lý sự kiện): a hint to look at that room now.

    Nothing is taken from the event itself, so order, loss and doubling cannot matter.
    Raises: nothing.
    """
    event = WebhookEvent.objects.get(pk=webhook_id)
    room = VideoRoom.objects.filter(name=event.room_name).exclude(status=RoomStatus.CLOSED).first()
    if room is not None:
        _reconcile(room)
    actions.note_webhook_applied(event, now=timezone.now())


@app.periodic(cron=f"* * * * * */{settings.RECONCILE_EVERY_SECONDS}")
@app.task(queue="media", queueing_lock="reconcile_all")
def reconcile_all(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Looks at every room that is not closed (đối chiếu tất cả các phòng).

    Raises: nothing.
    """
    for room in VideoRoom.objects.exclude(status=RoomStatus.CLOSED).order_by("wanted_at"):
        reconcile_room.configure(lock=f"room:{room.name}").defer(room_id=str(room.pk))


def _reconcile(room: VideoRoom) -> None:
    try:
        reconciler.reconcile(room)
    except MediaUnavailable as error:
        logger.warning(
            "room %s not reconciled, %s: %s", room.name, "tried again later" if error.again else "fault", error
        )
