"""Every write after a hearing. Lock order: case, hearing, then the task."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_line, clean_text
from tiepdan.audit.actions import record
from tiepdan.cases import actions as cases
from tiepdan.cases.enums import MOVES as CASE_MOVES
from tiepdan.cases.enums import CaseStatus
from tiepdan.cases.models import Case
from tiepdan.cases.parts import Part, check_parts
from tiepdan.clocks import actions as clocks
from tiepdan.errors import DomainError
from tiepdan.followup import letters
from tiepdan.followup.competences import Found, check_found, chosen_act, register_columns
from tiepdan.followup.enums import MOVES, OutcomeKind, TaskKind, TaskStatus
from tiepdan.followup.models import Answer, FollowUpTask, Outcome
from tiepdan.followup.promises import ANSWER_CLOCK, clocks_of_classifying, promised, received_on
from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing
from tiepdan.law.competence import Act
from tiepdan.live.actions import notify
from tiepdan.minutes import actions as minutes
from tiepdan.minutes.register import has_own_line
from tiepdan.outbox.actions import enqueue
from tiepdan.outbox.addresses import reached_by
from tiepdan.places.models import Agency
from tiepdan.registrations.models import Registration

WINDOW = timedelta(minutes=15)
MOST_WRONG_CODES = 20
MOST_TEXT = 5000


@transaction.atomic
def decide(
    hearing: Hearing,
    *,
    by: User,
    kind: str,
    answer: str,
    agency: Agency | None = None,
    contact_person: str = "",
    contact_phone: str = "",
    limit_on: date | None = None,
    now: datetime | None = None,
) -> Outcome:
    """Note the chair's word: answered at once, or a time limit with a person to contact (trả lời ngay, hẹn thời hạn).

    Without `limit_on` the law's own limit stands (C6, from the day of the hearing); an earlier one may be promised.
    Locks the hearing. Makes the task, its clock, the register's columns and the message to the citizen.
    Source: sources.ND154_25_3, sources.LTCD_28_1.
    Raises: DomainError hearing_not_begun, already_decided, answer_missing, agency_missing, contact_missing, limit_past,
    limit_after_law, calendar_gap, text_too_long.
    """
    hearing = _locked_hearing(hearing)
    now = now or timezone.now()
    if hearing.status in (HearingStatus.CALLED, HearingStatus.OPENING):
        raise DomainError("hearing_not_begun", _("Lượt tiếp chưa bắt đầu; chưa có gì để trả lời."))
    if Outcome.objects.filter(hearing=hearing).exists():
        raise DomainError("already_decided", _("Lượt tiếp này đã có kết luận; xin tải lại trang."))
    answer = _text(answer, "answer_missing", _("Xin ghi nội dung trả lời hoặc chỉ đạo."))
    outcome = Outcome.objects.create(
        hearing=hearing, kind=OutcomeKind(kind), answer=answer, decided_by=by, decided_at=now
    )
    record(by, "followup.decide", outcome, kind=kind, hearing=str(hearing.pk))
    if outcome.kind == OutcomeKind.ANSWERED:
        minutes.note_in_register(hearing, by=by, now=now, follow_up=letters.register_answered(now))
        _say(hearing.registration, "answered", letters.answered(hearing.registration, answer))
    else:
        task = _promise(hearing, answer, agency, contact_person, contact_phone, limit_on, by, now)
        minutes.note_in_register(
            hearing, by=by, now=now, accepted_by=task.agency.name, follow_up=letters.register_promised(task)
        )
        _say(hearing.registration, "promised", letters.promised(hearing.registration, task))
    _tell(hearing)
    return outcome


def _promise(
    hearing: Hearing,
    content: str,
    agency: Agency | None,
    person: str,
    phone: str,
    limit_on: date | None,
    by: User,
    now: datetime,
) -> FollowUpTask:
    """The task of the body that will answer."""
    if agency is None:
        raise DomainError("agency_missing", _("Xin chọn cơ quan chịu trách nhiệm trả lời."))
    received = received_on(hearing)
    person = clean_line(person, 100)
    limit = promised(received, limit_on, timezone.localtime(now).date(), person)
    task = FollowUpTask.objects.create(
        case_id=hearing.registration.case_id,
        hearing=hearing,
        kind=TaskKind.ANSWER,
        agency=agency,
        content=content,
        contact_person=person,
        contact_phone=clean_line(phone, 20),
        rule=limit.rule,
        started_on=received,
        due_on=limit.due_on,
        source=limit.source,
        explanation=limit.explanation,
        assigned_at=now,
    )
    clocks.start(hearing.registration.case, ANSWER_CLOCK, received, by=by, about=hearing)
    record(by, "followup.assign", task, agency=agency.code, due_on=str(task.due_on), rule=task.rule)
    return task


@transaction.atomic
def complete(task: FollowUpTask, *, by: User, result: str, now: datetime | None = None) -> FollowUpTask:
    """Note what the body did; the answer to the citizen is another act (báo cáo kết quả).

    Raises: DomainError task_wrong_state, result_missing.
    """
    task = _locked(task)
    _require_move(task, TaskStatus.DONE)
    result = _text(result, "result_missing", _("Xin ghi kết quả thực hiện."))
    task.status, task.result, task.done_at = TaskStatus.DONE, result, now or timezone.now()
    task.save(update_fields=["status", "result", "done_at"])
    record(by, "followup.complete", task)
    minutes.note_in_register(task.hearing, by=by, now=now, follow_up=letters.register_done(task))
    _tell(task.hearing)
    return task


@transaction.atomic
def answer(
    task: FollowUpTask, *, by: User, text: str, document_number: str = "", now: datetime | None = None
) -> Answer:
    """Tell the citizen how the matter is handled; an open task is done by it (thông báo kết quả xử lý).

    The message of a denunciation names no content. The number comes from the document system.
    Source: sources.LTCD_28_1.
    Raises: DomainError already_answered, task_wrong_state, text_missing, text_too_long.
    """
    task = _locked(task)
    if Answer.objects.filter(task=task).exists():
        raise DomainError("already_answered", _("Công dân đã được trả lời; xin tải lại trang."))
    text = _text(text, "text_missing", _("Xin ghi nội dung trả lời công dân."))
    now = now or timezone.now()
    if task.status == TaskStatus.CANCELLED:
        _require_move(task, TaskStatus.DONE)
    if task.status == TaskStatus.OPEN:
        task = complete(task, by=by, result=text, now=now)
    given = Answer.objects.create(
        task=task, text=text, document_number=clean_line(document_number, 60), answered_by=by, answered_at=now
    )
    record(by, "followup.answer", given, number=given.document_number)
    minutes.note_in_register(task.hearing, by=by, now=now, follow_up=letters.register_told(given))
    told = _("Đã trả lời công dân") + (f", {given.document_number}" if given.document_number else "")
    today = timezone.localtime(now).date()
    clocks.stop_about(task.hearing, by=by, on=today, reason=told, rules=frozenset({ANSWER_CLOCK}))
    _say(task.hearing.registration, "result", letters.result(task.hearing.registration, given))
    _tell(task.hearing)
    return given


@transaction.atomic
def classify(
    hearing: Hearing,
    *,
    by: User,
    competence: str,
    responsible: Agency | None = None,
    guided_to: str = "",
    settled_by: str = "",
    document_number: str = "",
    act: str = "",
    parts: Sequence[Part] = (),
    part: Case | None = None,
    now: datetime | None = None,
) -> Case:
    """Say whose matter it is and what is done with it; split a mixed one (phân loại, xử lý, tách vụ việc).

    Without `act` the first that the law gives. `part`: a case that was split off this hearing's matter is classified
    instead of it. Locks the case. Starts the clocks that the law names (C11, C30, C31); another classification ends
    them. A part that is a denunciation goes under seal; splitting a denunciation opens its envelope, audited.
    Source: sources.LTCD_26_1_A, sources.LTCD_26_1_B, sources.LTCD_26_1_C, sources.LTCD_26_2_B, sources.ND154_14_4,
        sources.ND154_4_1_G, sources.TT05_8_1.
    Raises: DomainError competence_unknown, agency_missing, guidance_missing, settled_by_missing, act_not_allowed,
        case_closed, subject_missing, part_same_kind, part_of_another_matter, text_too_long.
    """
    own = part is None
    case = _locked_case(part.pk if part else hearing.registration.case_id)
    if not own and case.origin_id != hearing.registration.case_id:
        raise DomainError("part_of_another_matter", _("Vụ việc này không được tách từ lượt tiếp đang mở."))
    if CaseStatus.CLASSIFIED not in CASE_MOVES[CaseStatus(case.status)]:
        raise DomainError("case_closed", _("Vụ việc đã kết thúc, không phân loại lại được."))
    body, settled = clean_line(guided_to, 200), clean_line(settled_by, 200)
    found = Found(competence, responsible, body, settled, clean_line(document_number, 60), act)
    check_found(found)
    check_parts(case, parts)
    corrects = case.handlings.filter(superseded_at=None, noted_at__gte=hearing.called_at).order_by("noted_at").last()
    done = chosen_act(case, found, corrects)
    now = now or timezone.now()
    case.competence, case.responsible = competence, responsible
    case.status, case.classified_at = CaseStatus.CLASSIFIED, now
    case.save(update_fields=["competence", "responsible", "status", "classified_at"])
    record(by, "case.classify", case, competence=competence, act=done.value, parts=len(parts))
    cases.note_handling(
        case, by=by, act=done, to_body=found.to_body, document_number=found.document_number, corrects=corrects
    )
    _run_clocks(case, hearing, by, now)
    cases.split(case, parts, by=by, now=now)
    _note_in_register(hearing, case, found, done, by=by, now=now)
    _tell(hearing)
    return case


def _note_in_register(hearing: Hearing, case: Case, found: Found, done: Act, *, by: User, now: datetime) -> None:
    """Columns 8 to 12 of the line of this matter; without one, a word in the line of its origin."""
    origin = hearing.registration.case
    if case != origin and not has_own_line(case, origin):
        minutes.note_in_register(hearing, by=by, now=now, follow_up=letters.register_part(case, found, done))
        return
    said, part = letters.register_done_with(done, now), case if case != origin else None
    minutes.note_in_register(hearing, by=by, now=now, follow_up=said, part=part, **register_columns(found, done))


def _locked_case(case_id: UUID) -> Case:
    return Case.objects.select_for_update(of=("self",), no_key=True).select_related("citizen").get(pk=case_id)


def _run_clocks(case: Case, hearing: Hearing, by: User, now: datetime) -> None:
    """The clocks of the case as it is now classified run from the day of the hearing; those of before end."""
    today = timezone.localtime(now).date()
    named = clocks_of_classifying(case)
    for rule in sorted(named.runs):
        clocks.start(case, rule, received_on(hearing), by=by, about=hearing)
    clocks.stop_about(hearing, by=by, on=today, reason=_("Phân loại lại"), rules=named.ends)


def note_wrong_code(address: str, *, now: datetime | None = None) -> None:
    """Count one wrong code from this address; no address is kept, only its keyed hash (tra cứu sai).

    Not an audited act. One statement, so that parallel tries are all counted.
    Raises: nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO followup_failedlookup (address_index, window_starts_at, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (address_index, window_starts_at) DO UPDATE SET count = followup_failedlookup.count + 1",
            [address_index(address), window_of(now or timezone.now())],
        )


def address_index(address: str) -> str:
    """Keyed hash of a network address.

    Raises: nothing.
    """
    return hmac.new(settings.IDENTITY_INDEX_KEY.encode(), f"address:{address}".encode(), hashlib.sha256).hexdigest()


def window_of(moment: datetime) -> datetime:
    """The beginning of the quarter of an hour in which `moment` lies.

    Raises: nothing.
    """
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)


def _locked_hearing(hearing: Hearing) -> Hearing:
    rows = Hearing.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("session", "registration__case__citizen", "registration__case__protected").get(
        pk=hearing.pk
    )


def _locked(task: FollowUpTask) -> FollowUpTask:
    rows = FollowUpTask.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("agency", "case", "hearing__session", "hearing__registration__case").get(pk=task.pk)


def _require_move(task: FollowUpTask, status: TaskStatus) -> None:
    if status not in MOVES[TaskStatus(task.status)]:
        message = _("Nhiệm vụ đang ở trạng thái “%(state)s”; không làm được việc này.")
        raise DomainError("task_wrong_state", message % {"state": task.get_status_display()})


def _text(words: str, code: str, message: str) -> str:
    cleaned = clean_text(words)
    if not cleaned:
        raise DomainError(code, message)
    if len(cleaned) > MOST_TEXT:
        raise DomainError("text_too_long", _("Nội dung dài quá 5.000 chữ; xin rút gọn."))
    return cleaned


def _say(registration: Registration, kind: str, body: str) -> None:
    """By e-mail first. A denouncer left no address outside the envelope: nothing is sent, the code page tells."""
    reached = reached_by(registration.contact_email, registration.contact_phone)
    if reached is None:
        return
    channel, recipient = reached
    subject = str(_("Kết quả tiếp công dân"))
    enqueue(f"followup_{kind}", channel=channel, recipient=recipient, subject=subject, body=body, about=registration)


def _tell(hearing: Hearing) -> None:
    notify(f"hearing:{hearing.pk}", "status")
    notify(f"session:{hearing.session_id}", "status")
    notify(f"registration:{hearing.registration_id}", "status")
