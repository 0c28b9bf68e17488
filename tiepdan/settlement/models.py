"""What happened to a matter on its way to a decision, as it was noted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.cases.models import Case
from tiepdan.law.complexity import CRITERIA_MET, Criterion, criteria_in
from tiepdan.law.event_table import STEPS
from tiepdan.law.events import WRITTEN, Event, Step

# The words of the law are quoted as they stand (decision 0008).
EVENT_CHOICES = [(event.value, STEPS[event].label) for event in Event]


class SettlementEvent(models.Model):
    """One event of the settlement (sự kiện giải quyết): accepted, suspended, decided …

    Never deleted: one that was noted by mistake is taken back, with its reason. `moved` says what it made of which
    clock, so that it can be. Of a denunciation nothing here says who denounces.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, verbose_name=_("vụ việc"), on_delete=models.PROTECT, related_name="events")
    event = models.CharField(_("sự kiện"), max_length=50, choices=EVENT_CHOICES)
    happened_on = models.DateField(_("ngày xảy ra"))
    document_number = models.CharField(_("số, ký hiệu văn bản"), max_length=60, blank=True)
    note = models.CharField(_("lý do, ghi chú"), max_length=300, blank=True)
    given = models.JSONField(_("tình tiết"), default=dict)
    judgement = models.CharField(_("hạn phải làm trước"), max_length=500, blank=True)
    moved = models.JSONField(default=list, help_text="clock, its state before, the moment of its change")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người ghi"), on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(_("ghi lúc"))
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người bỏ"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    taken_back_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    taken_back_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="settlement_event_known", condition=Q(event__in=list(Event))),
            models.CheckConstraint(
                name="settlement_document_is_numbered",
                condition=~Q(event__in=sorted(WRITTEN)) | ~Q(document_number=""),
            ),
            models.CheckConstraint(
                name="settlement_event_taken_back_by_somebody",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
            ),
        ]
        indexes = [models.Index(name="settlement_of_case", fields=["case", "noted_at"])]

    def __str__(self) -> str:
        return f"{self.event} {self.happened_on:%d/%m/%Y}"

    @property
    def kind(self) -> Event:
        """The event as the law's table names it."""
        return Event(self.event)

    @property
    def criteria(self) -> list[str]:
        """The criteria of complexity that were found, in the order of the decrees (tiêu chí phức tạp)."""
        met = criteria_in(self.given.get(CRITERIA_MET.name, ""))
        return [one.label for one in Criterion if one in met]

    @property
    def step(self) -> Step:
        """What the law's table says of it."""
        return STEPS[self.kind]
