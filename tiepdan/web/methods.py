"""A method that a page does not offer: refused with words, like everything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _

from tiepdan.web.errors import wants_json
from tiepdan.web.views import error_page

OFFERED = ("GET", "HEAD", "POST")


class MethodsMiddleware:
    """Django answers 405 with an empty page; here it says what happened. Pages and acts know GET and POST alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.method in OFFERED
        answer = self.get_response(request) if known else HttpResponseNotAllowed(OFFERED)
        return _in_words(request, answer) if answer.status_code == 405 and not answer.content else answer


def _in_words(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    answer = _json() if wants_json(request) else error_page(request, 405)
    answer["Allow"] = refused["Allow"]
    return answer


def _json() -> HttpResponse:
    message = _("Không làm được việc này bằng cách đó. Xin tải lại trang rồi bấm lại.")
    return JsonResponse({"code": "method_not_offered", "message": message}, status=405)
