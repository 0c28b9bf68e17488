"""The coordinator's table: one page for the whole session."""

from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from tiepdan.alarms import access as alarms_access
from tiepdan.alarms import actions as alarms
from tiepdan.alarms.queries import standing
from tiepdan.alarms.signs import Sign, signs
from tiepdan.hearings import access, actions, queries
from tiepdan.hearings.forms import PresenceForm
from tiepdan.readiness import actions as readiness
from tiepdan.readiness.line import next_mark
from tiepdan.readiness.queries import gates
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import NOT_HELD, ReceptionSession, SessionSite
from tiepdan.web.requests import SignedInRequest

PARTS = {
    "trang-thai": "hearings/_status.html",
    "hang-doi": "hearings/_queue.html",
    "diem-cau": "hearings/_tiles.html",
    "can-xu-ly": "hearings/_todo.html",
}
SIGNS = "dau-hieu"  # asked every 5 s while a hearing is open, so it is read apart from the rest


@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    mine = access.sessions_at_the_centre(request.user).filter(held_on__gte=today)
    rows = mine.exclude(status__in=NOT_HELD).order_by("held_on", "starts_at")
    return render(request, "hearings/sessions.html", {"sessions": rows[:60], "today": today})


@require_safe
def table(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = access.session_at_the_centre(request.user, session_id)
    return render(request, "hearings/table.html", _table(request, session))


@require_safe
def table_part(request: SignedInRequest, session_id: UUID, part: str) -> HttpResponse:
    session = access.session_at_the_centre(request.user, session_id)
    if part == SIGNS:
        hearing = queries.open_hearing(session)
        return render(request, "hearings/_signs.html", {"session": session, "hearing": hearing, "signs": seen(session)})
    if part not in PARTS:
        raise Http404
    return render(request, PARTS[part], _table(request, session))


@require_POST
def note_presence(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = access.session_to_run(request.user, session_id)
    form = PresenceForm(session, request.POST)
    if not form.is_valid():
        context = {**_table(request, session), "presence_form": form}
        return render(request, "hearings/table.html", context, status=422)
    readiness.note_presence(session, by=request.user, **form.cleaned_data)
    return redirect("hearings:table", session.pk)


@require_POST
def open_session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = readiness.open_session(access.session_to_run(request.user, session_id), by=request.user)
    return redirect("hearings:table", session.pk)


@require_POST
def call_next(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    hearing = actions.call_next(access.session_to_run(request.user, session_id), by=request.user)
    return done(request, _back(request, hearing.session))


@require_POST
def pause(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = access.session_to_run(request.user, session_id)
    actions.pause_session(session, by=request.user, reason=request.POST.get("reason", ""))
    return redirect("hearings:table", session.pk)


@require_POST
def go_on(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = actions.resume_session(access.session_to_run(request.user, session_id), by=request.user)
    return redirect("hearings:table", session.pk)


@require_POST
def close(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = access.session_to_run(request.user, session_id)
    actions.close_session(session, by=request.user, reason=request.POST.get("reason", ""))
    return redirect("hearings:table", session.pk)


@require_POST
def take_alarm(request: SignedInRequest, alarm_id: int) -> HttpResponse:
    alarm = alarms.take_alarm(alarms_access.alarm_to_take(request.user, alarm_id), by=request.user)
    return done(request, reverse("hearings:table", args=[alarm.session_id]))


def done(request: SignedInRequest, address: str) -> HttpResponse:
    """To htmx: the parts of the page read themselves anew. To a plain form: the page again."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Trigger": "acted"})
    return redirect(address)


def seen(session: ReceptionSession) -> list[Sign]:
    """The faults of this moment that need no worker to be noticed."""
    return signs(session, timezone.now())


def site_of(session: ReceptionSession, site_id: UUID) -> SessionSite:
    """A site of this session, or 404."""
    site = session.sites.select_related("office").filter(pk=site_id).first()
    if site is None:
        raise Http404
    return site


def _back(request: SignedInRequest, session: ReceptionSession) -> str:
    page = "hearings:chair" if request.POST.get("from") == "chair" else "hearings:table"
    return reverse(page, args=[session.pk])


def _table(request: SignedInRequest, session: ReceptionSession) -> dict[str, Any]:
    """All that the table shows, each thing read when a template asks: a part reads only its own."""
    hearing = queries.open_hearing(session)
    tiles = cache(lambda: queries.tiles(session, hearing))
    return {
        "session": session,
        "hearing": hearing,
        "may_run": access.may_run(request.user),
        "tickets": queries.queue(session),
        "tiles": tiles,
        "ready_sites": SimpleLazyObject(lambda: sum(tile.has_signal for tile in tiles())),  # read by blocktranslate
        "alarms": cache(lambda: standing(session)),
        "signs": cache(lambda: seen(session)),
        "log": cache(lambda: queries.log(session)),
        "gates": cache(lambda: gates(session, timezone.now()) if session.status == SessionStatus.PUBLISHED else []),
        "next_mark": cache(lambda: next_mark(session, timezone.now())),
        "presence_form": PresenceForm(session),
        "stage_urls": stage_urls(session),
    }


def stage_urls(session: ReceptionSession) -> dict[str, str]:
    """Where the unseen stage of a table reads and asks."""
    return {
        "state": reverse("rooms:viewer-state", args=[session.pk]),
        "ticket": reverse("rooms:viewer-ticket", args=[session.pk]),
    }
