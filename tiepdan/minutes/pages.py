"""Where a page leads to, and how a file is handed out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tiepdan.documents import docx as letters


def go(request: HttpRequest, name: str, *args: object) -> HttpResponseRedirect:
    """To another page of the same door: general pages lead to general ones, protected to protected."""
    match = request.resolver_match
    return HttpResponseRedirect(reverse(name, args=args, current_app=match.namespace if match else None))


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser; its file name says nothing of a person. Not kept by caches."""
    return file(content, "application/pdf", f"{name}.pdf")


def docx(content: bytes, name: str) -> HttpResponse:
    """A letter for Word; its file name says nothing of a person. Not kept by caches."""
    return file(content, letters.MEDIA_TYPE, f"{name}.docx")


def file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file shown in the browser, kept by nobody on the way."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
