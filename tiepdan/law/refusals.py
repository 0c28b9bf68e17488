"""When a person may be refused reception (từ chối tiếp công dân), who explains, and what must be issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiepdan.law import sources
from tiepdan.law.calendar import OfficeCalendar
from tiepdan.law.deadlines import Deadline, refusal_notice_by
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource

ALL_KINDS = frozenset(MatterKind)
SETTLED_KINDS = frozenset({MatterKind.COMPLAINT, MatterKind.DENUNCIATION})
REPRESENTED_KINDS = frozenset({MatterKind.COMPLAINT, MatterKind.RECOMMENDATION_OR_FEEDBACK})
FEEDBACK_ONLY = frozenset({MatterKind.RECOMMENDATION_OR_FEEDBACK})
RECEIVER = "Người tiếp công dân"
HEAD = "Người đứng đầu cơ quan, tổ chức, đơn vị"


class RefusalGround(StrEnum):
    """Why reception may be refused (trường hợp từ chối): clause of Điều 9, or letter of Điều 4 khoản 1."""

    NOT_IN_CONTROL = "9.1"
    THREATS = "9.2"
    SETTLED_AND_PROLONGED = "9.3"
    WEAPONS = "4.1.a"
    SECURITY_CHECK = "4.1.b"
    RECORDING_AGAINST_ORDER = "4.1.c"
    DISORDER = "4.1.d"
    NO_CAPACITY = "4.1.đ"
    NO_PROOF_OF_REPRESENTATION = "4.1.e"
    OUT_OF_SCOPE = "4.1.g"
    FEEDBACK_ANSWERED = "4.1.h"
    FINAL_JUDGMENT = "4.1.i"
    HANDLED_ELSEWHERE = "4.1.k"


@dataclass(frozen=True)
class RefusalRule:
    """One ground of refusal (một trường hợp từ chối)."""

    ground: RefusalGround
    label: str
    source: LegalSource
    kinds: frozenset[MatterKind] = ALL_KINDS
    needs_notice: bool = False
    proof: str = ""

    @property
    def who(self) -> str:
        """Who must act: the receiver by word of mouth, or the head by form 01/TCD (người thực hiện).

        Source: sources.ND154_4_2, sources.ND154_4_3.
        """
        return HEAD if self.needs_notice else RECEIVER


G = RefusalGround
REFUSALS = {
    rule.ground: rule
    for rule in (
        RefusalRule(
            G.NOT_IN_CONTROL,
            "Say do dùng chất kích thích, mắc bệnh làm mất khả năng nhận thức, điều khiển hành vi",
            sources.LTCD_9_1,
        ),
        RefusalRule(G.THREATS, "Đe dọa, xúc phạm hoặc vi phạm nội quy nơi tiếp công dân", sources.LTCD_9_2),
        RefusalRule(
            G.SETTLED_AND_PROLONGED,
            "Khiếu nại, tố cáo đã giải quyết đúng, đã được kiểm tra, rà soát, thông báo bằng văn bản "
            "và đã được tiếp, giải thích nhưng cố tình kéo dài",
            sources.LTCD_9_3,
            SETTLED_KINDS,
            needs_notice=True,
            proof="văn bản thông báo kết quả kiểm tra, rà soát",
        ),
        RefusalRule(
            G.WEAPONS, "Mang vũ khí, vật liệu nổ, vật nguy hiểm mà không gửi hoặc giao nộp", sources.ND154_4_1_A
        ),
        RefusalRule(G.SECURITY_CHECK, "Không chấp hành kiểm tra an ninh", sources.ND154_4_1_B),
        RefusalRule(
            G.RECORDING_AGAINST_ORDER,
            "Tự ý ghi âm, ghi hình, phát trực tiếp khi người chủ trì đã yêu cầu không ghi, hoặc gây ảnh hưởng an ninh, "
            "trật tự",
            sources.ND154_4_1_C,
            proof="yêu cầu của người chủ trì, có giờ và lý do",
        ),
        RefusalRule(G.DISORDER, "Kích động, lôi kéo, gây rối trật tự công cộng tại nơi tiếp", sources.ND154_4_1_D),
        RefusalRule(
            G.NO_CAPACITY,
            "Không có năng lực hành vi dân sự đầy đủ mà không có người đại diện hợp pháp",
            sources.ND154_4_1_DD,
        ),
        RefusalRule(
            G.NO_PROOF_OF_REPRESENTATION,
            "Người đại diện, người được ủy quyền không xuất trình được giấy tờ chứng minh tư cách",
            sources.ND154_4_1_E,
            REPRESENTED_KINDS,
        ),
        RefusalRule(G.OUT_OF_SCOPE, "Nội dung không thuộc khiếu nại, tố cáo, kiến nghị, phản ánh", sources.ND154_4_1_G),
        RefusalRule(
            G.FEEDBACK_ANSWERED,
            "Kiến nghị, phản ánh đã được tiếp, hướng dẫn hoặc trả lời bằng văn bản, không có tình tiết mới",
            sources.ND154_4_1_H,
            FEEDBACK_ONLY,
            needs_notice=True,
            proof="văn bản đã hướng dẫn hoặc trả lời",
        ),
        RefusalRule(
            G.FINAL_JUDGMENT,
            "Đã có bản án, quyết định có hiệu lực của Tòa án, không thuộc trường hợp xem xét lại",
            sources.ND154_4_1_I,
            proof="văn bản trả lời của cơ quan nhà nước có thẩm quyền",
        ),
        RefusalRule(
            G.HANDLED_ELSEWHERE, "Đang được cơ quan có thẩm quyền khác thụ lý, giải quyết", sources.ND154_4_1_K
        ),
    )
}


@dataclass(frozen=True)
class RefusalDuty:
    """What refusing obliges the office to do (việc phải làm khi từ chối)."""

    rule: RefusalRule
    explain_orally: bool
    notice: Deadline | None
    legal_basis: str


def refuse_reception(
    ground: RefusalGround,
    grounds_complete_on: date,
    calendar: OfficeCalendar,
    *,
    kind: MatterKind | None = None,
    proof: str = "",
) -> RefusalDuty:
    """What must be done when reception is refused on this ground (xử lý việc từ chối tiếp công dân).

    `proof` names the document or order that some grounds rest on. The legal basis is a proposal: the decree and its
    own form differ (điểm h, điểm g), so the line on form 01/TCD stays editable.
    Unit: 3 working days for the written notice.
    Source: sources.ND154_4_2, sources.ND154_4_3.
    Raises: RuleRefused refusal_kind, refusal_proof_missing, law_not_in_force; CalendarGap.
    """
    rule = REFUSALS[ground]
    if kind is not None and kind not in rule.kinds:
        raise RuleRefused("refusal_kind", f"Trường hợp từ chối này không áp dụng cho {kind.label.lower()}", rule.source)
    if rule.proof and not proof.strip():
        raise RuleRefused("refusal_proof_missing", f"Từ chối theo trường hợp này phải nêu {rule.proof}", rule.source)
    notice = refusal_notice_by(grounds_complete_on, calendar) if rule.needs_notice else None
    if not rule.source.in_force_on(grounds_complete_on):
        raise RuleRefused("law_not_in_force", "Quy định này có hiệu lực từ 01/7/2026, không thuộc phạm vi", rule.source)
    return RefusalDuty(rule, notice is None, notice, f"Căn cứ {rule.source}")
