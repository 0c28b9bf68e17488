"""The request of a view behind the sign-in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tiepdan.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that passed LoginRequiredMiddleware: `user` is a real User."""

    user: User
    htmx: HtmxDetails
