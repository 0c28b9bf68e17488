"""Several people with one content (nhiều người cùng một nội dung): how many speak for them."""

from __future__ import annotations

from collections.abc import Collection

from tiepdan.law import sources
from tiepdan.law.refusal import RuleRefused

GROUP_FROM = 5
"""From five people on the law fixes the number of representatives: sources.LTCD_29."""
LARGE_GROUP_ABOVE = 10
MOST_FOR_GROUP = 2
MOST_FOR_LARGE_GROUP = 5


def allowed_representatives(people: int) -> range:
    """How many representatives a group may have (số người đại diện), as a range to test with `in`.

    2–4 people: the law fixes no number, so from one to all of them; 5–10: one or two; more than 10: one to five.
    A single person needs none.
    Unit: people.
    Source: sources.LTCD_29.
    Raises: RuleRefused group_empty.
    """
    if people < 1:
        raise RuleRefused("group_empty", "Danh sách người cùng ký phải có ít nhất một người", sources.LTCD_29)
    if people == 1:
        return range(1)
    if people < GROUP_FROM:
        return range(1, people + 1)
    return range(1, (MOST_FOR_LARGE_GROUP if people > LARGE_GROUP_ABOVE else MOST_FOR_GROUP) + 1)


def is_large_delegation(people: int) -> bool:
    """Tells whether the visit counts as a crowd in reports (đoàn đông người).

    Unit: people, five or more.
    Source: sources.LTCD_29; the practice of reports, `unsettled.md`.
    Raises: nothing.
    """
    return people >= GROUP_FROM


def check_group(members: Collection[str], signers: Collection[str], representatives: Collection[str]) -> None:
    """Checks a group and its written appointment (văn bản cử người đại diện).

    The three lists hold the same kind of identifier; every member signs, every representative is a member.
    Source: sources.LTCD_29, sources.ND154_22_4.
    Raises: RuleRefused group_empty, representatives_number, representative_outside, signature_missing.
    """
    allowed = allowed_representatives(len(set(members)))
    if len(set(representatives)) not in allowed:
        raise RuleRefused("representatives_number", _number_message(len(set(members)), allowed), sources.LTCD_29)
    if set(representatives) - set(members):
        raise RuleRefused(
            "representative_outside",
            "Người đại diện phải là một người trong số những người cùng nội dung",
            sources.LTCD_29,
        )
    if len(set(members)) > 1 and set(members) - set(signers):
        raise RuleRefused(
            "signature_missing", "Văn bản cử người đại diện phải có chữ ký của tất cả mọi người", sources.LTCD_29
        )


def _number_message(people: int, allowed: range) -> str:
    """Says how many representatives this group may have (số người đại diện được cử).

    Source: sources.LTCD_29.
    """
    if people == 1:
        return "Một người thì không cử người đại diện của nhóm"
    numbers = f"{allowed[0]}" if len(allowed) == 1 else f"{allowed[0]} đến {allowed[-1]}"
    return f"Nhóm {people} người được cử {numbers} người đại diện"
