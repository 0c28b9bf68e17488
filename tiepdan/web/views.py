"""The front page, help, the pattern book, and the pages shown when something did not work."""

import logging
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views import i18n
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST, require_safe

from tiepdan.web import pattern_book

logger = logging.getLogger(__name__)

set_language = login_not_required(require_POST(i18n.set_language))


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help.html")


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "web/components.html", pattern_book.examples())


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return error_page(request, 413)
    return error_page(request, 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return error_page(request, 403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return error_page(request, 404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("csrf check failed: %s", reason)
    return error_page(request, 403, template="csrf")


def server_error(request: HttpRequest) -> HttpResponse:
    """Stands by itself: neither the database nor a context processor may be needed to say that they are broken."""
    number = _number_to_read_out()
    logger.error("page of error %s shown for %s", number, request.path)
    facts = {"number": number, "help_phone": getattr(settings, "HELP_PHONE", "")}
    return HttpResponse(get_template("web/errors/500.html").render(facts), status=500)


def error_page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    """A page of failure with its number; the log line holds the same."""
    number = _number_to_read_out()
    logger.warning("page of error %s (%s) shown for %s", number, status, request.path)
    facts: dict[str, Any] = {"number": number}
    return render(request, f"web/errors/{template or status}.html", facts, status=status)


def _number_to_read_out() -> str:
    """Six digits in two groups, easy to say on the telephone; the log line holds the same."""
    digits = f"{secrets.randbelow(1_000_000):06d}"
    return f"{digits[:3]} {digits[3:]}"
