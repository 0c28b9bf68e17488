"""What stands at the end of a hearing: minutes, register, the chair's word, the conclusion (kết thúc lượt tiếp)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tiepdan.law import sources
from tiepdan.law.deadlines import Deadline
from tiepdan.law.explain import day_text
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class Duty(NamedTuple):
    """One duty of whoever writes or keeps (một yêu cầu)."""

    text: str
    source: LegalSource


MINUTES_DUTIES = (
    Duty("Ghi trung thực, đầy đủ, rõ ràng.", sources.ND154_26_1_B),
    Duty("Đọc lại cho công dân nghe, đề nghị ký tên hoặc điểm chỉ.", sources.ND154_14_1),
    Duty("Bản điện tử có giá trị như bản giấy khi được ký số hoặc xác thực.", sources.ND154_24_2),
)
REGISTER_COLUMNS = (
    "STT",
    "Ngày tiếp",
    "Họ tên, địa chỉ",
    "CCCD/CMND/Hộ chiếu",
    "Nội dung đơn",
    "Loại đơn (KN/TC/KN, PA)",
    "Số người cùng nội dung",
    "Cơ quan đã giải quyết",
    "Thuộc thẩm quyền (x)",
    "Hướng dẫn công dân đến cơ quan có thẩm quyền",
    "Cơ quan, đơn vị thụ lý",
    "Theo dõi kết quả giải quyết",
    "Ghi chú",
)
"""Form 03/TCD, columns 1 to 13: sources.ND154_27_1."""


def check_promise(limit_on: date, today: date, contact_person: str, legal: Deadline) -> None:
    """Refuses a promise without a person to contact, in the past, or later than the law's own limit (hẹn trả lời).

    The chair may promise an earlier day than the law; never a later one.
    Unit: dates in Viet Nam.
    Source: sources.ND154_25_3; the law's limit: the source of `legal`.
    Raises: RuleRefused contact_missing, limit_past, limit_after_law.
    """
    if not contact_person.strip():
        raise RuleRefused("contact_missing", "Phải nói rõ người cần liên hệ để biết kết quả", sources.ND154_25_3)
    if limit_on < today:
        raise RuleRefused("limit_past", "Thời hạn hẹn không thể ở trước hôm nay", sources.ND154_25_3)
    if limit_on > legal.due_on:
        raise RuleRefused(
            "limit_after_law",
            f"Thời hạn hẹn {day_text(limit_on)} muộn hơn hạn của luật là {day_text(legal.due_on)}",
            legal.source,
        )


def check_conclusion(limits: Iterable[date], held_on: date) -> None:
    """Refuses a conclusion that gives nobody a time limit, or one before the session (kết luận phải có thời hạn).

    Source: sources.ND154_25_2.
    Raises: RuleRefused limit_missing, limit_past.
    """
    days = list(limits)
    if not days:
        raise RuleRefused("limit_missing", "Kết luận phải giao ít nhất một cơ quan, có thời hạn", sources.ND154_25_2)
    if min(days) < held_on:
        raise RuleRefused("limit_past", "Thời hạn không thể ở trước ngày tiếp", sources.ND154_25_2)


def check_register_columns(cells: Iterable[object]) -> None:
    """Refuses a line that has not exactly the columns of the form (Sổ tiếp công dân, Mẫu 03/TCD).

    Source: sources.ND154_27_1.
    Raises: RuleRefused columns_wrong.
    """
    if len(list(cells)) != len(REGISTER_COLUMNS):
        raise RuleRefused("columns_wrong", "Sổ tiếp công dân có đúng 13 cột", sources.ND154_27_1)
