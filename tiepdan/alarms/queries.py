"""What the tables show of alarms."""

from django.db.models import QuerySet

from tiepdan.alarms.models import Alarm
from tiepdan.schedule.models import ReceptionSession


def standing(session: ReceptionSession) -> QuerySet[Alarm]:
    """What somebody at the centre must look at, the oldest first."""
    rows = session.alarms.filter(cleared_at__isnull=True)
    return rows.select_related("site__office", "taken_by").order_by("raised_at")
