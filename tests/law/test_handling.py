"""Kinds, competence, refusals, duty days and what is shown to people."""

from datetime import UTC, date, datetime

import pytest

from tests.law.calendars import CALENDAR, vn
from tiepdan.law import conduct, kinds, refusals
from tiepdan.law.clock_table import RULES
from tiepdan.law.competence import PROVINCIAL_DESKS, Act, Competence, Subject, check_act, handling
from tiepdan.law.complexity import Criterion, criteria_in
from tiepdan.law.duties import DutyHolder, ReceptionDay, month_of_duty
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.refusals import REFUSALS, RefusalGround, refuse_reception

C, D, R = MatterKind
TODAY = vn("20/11/2026")


def test_kinds_have_plain_words_and_an_example():
    assert [kind.label for kind in MatterKind] == ["Khiếu nại", "Tố cáo", "Kiến nghị, phản ánh"]
    assert all(kind.description.endswith(".") and kind.example.endswith(".") for kind in MatterKind)


def test_mixed_matter_is_split_into_one_case_per_kind():
    assert kinds.split([R, C, R]) == (C, R)
    with pytest.raises(RuleRefused, match="Chưa xác định"):
        kinds.split([])


@pytest.mark.parametrize(
    ("subject", "receiver", "letter"),
    [
        (Subject.PARTY_POLICY_AND_BUILDING, "Đại diện Văn phòng Tỉnh ủy", "a"),
        (Subject.PARTY_DISCIPLINE, "Đại diện Ủy ban Kiểm tra Tỉnh ủy", "b"),
        (Subject.INTERNAL_AFFAIRS_AND_CORRUPTION, "Đại diện Ban Nội chính Tỉnh ủy", "c"),
        (Subject.ASSEMBLY_AND_COUNCIL, "Đại diện Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân", "d"),
        (Subject.ADMINISTRATION, "Ban Tiếp công dân cấp tỉnh", "đ"),
    ],
)
def test_subject_is_received_by_its_desk_at_the_provincial_office(subject, receiver, letter):
    desk = PROVINCIAL_DESKS[subject]

    assert desk.receiver == receiver
    assert str(desk.source) == f"Điều 12 khoản 4 điểm {letter} Luật Tiếp công dân"


@pytest.mark.parametrize(
    ("kind", "whose", "acts", "clocks"),
    [
        (C, Competence.OWN, (Act.ACCEPT,), ("C6", "C11")),
        (D, Competence.OWN, (Act.ACCEPT,), ("C6", "C30")),
        (R, Competence.OWN, (Act.REPORT_TO_HEAD,), ("C6",)),
        (C, Competence.OTHER, (Act.GUIDE, Act.TRANSFER), ("C6",)),
        (D, Competence.OTHER, (Act.TRANSFER, Act.GUIDE), ("C6", "C31")),
        (R, Competence.OTHER, (Act.TRANSFER,), ("C6",)),
        (C, Competence.SUBORDINATE, (Act.REQUIRE_SUBORDINATE,), ("C6",)),
        (D, Competence.SUBORDINATE, (Act.REQUIRE_SUBORDINATE, Act.ACCEPT), ("C6",)),
        (R, Competence.SUBORDINATE, (Act.TRANSFER,), ("C6",)),
        (C, Competence.SETTLED, (Act.EXPLAIN,), ("C6",)),
        (D, Competence.SETTLED, (Act.EXPLAIN,), ("C6",)),
        (R, Competence.SETTLED, (Act.EXPLAIN,), ("C6",)),
        (C, Competence.OUT_OF_SCOPE, (Act.REFUSE,), ()),
        (R, Competence.OUT_OF_SCOPE, (Act.REFUSE,), ()),
    ],
)
def test_case_is_handled_by_its_kind_and_competence(kind, whose, acts, clocks):
    answer = handling(kind, whose)

    assert (answer.acts, answer.clocks) == (acts, clocks)
    assert answer.sources
    assert set(answer.clocks) <= set(RULES)


@pytest.mark.parametrize("kind", list(MatterKind))
def test_guidance_and_transfer_are_done_once(kind):
    assert handling(kind, Competence.OTHER, guided_or_transferred_before=True).acts == (Act.FILE,)
    assert handling(kind, Competence.OWN, guided_or_transferred_before=True) == handling(kind, Competence.OWN)


def test_act_that_the_law_does_not_give_is_refused():
    assert check_act(C, Competence.OTHER, Act.TRANSFER) is None
    with pytest.raises(RuleRefused, match="Báo cáo để yêu cầu cấp dưới") as refused:
        check_act(C, Competence.SUBORDINATE, Act.GUIDE)
    with pytest.raises(RuleRefused, match="Lưu đơn"):
        check_act(C, Competence.OTHER, Act.GUIDE, guided_or_transferred_before=True)

    assert refused.value.code == "act_not_allowed"


def test_demand_on_a_subordinate_has_one_exception():
    assert check_act(D, Competence.SUBORDINATE, Act.ACCEPT) is None
    with pytest.raises(RuleRefused, match="Điều 26 khoản 1 điểm b"):
        check_act(C, Competence.SUBORDINATE, Act.ACCEPT)

    assert "Điều 38 khoản 5 Luật Tố cáo" in map(str, handling(D, Competence.SUBORDINATE).sources)


def test_criteria_are_read_once_each_and_unknown_ones_refused():
    assert criteria_in("several_bodies,foreign_element,several_bodies") == {
        Criterion.SEVERAL_BODIES,
        Criterion.FOREIGN_ELEMENT,
    }
    assert criteria_in("") == frozenset()
    with pytest.raises(RuleRefused, match="đông dân") as refused:
        criteria_in("several_bodies,đông dân")

    assert refused.value.code == "fact_value"


def test_seven_criteria_have_their_words():
    assert len({criterion.label for criterion in Criterion}) == 7


def test_competences_and_acts_have_their_words():
    assert all(each.label for each in (*Competence, *Act))


WRITTEN = {RefusalGround.SETTLED_AND_PROLONGED, RefusalGround.FEEDBACK_ANSWERED}


@pytest.mark.parametrize("ground", list(RefusalGround))
def test_two_grounds_need_the_written_notice_and_the_others_an_oral_reason(ground):
    duty = refuse_reception(ground, TODAY, CALENDAR, proof="văn bản số 12")

    assert duty.explain_orally is (ground not in WRITTEN)
    assert duty.rule.who == (refusals.HEAD if ground in WRITTEN else refusals.RECEIVER)
    assert (duty.notice.due_on if duty.notice else None) == (vn("26/11/2026") if ground in WRITTEN else None)
    assert duty.legal_basis == f"Căn cứ {REFUSALS[ground].source}"


def test_every_ground_of_refusal_stands_in_the_table_once():
    assert [ground.value for ground in REFUSALS] == [
        "9.1",
        "9.2",
        "9.3",
        *(f"4.1.{letter}" for letter in ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k")),
    ]
    assert all(rule.label for rule in REFUSALS.values())


@pytest.mark.parametrize(
    ("ground", "kind", "proof", "code"),
    [
        (RefusalGround.SETTLED_AND_PROLONGED, R, "x", "refusal_kind"),
        (RefusalGround.FEEDBACK_ANSWERED, C, "x", "refusal_kind"),
        (RefusalGround.NO_PROOF_OF_REPRESENTATION, D, "x", "refusal_kind"),
        (RefusalGround.RECORDING_AGAINST_ORDER, C, " ", "refusal_proof_missing"),
        (RefusalGround.FINAL_JUDGMENT, None, "", "refusal_proof_missing"),
    ],
)
def test_refusal_on_a_wrong_ground_is_refused(ground, kind, proof, code):
    with pytest.raises(RuleRefused) as refused:
        refuse_reception(ground, TODAY, CALENDAR, kind=kind, proof=proof)

    assert (refused.value.code, refused.value.source) == (code, REFUSALS[ground].source)


@pytest.mark.parametrize("ground", [RefusalGround.WEAPONS, RefusalGround.SETTLED_AND_PROLONGED])
def test_refusal_before_the_decree_is_not_covered(ground):
    with pytest.raises(RuleRefused) as refused:
        refuse_reception(ground, vn("30/06/2026"), CALENDAR, proof="văn bản")

    assert refused.value.code == "law_not_in_force"


def day(text, *, in_person=True, extraordinary=False):
    return ReceptionDay(vn(text), "Dũng" if in_person else "Bình", in_person, extraordinary)


def test_commune_chair_owes_two_days_a_month_and_a_deputy_fulfils_none():
    days = [
        day("05/11/2026"),
        day("05/11/2026"),
        day("12/11/2026", in_person=False),
        day("17/11/2026", extraordinary=True),
        day("05/10/2026"),
    ]

    month = month_of_duty(DutyHolder.COMMUNE_CHAIR, TODAY, days)

    assert (month.required_days, month.in_person_on, month.missing_days) == (2, (vn("05/11/2026"),), 1)
    assert (month.by_others, month.extraordinary) == ((days[2],), (days[3],))
    assert str(month.source) == "Điều 15 khoản 2 điểm c Luật Tiếp công dân"


@pytest.mark.parametrize("holder", [h for h in DutyHolder if h is not DutyHolder.COMMUNE_CHAIR])
def test_other_heads_owe_one_day_a_month(holder):
    month = month_of_duty(holder, TODAY, [day("05/11/2026"), day("12/11/2026")])

    assert (month.required_days, month.missing_days) == (1, 0)
    assert holder.label.startswith(("Chủ tịch", "Người đứng đầu"))


def test_two_days_of_the_commune_chair_are_not_asked_before_the_reform():
    with pytest.raises(RuleRefused, match="01/07/2026"):
        month_of_duty(DutyHolder.COMMUNE_CHAIR, date(2026, 6, 1), [])


def test_order_not_to_record_needs_its_giver_and_reason():
    at = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

    assert conduct.NoRecordingOrder("Dũng", at, "Bảo vệ người tố cáo").by == "Dũng"
    with pytest.raises(RuleRefused, match="lý do"):
        conduct.NoRecordingOrder("Dũng", at, "")


def test_lines_shown_to_people_name_their_article():
    lines = (*conduct.HOUSE_RULES, *conduct.PROCEDURE, conduct.RECORDING_NOTICE, conduct.POSTING_DUTY)

    assert all(line.text.endswith(".") and str(line.source).startswith("Điều") for line in lines)
