"""The door to alarms: those who run the session."""

from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.alarms.models import Alarm
from tiepdan.rooms import access as rooms

TAKING = (Role.COORDINATOR, Role.CHAIR)


def alarm_to_take(user: User, alarm_id: int) -> Alarm:
    """An open alarm of a session that this person runs, or 404 (cảnh báo)."""
    if user.role not in TAKING:
        raise Http404
    mine = rooms.sessions_at_the_centre(user).values("pk")
    alarm = Alarm.objects.filter(pk=alarm_id, session__in=mine, cleared_at__isnull=True).first()
    if alarm is None:
        raise Http404
    return alarm
