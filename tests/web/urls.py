"""The pages of `web`, of allauth, and a few that fail in known ways."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tiepdan.errors import DomainError
from tiepdan.web.readonly import writes_on_get


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    raise DomainError("slot_full", "Khung giờ này đã đủ lượt.")


@login_not_required
def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def too_big(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


@login_not_required
def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the server")


@login_not_required
def write(request: HttpRequest) -> HttpResponse:
    Group.objects.create(name="written")
    return HttpResponse("written")


@login_not_required
@writes_on_get
def write_with_leave(request: HttpRequest) -> HttpResponse:
    Group.objects.create(name="written")
    return HttpResponse("written")


@login_not_required
def screen(request: HttpRequest) -> HttpResponse:
    return render(request, "web/base_screen.html")


def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "web/base_office.html")


urlpatterns = [
    path("", include("tiepdan.web.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("refuse/", refuse),
    path("forbid/", forbid),
    path("too-big/", too_big),
    path("crash/", crash),
    path("write/", write),
    path("write-with-leave/", write_with_leave),
    path("screen/", screen),
    path("closed/", closed),
    path("quan-ly/phien/", closed),
    path("lich-tiep/", refuse),
]
handler400 = "tiepdan.web.views.bad_request"
handler403 = "tiepdan.web.views.forbidden"
handler404 = "tiepdan.web.views.not_found"
handler500 = "tiepdan.web.views.server_error"
