"""Days of reception that heads owe, month by month."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.duties import access, actions, queries
from tiepdan.duties.forms import NoteForm, PostForm
from tiepdan.duties.models import DutyPost
from tiepdan.law.duties import DutyHolder
from tiepdan.schedule.access import month_after, month_before
from tiepdan.web.requests import SignedInRequest

FIRST_YEAR, LAST_YEAR = 2014, 2100


@require_safe
def month(request: SignedInRequest) -> HttpResponse:
    return _month(request)


@require_safe
def post(request: SignedInRequest, post_id: int) -> HttpResponse:
    """One head: the form to note a day."""
    return _post(request, access.post_to_note(request.user, post_id))


@require_POST
def note_day(request: SignedInRequest, post_id: int) -> HttpResponse:
    found = access.post_to_note(request.user, post_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _post(request, found, form=form, status=422)
    day = actions.note_day(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã ghi ngày tiếp."))
    return redirect(f"{reverse('duties:month')}?thang={day.held_on:%Y-%m}")


@require_POST
def assign(request: SignedInRequest) -> HttpResponse:
    access.require_assigner(request.user)
    form = PostForm(request.POST)
    if not form.is_valid():
        return _month(request, form=form, status=422)
    typed = form.cleaned_data
    actions.assign_post(typed.pop("agency"), by=request.user, holder=DutyHolder(typed.pop("holder")), **typed)
    messages.success(request, _("Đã ghi chức danh."))
    return redirect("duties:month")


def _month(request: SignedInRequest, *, form: PostForm | None = None, status: int = 200) -> HttpResponse:
    first_on = _first_day(request.GET.get("thang", ""))
    posts = access.posts_for(request.user).prefetch_related("noted_days")
    page: dict[str, Any] = {
        "first_on": first_on,
        "previous_on": month_before(first_on),
        "next_on": month_after(first_on),
        "rows": queries.months_of(posts, first_on, month_after(first_on)),
        "may_note": access.may_note(request.user),
        "may_assign": access.may_assign(request.user),
        "form": form or PostForm(),
    }
    return render(request, "duties/month.html", page, status=status)


def _post(
    request: SignedInRequest, found: DutyPost, *, form: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    form = form or NoteForm(initial={"held_on": timezone.localdate(), "received_by": found.full_name})
    return render(request, "duties/post.html", {"post": found, "form": form}, status=status)


def _first_day(text: str) -> date:
    """The month asked for, this one when it says nothing that a calendar knows."""
    this_month = timezone.localdate().replace(day=1)
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this_month
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else this_month
