"""The public schedule: by month, by place, one session. No citizen's data, no sign-in."""

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tiepdan.law.conduct import RECORDING_NOTICE
from tiepdan.places import queries as posted
from tiepdan.places.models import Office
from tiepdan.schedule import access, queries
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.queries import sites_with_hours

FIRST_YEAR, LAST_YEAR = 2014, 2100


@login_not_required
@require_safe
def month(request: HttpRequest, year: int | None = None, number: int | None = None) -> HttpResponse:
    first_on = _first_day(year, number)
    offices = access.offices_on_schedule(timezone.localdate().replace(day=1))
    office = _chosen(request)
    next_on = access.month_after(first_on)
    rows = list(access.published_in(first_on, next_on))
    if office is not None:
        rows = list(access.published_in(first_on, next_on).filter(sites__office=office))
    hours = sites_with_hours(rows)
    page = {
        "first_on": first_on,
        "previous_on": access.month_before(first_on),
        "next_on": next_on,
        "offices": offices,
        "office": office,
        "sessions": [(session, hours[session.pk]) for session in rows],
        "now": timezone.now(),
    }
    return render(request, "schedule/month.html", page)


def _first_day(year: int | None, number: int | None) -> date:
    """The month asked for, or this one; a month that no calendar has does not exist."""
    if year is None or number is None:
        return timezone.localdate().replace(day=1)
    if not (1 <= number <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        raise Http404
    return date(year, number, 1)


def _chosen(request: HttpRequest) -> Office | None:
    """The place to filter by; anything unknown filters nothing."""
    try:
        return queries.office_chosen(UUID(request.GET.get("noi", "")))
    except ValueError:
        return None


@login_not_required
@require_safe
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    found = access.published_session(session_id)
    can_register = found.status == SessionStatus.PUBLISHED and found.starts_at > timezone.now()
    page = {"session": found, "sites": sites_with_hours([found])[found.pk], "can_register": can_register}
    return render(request, "schedule/public_session.html", page)


@login_not_required
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """What hangs on the wall of a place: its house rules and the steps of a reception, in force today."""
    places = posted.places_in_use()
    office = _chosen(request)
    texts = posted.posted_at(office.agency_id if office else None, timezone.localdate())
    page = {"places": places, "office": office, "texts": texts, "recording_notice": RECORDING_NOTICE}
    return render(request, "schedule/house_rules.html", page)
