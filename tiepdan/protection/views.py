"""Whoever hears the wish for protection notes it with one click; the denouncer himself by code."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiepdan.protection import access, actions
from tiepdan.web.requests import SignedInRequest


@require_POST
def ask(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_to_stop(request.user, registration_id)
    actions.ask_protection(registration, by=request.user)
    messages.success(request, _("Đã dừng tiếp trực tuyến; mời người tố cáo đến gặp trực tiếp."))
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Trigger": "acted"})
    if access.sees_the_file(request.user):
        return redirect("registrations:denunciation", registration.pk)
    return redirect("desk:site", registration.site_id)
