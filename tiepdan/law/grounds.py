"""When a case may be heard online (trường hợp tiếp công dân trực tuyến, Nghị định 154/2026/NĐ-CP Điều 20).

A denunciation goes online only by Điều 20 khoản 4, with three facts each recorded by a named person;
taking back one of them stops the online route at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tiepdan.law import sources
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class Ground(StrEnum):
    """Why a case may be heard online (khoản của Điều 20)."""

    SEVERAL_BODIES = "20.1"
    REMOTE_OR_VULNERABLE = "20.2"
    EMERGENCY = "20.3"
    DENUNCIATION = "20.4"
    PRACTICAL_NEED = "20.5"

    @property
    def label(self) -> str:
        """The ground in short, with its number (trường hợp).

        Source: sources.ND154_20.
        """
        return LABELS[self]

    @property
    def source(self) -> LegalSource:
        """The clause of this ground (căn cứ).

        Source: sources.ND154_20.
        """
        return SOURCES[self]


LABELS = {
    Ground.SEVERAL_BODIES: "Vụ việc phức tạp, kéo dài, cần nhiều cơ quan phối hợp hoặc lãnh đạo "
    "ở các địa điểm khác nhau (khoản 1)",
    Ground.REMOTE_OR_VULNERABLE: "Người ở vùng sâu, vùng xa, vùng đặc biệt khó khăn, đối tượng chính sách, "
    "người già yếu, người khuyết tật có nguyện vọng (khoản 2)",
    Ground.EMERGENCY: "Thiên tai, dịch bệnh hoặc lý do an ninh, trật tự (khoản 3)",
    Ground.DENUNCIATION: "Tố cáo phức tạp, người tố cáo không yêu cầu bảo vệ danh tính, bảo đảm bảo mật (khoản 4)",
    Ground.PRACTICAL_NEED: "Vụ việc khác theo yêu cầu thực tiễn (khoản 5)",
}
SOURCES = {
    Ground.SEVERAL_BODIES: sources.ND154_20_1,
    Ground.REMOTE_OR_VULNERABLE: sources.ND154_20_2,
    Ground.EMERGENCY: sources.ND154_20_3,
    Ground.DENUNCIATION: sources.ND154_20_4,
    Ground.PRACTICAL_NEED: sources.ND154_20_5,
}
NOT_DENUNCIATIONS = frozenset({MatterKind.COMPLAINT, MatterKind.RECOMMENDATION_OR_FEEDBACK})


def kinds_allowed(ground: Ground) -> frozenset[MatterKind]:
    """The kinds of matter that a ground can carry (loại vụ việc phù hợp).

    Clauses 3 and 5 do not name a kind; a denunciation is kept to clause 4 (the stricter reading, `unsettled.md`).
    Source: sources.ND154_20_1, sources.ND154_20_2, sources.ND154_20_3, sources.ND154_20_4, sources.ND154_20_5.
    Raises: nothing.
    """
    return frozenset({MatterKind.DENUNCIATION}) if ground is Ground.DENUNCIATION else NOT_DENUNCIATIONS


@dataclass(frozen=True)
class Confirmation:
    """One fact recorded by a named person (xác nhận có người chịu trách nhiệm)."""

    by: str
    at: datetime


@dataclass(frozen=True)
class OnlineFacts:
    """What is on record about hearing a case online (hồ sơ quyết định tiếp trực tuyến). None: not recorded."""

    head_decision: Confirmation | None = None
    citizen_wishes: Confirmation | None = None
    is_complex: Confirmation | None = None
    no_protection_asked: Confirmation | None = None
    waiver_withdrawn_at: datetime | None = None
    confidentiality: Confirmation | None = None
    decided_on: date | None = None
    practical_need: str = ""


@dataclass(frozen=True)
class Reason:
    """One thing that stands in the way (lý do không được tiếp trực tuyến)."""

    code: str
    message: str
    source: LegalSource


@dataclass(frozen=True)
class Verdict:
    """The answer with all that is missing (kết luận)."""

    reasons: tuple[Reason, ...] = ()

    @property
    def allowed(self) -> bool:
        """True when nothing stands in the way (được tiếp trực tuyến).

        Source: sources.ND154_20.
        """
        return not self.reasons


def may_be_heard_online(kind: MatterKind, ground: Ground | None, facts: OnlineFacts) -> Verdict:
    """Decides whether a case may be heard online, with every reason against (điều kiện tiếp trực tuyến).

    Ask again at each step: registration, queue, call. A withdrawn waiver answers no from then on.
    Source: sources.LTCD_3A, sources.ND154_20.
    Raises: nothing.
    """
    return Verdict(tuple(_reasons(kind, ground, facts)))


def _reasons(kind: MatterKind, ground: Ground | None, facts: OnlineFacts) -> Iterator[Reason]:
    """All that stands in the way, in the order a person would put it right (các lý do).

    Source: sources.ND154_20.
    """
    if facts.decided_on is not None and not sources.ND154_20.in_force_on(facts.decided_on):
        yield Reason(
            "law_not_in_force", "Trước 01/7/2026 chưa có quy định về tiếp công dân trực tuyến", sources.ND154_20
        )
    if ground is None:
        yield Reason("ground_missing", "Chưa xác định trường hợp được tiếp công dân trực tuyến", sources.ND154_20)
    elif kind not in kinds_allowed(ground):
        yield _wrong_kind(kind, ground)
    if facts.head_decision is None:
        yield Reason(
            "decision_missing", "Chưa có quyết định của người đứng đầu cơ quan, tổ chức, đơn vị", sources.ND154_20
        )
    if ground is Ground.REMOTE_OR_VULNERABLE and facts.citizen_wishes is None:
        yield Reason("wish_missing", "Chưa ghi nhận nguyện vọng tiếp trực tuyến của công dân", sources.ND154_20_2)
    if ground is Ground.PRACTICAL_NEED and not facts.practical_need.strip():
        yield Reason("need_missing", "Chưa ghi yêu cầu thực tiễn, lý do cụ thể của vụ việc", sources.ND154_20_5)
    if kind is MatterKind.DENUNCIATION:
        yield from _denunciation_reasons(facts)


def _wrong_kind(kind: MatterKind, ground: Ground) -> Reason:
    """A kind under a ground that cannot carry it (không đúng trường hợp).

    Source: sources.ND154_20_4.
    """
    if kind is MatterKind.DENUNCIATION:
        message = f"Tố cáo chỉ được tiếp trực tuyến theo khoản 4 Điều 20, không theo khoản {ground.value[-1]}"
        return Reason("denunciation_ground", message, sources.ND154_20_4)
    return Reason("ground_for_denunciation", "Khoản 4 Điều 20 chỉ áp dụng cho vụ việc tố cáo", sources.ND154_20_4)


def _denunciation_reasons(facts: OnlineFacts) -> Iterator[Reason]:
    """What a denunciation lacks (điều kiện của tố cáo).

    Source: sources.ND154_20_4.
    """
    if facts.is_complex is None:
        yield Reason("not_complex", "Chưa xác nhận vụ việc tố cáo phức tạp", sources.ND154_20_4)
    if facts.no_protection_asked is None:
        yield Reason(
            "protection_unknown", "Chưa ghi nhận người tố cáo không yêu cầu bảo vệ danh tính", sources.ND154_20_4
        )
    elif facts.waiver_withdrawn_at is not None and facts.waiver_withdrawn_at >= facts.no_protection_asked.at:
        yield Reason(
            "waiver_withdrawn", "Người tố cáo đã yêu cầu bảo vệ danh tính: dừng tiếp trực tuyến", sources.ND154_20_4
        )
    if facts.confidentiality is None:
        yield Reason("confidentiality_unconfirmed", "Chưa có người xác nhận bảo đảm bảo mật", sources.ND154_20_4)


def check_site(kind: MatterKind, site_body: str, denounced_bodies: Collection[str]) -> None:
    """Refuses to seat a denouncer at a site of the body that he denounces (xung đột của điểm cầu).

    Bodies are compared by the same kind of identifier. The law asks that a site belong to the case and that the
    denouncer be kept secret; that the two exclude the denounced body's own site is our reading (`unsettled.md`).
    Source: sources.ND154_3_5, sources.ND154_20_4.
    Raises: RuleRefused site_of_denounced.
    """
    if kind is MatterKind.DENUNCIATION and site_body in denounced_bodies:
        raise RuleRefused(
            "site_of_denounced",
            "Điểm cầu thuộc cơ quan bị tố cáo: chọn điểm cầu khác hoặc mời đến gặp trực tiếp, để giữ bí mật",
            sources.ND154_20_4,
        )
