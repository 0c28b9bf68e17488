"""A citizen follows the matter by code: no account, the code comes by POST and is kept in the session only."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiepdan.followup import access, actions
from tiepdan.followup.forms import CodeForm
from tiepdan.followup.queries import place_now
from tiepdan.followup.timeline import steps_of
from tiepdan.protection import actions as protection
from tiepdan.registrations.enums import RegistrationStatus as S
from tiepdan.registrations.models import Registration

KEPT = "follow"
KEEP_SECONDS = 3600


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, *, protected: bool = False) -> HttpResponse:
    """A wrong code and a code of the other class get the same page, the same status, the same work."""
    if request.method != "POST":
        return render(request, "followup/enter.html", {"form": CodeForm(), "protected": protected})
    address = request.META.get("REMOTE_ADDR", "")
    if access.is_tired_of(address):
        context = {"form": CodeForm(), "protected": protected, "is_tired": True}
        return render(request, "followup/enter.html", context, status=429)
    form = CodeForm(request.POST)
    found = access.by_code(form.cleaned_data["code"] if form.is_valid() else "", protected=protected)
    if found is None:
        actions.note_wrong_code(address)
        context = {"form": CodeForm(), "protected": protected, "is_wrong": True}
        return render(request, "followup/enter.html", context, status=422)
    request.session[KEPT] = str(found.pk)
    request.session.set_expiry(KEEP_SECONDS)
    return redirect("follow:show")


@login_not_required
@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    registration = _kept(request)
    if registration is None:
        return redirect("follow:enter")
    context = {**_now(registration), "steps": steps_of(registration, timezone.now())}
    context["may_ask_protection"] = registration.has_waived_protection and registration.can_move_to(S.WITHDRAWN)
    return render(request, "followup/show.html", context)


@login_not_required
@never_cache
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """The part that changes while one waits."""
    registration = _kept(request)
    if registration is None:
        return HttpResponse(status=204)
    return render(request, "followup/_now.html", _now(registration))


@login_not_required
@require_POST
def ask_protection(request: HttpRequest) -> HttpResponse:
    """A denouncer changes his mind, by the code that only he has: the online route stops at once."""
    registration = _kept(request)
    if registration is None:
        return redirect("follow:enter")
    protection.ask_protection(registration, by=None)
    return redirect("follow:show")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """On a shared computer nothing is left behind."""
    request.session.pop(KEPT, None)
    return redirect("follow:enter")


def _kept(request: HttpRequest) -> Registration | None:
    key = request.session.get(KEPT)
    return access.by_session_key(UUID(key)) if key else None


def _now(registration: Registration) -> dict[str, object]:
    return {"registration": registration, "case": registration.case, "place": place_now(registration)}
