"""What a person at the centre must look at."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tiepdan.alarms.enums import AlarmKind
from tiepdan.schedule.models import ReceptionSession, SessionSite


class Alarm(models.Model):
    """Something that a person at the centre must look at (việc cần xử lý ngay)."""

    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="alarms")
    site = models.ForeignKey(SessionSite, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=20, choices=AlarmKind.choices)
    note = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="alarm_kind_known", condition=Q(kind__in=AlarmKind.values)),
            models.UniqueConstraint(
                name="alarm_stands_once",
                fields=["session", "site", "kind"],
                condition=Q(cleared_at__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
