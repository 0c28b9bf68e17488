"""Clocks that are late or soon will be, and the events of one. `protected` is True behind the denunciations' door."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tiepdan.clocks import access, actions, queries
from tiepdan.clocks.forms import EventForm, FactsForm
from tiepdan.clocks.models import RunningClock
from tiepdan.law.clock_table import find
from tiepdan.web.requests import SignedInRequest

SOON = timedelta(days=7)
ROWS_ON_PAGE = 50
FILTERS = {
    "late": gettext_lazy("Quá hạn"),
    "soon": gettext_lazy("Đến hạn trong 7 ngày"),
    "open": gettext_lazy("Đang chạy"),
    "all": gettext_lazy("Tất cả"),
}
EVENTS = {
    "pause": (actions.pause, gettext_lazy("Đã ghi việc tạm đình chỉ.")),
    "resume": (actions.resume, gettext_lazy("Đã ghi việc tiếp tục; ngày cuối được tính lại.")),
    "stop": (actions.stop, gettext_lazy("Đã kết thúc thời hạn.")),
}


@require_safe
def overdue(request: SignedInRequest, *, protected: bool = False) -> HttpResponse:
    today = timezone.localdate()
    rows = access.clocks_for(request.user, protected=protected)
    counts = {"late": rows.overdue(today).count(), "soon": rows.due_between(today, today + SOON).count()}
    chosen = request.GET.get("loc", "late")
    if chosen == "late":
        rows = rows.overdue(today)
    elif chosen == "soon":
        rows = rows.due_between(today, today + SOON)
    elif chosen == "open":
        rows = rows.filter(stopped_on__isnull=True)
    page = Paginator(rows.order_by("due_on", "pk"), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "lines": queries.lines_of(page.object_list, today),
        "counts": counts,
        "filters": FILTERS.items(),
        "chosen": chosen,
        "protected": protected,
        "has_other_door": access.has_protected_door(request.user),
        "general_url": reverse("clocks:overdue"),
    }
    return render(request, "clocks/overdue.html", context)


@require_safe
def clock(request: SignedInRequest, clock_id: UUID, *, protected: bool = False) -> HttpResponse:
    return _clock_page(request, access.clock_for(request.user, clock_id, protected=protected), protected=protected)


def _clock_page(
    request: SignedInRequest, found: RunningClock, *, protected: bool, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "line": queries.lines_of([found], timezone.localdate())[0],
        "clock": found,
        "can_pause": find(found.rule).can_pause,
        "may_keep": request.user.role in access.KEEPERS and found.stopped_on is None,
        "event_form": forms.get("event_form") or EventForm(),
        "facts_form": forms.get("facts_form") or FactsForm(clock=found),
        "protected": protected,
    }
    return render(request, "clocks/clock.html", context, status=status)


@require_POST
def note_event(request: SignedInRequest, clock_id: UUID, event: str, *, protected: bool = False) -> HttpResponse:
    found = access.clock_to_keep(request.user, clock_id, protected=protected)
    form = EventForm(request.POST)
    if not form.is_valid():
        return _clock_page(request, found, event_form=form, protected=protected, status=422)
    act, words = EVENTS[event]
    act(found, by=request.user, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"])
    messages.success(request, words)
    return _back(request, found)


@require_POST
def change_facts(request: SignedInRequest, clock_id: UUID, *, protected: bool = False) -> HttpResponse:
    found = access.clock_to_keep(request.user, clock_id, protected=protected)
    form = FactsForm(request.POST, clock=found)
    if not form.is_valid():
        return _clock_page(request, found, facts_form=form, protected=protected, status=422)
    actions.change_facts(found, by=request.user, given=form.given, reason=form.cleaned_data["reason"])
    messages.success(request, _("Đã ghi tình tiết; ngày cuối được tính lại."))
    return _back(request, found)


def _back(request: SignedInRequest, found: RunningClock) -> HttpResponse:
    """To the clock, inside the door that the page came through."""
    space = request.resolver_match.namespace if request.resolver_match else "clocks"
    return redirect(reverse("clocks:clock", args=[found.pk], current_app=space))
