"""What happened and what must happen by when, by whom, by which article, as the citizen reads it."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.cases.models import Case
from tiepdan.clocks.queries import ClockLine, clocks_of
from tiepdan.errors import DomainError
from tiepdan.followup.enums import OutcomeKind
from tiepdan.followup.models import FollowUpTask, Outcome
from tiepdan.followup.promises import legal_limit
from tiepdan.followup.queries import last_hearing_of, tasks_of
from tiepdan.hearings.models import Hearing
from tiepdan.law import sources
from tiepdan.law.calendar import CalendarGap
from tiepdan.law.clocks import ClockState
from tiepdan.law.deadlines import notice_by
from tiepdan.law.events import NUMBERED
from tiepdan.places.calendars import backward_reading, office_calendar
from tiepdan.registrations.enums import RegistrationStatus as S
from tiepdan.registrations.models import Registration
from tiepdan.schedule.queries import reading_of
from tiepdan.settlement.models import SettlementEvent
from tiepdan.settlement.queries import standing_events_of
from tiepdan.web.templatetags.look import day_words, moment_words

SETTLEMENT_CLOCKS = frozenset({"C12", "C16", "C20", "C33"})
"""The periods in which a matter is settled; the others bind the offices among themselves."""


@dataclass(frozen=True)
class Step:
    """One mark on the line: met, next, missed, later."""

    state: str
    when: str
    what: str
    words: str = ""
    law: str = ""
    word: str = ""  # said of the mark in place of the usual one
    at: datetime | None = None  # of what has happened


def steps_of(registration: Registration, now: datetime) -> list[Step]:
    """The whole line, oldest first. Of a denunciation no content, only dates and bodies."""
    steps = [*_received(registration, now), *_settled(registration, now)]
    happened = sorted((step for step in steps if step.at), key=lambda step: step.at or now)
    return [*happened, *(step for step in steps if step.at is None)]


def _received(registration: Registration, now: datetime) -> list[Step]:
    """From the registration to the answer."""
    steps = [_registered(registration)]
    if registration.status in (S.WITHDRAWN, S.REFUSED):
        return [*steps, _ended(registration)]
    steps.append(_confirmed(registration, now))
    if registration.status == S.NO_SHOW:
        return [
            *steps,
            Step(
                "missed",
                _slot(registration),
                _("Buổi tiếp: ông/bà không có mặt"),
                _contact(registration),
                word=_("Vắng mặt"),
            ),
        ]
    hearing = last_hearing_of(registration)
    steps.append(_heard(registration, hearing))
    if hearing is None or hearing.live_at is None:
        return [*steps, _later_answer()]
    return [*steps, *_signed(hearing), *_decided(registration, hearing, now)]


def _registered(registration: Registration) -> Step:
    words = _("Điểm cầu %(site)s, %(when)s.") % {"site": registration.site, "when": _slot(registration)}
    return _met(registration.submitted_at, _("Đã đăng ký tiếp công dân"), words)


def _ended(registration: Registration) -> Step:
    if registration.waiver_withdrawn_at:
        words = _("Việc tiếp trực tuyến đã dừng. Mời ông/bà đến gặp trực tiếp tại nơi tiếp công dân của tỉnh.")
        what = _("Ông/bà yêu cầu bảo vệ danh tính")
        return _met(registration.waiver_withdrawn_at, what, words, str(sources.ND154_20_4))
    if registration.status == S.WITHDRAWN:
        return _met(registration.withdrawn_at, _("Đã rút đăng ký"))
    reason = "" if registration.case.is_denunciation else registration.refusal_reason
    return _met(registration.refused_at, _("Không tiếp theo đăng ký này"), reason)


def _confirmed(registration: Registration, now: datetime) -> Step:
    if registration.confirmed_at:
        return _met(registration.confirmed_at, _("Đã xác nhận lịch tiếp"), str(registration.session.agency))
    try:
        reading = backward_reading(reading_of(registration.session))
        limit = notice_by(registration.session.held_on, office_calendar(), reading)
    except CalendarGap:
        return Step("next", _("trước buổi tiếp"), _("Ban Tiếp công dân xem xét, báo lịch"))
    late = timezone.localtime(now).date() > limit.due_on
    when = _("chậm nhất %(day)s") % {"day": day_words(limit.due_on)}
    words = _("Người thực hiện: %(agency)s.") % {"agency": registration.session.agency}
    return Step("missed" if late else "next", when, _("Xem xét, báo lịch tiếp cho ông/bà"), words, str(limit.source))


def _heard(registration: Registration, hearing: Hearing | None) -> Step:
    what = _("Buổi tiếp công dân trực tuyến")
    if hearing is not None and hearing.live_at:
        words = _("Người tiếp công dân: %(name)s.") % {"name": registration.session.receiver}
        return _met(hearing.live_at, what, words, str(sources.ND154_24_1))
    state = "next" if registration.confirmed_at else "later"
    words = _("%(place)s, %(address)s. Xin đến trước 15 phút.") % {
        "place": registration.site.office.name,
        "address": registration.site.office.address,
    }
    return Step(state, _slot(registration), what, words, str(sources.ND154_22_1))


def _signed(hearing: Hearing) -> list[Step]:
    minutes = getattr(hearing, "minutes", None)
    if minutes is None or minutes.signed_at is None:
        return []
    return [_met(minutes.signed_at, _("Biên bản đã đọc lại và ký"), law=str(sources.ND154_14_1))]


def _decided(registration: Registration, hearing: Hearing, now: datetime) -> list[Step]:
    outcome: Outcome | None = getattr(hearing, "outcome", None)
    hidden = registration.case.is_denunciation
    if outcome is None:
        return [_waiting_for_answer(registration, hearing, now)]
    if outcome.kind == OutcomeKind.ANSWERED:
        words = _contact(registration) if hidden else outcome.answer
        return [_met(outcome.decided_at, _("Đã trả lời tại buổi tiếp"), words, str(sources.ND154_25_3))]
    words = "" if hidden else outcome.answer
    what = _("Người tiếp công dân hẹn thời hạn trả lời")
    promised = _met(outcome.decided_at, what, words, str(sources.ND154_25_3))
    return [promised, *(_task(registration, task, now) for task in tasks_of(hearing))]


def _task(registration: Registration, task: FollowUpTask, now: datetime) -> Step:
    answer = getattr(task, "answer", None)
    if answer is not None:
        number = _(" (văn bản %(number)s)") % {"number": answer.document_number} if answer.document_number else ""
        words = _contact(registration) if registration.case.is_denunciation else answer.text
        return _met(answer.answered_at, _("Đã trả lời kết quả") + number, words, task.source)
    late = task.is_overdue(timezone.localtime(now).date())
    words = _("%(agency)s trả lời. Người liên hệ: %(person)s %(phone)s.") % {
        "agency": task.agency,
        "person": task.contact_person,
        "phone": task.contact_phone,
    }
    when = _("chậm nhất %(day)s") % {"day": day_words(task.due_on)}
    return Step("missed" if late else "next", when, _("Thông báo kết quả xử lý"), words, task.explanation)


def _waiting_for_answer(registration: Registration, hearing: Hearing, now: datetime) -> Step:
    received_on = timezone.localtime(hearing.live_at or hearing.called_at).date()
    try:
        legal = legal_limit(received_on)
    except DomainError:
        return _later_answer()
    late = timezone.localtime(now).date() > legal.due_on
    when = _("chậm nhất %(day)s") % {"day": day_words(legal.due_on)}
    words = _("Người thực hiện: %(agency)s.") % {"agency": registration.session.agency}
    return Step("missed" if late else "next", when, _("Thông báo kết quả xử lý"), words, legal.explanation)


def _later_answer() -> Step:
    when = _("trong 10 ngày làm việc sau buổi tiếp")
    return Step("later", when, _("Thông báo kết quả xử lý"), law=str(sources.LTCD_28_1))


def _settled(registration: Registration, now: datetime) -> list[Step]:
    """The decisions on the way, and the last day of the one that is awaited."""
    case = registration.case
    told = [row for row in standing_events_of(case) if row.kind in NUMBERED]
    met = [_decision(row, hidden=case.is_denunciation) for row in told]
    awaited = [line for line in clocks_of(case, timezone.localdate(now)) if line.clock.rule in SETTLEMENT_CLOCKS]
    return [*met, *(_awaited(case, line) for line in awaited if line.clock.stopped_on is None)]


def _decision(row: SettlementEvent, *, hidden: bool) -> Step:
    number = "" if hidden else _(" (văn bản %(number)s)") % {"number": row.document_number}
    at = timezone.make_aware(datetime.combine(row.happened_on, time()))
    return Step("met", day_words(row.happened_on), row.step.label + number, law=str(row.step.source), at=at)


def _awaited(case: Case, line: ClockLine) -> Step:
    words = _("Người thực hiện: %(agency)s.") % {"agency": case.responsible} if case.responsible else ""
    when = _("chậm nhất %(day)s") % {"day": day_words(line.clock.due_on)}
    word = line.word if line.state is ClockState.PAUSED else ""
    state = "missed" if line.state is ClockState.LATE else "next"
    return Step(state, when, line.clock.what, words, line.clock.explanation, word=word)


def _contact(registration: Registration) -> str:
    office = registration.site.office
    return _("Xin liên hệ %(place)s, điện thoại %(phone)s.") % {"place": office.name, "phone": office.phone or "…"}


def _slot(registration: Registration) -> str:
    return moment_words(registration.slot.starts_at)


def _met(at: datetime | None, what: str, words: str = "", law: str = "") -> Step:
    return Step("met", moment_words(at) if at else "", what, words, law, at=at)
