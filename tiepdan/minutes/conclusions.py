"""What a conclusion notice must say before it may be written (Thông báo kết luận việc tiếp công dân, Đ25.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.errors import DomainError
from tiepdan.law import outcome
from tiepdan.law.refusal import RuleRefused
from tiepdan.minutes.models import ConclusionNotice
from tiepdan.places.models import Agency


@dataclass(frozen=True)
class Limit:
    """One body, what it must do, by when."""

    agency: Agency
    direction: str
    due_on: date


def check_draft(conclusion: ConclusionNotice) -> None:
    """An issued notice is not written again.

    Raises: DomainError conclusion_issued.
    """
    if conclusion.issued_on is not None:
        raise DomainError("conclusion_issued", _("Thông báo kết luận đã ban hành, không sửa được."))


def check_words(body: str, limits: Sequence[Limit], held_on: date) -> None:
    """A body text, and one possible limit for each body that is named.

    Raises: DomainError body_missing, limit_missing, limit_past, direction_missing, body_twice.
    """
    if not body:
        raise DomainError("body_missing", _("Xin ghi nội dung kết luận."))
    try:
        outcome.check_conclusion([one.due_on for one in limits], held_on)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    if not all(one.direction.strip() for one in limits):
        raise DomainError("direction_missing", _("Xin ghi nội dung giao cho từng cơ quan."))
    if len({one.agency.pk for one in limits}) != len(limits):
        raise DomainError("body_twice", _("Mỗi cơ quan chỉ ghi một dòng; xin gộp nội dung."))


def check_issue(number: str, issued_on: date, held_on: date) -> None:
    """A number from the document system, on a possible day.

    Raises: DomainError number_missing, issued_in_future, issued_before_session.
    """
    if not number:
        raise DomainError("number_missing", _("Xin nhập số, ký hiệu do hệ thống văn thư cấp."))
    if issued_on > timezone.localdate():
        raise DomainError("issued_in_future", _("Ngày ban hành không thể ở sau hôm nay."))
    if issued_on < held_on:
        raise DomainError("issued_before_session", _("Ngày ban hành không thể ở trước ngày tiếp."))
