"""What minutes add to the session's line of time: the signatures, the conclusion notice, the archive."""

from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.law import milestones
from tiepdan.law.deadlines import answer_after_reception
from tiepdan.law.milestones import Lacking
from tiepdan.law.refusal import RuleRefused
from tiepdan.minutes import archive
from tiepdan.minutes.access import issued_conclusion_of
from tiepdan.minutes.archive import Turns
from tiepdan.minutes.models import ConclusionNotice
from tiepdan.places.calendars import office_calendar
from tiepdan.readiness.line import OVER, Act, Mark, mark
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession
from tiepdan.web.templatetags.look import day_words, moment_words


def part(session: ReceptionSession, now: datetime) -> list[Mark]:
    """The three points of these steps. Two queries, however many turns, and the calendar."""
    turns, is_over, today = archive.turns(session), session.status in OVER, timezone.localdate(now)
    issued = issued_conclusion_of(session) if is_over else None
    return [
        _signed(session, turns, today, is_over=is_over),
        _concluded(session, turns, issued, today, is_over=is_over),
        _archived(session, turns, archive.lacking(turns, issued) if is_over else []),
    ]


def _signed(session: ReceptionSession, turns: Turns, today: date, *, is_over: bool) -> Mark:
    unsigned = turns.heard - turns.signed
    reached = milestones.minutes(unsigned=unsigned, is_over=is_over, held_on=session.held_on, today=today)
    proof = _("Đã ký %(signed)s trên %(heard)s biên bản.") % {"signed": turns.signed, "heard": turns.heard}
    advice = _("Mời công dân đến điểm cầu ký; người không ký thì ghi lý do vào biên bản.") if unsigned else ""
    return mark(reached, (proof if turns.heard else _nobody(),), advice=advice, url=reverse("minutes:list"))


def _concluded(
    session: ReceptionSession, turns: Turns, issued: ConclusionNotice | None, today: date, *, is_over: bool
) -> Mark:
    issued_on = issued.issued_on if issued else None
    answer_by = _answer_by(session.held_on)
    reached = milestones.conclusion(
        issued_on=issued_on, heard=turns.heard, is_over=is_over, answer_by=answer_by, today=today
    )
    words = (_number_and_day(issued.document_number, issued_on),) if issued and issued_on else ()
    if is_over and not turns.heard:
        words = (_("Không có ai được tiếp, nên không phải kết luận."),)
    advice = _("Soạn, ký và ban hành; ghi thời hạn cho từng cơ quan.") if is_over else ""
    return mark(reached, words, advice=advice, url=reverse("minutes:conclusion", args=[session.pk]))


def _number_and_day(number: str, day: date) -> str:
    return _("Số %(number)s, ban hành %(day)s.") % {"number": number, "day": day_words(day)}


def _archived(session: ReceptionSession, turns: Turns, lacking: list[Lacking]) -> Mark:
    """Where it stands; what is lacking one by one; the act itself once nothing is."""
    reached = milestones.archive(is_archived=session.archived_at is not None, failed=turns.failed)
    counted = {"proved": turns.proved, "entered": turns.entered, "heard": turns.heard}
    proof = _("%(proved)s trên %(heard)s bản ghi đã kiểm tra toàn vẹn; %(entered)s dòng trong Sổ tiếp công dân.")
    words = [proof % counted if turns.heard else _nobody()]
    if session.archived_at:
        words.append(_("Lưu trữ lúc %(when)s.") % {"when": moment_words(session.archived_at)})
    words += [_("Còn thiếu: %(what)s.") % {"what": archive.words_of(one)} for one in lacking]
    found = mark(reached, tuple(words), advice=_advice(session, turns, lacking), url=reverse("recordings:list"))
    if session.status != SessionStatus.CLOSED or lacking:
        return found
    return replace(found, act=Act(_("Lưu trữ buổi tiếp"), reverse("minutes:archive", args=[session.pk])))


def _advice(session: ReceptionSession, turns: Turns, lacking: list[Lacking]) -> str:
    if turns.failed:
        return _("Có bản ghi không thành công. Còn làm được: ghi sự việc vào biên bản, giữ mọi tệp đã ghi được.")
    if lacking:
        return _("Bản ghi được kiểm tra khi lượt tiếp kết thúc; dòng của Sổ được ghi khi biên bản được ký.")
    return _("Đủ điều kiện; người điều phối lưu trữ buổi tiếp.") if session.status == SessionStatus.CLOSED else ""


def _nobody() -> str:
    return _("Chưa có lượt tiếp nào.")


def _answer_by(held_on: date) -> date | None:
    """The last day of the answer; None where the calendar does not reach it."""
    try:
        return answer_after_reception(held_on, office_calendar()).due_on
    except RuleRefused:
        return None
