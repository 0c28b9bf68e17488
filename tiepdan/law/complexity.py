"""When a case is complex (vụ việc phức tạp): the seven criteria, and what they allow."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from tiepdan.law import sources
from tiepdan.law.deadlines import MINIMUM_CRITERIA
from tiepdan.law.refusal import RuleRefused


class Criterion(StrEnum):
    """One sign of complexity (tiêu chí phức tạp); the two decrees list the same seven matters."""

    SEVERAL_PLACES = "several_places"
    SEVERAL_CONTENTS = "several_contents"
    MANY_PEOPLE = "many_people"
    FOREIGN_ELEMENT = "foreign_element"
    SEVERAL_BODIES = "several_bodies"
    BODIES_DISAGREE = "bodies_disagree"
    CONFLICTING_EVIDENCE = "conflicting_evidence"

    @property
    def label(self) -> str:
        """The criterion in short (tiêu chí).

        Source: sources.ND124_3A, sources.ND31_3.
        """
        return LABELS[self]


LABELS = {
    Criterion.SEVERAL_PLACES: "Phải xác minh từ 02 địa điểm trở lên",
    Criterion.SEVERAL_CONTENTS: "Có từ 02 nội dung phải xác minh trở lên",
    Criterion.MANY_PEOPLE: "Nhiều người cùng một nội dung",
    Criterion.FOREIGN_ELEMENT: "Có yếu tố nước ngoài",
    Criterion.SEVERAL_BODIES: "Liên quan đến trách nhiệm của nhiều cơ quan, tổ chức",
    Criterion.BODIES_DISAGREE: "Các cơ quan, tổ chức còn ý kiến khác nhau",
    Criterion.CONFLICTING_EVIDENCE: "Tài liệu, chứng cứ mâu thuẫn",
}


def complaint_is_complex(criteria: Collection[Criterion], *, stated_in_writing: bool) -> bool:
    """Tells whether a complaint is complex: any one criterion, stated in writing in the file (khiếu nại phức tạp).

    Source: sources.ND124_3A.
    Raises: RuleRefused complexity_not_written.
    """
    if criteria and not stated_in_writing:
        raise RuleRefused(
            "complexity_not_written", "Tính chất phức tạp phải được nêu bằng văn bản trong hồ sơ", sources.ND124_3A
        )
    return bool(criteria)


def extensions_allowed(criteria: Collection[Criterion]) -> int:
    """How often the settlement of a denunciation may be extended (số lần được gia hạn).

    Unit: extensions of 30 days each: none without a criterion, one with one, two with two or more.
    Source: sources.LTC_30_2, sources.LTC_30_3, sources.ND31_3.
    Raises: nothing.
    """
    return max((times for times, needed in MINIMUM_CRITERIA.items() if len(set(criteria)) >= needed), default=0)
