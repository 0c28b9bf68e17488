"""Makes PostgreSQL refuse any write made while answering a GET."""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def writes_on_get(view: View) -> View:
    """Marks a view that must write while it answers a GET, or that streams: the reason stands beside it."""
    view.writes_on_get = True  # type: ignore[attr-defined]
    return view


class ReadOnlyGetMiddleware:
    """Innermost middleware: only the view runs inside it, so sessions may still be saved outside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or _may_write(request):
            return self.get_response(request)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            return self.get_response(request)


def _may_write(request: HttpRequest) -> bool:
    """True for marked views and for allauth's, which keep their steps in rows."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return True  # the 404 page asks for nothing
    return getattr(view, "writes_on_get", False) or view.__module__.startswith("allauth.")
