"""What a place of reception posts: its house rules and procedure in force on a day, with the law's own lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from tiepdan.law.conduct import HOUSE_RULES, PROCEDURE, Line
from tiepdan.places.enums import PostedKind
from tiepdan.places.models import Office, PostedText

OF_THE_LAW: dict[str, tuple[Line, ...]] = {PostedKind.HOUSE_RULES: HOUSE_RULES, PostedKind.PROCEDURE: PROCEDURE}


@dataclass(frozen=True)
class Posted:
    """One posted text: its lines, the decision that made it, and the lines that the law itself contains."""

    kind: PostedKind
    text: PostedText | None
    of_the_law: tuple[Line, ...]

    @property
    def lines(self) -> list[str]:
        """The body's own words; until it has posted any, those of the law."""
        return self.text.body.splitlines() if self.text else [line.text for line in self.of_the_law]


def posted_at(agency_id: UUID | None, on: date) -> list[Posted]:
    """House rules, then procedure, as posted at the places of this body on that day (nội quy, quy trình). One query.

    The body's own comes before what holds for the whole province, then the later one.
    """
    rows = PostedText.objects.filter(Q(agency=agency_id) | Q(agency__isnull=True), effective_on__lte=on)
    newest_first = rows.order_by(F("agency").asc(nulls_last=True), "-effective_on", "-entered_at")
    found: dict[str, PostedText] = {}
    for row in newest_first:
        found.setdefault(row.kind, row)
    return [Posted(kind, found.get(kind), OF_THE_LAW[kind]) for kind in PostedKind]


def places_in_use() -> list[Office]:
    """The places whose walls may be read by everybody."""
    return list(Office.objects.filter(is_active=True).select_related("agency").order_by("name"))
