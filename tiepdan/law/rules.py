"""What a clock is (thời hạn): a rule with one variant for each set of facts and each wording of the law.

Exactly one variant answers a question. The table itself is `clock_table.py`; `deadlines.due` does the counting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tiepdan.law import sources
from tiepdan.law.facts import SUSPENDED, Answers, Fact
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.sources import LegalSource


class Unit(StrEnum):
    """What a length counts (đơn vị tính); never converted into one another."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"

    @property
    def label(self) -> str:
        """The unit in the words of the law (ngày làm việc, ngày, giờ).

        Source: sources.LTCD_28_1, sources.LKN_28_1, sources.ND154_23_1.
        """
        return {"working_days": "ngày làm việc", "days": "ngày", "hours": "giờ"}[self.value]


class Direction(StrEnum):
    """Which way a rule counts from its day (chiều tính)."""

    AFTER = "after"
    BEFORE = "before"
    NEITHER = "neither"


@dataclass(frozen=True)
class Variant:
    """One length of a rule, for some facts and one wording of the law (trường hợp)."""

    length: int
    unit: Unit
    source: LegalSource
    when: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def fits(self, answers: Answers) -> bool:
        """Tells whether the facts are those of this variant (đúng trường hợp).

        Source: the variant's own `source`.
        """
        return all(answers.chosen.get(name) == value for name, value in self.when.items())


@dataclass(frozen=True)
class Rule:
    """One clock of the table (một thời hạn). Without variants, `silent` is the article that sets no length."""

    id: str
    what: str
    start: str
    direction: Direction
    variants: tuple[Variant, ...]
    facts: tuple[Fact, ...] = ()
    without_effect: frozenset[str] = frozenset()
    silent: LegalSource = sources.LTCD_26_2

    @property
    def base(self) -> Variant | None:
        """The variant shown in a list: plain facts, present wording (trường hợp thông thường).

        Source: the variant's own `source`.
        """
        return next(iter(self.present), None)

    @property
    def present(self) -> tuple[Variant, ...]:
        """The variants in the present wording (các trường hợp theo nội dung hiện hành).

        Source: each variant's own `source`.
        """
        return tuple(v for v in self.variants if v.source.in_force_until is None)

    @property
    def can_pause(self) -> bool:
        """Tells whether an article lets this clock be suspended (có thể tạm đình chỉ).

        Source: sources.LKN_11A.
        """
        return SUSPENDED in self.facts

    @property
    def source(self) -> LegalSource:
        """The article shown in a list (căn cứ).

        Source: the rule's own.
        """
        return self.base.source if self.base is not None else self.silent

    def variant_on(self, day: date, answers: Answers) -> Variant:
        """The one variant for these facts in the law of `day` (trường hợp áp dụng).

        Source: the variant's own `source`.
        Raises: RuleRefused fact_missing, law_not_in_force, no_statutory_period.
        """
        if not self.variants:
            raise RuleRefused("no_statutory_period", f"{self.what}: luật không quy định thời hạn", self.silent)
        fitting = [variant for variant in self.variants if variant.fits(answers)]
        if not fitting:
            raise RuleRefused("fact_missing", f"{self.id} cần tình tiết {_names(self.facts)}", self.source)
        for variant in fitting:
            if variant.source.in_force_on(day):
                return variant
        earliest = min(fitting, key=lambda v: v.source.in_force_from).source
        raise RuleRefused(
            "law_not_in_force",
            f"Ngày {day:%d/%m/%Y}: quy định chỉ có hiệu lực từ {earliest.in_force_from:%d/%m/%Y}, không thuộc phạm vi",
            earliest,
        )


def _names(asked: tuple[Fact, ...]) -> str:
    """The facts of a rule as they are typed (tên tình tiết).

    Source: issue 4, "The command line, for auditors".
    """
    return ", ".join(f"{fact.name}={fact.allowed}" for fact in asked)
