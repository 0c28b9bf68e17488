"""The three legal kinds of matter (loại vụ việc), in the words of the law and in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from tiepdan.law import sources
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class KindWords(NamedTuple):
    """How one kind is told to a person (tên gọi, giải thích, ví dụ)."""

    label: str
    description: str
    example: str
    source: LegalSource


class MatterKind(StrEnum):
    """What a matter is (khiếu nại; tố cáo; kiến nghị, phản ánh)."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    RECOMMENDATION_OR_FEEDBACK = "recommendation_or_feedback"

    @property
    def words(self) -> KindWords:
        """The words for this kind (lời giải thích).

        Source: sources.LKN_2_1, sources.LTC_2_1, sources.LTCD_2_2.
        """
        return WORDS[self]

    @property
    def label(self) -> str:
        """The legal term (tên loại).

        Source: as `words`.
        """
        return self.words.label

    @property
    def description(self) -> str:
        """One plain sentence (giải thích).

        Source: as `words`.
        """
        return self.words.description

    @property
    def example(self) -> str:
        """One example from daily life (ví dụ).

        Source: as `words`.
        """
        return self.words.example


WORDS = {
    MatterKind.COMPLAINT: KindWords(
        "Khiếu nại",
        "Ông/bà cho rằng một quyết định hoặc việc làm của cơ quan nhà nước là trái pháp luật, "
        "xâm phạm quyền lợi của chính mình, và đề nghị xem xét lại.",
        "Không đồng ý với quyết định bồi thường khi thu hồi đất của gia đình mình.",
        sources.LKN_2_1,
    ),
    MatterKind.DENUNCIATION: KindWords(
        "Tố cáo",
        "Ông/bà báo cho cơ quan có thẩm quyền biết hành vi vi phạm pháp luật của một người hoặc cơ quan, "
        "gây thiệt hại hoặc đe dọa gây thiệt hại cho Nhà nước, tổ chức hoặc cá nhân. "
        "Danh tính của ông/bà được giữ bí mật.",
        "Báo việc một cán bộ nhận tiền để cấp giấy phép sai quy định.",
        sources.LTC_2_1,
    ),
    MatterKind.RECOMMENDATION_OR_FEEDBACK: KindWords(
        "Kiến nghị, phản ánh",
        "Ông/bà cung cấp thông tin, nêu ý kiến, nguyện vọng hoặc đề xuất giải pháp "
        "về chính sách, pháp luật, công tác quản lý.",
        "Phản ánh đường liên xã hư hỏng; đề nghị bổ sung chuyến xe buýt.",
        sources.LTCD_2_2,
    ),
}


def split(kinds: Iterable[MatterKind]) -> tuple[MatterKind, ...]:
    """The separate cases of a mixed matter, one per kind, in the order of the law (tách riêng từng nội dung).

    The cases keep their common origin: the caller links them.
    Source: sources.LTCD_25_3, sources.ND154_14_4.
    Raises: RuleRefused kind_missing.
    """
    chosen = set(kinds)
    if not chosen:
        raise RuleRefused("kind_missing", "Chưa xác định loại vụ việc", sources.LTCD_25_3)
    return tuple(kind for kind in MatterKind if kind in chosen)
