"""A running clock of a case, as a row."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tiepdan.cases.models import Case
from tiepdan.law import clocks
from tiepdan.law.deadlines import Deadline
from tiepdan.law.facts import Pause
from tiepdan.law.rules import Unit
from tiepdan.law.sources import LegalSource

UNIT_CHOICES = [
    (Unit.WORKING_DAYS.value, _("ngày làm việc")),
    (Unit.DAYS.value, _("ngày")),
    (Unit.HOURS.value, _("giờ")),
]

CHANGED = [
    "provision", "law", "law_number", "wording_since_on", "unit", "length", "due_on", "explanation", "given", "pauses",
    "paused_on", "stopped_on", "used", "reason", "changed_at",
]  # fmt: skip
"""The fields that an event may change."""


class ClockRows(models.QuerySet["RunningClock"]):
    """Questions about many clocks at once."""

    def open(self) -> ClockRows:
        """Neither stopped nor suspended: the clocks that may become late (đang chạy)."""
        return self.filter(stopped_on__isnull=True, paused_on__isnull=True)

    def overdue(self, on: date) -> ClockRows:
        """Late from the day after (quá hạn)."""
        return self.open().filter(due_on__lt=on)

    def due_between(self, first: date, last: date) -> ClockRows:
        """Their last day lies in this stretch, both ends included (sắp đến hạn)."""
        return self.open().filter(due_on__gte=first, due_on__lte=last)


class RunningClock(models.Model):
    """One time limit of one case (thời hạn đang chạy), counted in the law of the day of its event.

    Changed by the events in `clocks.actions` only; an edit of the case, the calendar or the law moves nothing.
    `about` names the row whose event started it (registration, hearing), `given` the facts, `pauses` the suspensions.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("vụ việc"), on_delete=models.PROTECT, related_name="clocks")
    about = models.CharField(max_length=120, db_index=True, help_text="subject_of() of the row that started it")
    rule = models.CharField(_("mã thời hạn"), max_length=10)
    what = models.CharField(_("việc phải làm"), max_length=200)
    provision = models.CharField(_("điều khoản"), max_length=100)
    law = models.CharField(_("văn bản"), max_length=200)
    law_number = models.CharField(_("số hiệu, văn bản sửa đổi"), max_length=200, blank=True)
    wording_since_on = models.DateField(_("nội dung có hiệu lực từ"))
    unit = models.CharField(_("đơn vị tính"), max_length=20, choices=UNIT_CHOICES)
    length = models.PositiveSmallIntegerField(_("độ dài"))
    given = models.JSONField(_("tình tiết"), default=dict)
    started_on = models.DateField(_("tính từ ngày"))
    due_on = models.DateField(_("ngày cuối"))
    explanation = models.TextField(_("cách tính"), max_length=1500)
    pauses = models.JSONField(_("thời gian không tính"), default=list)
    paused_on = models.DateField(_("tạm đình chỉ từ"), null=True, blank=True)
    stopped_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    used = models.PositiveSmallIntegerField(_("đã dùng khi có sự kiện gần nhất"), default=0)
    reason = models.CharField(_("lý do của sự kiện gần nhất"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("sự kiện gần nhất lúc"))

    objects = ClockRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="clock_unit_known", condition=Q(unit__in=[unit.value for unit in Unit])),
            models.CheckConstraint(
                name="clock_stops_after_start",
                condition=Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="clock_end_has_reason",
                condition=Q(stopped_on__isnull=True, paused_on__isnull=True) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                name="clock_runs_once", fields=["case", "rule", "about"], condition=Q(stopped_on__isnull=True)
            ),
        ]
        indexes = [models.Index(name="clock_by_last_day", fields=["due_on"], condition=Q(stopped_on__isnull=True))]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on:%d/%m/%Y}"

    @property
    def article(self) -> str:
        """The provision as it is cited (căn cứ)."""
        return str(self.source)

    @property
    def source(self) -> LegalSource:
        """The wording by which this clock counts."""
        return LegalSource(self.law, self.provision, self.wording_since_on, number=self.law_number)

    def as_law(self) -> clocks.Clock:
        """The value that `law.clocks` works on."""
        return clocks.Clock(
            Deadline(
                self.rule,
                self.due_on,
                self.source,
                self.explanation,
                Unit(self.unit),
                self.length,
                self.started_on,
            ),
            dict(self.given),
            tuple(Pause(date.fromisoformat(a), date.fromisoformat(b)) for a, b in self.pauses),
            self.paused_on,
            self.stopped_on,
            self.reason,
        )

    @property
    def state(self) -> dict[str, object]:
        """What an event may change, as it can be kept beside the event and put back."""
        return {name: _plain(getattr(self, name)) for name in CHANGED}

    def put_back(self, state: Mapping[str, object]) -> None:
        """Take over what `state` said before. The caller saves."""
        for field in self._meta.concrete_fields:
            if field.name in state:
                setattr(self, field.name, field.to_python(state[field.name]))

    def take(self, clock: clocks.Clock) -> None:
        """Take over what an event made of the clock. The caller saves."""
        deadline = clock.deadline
        self.provision, self.law = deadline.source.provision, deadline.source.text
        self.law_number, self.wording_since_on = deadline.source.number, deadline.source.in_force_from
        self.unit, self.length = deadline.unit, deadline.length
        self.due_on, self.explanation = deadline.due_on, deadline.explanation
        self.given = dict(clock.given)
        self.pauses = [[str(pause.from_on), str(pause.until_on)] for pause in clock.pauses]
        self.paused_on, self.stopped_on, self.reason = clock.paused_on, clock.stopped_on, clock.reason


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
