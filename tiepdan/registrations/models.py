"""Requests to be received, who speaks, and the papers handed over."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.models import IDENTITY_CHOICES
from tiepdan.cases.models import Case
from tiepdan.errors import DomainError
from tiepdan.law.grounds import Ground
from tiepdan.places.models import Agency
from tiepdan.registrations.enums import MOVES, PaperCondition, RegisteredBy, RegistrationStatus, Standing
from tiepdan.schedule.models import ReceptionSession, SessionSite, Slot

GROUND_CHOICES = [(ground.value, _(ground.label)) for ground in Ground]
PLACE_GIVEN_BACK = [RegistrationStatus.WITHDRAWN, RegistrationStatus.REFUSED]


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def holding_a_place(self) -> "RegistrationQuerySet":
        """Those that use up one of the slot's places."""
        return self.exclude(status__in=PLACE_GIVEN_BACK)

    def with_page_data(self) -> "RegistrationQuerySet":
        """Everything that a list row shows, in one query."""
        return self.select_related("session", "site__office", "slot", "case__citizen", "case__protected")

    def general(self) -> "RegistrationQuerySet":
        """Without denunciations: they have doors of their own."""
        return self.exclude(case__kind="denunciation")


class Registration(models.Model):
    """A citizen's request to be received at one site of one session (phiếu đăng ký tiếp công dân).

    Made by `actions.register`, moved only by actions; never deleted, only withdrawn or refused.
    `code` is the secret by which the citizen follows the matter: 16 letters of a 30-letter alphabet, 78 bits.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("mã tra cứu"), max_length=16, unique=True, editable=False)
    submission_key = models.UUIDField(
        unique=True, editable=False, help_text="one per form shown: a double submit meets itself"
    )
    session = models.ForeignKey(
        ReceptionSession, verbose_name=_("buổi tiếp"), on_delete=models.PROTECT, related_name="registrations"
    )
    site = models.ForeignKey(
        SessionSite, verbose_name=_("điểm cầu"), on_delete=models.PROTECT, related_name="registrations"
    )
    slot = models.ForeignKey(Slot, verbose_name=_("khung giờ"), on_delete=models.PROTECT, related_name="registrations")
    case = models.ForeignKey(Case, verbose_name=_("vụ việc"), on_delete=models.PROTECT, related_name="registrations")
    registered_by = models.CharField(_("cách đăng ký"), max_length=10, choices=RegisteredBy.choices)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cán bộ đăng ký giúp"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    people_count = models.PositiveSmallIntegerField(_("số người"), default=1)
    organisation = models.CharField(_("cơ quan, tổ chức"), max_length=200, blank=True)
    is_foreigner = models.BooleanField(_("người nước ngoài"), default=False)
    needs = models.CharField(_("cần hỗ trợ (phiên dịch, xe lăn…)"), max_length=300, blank=True)
    contact_phone = models.CharField(
        _("điện thoại liên hệ"), max_length=20, blank=True, help_text="empty for a denunciation: under seal"
    )
    contact_email = models.EmailField(_("thư điện tử"), blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=RegistrationStatus.choices, default=RegistrationStatus.SUBMITTED
    )
    list_position = models.PositiveIntegerField(_("thứ tự trong danh sách"), default=0)
    submitted_at = models.DateTimeField(_("đăng ký lúc"))
    ground = models.CharField(_("trường hợp tiếp trực tuyến"), max_length=10, choices=GROUND_CHOICES, blank=True)
    ground_note = models.TextField(_("lý do cụ thể"), max_length=1000, blank=True)
    ground_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người quyết định"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    ground_decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    waived_protection_at = models.DateTimeField(
        _("không yêu cầu bảo vệ danh tính, xác nhận lúc"), null=True, blank=True
    )
    confidentiality_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận điều kiện bảo mật"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    confidentiality_confirmed_at = models.DateTimeField(_("xác nhận bảo mật lúc"), null=True, blank=True)
    waiver_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi nhận"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="empty when the denouncer said so himself, on the web",
    )
    waiver_withdrawn_at = models.DateTimeField(_("yêu cầu bảo vệ danh tính lúc"), null=True, blank=True)
    waiver_withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi nhận yêu cầu"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="empty when the denouncer said so himself, by code",
    )
    complexity_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận vụ việc phức tạp"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    complexity_confirmed_at = models.DateTimeField(_("xác nhận phức tạp lúc"), null=True, blank=True)
    denounced_agency = models.ForeignKey(
        Agency,
        verbose_name=_("cơ quan của người bị tố cáo"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="empty when it is none of the agencies here",
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    refused_at = models.DateTimeField(_("từ chối lúc"), null=True, blank=True)
    refusal_ground = models.CharField(_("căn cứ từ chối"), max_length=40, blank=True)
    refusal_reason = models.TextField(_("lý do từ chối"), max_length=2000, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    checked_in_at = models.DateTimeField(_("có mặt lúc"), null=True, blank=True)
    heard_at = models.DateTimeField(_("được tiếp lúc"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="registration_status_known", condition=Q(status__in=RegistrationStatus.values)),
            models.CheckConstraint(
                name="registration_ground_known", condition=Q(ground="") | Q(ground__in=list(Ground))
            ),
            models.CheckConstraint(
                name="registration_confirmed_has_ground",
                condition=Q(status__in=["submitted", "refused", "withdrawn"])
                | (
                    ~Q(ground="")
                    & Q(ground_decided_by__isnull=False, ground_decided_on__isnull=False, confirmed_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="denunciation_confirmed_three_times",
                condition=~Q(ground="20.4")
                | Q(
                    waived_protection_at__isnull=False,
                    complexity_confirmed_at__isnull=False,
                    complexity_confirmed_by__isnull=False,
                    confidentiality_confirmed_at__isnull=False,
                    confidentiality_confirmed_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="registration_stops_when_protection_is_asked",
                condition=Q(waiver_withdrawn_at__isnull=True) | Q(status="withdrawn"),
            ),
            models.CheckConstraint(
                name="registration_refused_has_reason",
                condition=~Q(status="refused")
                | (~Q(refusal_ground="") & ~Q(refusal_reason="") & Q(refused_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="registration_checked_in_has_time",
                condition=~Q(status__in=["checked_in", "heard"]) | Q(checked_in_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="registration_once_per_case_and_session",
                fields=["session", "case"],
                condition=~Q(status__in=PLACE_GIVEN_BACK),
            ),
        ]
        indexes = [models.Index(fields=["session", "list_position"], name="registration_in_list_order")]

    def __str__(self) -> str:
        return f"{self.case.person_label} – {self.session}"

    @property
    def spaced_code(self) -> str:
        """The code as people read it: ABCD-EFGH-JKLM-NPQR."""
        return "-".join(self.code[i : i + 4] for i in range(0, 16, 4))

    @property
    def has_waived_protection(self) -> bool:
        """Whether the denouncer's word not to ask for protection stands (Đ20.4)."""
        return self.waived_protection_at is not None and self.waiver_withdrawn_at is None

    def can_move_to(self, status: RegistrationStatus) -> bool:
        return status in MOVES[RegistrationStatus(self.status)]

    def require_move_to(self, status: RegistrationStatus) -> None:
        if not self.can_move_to(status):
            message = _("Phiếu đăng ký đang ở trạng thái “%(state)s”; không làm được việc này.")
            raise DomainError("registration_wrong_state", message % {"state": self.get_status_display()})


class Attendee(models.Model):
    """Who comes and speaks besides or instead of the citizen (người đại diện, người được ủy quyền, luật sư)."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="attendees")
    standing = models.CharField(_("tư cách"), max_length=30, choices=Standing.choices)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    identity_kind = models.CharField(_("loại giấy tờ"), max_length=30, choices=IDENTITY_CHOICES, blank=True)
    identity_sealed = models.BinaryField(editable=False, default=b"", help_text="empty for those known by their card")
    authorised_on = models.DateField(_("ngày ủy quyền"), null=True, blank=True)
    papers_shown = models.CharField(_("giấy tờ đã xuất trình"), max_length=300, blank=True)
    awaits_papers = models.BooleanField(
        _("chưa xem giấy tờ"), default=False, help_text="declared on the web; the desk has not seen the papers yet"
    )
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="attendee_standing_known", condition=Q(standing__in=Standing.values))
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_standing_display()})"


class GroupMember(models.Model):
    """One of several people with the same content, who signed the paper that names their representatives (Đ29)."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="members")
    full_name = models.CharField(_("họ và tên"), max_length=100)
    number = models.PositiveSmallIntegerField(_("số thứ tự trong danh sách"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        constraints = [models.UniqueConstraint(name="member_number_once", fields=["registration", "number"])]

    def __str__(self) -> str:
        return self.full_name


class DocumentReceipt(models.Model):
    """Papers handed over at one site, against form 02/TCD (giấy biên nhận thông tin, tài liệu, Đ15.4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="receipts")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người nhận"), on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("nhận lúc"))
    place = models.CharField(_("nơi nhận"), max_length=300)
    copies = models.PositiveSmallIntegerField(_("số bản"), default=2)

    def __str__(self) -> str:
        return f"02/TCD {self.received_at:%d/%m/%Y %H:%M}"


class Paper(models.Model):
    """One paper of a matter as a file (thông tin, tài liệu, chứng cứ). `file_name` is ours, never the citizen's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="papers")
    receipt = models.ForeignKey(DocumentReceipt, on_delete=models.PROTECT, related_name="papers", null=True, blank=True)
    title = models.CharField(_("tên tài liệu"), max_length=200)
    condition = models.CharField(_("tình trạng"), max_length=20, choices=PaperCondition.choices)
    pages = models.PositiveSmallIntegerField(_("số trang"))
    file_name = models.CharField(max_length=100, unique=True)
    media_type = models.CharField(max_length=60)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    added_at = models.DateTimeField(_("thêm lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="paper_condition_known", condition=Q(condition__in=PaperCondition.values))
        ]

    def __str__(self) -> str:
        return self.title
