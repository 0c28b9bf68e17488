"""Bodies, places of reception and the calendar of working days."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.places.enums import AgencyKind, BackwardWay, DayKind, PostedKind


class Agency(models.Model):
    """A body that receives citizens or takes part (cơ quan, tổ chức, đơn vị)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên ngắn"), max_length=60)
    parent_name = models.CharField(_("cơ quan cấp trên trực tiếp"), max_length=200, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=AgencyKind.choices)
    place_name = models.CharField(_("địa danh"), max_length=100, help_text=_("In trước ngày tháng trên văn bản."))
    address = models.CharField(_("địa chỉ"), max_length=300)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="agency_kind_known", condition=Q(kind__in=AgencyKind.values))]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A place of reception (trụ sở, địa điểm tiếp công dân): one room, one screen, one camera, one microphone set."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, verbose_name=_("cơ quan"), on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(_("tên nơi tiếp"), max_length=200)
    short_name = models.CharField(_("tên trên màn hình"), max_length=60)
    address = models.CharField(_("địa chỉ"), max_length=300)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    travel_hint = models.CharField(_("chỉ đường"), max_length=300, blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """One day that is not what its weekday says (ngày nghỉ lễ, nghỉ bù, làm bù). Corrected by a new row."""

    falls_on = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=10, choices=DayKind.choices)
    name = models.CharField(_("tên"), max_length=200)
    decision_number = models.CharField(_("số văn bản"), max_length=100, blank=True)
    entered_at = models.DateTimeField(_("nhập lúc"))
    superseded_at = models.DateTimeField(_("thay lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="calendar_day_kind_known", condition=Q(kind__in=DayKind.values)),
            models.UniqueConstraint(
                name="calendar_day_once", fields=["falls_on"], condition=Q(superseded_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.falls_on:%d/%m/%Y} {self.name}"


class CalendarYear(models.Model):
    """A year whose days off are entered completely (năm đã có lịch nghỉ); counting beyond is refused."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True)
    decision_number = models.CharField(_("số văn bản"), max_length=100, blank=True)
    entered_at = models.DateTimeField(_("nhập lúc"))

    def __str__(self) -> str:
        return str(self.year)


class BackwardReading(models.Model):
    """How days before a session are counted (cách đếm ngược), by a decision of the head. Rows are never changed.

    Without a row the strict reading stands. A session follows the reading decided by the day on which it was published.
    """

    reading = models.CharField(_("cách đếm"), max_length=10, choices=BackwardWay.choices)
    decision_number = models.CharField(_("số quyết định"), max_length=100)
    decided_on = models.DateField(_("ngày quyết định"))
    entered_at = models.DateTimeField(_("nhập lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="backward_reading_known", condition=Q(reading__in=BackwardWay.values)),
            models.CheckConstraint(name="backward_reading_is_decided", condition=~Q(decision_number="")),
        ]

    def __str__(self) -> str:
        words = _("%(way)s, theo Quyết định số %(number)s ngày %(day)s")
        return words % {
            "way": self.get_reading_display(),
            "number": self.decision_number,
            "day": f"{self.decided_on:%d/%m/%Y}",
        }


class PostedText(models.Model):
    """House rules or procedure of reception as posted from one day on (nội quy, quy trình). Rows are never changed.

    Without an agency it holds for every place whose own body has posted none. A correction is a new row.
    """

    kind = models.CharField(_("loại"), max_length=20, choices=PostedKind.choices)
    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan"), on_delete=models.PROTECT, related_name="posted_texts", null=True, blank=True
    )
    body = models.TextField(_("nội dung"), max_length=6000)
    decision_number = models.CharField(_("số quyết định"), max_length=100)
    effective_on = models.DateField(_("có hiệu lực từ ngày"))
    entered_at = models.DateTimeField(_("nhập lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="posted_kind_known", condition=Q(kind__in=PostedKind.values)),
            models.CheckConstraint(name="posted_text_is_decided", condition=~Q(decision_number="") & ~Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on:%d/%m/%Y}"
