"""What each head owed in a month and what was done: sessions held here, and days noted from the book."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tiepdan.duties.models import DutyPost
from tiepdan.law.duties import DutyHolder, MonthOfDuty, ReceptionDay, month_of_duty
from tiepdan.law.refusal import RuleRefused
from tiepdan.readiness.models import Presence
from tiepdan.schedule.enums import Duty, SessionKind
from tiepdan.schedule.models import ReceptionSession


@dataclass(frozen=True)
class PostMonth:
    """One line of the page; `month` is None where the duty was not yet law, with the reason."""

    post: DutyPost
    month: MonthOfDuty | None
    refused: str = ""


def months_of(posts: Iterable[DutyPost], first_on: date, until_on: date) -> list[PostMonth]:
    """Every head in office between the two days, `until_on` not included, with the month. Four queries at most."""
    in_office = [one for one in posts if one.since_on < until_on and (one.until_on is None or one.until_on >= first_on)]
    days = _noted(in_office, first_on, until_on)
    for session, who in _held(in_office, first_on, until_on):
        for post in in_office:
            if _concerns(session, post) and _in_office_on(post, session.held_on):
                days[post.pk].append(_day(session, who, post))
    return [_line(post, first_on, days[post.pk]) for post in in_office]


def _noted(posts: list[DutyPost], first_on: date, until_on: date) -> dict[int, list[ReceptionDay]]:
    days: dict[int, list[ReceptionDay]] = {}
    for post in posts:
        noted = [one for one in post.noted_days.all() if first_on <= one.held_on < until_on]
        days[post.pk] = [
            ReceptionDay(one.held_on, one.received_by, one.in_person, one.extraordinary)
            for one in sorted(noted, key=lambda one: one.held_on)
        ]
    return days


def _held(posts: list[DutyPost], first_on: date, until_on: date) -> list[tuple[ReceptionSession, str]]:
    """Sessions that were opened, with the one whom the roll-call found in the receiver's place at the centre."""
    mine = Q(agency__in=[one.agency_id for one in posts]) | Q(receiver__in=[one.person_id for one in posts])
    opened = ReceptionSession.objects.filter(mine, opened_at__isnull=False, held_on__gte=first_on, held_on__lt=until_on)
    sessions = list(opened.select_related("receiver").order_by("starts_at"))
    found = Presence.objects.filter(session__in=sessions, duty=Duty.RECEIVER, site__is_central=True)
    names = {one.session_id: one.full_name for one in found.order_by("-noted_at")}
    return [(one, names.get(one.pk, "")) for one in sessions]


def _concerns(session: ReceptionSession, post: DutyPost) -> bool:
    """Held by the head, or in the head's place by somebody else of the same body."""
    return session.receiver_id == post.person_id or session.agency_id == post.agency_id


def _in_office_on(post: DutyPost, day: date) -> bool:
    return post.since_on <= day and (post.until_on is None or day <= post.until_on)


def _day(session: ReceptionSession, found: str, post: DutyPost) -> ReceptionDay:
    """In person: planned for the head, and the roll-call found him or her; a deputy is a deputy."""
    own = session.receiver_id == post.person_id and found.casefold() == post.full_name.casefold()
    who = found or session.receiver.full_name
    return ReceptionDay(session.held_on, who, own, session.kind == SessionKind.EXTRAORDINARY)


def _line(post: DutyPost, month: date, days: list[ReceptionDay]) -> PostMonth:
    try:
        return PostMonth(post, month_of_duty(DutyHolder(post.holder), month, days))
    except RuleRefused as refused:
        return PostMonth(post, None, refused.message)
