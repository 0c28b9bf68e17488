"""What was said, read back and signed; the register; the conclusion notice."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.cases.models import Case
from tiepdan.errors import DomainError
from tiepdan.hearings.models import Hearing
from tiepdan.minutes.enums import MOVES, MinutesStatus, SignatureKind
from tiepdan.places.models import Agency
from tiepdan.schedule.models import ReceptionSession


class Minutes(models.Model):
    """The minutes of one hearing (biên bản tiếp công dân). Frozen at the signature: text and hash never change again.

    `version` counts saves: who saves an older one is told, and nothing is lost.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="minutes")
    note_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người ghi biên bản"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("nội dung trình bày"), max_length=100_000, blank=True)
    agencies_text = models.TextField(_("ý kiến của các cơ quan"), max_length=50_000, blank=True)
    conclusion_text = models.TextField(_("ý kiến của người tiếp công dân"), max_length=50_000, blank=True)
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=MinutesStatus.choices, default=MinutesStatus.DRAFT
    )
    opened_at = models.DateTimeField(_("mở lúc"))
    saved_at = models.DateTimeField(_("lưu lúc"))
    read_paragraph = models.PositiveIntegerField(
        default=0, help_text="where the reader stands; the site's screen follows"
    )
    read_back_at = models.DateTimeField(_("đọc lại lúc"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("thống nhất lúc"), null=True, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    pdf_name = models.CharField(max_length=100, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=100, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    signature = models.CharField(_("cách ký"), max_length=20, choices=SignatureKind.choices, blank=True)
    signature_note = models.CharField(_("ghi chú khi ký"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="minutes_status_known", condition=Q(status__in=MinutesStatus.values)),
            models.CheckConstraint(
                name="minutes_signed_are_frozen",
                condition=~Q(status="signed")
                | (Q(signed_at__isnull=False) & ~Q(text_sha256="") & ~Q(signature="") & ~Q(pdf_sha256="")),
            ),
            models.CheckConstraint(
                name="minutes_refused_signature_has_reason", condition=~Q(signature="refused") | ~Q(signature_note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing} {self.get_status_display()}"

    def require_move_to(self, status: MinutesStatus) -> None:
        if status not in MOVES[MinutesStatus(self.status)]:
            message = _("Biên bản đang ở trạng thái “%(state)s”; không làm được việc này.")
            raise DomainError("minutes_wrong_state", str(message % {"state": self.get_status_display()}))


class RegisterEntry(models.Model):
    """One line of the official book, form 03/TCD (Sổ tiếp công dân): columns 1 to 13, plus the request of LTCD Đ25.2.

    A hearing has one for its matter and one for each matter split off it, as far as `register.has_own_line` says.
    For a denunciation columns 3 and 4 hold the alias; the identity stays under its seal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="register_entries")
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="register_entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="register_entries")
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("1. STT"))
    received_on = models.DateField(_("2. Ngày tiếp"))
    person = models.CharField(_("3. Họ tên, địa chỉ"), max_length=450)
    identity = models.BinaryField(
        _("4. CCCD/CMND/Hộ chiếu"), editable=False, help_text="sealed; empty for a denunciation"
    )
    content = models.TextField(_("5. Nội dung đơn/vụ việc"), max_length=2000)
    request = models.TextField(_("yêu cầu, đề nghị"), max_length=2000, blank=True)
    kind = models.CharField(_("6. Loại đơn"), max_length=30)
    people_count = models.PositiveSmallIntegerField(_("7. Số người cùng nội dung"), default=1)
    settled_by = models.CharField(_("8. Cơ quan đã giải quyết"), max_length=200, blank=True)
    is_competent = models.BooleanField(_("9. Thuộc thẩm quyền"), default=False)
    guided_to = models.CharField(_("10. Hướng dẫn"), max_length=300, blank=True)
    accepted_by = models.CharField(_("11. Cơ quan, đơn vị thụ lý"), max_length=300, blank=True)
    follow_up = models.TextField(_("12. Theo dõi kết quả giải quyết"), max_length=2000, blank=True)
    note = models.CharField(_("13. Ghi chú"), max_length=500, blank=True)
    entered_at = models.DateTimeField(_("ghi sổ lúc"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="register_number_once_per_year", fields=["year", "number"]),
            models.UniqueConstraint(name="register_line_once_per_matter", fields=["hearing", "case"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class ConclusionNotice(models.Model):
    """Thông báo kết luận việc tiếp công dân (NĐ 154 Đ25.2). The number is typed in from the document system."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(ReceptionSession, on_delete=models.PROTECT, related_name="conclusions")
    body = models.TextField(_("nội dung"), max_length=20_000)
    document_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    drafted_at = models.DateTimeField(_("soạn lúc"))
    issued_on = models.DateField(_("ban hành ngày"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conclusion_issued_has_number", condition=Q(issued_on__isnull=True) | ~Q(document_number="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.document_number}"


class ConclusionLimit(models.Model):
    """One body's direction in a conclusion notice, with its time limit (thời hạn giải quyết, Đ25.2)."""

    conclusion = models.ForeignKey(ConclusionNotice, on_delete=models.PROTECT, related_name="limits")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    direction = models.TextField(_("nội dung giao"), max_length=2000)
    due_on = models.DateField(_("thời hạn"))

    class Meta:
        constraints = [models.UniqueConstraint(name="one_limit_per_body", fields=["conclusion", "agency"])]

    def __str__(self) -> str:
        return f"{self.agency} {self.due_on:%d/%m/%Y}"
