"""States of a registration and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationStatus(models.TextChoices):
    SUBMITTED = "submitted", _("Đã đăng ký")
    CONFIRMED = "confirmed", _("Đã xác nhận lịch")
    CHECKED_IN = "checked_in", _("Đã có mặt")
    HEARD = "heard", _("Đã được tiếp")
    NO_SHOW = "no_show", _("Vắng mặt")
    WITHDRAWN = "withdrawn", _("Đã rút đăng ký")
    REFUSED = "refused", _("Không tiếp")


S = RegistrationStatus
MOVES: dict[RegistrationStatus, frozenset[RegistrationStatus]] = {
    S.SUBMITTED: frozenset({S.CONFIRMED, S.REFUSED, S.WITHDRAWN}),
    S.CONFIRMED: frozenset({S.CHECKED_IN, S.NO_SHOW, S.WITHDRAWN, S.REFUSED}),
    S.CHECKED_IN: frozenset({S.HEARD, S.NO_SHOW, S.REFUSED, S.WITHDRAWN}),
    S.HEARD: frozenset(),
    S.NO_SHOW: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.REFUSED: frozenset(),
}


class RegisteredBy(models.TextChoices):
    WEB = "web", _("Công dân tự đăng ký trên mạng")
    DESK = "desk", _("Cán bộ điểm cầu đăng ký giúp")


class Standing(models.TextChoices):
    SELF = "self", _("Chính người khiếu nại, tố cáo, kiến nghị, phản ánh")
    GROUP_REPRESENTATIVE = "group_representative", _("Người đại diện của nhóm")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Người đại diện theo pháp luật")
    AUTHORISED = "authorised", _("Người được ủy quyền")
    LAWYER = "lawyer", _("Luật sư")
    LEGAL_AID = "legal_aid", _("Trợ giúp viên pháp lý")
    HEAD_OF_ORGANISATION = "head_of_organisation", _("Người đứng đầu cơ quan, tổ chức")
    FOR_ORGANISATION = "for_organisation", _("Người được cơ quan, tổ chức ủy quyền")


class PaperCondition(models.TextChoices):
    ORIGINAL = "original", _("Bản chính")
    CERTIFIED = "certified", _("Bản sao công chứng, chứng thực")
    COPY = "copy", _("Bản phô tô")
    ELECTRONIC = "electronic", _("Bản điện tử")
