"""The note-taker's page: the text is the page. `protected` is True behind the door of denunciations."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tiepdan.hearings.models import Hearing
from tiepdan.law.outcome import MINUTES_DUTIES
from tiepdan.minutes import access, actions, checks, printing, texts
from tiepdan.minutes.forms import TextForm
from tiepdan.minutes.models import Minutes
from tiepdan.minutes.pages import go
from tiepdan.web.requests import SignedInRequest

ROWS_ON_LIST = 200


@require_safe
def minutes_list(request: SignedInRequest, *, protected: bool = False) -> HttpResponse:
    rows = access.hearings_for(request.user, protected=protected).exclude(status="called")
    rows = rows.order_by("-session__starts_at", "number")[:ROWS_ON_LIST]
    context = {
        "rows": [(one, getattr(one, "minutes", None)) for one in rows],
        "protected": protected,
        "has_other_door": access.has_protected_door(request.user),
        "general_url": reverse("minutes:list"),
        "may_write": request.user.role in access.WRITERS,
        "may_sign": request.user.role in access.SIGNERS,
        "sessions": access.sessions_to_conclude(request.user).filter(opened_at__isnull=False).order_by("-held_on")[:10],
    }
    return render(request, "minutes/list.html", context)


@require_safe
def edit(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_for(request.user, hearing_id, protected=protected)
    minutes = access.opened_minutes_of(hearing)
    if minutes is None:
        return render(request, "minutes/not_open.html", {"hearing": hearing, "may_write": _may_write(request)})
    return render(request, "minutes/edit.html", _page_of(request, hearing, minutes, protected=protected))


def _page_of(request: SignedInRequest, hearing: Hearing, minutes: Minutes, *, protected: bool) -> dict[str, object]:
    may_write = _may_write(request)
    return {
        "hearing": hearing,
        "session": hearing.session,
        "registration": hearing.registration,
        "case": hearing.registration.case,
        "citizen": printing.citizen_line(hearing.registration),
        "minutes": minutes,
        "protected": protected,
        "may_write": may_write,
        "may_sign": request.user.role in access.SIGNERS,
        "may_decide": request.user.role in access.DECIDERS,
        "is_writable": may_write and minutes.status in checks.WRITABLE,
        "form": printing.minutes_form(minutes, at=minutes.saved_at, is_draft=True),
        "pauses": texts.pauses(hearing),
        "paragraphs": texts.paragraphs(minutes),
        "speakers": _speakers(hearing),
        "duties": MINUTES_DUTIES,
    }


def _may_write(request: SignedInRequest) -> bool:
    return request.user.role in access.WRITERS


def _speakers(hearing: Hearing) -> list[str]:
    """Whom a paragraph can begin with: the citizen, the chair, the sites."""
    sites = hearing.session.sites.select_related("office").exclude(pk=hearing.registration.site_id)
    names = [hearing.registration.case.person_label, str(hearing.session.receiver)]
    return [*names, *(str(site) for site in sites.order_by("-is_central", "office__name")[:5])]


@require_POST
def open_minutes(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    actions.open_minutes(hearing, by=request.user)
    return go(request, "minutes:edit", hearing.pk)


@require_POST
def save(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "minutes/_saved.html", {"minutes": access.minutes_of(hearing), "form": form}, status=422)
    minutes = actions.save(access.minutes_of(hearing), by=request.user, **form.cleaned_data)
    if not request.htmx:
        return go(request, "minutes:edit", hearing.pk)
    return render(request, "minutes/_saved.html", {"minutes": minutes})


@require_safe
def stored(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    """The text as it is stored now, for the window that typed on top of an older version."""
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    minutes = access.minutes_of(hearing)
    return render(request, "minutes/_stored.html", {"minutes": minutes, "parts": texts.parts_of(minutes)})


@require_safe
def pauses(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    return render(request, "minutes/_pauses.html", {"pauses": texts.pauses(hearing), "hearing": hearing})


@require_POST
def read_back(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    actions.read_back(access.minutes_of(hearing), by=request.user)
    return go(request, "minutes:edit", hearing.pk)


@require_POST
def read_on(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    typed = request.POST.get("paragraph", "")
    paragraph = int(typed) if typed.isdecimal() and len(typed) < 6 else 0
    minutes = actions.read_on(access.minutes_of(hearing), by=request.user, paragraph=paragraph)
    if not request.htmx:
        return go(request, "minutes:edit", hearing.pk)
    context = {"minutes": minutes, "hearing": hearing, "paragraphs": texts.paragraphs(minutes)}
    return render(request, "minutes/_reader.html", context)


@require_POST
def agree(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    actions.agree(access.minutes_of(hearing), by=request.user)
    return go(request, "minutes:edit", hearing.pk)


@require_POST
def reopen(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_write(request.user, hearing_id, protected=protected)
    actions.reopen(access.minutes_of(hearing), by=request.user, reason=request.POST.get("reason", ""))
    return go(request, "minutes:edit", hearing.pk)


@require_safe
def readback_fragment(request: SignedInRequest, site_id: UUID, *, protected: bool = False) -> HttpResponse:
    """For the site's screen: what is being read, in large letters from where the reader stands. Empty otherwise."""
    del protected  # the site's own door serves both classes: the person who listens sits there
    minutes = access.read_back_at(request.user, site_id)
    if minutes is None:
        return render(request, "minutes/_readback.html", {})
    lines = texts.paragraphs(minutes)
    here = min(minutes.read_paragraph, max(len(lines) - 1, 0))
    context = {
        "minutes": minutes,
        "before": lines[here - 1] if here else None,
        "now": lines[here] if lines else None,
        "after": lines[here + 1 : here + 4],
        "number": here + 1,
        "total": len(lines),
    }
    return render(request, "minutes/_readback.html", context)
