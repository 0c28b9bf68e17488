from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.followup.factories import hearing_with_calendar, promised
from tests.minutes.factories import live_hearing
from tiepdan.audit.models import AuditEntry
from tiepdan.cases import actions as cases
from tiepdan.cases.models import Case
from tiepdan.cases.persons import DeclaredPerson
from tiepdan.errors import DomainError
from tiepdan.followup import actions
from tiepdan.followup.models import Answer, FailedLookup, FollowUpTask, Outcome
from tiepdan.law.deadlines import answer_after_reception
from tiepdan.law.kinds import MatterKind
from tiepdan.minutes.models import RegisterEntry
from tiepdan.outbox.models import Message
from tiepdan.places.calendars import office_calendar

pytestmark = pytest.mark.django_db
SECRET = "Ông giám đốc nhận tiền"


def refused(code, action, /, *args, **kwargs):
    """Refused with this code; nothing written."""
    models = (Outcome, FollowUpTask, Answer, RegisterEntry, Message, AuditEntry, Case)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(DomainError) as error:
        action(*args, **kwargs)
    assert error.value.code == code
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    return error.value


def legal():
    return answer_after_reception(timezone.localdate(), office_calendar())


# ── The chair's word ──────────────────────────────────────────────────────────
def test_promise_without_a_day_has_the_laws_limit_and_its_explanation():
    held, hearing = hearing_with_calendar()

    task = promised(held, hearing)

    assert (task.due_on, task.rule, task.source, task.explanation) == (
        legal().due_on,
        "C6",
        "Điều 28 khoản 1 Luật Tiếp công dân",
        legal().explanation,
    )
    assert RegisterEntry.objects.get().accepted_by == "Sở Nông nghiệp và Môi trường"
    assert Message.objects.get().kind == "followup_promised"


def test_chair_may_promise_an_earlier_day():
    held, hearing = hearing_with_calendar()
    day = timezone.localdate() + timedelta(days=1)

    task = promised(held, hearing, limit_on=day)

    assert (task.due_on, task.rule) == (day, "house")
    assert legal().explanation in task.explanation


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"limit_on": 60}, "limit_after_law"),
        ({"limit_on": -1}, "limit_past"),
        ({"contact_person": " "}, "contact_missing"),
        ({"agency": None}, "agency_missing"),
        ({"answer": "\u200b"}, "answer_missing"),
        ({"answer": "x" * 5001}, "text_too_long"),
        ({"contact_person": "x" * 101}, "text_too_long"),
        ({"contact_phone": "0" * 21}, "text_too_long"),
    ],
)
def test_promise_is_refused(changed, code):
    held, hearing = hearing_with_calendar()
    if "limit_on" in changed:
        changed = {"limit_on": timezone.localdate() + timedelta(days=changed["limit_on"])}
    asked = {"kind": "time_limit", "answer": "A", "agency": factories.AgencyFactory(), "contact_person": "Bà Hà"}

    error = refused(code, actions.decide, hearing, by=held.chair, **{**asked, **changed})

    if code == "limit_after_law":
        assert "Điều 28 khoản 1 Luật Tiếp công dân" in error.message


def test_promise_is_refused_when_the_calendar_ends_before_the_limit():
    held, hearing = live_hearing()
    asked = {"kind": "time_limit", "answer": "A", "agency": factories.AgencyFactory(), "contact_person": "Bà Hà"}

    refused("calendar_gap", actions.decide, hearing, by=held.chair, **asked)


def test_answer_at_once_makes_no_task():
    held, hearing = hearing_with_calendar()

    actions.decide(hearing, by=held.chair, kind="answered", answer="Được bồi thường thêm.")

    assert not FollowUpTask.objects.exists()
    assert "đã trả lời trực tiếp" in RegisterEntry.objects.get().follow_up
    assert "Được bồi thường thêm." in Message.objects.get().body


def test_body_in_charge_reads_the_whole_order_however_long():
    held, hearing = hearing_with_calendar()
    order = "Giao Sở đo đạc lại từng thửa. " * 165 + "Báo cáo trước ngày 30."

    task = promised(held, hearing, answer=order)

    assert task.content == order
    assert 4900 < len(order) <= 5000  # what the form takes


def test_chair_decides_once():
    held, hearing = hearing_with_calendar()
    promised(held, hearing)

    refused("already_decided", actions.decide, hearing, by=held.chair, kind="answered", answer="Khác")


def test_hearing_that_has_not_begun_is_not_decided():
    held, hearing = hearing_with_calendar()
    hearing.status = "opening"
    hearing.save(update_fields=["status"])

    refused("hearing_not_begun", actions.decide, hearing, by=held.chair, kind="answered", answer="A")


# ── Tasks and answers ─────────────────────────────────────────────────────────
def test_agency_reports_then_answers():
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    actions.complete(task, by=held.coordinator, result="Đã đo lại")
    answer = actions.answer(task, by=held.coordinator, text="Diện tích đúng là 420 m²", document_number="12/SNN")

    task.refresh_from_db()
    assert (task.status, task.result, answer.document_number) == ("done", "Đã đo lại", "12/SNN")
    assert RegisterEntry.objects.get().follow_up.count("\n") == 2
    assert "420 m²" in Message.objects.get(kind="followup_result").body


def test_answer_alone_does_the_task_too():
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    actions.answer(task, by=held.coordinator, text="Xong")

    task.refresh_from_db()
    assert (task.status, task.result) == ("done", "Xong")


def test_second_answer_and_second_report_are_refused():
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)
    actions.answer(task, by=held.coordinator, text="Xong")

    refused("already_answered", actions.answer, task, by=held.coordinator, text="Lại")
    refused("task_wrong_state", actions.complete, task, by=held.coordinator, result="Lại")


@pytest.mark.parametrize(
    ("act", "word", "code"), [("complete", "result", "result_missing"), ("answer", "text", "text_missing")]
)
def test_empty_report_and_answer_are_refused(act, word, code):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    refused(code, getattr(actions, act), task, by=held.coordinator, **{word: " "})


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_task_is_late_from_the_day_after(days, late):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    assert task.is_overdue(task.due_on + timedelta(days=days)) is late


def test_message_about_a_denunciation_names_neither_content_nor_person():
    held, hearing = hearing_with_calendar(denunciation=True)
    task = promised(held, hearing, answer=SECRET)

    actions.answer(task, by=held.coordinator, text=SECRET)

    bodies = " ".join(Message.objects.values_list("body", flat=True))
    assert Message.objects.count() == 2
    assert SECRET not in bodies
    assert hearing.registration.case.subject not in bodies


def test_denouncer_without_an_address_is_sent_nothing():
    held, hearing = hearing_with_calendar(denunciation=True, contact_phone="", contact_email="")

    promised(held, hearing)

    assert not Message.objects.exists()


# ── Classification ────────────────────────────────────────────────────────────
def test_own_matter_is_classified_and_marked_in_the_register():
    held, hearing = hearing_with_calendar()
    agency = factories.AgencyFactory(name="Ủy ban nhân dân xã")

    case = actions.classify(hearing, by=held.coordinator, competence="own", responsible=agency)

    entry = RegisterEntry.objects.get()
    assert (case.status, case.responsible) == ("classified", agency)
    assert (entry.is_competent, entry.accepted_by) == (True, "Ủy ban nhân dân xã")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"competence": "unknown"}, "competence_unknown"),
        ({"competence": "ours"}, "competence_unknown"),
        ({"competence": "own"}, "agency_missing"),
        ({"competence": "other"}, "guidance_missing"),
        ({"competence": "settled"}, "settled_by_missing"),
        ({"competence": "other", "guided_to": "Sở", "act": "accept"}, "act_not_allowed"),
        ({"competence": "out_of_scope", "act": "transfer"}, "act_not_allowed"),
        (
            {"competence": "other", "guided_to": "Sở", "parts": [actions.Part(MatterKind.COMPLAINT, "A")]},
            "part_same_kind",
        ),
        (
            {"competence": "other", "guided_to": "Sở", "parts": [actions.Part(MatterKind.DENUNCIATION, " ")]},
            "subject_missing",
        ),
    ],
)
def test_classification_is_refused(asked, code):
    held, hearing = hearing_with_calendar()

    refused(code, actions.classify, hearing, by=held.coordinator, **asked)


def test_closed_case_is_not_classified_again():
    held, hearing = hearing_with_calendar()
    Case.objects.update(status="closed")

    refused("case_closed", actions.classify, hearing, by=held.coordinator, competence="other", guided_to="Sở")


def test_mixed_matter_is_split_and_the_denunciation_goes_under_seal():
    held, hearing = hearing_with_calendar()
    parts = [
        actions.Part(MatterKind.DENUNCIATION, "Hành vi nhận tiền"),
        actions.Part(MatterKind.RECOMMENDATION_OR_FEEDBACK, "Sửa đường"),
    ]

    case = actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở", parts=parts)

    made = {part.kind: part for part in case.parts.all()}
    assert set(made) == {"denunciation", "recommendation_or_feedback"}
    assert (made["denunciation"].citizen, made["recommendation_or_feedback"].protected) == (None, None)
    assert case.citizen.full_name not in made["denunciation"].protected.alias
    assert made["recommendation_or_feedback"].citizen.identity_number == case.citizen.identity_number


def test_splitting_a_denunciation_opens_its_envelope_with_an_audit_entry():
    held, hearing = hearing_with_calendar(denunciation=True)
    person = DeclaredPerson("Nguyễn Thị An", "Thôn 3", "identity_card", "049085000001", "0905123456")
    sealed = cases.open_case(kind="denunciation", subject="A", account="", request="", citizen_form=person)
    hearing.registration.case = sealed
    hearing.registration.save(update_fields=["case"])
    parts = [actions.Part(MatterKind.COMPLAINT, "Bồi thường")]

    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở", parts=parts)

    assert sealed.parts.get().citizen.full_name == "Nguyễn Thị An"
    assert AuditEntry.objects.filter(verb="identity.open", actor=held.coordinator).count() == 1


# ── Wrong codes ───────────────────────────────────────────────────────────────
def test_wrong_codes_are_counted_without_keeping_the_address():
    for _try in range(3):
        actions.note_wrong_code("203.0.113.7")

    row = FailedLookup.objects.get()
    assert row.count == 3
    assert "203.0.113.7" not in row.address_index


@pytest.mark.parametrize(
    ("kind", "asked", "act", "columns"),
    [
        ("complaint", {"competence": "other", "guided_to": "Tòa án"}, "guide", ("", False, "Tòa án, 9/HD", "")),
        (
            "complaint",
            {"competence": "other", "guided_to": "Tòa án", "act": "transfer"},
            "transfer",
            ("", False, "", "Tòa án, 9/HD"),
        ),
        (
            "recommendation_or_feedback",
            {"competence": "other", "guided_to": "Sở"},
            "transfer",
            ("", False, "", "Sở, 9/HD"),
        ),
        ("complaint", {"competence": "settled", "settled_by": "UBND tỉnh"}, "explain", ("UBND tỉnh", False, "", "")),
        ("complaint", {"competence": "out_of_scope"}, "refuse", ("", False, "", "")),
    ],
)
def test_every_competence_is_told_by_its_columns(kind, asked, act, columns):
    held, hearing = hearing_with_calendar(case__kind=kind)

    case = actions.classify(hearing, by=held.coordinator, document_number="9/HD", **asked)

    entry = RegisterEntry.objects.get()
    assert case.handlings.get().act == act
    assert (entry.settled_by, entry.is_competent, entry.guided_to, entry.accepted_by) == columns


def test_second_time_the_same_content_is_filed_whoever_hears_it():
    held, hearing = hearing_with_calendar()
    case = hearing.registration.case
    again = factories.CaseFactory(citizen__number=case.citizen.identity_number, subject=case.subject.upper())
    earlier = cases.note_handling(again, by=held.coordinator, act="guide", to_body="Sở", corrects=None)

    refused(
        "act_not_allowed",
        actions.classify,
        hearing,
        by=held.coordinator,
        competence="other",
        guided_to="Sở",
        act="guide",
    )
    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở")

    assert (earlier.act, case.handlings.get().act) == ("guide", "file")
    assert "Lưu đơn" in RegisterEntry.objects.get().follow_up


def test_correction_in_the_same_hearing_is_no_second_time():
    held, hearing = hearing_with_calendar()
    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở A")

    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở B", act="transfer")

    acts = list(hearing.registration.case.handlings.order_by("noted_at").values_list("act", "to_body"))
    assert acts == [("guide", "Sở A"), ("transfer", "Sở B")]
    assert hearing.registration.case.handlings.get(superseded_at=None).to_body == "Sở B"


def test_part_of_another_matter_is_refused():
    held, hearing = hearing_with_calendar()
    other = factories.CaseFactory()

    refused(
        "part_of_another_matter", actions.classify, hearing, by=held.coordinator, competence="out_of_scope", part=other
    )


def test_part_has_a_line_of_its_own_with_its_own_columns():
    held, hearing = hearing_with_calendar()
    parts = [actions.Part(MatterKind.RECOMMENDATION_OR_FEEDBACK, "Sửa đường")]
    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở", parts=parts)

    part = hearing.registration.case.parts.get()
    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở C", part=part)

    own, line = RegisterEntry.objects.order_by("number")
    assert (own.case, own.guided_to, own.accepted_by) == (hearing.registration.case, "Sở", "")
    assert (line.case, line.content, line.guided_to, line.accepted_by) == (part, "Sửa đường", "", "Sở C")
    assert own.follow_up == f"Tách riêng kiến nghị, phản ánh: số 2/{line.year}"


def test_register_says_of_a_denunciation_that_was_split_off_only_that_there_is_one():
    held, hearing = hearing_with_calendar()
    parts = [actions.Part(MatterKind.DENUNCIATION, SECRET)]
    actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở", parts=parts)

    actions.classify(
        hearing, by=held.coordinator, competence="other", guided_to="Sở C", part=hearing.registration.case.parts.get()
    )

    follow_up = RegisterEntry.objects.get().follow_up
    assert "hồ sơ riêng" in follow_up
    assert SECRET not in follow_up
