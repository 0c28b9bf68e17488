"""What the follow-up adds to the session's line of time: the answers that are still owed, counted, nobody named."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.followup.promises import received_on
from tiepdan.followup.queries import owed_until
from tiepdan.law import milestones
from tiepdan.law.calendar import OfficeCalendar
from tiepdan.law.deadlines import answer_after_reception
from tiepdan.law.gates import GateState
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import office_calendar
from tiepdan.readiness.line import OVER, Mark, mark
from tiepdan.schedule.models import ReceptionSession


def part(session: ReceptionSession, now: datetime) -> list[Mark]:
    """One point: the answers. Two queries, however many turns, and the calendar."""
    undecided = session.hearings.filter(live_at__isnull=False, outcome__isnull=True)
    calendar, is_over = office_calendar(), session.status in OVER
    limits = [_last_day(received_on(hearing), calendar) for hearing in undecided]
    open_until = [*owed_until(session), *filter(None, limits)]
    reached = milestones.answers(
        open_until,
        is_over=is_over,
        answer_by=_last_day(session.held_on, calendar),
        today=timezone.localdate(now),
    )
    left = _("Còn %(count)s việc chưa trả lời công dân.") % {"count": len(open_until)}
    answered = (_("Không còn việc nào phải trả lời."),) if is_over else ()
    details = (left,) if open_until else answered
    advice = _("Còn làm được: trả lời ngay, báo công dân lý do chậm.") if reached.state is GateState.MISSED else ""
    return [mark(reached, details, advice=advice, url=reverse("followup:tasks"))]


def _last_day(day: date, calendar: OfficeCalendar) -> date | None:
    """The law's last day for a matter received on `day`; None where the calendar does not reach it."""
    try:
        return answer_after_reception(day, calendar).due_on
    except RuleRefused:
        return None
