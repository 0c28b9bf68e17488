"""How a matter is being settled: its events, its clocks, and the next event. `protected`: the denunciations' door."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.cases.models import Case
from tiepdan.clocks.queries import clocks_of
from tiepdan.errors import DomainError
from tiepdan.law.event_table import STEPS
from tiepdan.law.events import Event
from tiepdan.minutes.pages import go
from tiepdan.settlement import access, actions, queries
from tiepdan.settlement.forms import NoteForm, TakeBackForm
from tiepdan.web.requests import SignedInRequest


@require_safe
def show(request: SignedInRequest, case_id: UUID, *, protected: bool = False) -> HttpResponse:
    case = access.case_to_read(request.user, case_id, protected=protected)
    chosen = request.GET.get("su-kien", "")
    form = NoteForm(event=_event(chosen), protected=protected) if chosen and access.may_keep(request.user) else None
    return _page(request, case, protected=protected, note_form=form)


@require_POST
def note(request: SignedInRequest, case_id: UUID, event: str, *, protected: bool = False) -> HttpResponse:
    case = access.case_to_keep(request.user, case_id, protected=protected)
    form = NoteForm(request.POST, event=_event(event), protected=protected)
    if not form.is_valid():
        return _page(request, case, protected=protected, note_form=form, status=422)
    try:
        actions.note(case, by=request.user, event=form.event, **form.found)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return _page(request, case, protected=protected, note_form=form, status=refused.status)
    messages.success(request, _("Đã ghi sự kiện; các thời hạn được tính theo."))
    return go(request, "settlement:show", case.pk)


@require_POST
def take_back(request: SignedInRequest, case_id: UUID, *, protected: bool = False) -> HttpResponse:
    case = access.case_to_keep(request.user, case_id, protected=protected)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, case, protected=protected, take_back_form=form, status=422)
    actions.take_back(case, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã bỏ sự kiện ghi nhầm; các thời hạn trở lại như trước."))
    return go(request, "settlement:show", case.pk)


def _page(request: SignedInRequest, case: Case, *, protected: bool, status: int = 200, **forms: Any) -> HttpResponse:
    may_keep, note_form = access.may_keep(request.user), forms.get("note_form")
    context = {
        "case": case,
        "events": queries.events_of(case),
        "last": access.last_event(case),
        "clocks": clocks_of(case, timezone.localdate()),
        "possible": [(event.value, STEPS[event].label) for event in queries.possible_now(case)] if may_keep else [],
        "may_keep": may_keep,
        "note_form": note_form,
        "chosen": STEPS[note_form.event] if note_form else None,
        "take_back_form": forms.get("take_back_form") or TakeBackForm(),
        "protected": protected,
    }
    return render(request, "settlement/show.html", context, status=status)


def _event(value: str) -> Event:
    try:
        return Event(value)
    except ValueError:
        raise Http404 from None
