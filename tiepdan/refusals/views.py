"""One page: what the refusal asks for, what is done of it. `protected` is True behind the denunciations' door."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.errors import DomainError
from tiepdan.refusals import access, actions
from tiepdan.refusals.forms import ExplanationForm, NoticeForm
from tiepdan.refusals.queries import after_refusal
from tiepdan.registrations.models import Registration
from tiepdan.web.requests import SignedInRequest


@require_safe
def show(request: SignedInRequest, registration_id: UUID, *, protected: bool = False) -> HttpResponse:
    return _page(request, access.refused_registration(request.user, registration_id, protected=protected))


@require_POST
def issue_notice(request: SignedInRequest, registration_id: UUID, *, protected: bool = False) -> HttpResponse:
    registration = access.refusal_to_finish(request.user, registration_id, protected=protected)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _page(request, registration, notice_form=form, status=422)
    try:
        actions.issue_notice(registration, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return _page(request, registration, notice_form=form, status=refused.status)
    messages.success(request, _("Đã ghi Mẫu 01/TCD; thời hạn ban hành kết thúc."))
    return _back(request, registration)


@require_POST
def note_explanation(request: SignedInRequest, registration_id: UUID, *, protected: bool = False) -> HttpResponse:
    registration = access.refusal_to_finish(request.user, registration_id, protected=protected)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        return _page(request, registration, explanation_form=form, status=422)
    try:
        actions.note_explanation(registration, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return _page(request, registration, explanation_form=form, status=refused.status)
    messages.success(request, _("Đã ghi việc giải thích."))
    return _back(request, registration)


def _page(request: SignedInRequest, registration: Registration, *, status: int = 200, **forms: Any) -> HttpResponse:
    after = after_refusal(registration)
    context = {
        "registration": registration,
        "after": after,
        "may_finish": access.may_finish(request.user),
        "notice_form": forms.get("notice_form") or NoticeForm(initial={"legal_basis": after.legal_basis}),
        "explanation_form": forms.get("explanation_form") or ExplanationForm(),
    }
    return render(request, "refusals/show.html", context, status=status)


def _back(request: SignedInRequest, registration: Registration) -> HttpResponse:
    """To the page, inside the door that the request came through."""
    space = request.resolver_match.namespace if request.resolver_match else "refusals"
    return redirect(reverse("refusals:show", args=[registration.pk], current_app=space))
