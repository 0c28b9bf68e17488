"""The chair's table: the file, the face, the floor, the clock; and the acts on one hearing."""

from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from tiepdan.hearings import access, actions, queries
from tiepdan.hearings.enums import InterruptionCause
from tiepdan.hearings.forms import ShowForm
from tiepdan.hearings.models import Hearing
from tiepdan.hearings.views import done, seen, site_of, stage_urls
from tiepdan.law.conduct import RECORDING_NOTICE
from tiepdan.rooms import actions as rooms
from tiepdan.schedule.models import ReceptionSession, SessionSite
from tiepdan.web.requests import SignedInRequest

PARTS = {
    "ho-so": "hearings/_matter.html",
    "phat-bieu": "hearings/_floor.html",
    "dong-ho": "hearings/_time.html",
    "trang-thai": "hearings/_chair_status.html",
}


@require_safe
def chair(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = access.session_at_the_centre(request.user, session_id)
    return render(request, "hearings/chair.html", _chair(request, session))


@require_safe
def chair_part(request: SignedInRequest, session_id: UUID, part: str) -> HttpResponse:
    session = access.session_at_the_centre(request.user, session_id)
    if part not in PARTS:
        raise Http404
    return render(request, PARTS[part], _chair(request, session))


@require_POST
def give_floor(request: SignedInRequest, hearing_id: UUID, site_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.give_floor(hearing, site_of(hearing.session, site_id), by=request.user)
    return _done(request, hearing)


@require_POST
def take_floor(request: SignedInRequest, hearing_id: UUID, site_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.take_floor(hearing, site_of(hearing.session, site_id), by=request.user)
    return _done(request, hearing)


@require_POST
def add_site(request: SignedInRequest, hearing_id: UUID, site_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.add_site(hearing, site_of(hearing.session, site_id), by=request.user)
    return _done(request, hearing)


@require_POST
def show_paper(request: SignedInRequest, hearing_id: UUID, paper_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    paper = queries.papers(hearing).filter(pk=paper_id).first()
    form = ShowForm(request.POST)
    if paper is None or not form.is_valid():
        raise Http404
    actions.show_paper(hearing, paper, form.cleaned_data["page"], by=request.user)
    return _done(request, hearing)


@require_POST
def hide_paper(request: SignedInRequest, hearing_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.hide_paper(hearing, by=request.user)
    return _done(request, hearing)


@require_POST
def interrupt(request: SignedInRequest, hearing_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.interrupt(hearing, cause=InterruptionCause.CHAIR, by=request.user)
    return _done(request, hearing)


@require_POST
def resume(request: SignedInRequest, hearing_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.resume(hearing, by=request.user)
    return _done(request, hearing)


@require_POST
def forbid_own_recording(request: SignedInRequest, hearing_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.forbid_own_recording(hearing, by=request.user, reason=request.POST.get("reason", ""))
    return _done(request, hearing)


@require_POST
def note_notice_read(request: SignedInRequest, hearing_id: UUID, site_id: UUID) -> HttpResponse:
    """The chair, or the coordinator for him, has read the recording notice to a site."""
    hearing = access.hearing_to_run(request.user, hearing_id)
    place = access.place_in(hearing, site_of(hearing.session, site_id))
    rooms.note_notice_read(place, by=request.user, words=RECORDING_NOTICE.text)
    return _done(request, hearing)


@require_POST
def end(request: SignedInRequest, hearing_id: UUID) -> HttpResponse:
    hearing = access.hearing_to_run(request.user, hearing_id)
    actions.end(hearing, by=request.user, reason=request.POST.get("reason", ""))
    return _done(request, hearing)


def _done(request: SignedInRequest, hearing: Hearing) -> HttpResponse:
    page = "hearings:table" if request.POST.get("from") == "table" else "hearings:chair"
    return done(request, reverse(page, args=[hearing.session_id]))


def _chair(request: SignedInRequest, session: ReceptionSession) -> dict[str, Any]:
    """All that the chair's table shows, each thing read when a template asks."""
    hearing = queries.open_hearing(session)
    context: dict[str, Any] = {
        "session": session,
        "hearing": hearing,
        "may_run": access.may_run(request.user),
        "stage_urls": stage_urls(session),
        "signs": cache(lambda: seen(session)),
        "waiting": SimpleLazyObject(queries.queue(session).filter(status="waiting").count),  # read by blocktranslate
    }
    if hearing is None:
        return context
    floor = cache(lambda: queries.floor(session, hearing))
    shown = hearing.shown_papers.filter(hidden_at__isnull=True).select_related("paper")
    interruptions = hearing.interruptions.filter(ended_at__isnull=True).select_related("site__office")
    return {
        **context,
        "case": hearing.registration.case,
        "papers": queries.papers(hearing),
        "shown": cache(shown.first),
        "floor": floor,
        "recording_notice": RECORDING_NOTICE,
        "others": cache(lambda: _others(session, floor())),
        "interruption": cache(interruptions.first),
        "stood_still": cache(lambda: _stood_still(hearing)),
        "decide_url": _later_url(hearing, "decide"),
        "decided_url": _later_url(hearing, "decided"),
        "agencies": queries.agencies(),
    }


def _others(session: ReceptionSession, floor: list[queries.SiteTile]) -> list[SessionSite]:
    """The sites that could be asked to join the hearing."""
    taking_part = {tile.site.pk for tile in floor}
    return [site for site in session.sites.select_related("office") if site.pk not in taking_part]


def _stood_still(hearing: Hearing) -> timedelta:
    now = timezone.now()
    return sum(((one.ended_at or now) - one.began_at for one in hearing.interruptions.all()), timedelta())


def _later_url(hearing: Hearing, name: str) -> str:
    """The later step that keeps what was decided; the table works without it."""
    try:
        door = "followup-protected" if hearing.registration.case.is_denunciation else "followup"
        return reverse(f"{door}:{name}", args=[hearing.pk])
    except NoReverseMatch:
        return ""
