"""The sign-in that ran out while somebody was writing: back to the page with the form, where the text was kept."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Closes every page, like Django's; an act that comes too late leads to its page, not to an address without one."""

    def handle_no_permission(  # type: ignore[override]  # htmx leaves by a header, not by a redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        from_htmx = request.headers.get("HX-Request") == "true"
        if request.method in ("GET", "HEAD") and not from_htmx:
            return super().handle_no_permission(request, view_func)
        page = _own_path(request, request.headers.get("HX-Current-URL" if from_htmx else "Referer", ""))
        answer = redirect_to_login(page, resolve_url(settings.LOGIN_URL))
        answer["Location"] += "&giu=1"
        return HttpResponseClientRedirect(answer["Location"]) if from_htmx else answer


def _own_path(request: HttpRequest, address: str) -> str:
    """The path of a page of this house, or the first page after signing in."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a header that no browser sends
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    if parts.netloc != request.get_host() or not parts.path:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
