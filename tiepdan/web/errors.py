"""Turns a DomainError into one page or one HTMX fragment, so that no view catches it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tiepdan.accounts.names import REASON_TOO_LONG
from tiepdan.errors import DomainError
from tiepdan.law.refusal import RuleRefused


class DomainErrorMiddleware:
    """Shows a refusal (thao tác không hợp lệ): htmx puts it into #messages, a plain form gets a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RuleRefused):  # the law's own answer: a year without holidays, a date before the law
            error = DomainError(error.code, error.message)
        if not isinstance(error, DomainError):
            return None
        if wants_json(request):
            return _json(error)
        if request.headers.get("HX-Request"):
            return _fragment(request, error)
        page = {"error": error, "closes": False, "again": _typed_again(request, error)}
        return render(request, "web/errors/refused.html", page, status=error.status)


def wants_json(request: HttpRequest) -> bool:
    """True for the calls of our own scripts, which ask for JSON and nothing else."""
    return request.headers.get("Accept", "") == "application/json"


def _typed_again(request: HttpRequest, error: DomainError) -> dict[str, object] | None:
    """A reason that was too long stands on the page again, to be shortened, with what went along with it."""
    if error.code != REASON_TOO_LONG:
        return None
    others = [(name, value) for name, value in request.POST.items() if name not in ("reason", "csrfmiddlewaretoken")]
    return {"reason": request.POST.get("reason", ""), "others": others}


def _json(error: DomainError) -> HttpResponse:
    return JsonResponse({"code": error.code, "message": error.message}, status=error.status)


def _fragment(request: HttpRequest, error: DomainError) -> HttpResponse:
    response = render(request, "web/errors/_refused.html", {"error": error, "closes": True}, status=error.status)
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML"
    return response
