"""No office page without a second factor (allauth's TOTP or WebAuthn)."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN_PREFIXES = ("/tai-khoan/", "/static/", "/ngon-ngu/", "/tro-giup/")
DEMO_SESSION_KEY = "second_factor_at"  # set by the demo's one-click door only


class SecondFactorMiddleware:
    """Sends a signed-in person who has not shown a second factor to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PREFIXES) or not request.user.is_authenticated or has_second_factor(request):
            return self.get_response(request)
        return redirect("mfa_activate_totp")


def has_second_factor(request: HttpRequest) -> bool:
    """True when this very sign-in showed a second factor, or came through the demo's door while there is one."""
    if settings.DEMO and DEMO_SESSION_KEY in request.session:
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
