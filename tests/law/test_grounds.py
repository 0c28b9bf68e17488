"""When a case may be heard online, and the gate of denunciations."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tiepdan.law.grounds import Confirmation, Ground, OnlineFacts, check_site, kinds_allowed, may_be_heard_online
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused

MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
YES = Confirmation("Bình", MORNING)
FULL = OnlineFacts(
    head_decision=YES,
    citizen_wishes=YES,
    is_complex=YES,
    no_protection_asked=YES,
    confidentiality=YES,
    decided_on=date(2026, 11, 20),
    practical_need="Cầu sập",
)
C, D, R = MatterKind.COMPLAINT, MatterKind.DENUNCIATION, MatterKind.RECOMMENDATION_OR_FEEDBACK


def codes(kind, ground, facts):
    return [reason.code for reason in may_be_heard_online(kind, ground, facts).reasons]


@pytest.mark.parametrize("kind", list(MatterKind))
@pytest.mark.parametrize("ground", list(Ground))
def test_only_the_fourth_clause_carries_a_denunciation_and_nothing_else(kind, ground):
    allowed = may_be_heard_online(kind, ground, FULL).allowed

    assert allowed is ((ground is Ground.DENUNCIATION) == (kind is D))
    assert (kind in kinds_allowed(ground)) is allowed


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.DENUNCIATION])
def test_denunciation_under_another_clause_is_refused_with_the_fourth(ground):
    reasons = may_be_heard_online(D, ground, FULL).reasons

    assert [(r.code, str(r.source)) for r in reasons] == [
        ("denunciation_ground", "Điều 20 khoản 4 Nghị định 154/2026/NĐ-CP")
    ]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        pytest.param(replace(FULL, is_complex=None), "not_complex", id="not complex"),
        pytest.param(replace(FULL, no_protection_asked=None), "protection_unknown", id="protection not asked about"),
        pytest.param(replace(FULL, waiver_withdrawn_at=NOON), "waiver_withdrawn", id="waiver withdrawn"),
        pytest.param(replace(FULL, waiver_withdrawn_at=MORNING), "waiver_withdrawn", id="withdrawn at the same time"),
        pytest.param(replace(FULL, confidentiality=None), "confidentiality_unconfirmed", id="no confidentiality"),
        pytest.param(replace(FULL, head_decision=None), "decision_missing", id="no decision"),
    ],
)
def test_denunciation_needs_each_recorded_fact(facts, code):
    assert codes(D, Ground.DENUNCIATION, facts) == [code]


def test_waiver_given_again_after_its_withdrawal_counts():
    facts = replace(FULL, no_protection_asked=Confirmation("Bình", NOON), waiver_withdrawn_at=MORNING)

    assert may_be_heard_online(D, Ground.DENUNCIATION, facts).allowed is True


def test_case_without_a_ground_may_not_go_online():
    assert codes(C, None, FULL) == ["ground_missing"]


def test_complaint_under_the_clause_of_denunciations_is_refused():
    assert codes(C, Ground.DENUNCIATION, FULL) == ["ground_for_denunciation"]


def test_second_clause_needs_the_wish_of_the_citizen():
    assert codes(R, Ground.REMOTE_OR_VULNERABLE, replace(FULL, citizen_wishes=None)) == ["wish_missing"]
    assert codes(R, Ground.EMERGENCY, replace(FULL, citizen_wishes=None)) == []


def test_fifth_clause_needs_its_practical_need_in_words():
    assert codes(R, Ground.PRACTICAL_NEED, replace(FULL, practical_need=" ")) == ["need_missing"]
    assert codes(R, Ground.PRACTICAL_NEED, replace(FULL, practical_need="Cầu sập")) == []


def test_decision_before_the_decree_is_not_covered():
    assert codes(C, Ground.EMERGENCY, replace(FULL, decided_on=date(2026, 6, 30))) == ["law_not_in_force"]


def test_all_that_is_missing_is_told_at_once():
    assert codes(D, None, OnlineFacts()) == [
        "ground_missing",
        "decision_missing",
        "not_complex",
        "protection_unknown",
        "confidentiality_unconfirmed",
    ]


def test_grounds_carry_their_number_label_and_article():
    assert [ground.value for ground in Ground] == ["20.1", "20.2", "20.3", "20.4", "20.5"]
    assert [str(ground.source) for ground in Ground] == [
        f"Điều 20 khoản {n} Nghị định 154/2026/NĐ-CP" for n in range(1, 6)
    ]
    assert all(f"khoản {ground.value[-1]}" in ground.label for ground in Ground)


def test_site_of_the_denounced_body_is_not_offered():
    with pytest.raises(RuleRefused) as refused:
        check_site(D, "xã Trà My", {"xã Trà My"})

    assert refused.value.code == "site_of_denounced"
    assert check_site(D, "xã Nam Trà", {"xã Trà My"}) is None
    assert check_site(C, "xã Trà My", {"xã Trà My"}) is None
