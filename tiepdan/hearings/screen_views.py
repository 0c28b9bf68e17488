"""The wall screen of a site: waiting, in the hearing, and the few acts of its officer."""

from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.errors import DomainError
from tiepdan.hearings import access, actions, queries
from tiepdan.hearings.views import done
from tiepdan.law.conduct import RECORDING_NOTICE
from tiepdan.places.queries import posted_at
from tiepdan.registrations import paper_files
from tiepdan.rooms import actions as rooms
from tiepdan.schedule.models import SessionSite
from tiepdan.web.readonly import writes_on_get
from tiepdan.web.requests import SignedInRequest

PARTS = {"cho": "hearings/_waiting.html", "thanh": "hearings/_screen_bar.html"}


@require_safe
def show(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    site = access.site_at_my_office(request.user, site_id)
    return render(request, "hearings/screen.html", _screen(site))


@require_safe
def screen_part(request: SignedInRequest, site_id: UUID, part: str) -> HttpResponse:
    site = access.site_at_my_office(request.user, site_id)
    if part not in PARTS:
        raise Http404
    return render(request, PARTS[part], _screen(site))


@require_POST
def ask_floor(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    site = access.site_at_my_office(request.user, site_id)
    hearing = access.hearing_at_my_site(site)
    if hearing is None:
        raise DomainError("not_admitted", _("Điểm cầu này chưa được mời vào lượt tiếp."))
    actions.ask_floor(hearing, site, by=request.user)
    return done(request, reverse("screen:show", args=[site.pk]))


@require_POST
def note_notice_read(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    """The officer has read the recording notice to the people who sit here."""
    site = access.site_at_my_office(request.user, site_id)
    hearing = access.hearing_at_my_site(site)
    if hearing is None:
        raise DomainError("not_admitted", _("Điểm cầu này chưa được mời vào lượt tiếp."))
    rooms.note_notice_read(access.place_in(hearing, site), by=request.user, words=RECORDING_NOTICE.text)
    return done(request, reverse("screen:show", args=[site.pk]))


@require_POST
def ask_help(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    site = access.site_at_my_office(request.user, site_id)
    alarms.raise_alarm(site.session, AlarmKind.HELP_ASKED, site=site)
    return done(request, reverse("screen:show", args=[site.pk]))


@require_safe
@writes_on_get  # keeps the page's picture on the disk for the next reader; no row is written
def shown_page(request: SignedInRequest, hearing_id: UUID, paper_id: UUID, page: int) -> HttpResponse:
    hearing = access.hearing_seen_by(request.user, hearing_id)
    on_show = hearing.shown_papers.filter(paper=paper_id, page=page, hidden_at__isnull=True)
    shown = on_show.select_related("paper").first()
    if shown is None:
        raise Http404
    picture = paper_files.page_image(shown.paper.file_name, shown.paper.media_type, page)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=60"})


@require_safe
def my_screen(request: SignedInRequest) -> HttpResponse:
    """Today's screen of the office: what a bookmark on the wall computer opens."""
    site = access.screen_of_today(request.user)
    if site is None:
        return render(request, "hearings/no_screen.html")
    return redirect("screen:show", site.pk)


def _screen(site: SessionSite) -> dict[str, Any]:
    """All that the screen shows, what belongs to one part only is read when that part asks."""
    hearing = access.hearing_at_my_site(site)
    return {
        "site": site,
        "session": site.session,
        "hearing": hearing,
        "numbers": cache(lambda: queries.numbers(site)),
        "texts": cache(lambda: posted_at(site.office.agency_id, site.session.held_on)),
        "recording_notice": RECORDING_NOTICE,
        "asks": bool(hearing and hearing.floor_requests.filter(site=site, answered_at__isnull=True).exists()),
        "has_floor": bool(hearing and hearing.floor_grants.filter(site=site, taken_at__isnull=True).exists()),
        "readback_url": _readback_url(site) if hearing else "",
        "place": access.place_in(hearing, site) if hearing else None,
    }


def _readback_url(site: SessionSite) -> str:
    """The minutes as they are read back, made by the later step; empty until it exists."""
    try:
        return reverse("minutes:readback-fragment", args=[site.pk])
    except NoReverseMatch:
        return ""
