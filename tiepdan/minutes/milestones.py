"""What minutes add to the session's line of time: the signatures, the conclusion notice, the archive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.law import milestones
from tiepdan.law.deadlines import answer_after_reception
from tiepdan.law.refusal import RuleRefused
from tiepdan.minutes.access import conclusion_of
from tiepdan.minutes.enums import MinutesStatus
from tiepdan.minutes.queries import turns_of
from tiepdan.places.calendars import office_calendar
from tiepdan.readiness.line import OVER, Mark, mark
from tiepdan.recordings.enums import RecordingStatus
from tiepdan.schedule.models import ReceptionSession
from tiepdan.web.templatetags.look import day_words

PROVED = (RecordingStatus.VERIFIED, RecordingStatus.SEALED)


@dataclass(frozen=True)
class Turns:
    """The turns of a session that were heard, counted."""

    heard: int
    signed: int
    proved: int
    failed: int
    entered: int


def part(session: ReceptionSession, now: datetime) -> list[Mark]:
    """The three points of these steps. Two queries, however many turns, and the calendar."""
    turns, is_over, today = _turns(session), session.status in OVER, timezone.localdate(now)
    return [
        _signed(session, turns, today, is_over=is_over),
        _concluded(session, turns, today, is_over=is_over),
        _archived(turns, is_over=is_over),
    ]


def _turns(session: ReceptionSession) -> Turns:
    rows = turns_of(session)
    return Turns(
        heard=len(rows),
        signed=_count(minutes == MinutesStatus.SIGNED for minutes, _recording, _entered in rows),
        proved=_count(recording in PROVED for _minutes, recording, _entered in rows),
        failed=_count(recording == RecordingStatus.FAILED for _minutes, recording, _entered in rows),
        entered=_count(is_entered for _minutes, _recording, is_entered in rows),
    )


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)


def _signed(session: ReceptionSession, turns: Turns, today: date, *, is_over: bool) -> Mark:
    unsigned = turns.heard - turns.signed
    reached = milestones.minutes(unsigned=unsigned, is_over=is_over, held_on=session.held_on, today=today)
    proof = _("Đã ký %(signed)s trên %(heard)s biên bản.") % {"signed": turns.signed, "heard": turns.heard}
    advice = _("Mời công dân đến điểm cầu ký; người không ký thì ghi lý do vào biên bản.") if unsigned else ""
    return mark(reached, (proof if turns.heard else _nobody(),), advice=advice, url=reverse("minutes:list"))


def _concluded(session: ReceptionSession, turns: Turns, today: date, *, is_over: bool) -> Mark:
    notice = conclusion_of(session) if is_over else None
    issued_on = notice.issued_on if notice else None
    answer_by = _answer_by(session.held_on)
    reached = milestones.conclusion(
        issued_on=issued_on, heard=turns.heard, is_over=is_over, answer_by=answer_by, today=today
    )
    words = (_number_and_day(notice.document_number, issued_on),) if notice and issued_on else ()
    if is_over and not turns.heard:
        words = (_("Không có ai được tiếp, nên không phải kết luận."),)
    advice = _("Soạn, ký và ban hành; ghi thời hạn cho từng cơ quan.") if is_over else ""
    return mark(reached, words, advice=advice, url=reverse("minutes:conclusion", args=[session.pk]))


def _number_and_day(number: str, day: date) -> str:
    return _("Số %(number)s, ban hành %(day)s.") % {"number": number, "day": day_words(day)}


def _archived(turns: Turns, *, is_over: bool) -> Mark:
    reached = milestones.archive(
        unproved=turns.heard - turns.proved,
        failed=turns.failed,
        unentered=turns.heard - turns.entered,
        is_over=is_over,
    )
    counted = {"proved": turns.proved, "entered": turns.entered, "heard": turns.heard}
    proof = _("%(proved)s trên %(heard)s bản ghi đã kiểm tra toàn vẹn; %(entered)s dòng trong Sổ tiếp công dân.")
    lost = _("Có bản ghi không thành công. Còn làm được: ghi sự việc vào biên bản, giữ mọi tệp đã ghi được.")
    waits = _("Bản ghi được kiểm tra khi lượt tiếp kết thúc; dòng của Sổ được ghi khi biên bản được ký.")
    advice = lost if turns.failed else waits if is_over else ""
    return mark(
        reached, (proof % counted if turns.heard else _nobody(),), advice=advice, url=reverse("recordings:list")
    )


def _nobody() -> str:
    return _("Chưa có lượt tiếp nào.")


def _answer_by(held_on: date) -> date | None:
    """The last day of the answer; None where the calendar does not reach it."""
    try:
        return answer_after_reception(held_on, office_calendar()).due_on
    except RuleRefused:
        return None
