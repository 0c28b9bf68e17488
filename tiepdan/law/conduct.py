"""What is shown and read to people before and during a session (nội quy, quy trình, thông báo ghi âm, ghi hình).

The office's own house rules are posted beside these lines; they are the lines that the law itself contains.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tiepdan.law import sources
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class Line(NamedTuple):
    """One line to show, with its article (một dòng)."""

    text: str
    source: LegalSource


HOUSE_RULES = (
    Line("Mặc trang phục nghiêm chỉnh; chấp hành nội quy tiếp công dân tại nơi tiếp.", sources.ND154_21_1),
    Line("Luôn mở camera; micro chỉ bật khi được mời phát biểu.", sources.ND154_21_2),
    Line("Không tạo tạp âm khi micro đang bật.", sources.ND154_21_3),
    Line("Nêu rõ họ tên, địa chỉ và số giấy tờ; người đại diện có giấy tờ chứng minh.", sources.ND154_21_4),
    Line("Trình bày trung thực; ký hoặc điểm chỉ vào bản ghi nội dung trình bày.", sources.LTCD_7_2_C),
    Line("Có quyền dùng người phiên dịch nếu không sử dụng thông thạo tiếng Việt.", sources.LTCD_7_1_DD),
)
PROCEDURE = (
    Line("Đón tiếp, xác định nhân thân và tư cách người đại diện.", sources.LTCD_25_1),
    Line("Tiếp nhận đơn hoặc ghi lại nội dung trình bày, đọc lại và ký xác nhận.", sources.ND154_14_1),
    Line("Nhận tài liệu, giao giấy biên nhận Mẫu 02/TCD.", sources.ND154_15_4),
    Line("Ghi vào Sổ tiếp công dân.", sources.LTCD_25_2),
    Line("Trả lời hoặc thông báo kết quả xử lý trong thời hạn luật định.", sources.LTCD_28_1),
)
POSTING_DUTY = Line("Nội quy, quy trình phải được niêm yết tại địa điểm tiếp công dân.", sources.LTCD_19_1)
RECORDING_NOTICE = Line(
    "Buổi tiếp công dân trực tuyến được ghi âm, ghi hình toàn bộ theo quy định "
    "và lưu trữ trên hệ thống của cơ quan nhà nước.",
    sources.ND154_24_1,
)


@dataclass(frozen=True)
class NoRecordingOrder:
    """The chair's order that participants do not record (yêu cầu không ghi âm, ghi hình, phát trực tiếp)."""

    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        """Refuses an order without its giver or reason: a later refusal of reception rests on it.

        Source: sources.ND154_4_1_C.
        Raises: RuleRefused order_reason_missing.
        """
        if not (self.by.strip() and self.reason.strip()):
            raise RuleRefused(
                "order_reason_missing",
                "Yêu cầu không ghi âm, ghi hình phải có người chủ trì và lý do",
                sources.ND154_4_1_C,
            )
