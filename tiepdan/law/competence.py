"""Where a matter goes and what is done with it (phân loại, xử lý theo thẩm quyền)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tiepdan.law import sources
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class Subject(StrEnum):
    """What a matter at the provincial office is about (nội dung, để phân luồng)."""

    PARTY_POLICY_AND_BUILDING = "party_policy_and_building"
    PARTY_DISCIPLINE = "party_discipline"
    INTERNAL_AFFAIRS_AND_CORRUPTION = "internal_affairs_and_corruption"
    ASSEMBLY_AND_COUNCIL = "assembly_and_council"
    ADMINISTRATION = "administration"


class Desk(NamedTuple):
    """Who receives a subject at the provincial office (nơi tiếp nhận)."""

    receiver: str
    subject: str
    source: LegalSource


PROVINCIAL_DESKS = {
    Subject.PARTY_POLICY_AND_BUILDING: Desk(
        "Đại diện Văn phòng Tỉnh ủy",
        "Chủ trương, đường lối, chính sách của Đảng; công tác xây dựng Đảng; nhiệm vụ khác của Tỉnh ủy",
        sources.LTCD_12_4_A,
    ),
    Subject.PARTY_DISCIPLINE: Desk(
        "Đại diện Ủy ban Kiểm tra Tỉnh ủy",
        "Kỷ luật Đảng, phẩm chất cán bộ, đảng viên, sinh hoạt nội bộ tổ chức Đảng",
        sources.LTCD_12_4_B,
    ),
    Subject.INTERNAL_AFFAIRS_AND_CORRUPTION: Desk(
        "Đại diện Ban Nội chính Tỉnh ủy", "Lĩnh vực nội chính và phòng, chống tham nhũng", sources.LTCD_12_4_C
    ),
    Subject.ASSEMBLY_AND_COUNCIL: Desk(
        "Đại diện Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân",
        "Nhiệm vụ, quyền hạn của Quốc hội, Hội đồng nhân dân, đại biểu",
        sources.LTCD_12_4_D,
    ),
    Subject.ADMINISTRATION: Desk(
        "Ban Tiếp công dân cấp tỉnh",
        "Trách nhiệm của Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp tỉnh và mọi nội dung còn lại",
        sources.LTCD_12_4_DD,
    ),
}
"""Who receives a subject at the provincial office; another desk guides the citizen there (phân luồng).

Guiding: sources.ND154_28_2_A.
"""


class Competence(StrEnum):
    """Whose matter it is (thẩm quyền)."""

    OWN = "own"
    OTHER = "other"
    SUBORDINATE = "subordinate"
    SETTLED = "settled"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def label(self) -> str:
        """The competence as it is shown (thẩm quyền).

        Source: sources.LTCD_26_1_A, sources.LTCD_26_1_B, sources.LTCD_26_1_C, sources.ND154_4_1_G.
        """
        return COMPETENCE_LABELS[self]


COMPETENCE_LABELS = {
    Competence.OWN: "Thuộc thẩm quyền",
    Competence.OTHER: "Thuộc thẩm quyền cơ quan khác",
    Competence.SUBORDINATE: "Thuộc thẩm quyền cấp dưới, chưa được giải quyết",
    Competence.SETTLED: "Đã được giải quyết đúng chính sách, pháp luật",
    Competence.OUT_OF_SCOPE: "Không thuộc phạm vi khiếu nại, tố cáo, kiến nghị, phản ánh",
}


class Act(StrEnum):
    """What may be done (cách xử lý)."""

    ACCEPT = "accept"
    REPORT_TO_HEAD = "report_to_head"
    GUIDE = "guide"
    TRANSFER = "transfer"
    REQUIRE_SUBORDINATE = "require_subordinate"
    EXPLAIN = "explain"
    REFUSE = "refuse"
    FILE = "file"

    @property
    def label(self) -> str:
        """The act as it is shown (cách xử lý).

        Source: sources.LTCD_26_1_A, sources.LTCD_26_1_B, sources.LTCD_26_1_C, sources.LTCD_26_2_B, sources.TT05_8_1.
        """
        return ACT_LABELS[self]


ACT_LABELS = {
    Act.ACCEPT: "Tiếp nhận tài liệu (Mẫu 02/TCD), báo cáo người có thẩm quyền để thụ lý",
    Act.REPORT_TO_HEAD: "Báo cáo người có thẩm quyền để xem xét, giải quyết hoặc phân công",
    Act.GUIDE: "Hướng dẫn đến cơ quan có thẩm quyền",
    Act.TRANSFER: "Chuyển đơn hoặc bản ghi nội dung trình bày",
    Act.REQUIRE_SUBORDINATE: "Báo cáo để yêu cầu cấp dưới giải quyết",
    Act.EXPLAIN: "Giải thích, yêu cầu chấp hành và chấm dứt khiếu nại, tố cáo",
    Act.REFUSE: "Từ chối tiếp, giải thích trực tiếp lý do",
    Act.FILE: "Lưu đơn: đã hướng dẫn hoặc chuyển một lần về cùng nội dung",
}


@dataclass(frozen=True)
class Handling:
    """What may be done with a case, by which articles, and the clocks that start (hướng xử lý)."""

    acts: tuple[Act, ...]
    sources: tuple[LegalSource, ...]
    clocks: tuple[str, ...] = ("C6",)


COMPLAINT, DENUNCIATION, FEEDBACK = MatterKind
FILED = Handling((Act.FILE,), (sources.TT05_8_1, sources.TT05_14_1))
OUT_OF_SCOPE = Handling((Act.REFUSE,), (sources.ND154_4_1_G, sources.ND154_4_2), ())
REQUIRE = Handling((Act.REQUIRE_SUBORDINATE,), (sources.LTCD_26_1_B, sources.ND154_15_3))
REQUIRE_OR_SETTLE = Handling(
    (Act.REQUIRE_SUBORDINATE, Act.ACCEPT), (sources.LTCD_26_1_B, sources.ND154_15_3, sources.LTC_38_5)
)
"""The one exception to the demand on a subordinate: a denunciation that the superior settles himself, LTC 38.5."""
EXPLAIN = Handling((Act.EXPLAIN,), (sources.LTCD_26_1_C,))
TRANSFER_FEEDBACK = Handling((Act.TRANSFER,), (sources.LTCD_26_2_B,))
HANDLINGS = {
    (COMPLAINT, Competence.OWN): Handling((Act.ACCEPT,), (sources.LTCD_26_1_A, sources.ND154_15_4), ("C6", "C11")),
    (DENUNCIATION, Competence.OWN): Handling((Act.ACCEPT,), (sources.LTCD_26_1_A, sources.ND154_15_4), ("C6", "C30")),
    (FEEDBACK, Competence.OWN): Handling((Act.REPORT_TO_HEAD,), (sources.LTCD_26_2_A, sources.ND154_15_4)),
    (COMPLAINT, Competence.OTHER): Handling(
        (Act.GUIDE, Act.TRANSFER), (sources.LTCD_26_1_B, sources.ND154_14_2, sources.ND154_15_2)
    ),
    (DENUNCIATION, Competence.OTHER): Handling(
        (Act.TRANSFER, Act.GUIDE), (sources.LTCD_26_1_B, sources.LTC_24_2, sources.TT05_14_1), ("C6", "C31")
    ),
    (FEEDBACK, Competence.OTHER): TRANSFER_FEEDBACK,
    (COMPLAINT, Competence.SUBORDINATE): REQUIRE,
    (DENUNCIATION, Competence.SUBORDINATE): REQUIRE_OR_SETTLE,
    (FEEDBACK, Competence.SUBORDINATE): TRANSFER_FEEDBACK,
    (COMPLAINT, Competence.SETTLED): EXPLAIN,
    (DENUNCIATION, Competence.SETTLED): EXPLAIN,
    (FEEDBACK, Competence.SETTLED): Handling((Act.EXPLAIN,), (sources.ND154_4_1_H,)),
}


def handling(kind: MatterKind, competence: Competence, *, guided_or_transferred_before: bool = False) -> Handling:
    """What may be done with a case of this kind and competence (hướng xử lý).

    Guidance and transfer are done once for the same content; the second time the petition is filed.
    Source: sources.LTCD_26_1_A, sources.LTCD_26_1_B, sources.LTCD_26_1_C, sources.LTCD_26_2_A, sources.LTCD_26_2_B,
    sources.TT05_8_1, sources.TT05_14_1.
    Raises: nothing.
    """
    if competence is Competence.OUT_OF_SCOPE:
        return OUT_OF_SCOPE
    if guided_or_transferred_before and competence is Competence.OTHER:
        return FILED
    return HANDLINGS[kind, competence]


def check_act(
    kind: MatterKind, competence: Competence, act: Act, *, guided_or_transferred_before: bool = False
) -> None:
    """Refuses an act that the law does not give for this case (xử lý không đúng quy định).

    Source: as `handling`.
    Raises: RuleRefused act_not_allowed.
    """
    allowed = handling(kind, competence, guided_or_transferred_before=guided_or_transferred_before)
    if act not in allowed.acts:
        choices = "; ".join(each.label for each in allowed.acts)
        raise RuleRefused("act_not_allowed", f"Vụ việc này chỉ được: {choices}", allowed.sources[0])
