"""The demo opens on the list of its people; the public front page is on everybody's own host."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tiepdan.demo import views


class FrontPageMiddleware:
    """Answers `/` of the bare host with the demo's people. In the list of middleware only when settings.DEMO."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_front = request.path == "/" and request.method != "POST" and request.get_host() == _bare_host()
        return views.front(request) if is_front and settings.DEMO else self.get_response(request)


def _bare_host() -> str:
    return settings.BASE_URL.partition("://")[2]
