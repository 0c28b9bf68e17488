"""When a case is complex (vụ việc phức tạp): the seven criteria, and what they allow."""

from __future__ import annotations

from enum import StrEnum

from tiepdan.law.facts import Fact
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


CRITERIA_MET = Fact("criteria_met", "Vụ việc có những tiêu chí phức tạp nào?", tuple(Criterion), several=True)
"""Asked whenever a matter is found complex or its settlement extended; a number alone proves nothing."""


def criteria_in(text: str) -> frozenset[Criterion]:
    """The criteria in an answer to CRITERIA_MET, joined by commas (các tiêu chí đã chọn).

    Source: sources.ND124_3A, sources.ND31_3.
    Raises: RuleRefused fact_value.
    """
    names = {name for name in text.split(",") if name}
    unknown = sorted(names - set(Criterion))
    if unknown:
        raise RuleRefused("fact_value", f"Tiêu chí phức tạp không có trong danh sách: {', '.join(unknown)}.")
    return frozenset(Criterion(name) for name in names)
