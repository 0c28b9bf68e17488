"""What somebody typed, before any view reads it: composed, and without what nobody can see."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from tiepdan.accounts.names import visible_text


class TypedTextMiddleware:
    """Cleans every word of a query and of a form, so that no view can forget it: some read a word without a form.

    Two keyboards write "ế" in two ways, texts copied from a web page carry invisible marks, and PostgreSQL refuses NUL.
    White space stays: whether it counts is for the form to say.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """After the check of the token, which reads the form anyway; a view that reads the raw body is left alone."""
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]  # ours is made immutable below
        if request.POST:
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]  # as above


def _cleaned(typed: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True, encoding=typed.encoding)
    for name, values in typed.lists():
        cleaned.setlist(visible_text(name), [visible_text(value) for value in values])
    if cleaned == typed:
        return typed
    cleaned._mutable = False  # noqa: SLF001 -- Django has no other way to say it
    return cleaned
