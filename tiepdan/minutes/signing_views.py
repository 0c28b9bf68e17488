"""At the site where the citizen sits: print, have it signed, send the scan back."""

import mimetypes
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.documents import pdfs
from tiepdan.errors import DomainError
from tiepdan.minutes import access, actions, pages, printing
from tiepdan.minutes.forms import SignForm
from tiepdan.registrations import paper_files
from tiepdan.web.requests import SignedInRequest


@require_safe
def to_sign(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_sign(request.user, hearing_id, protected=protected)
    minutes = access.minutes_of(hearing)
    template = "minutes/_signing.html" if request.htmx else "minutes/to_sign.html"
    return render(request, template, {"hearing": hearing, "minutes": minutes, "form": SignForm()})


@require_POST
def sign(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_sign(request.user, hearing_id, protected=protected)
    minutes = access.minutes_of(hearing)
    form = SignForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(
            request, "minutes/to_sign.html", {"hearing": hearing, "minutes": minutes, "form": form}, status=422
        )
    uploaded = form.cleaned_data["scan"]
    scan = paper_files.keep(uploaded, title=_("Biên bản đã ký")) if uploaded else None
    actions.sign(
        minutes, by=request.user, signature=form.cleaned_data["signature"], note=form.cleaned_data["note"], scan=scan
    )
    messages.success(request, _("Đã nhận biên bản đã ký. Nội dung được khóa và đã ghi Sổ tiếp công dân."))
    return pages.go(request, "minutes:to-sign", hearing.pk)


@require_safe
def printed(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    """The PDF/A that is signed; before it is agreed a draft that says so."""
    hearing = access.hearing_for(request.user, hearing_id, protected=protected)
    minutes = access.minutes_of(hearing)
    name = f"bien-ban-{hearing.session.held_on:%Y%m%d}-{hearing.number:02d}"
    if minutes.pdf_name:
        return pages.pdf(_kept(minutes.pdf_name, minutes.pdf_sha256), name)
    form = printing.minutes_form(minutes, at=minutes.saved_at, is_draft=True)
    return pages.pdf(pdfs.minutes(form, made_at=minutes.saved_at), f"{name}-du-thao")


@require_safe
def scan(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    """The signed copy as it was scanned."""
    hearing = access.hearing_for(request.user, hearing_id, protected=protected)
    minutes = access.minutes_of(hearing)
    if not minutes.scan_name:
        raise Http404
    media_type = mimetypes.guess_type(minutes.scan_name)[0] or "application/octet-stream"
    suffix = minutes.scan_name.rpartition(".")[2]
    return pages.file(_kept(minutes.scan_name, minutes.scan_sha256), media_type, f"bien-ban-da-ky.{suffix}")


def _kept(name: str, sha256: str) -> bytes:
    """The file, if it is still the one whose hash was kept."""
    content = paper_files.path_of(name).read_bytes()
    if actions.sha256_of(content) != sha256:
        raise DomainError(
            "file_changed", _("Tệp đã bị thay đổi sau khi lưu; xin báo quản trị hệ thống, không dùng tệp này.")
        )
    return content
