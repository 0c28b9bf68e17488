"""The one-click sign-in of the demo. Everything here ends in 404 unless settings.DEMO."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from tiepdan.accounts.models import User
from tiepdan.demo.people import host_label

View = Callable[[HttpRequest], HttpResponse]

SALT = "tiepdan.demo.door"
SECONDS = 5 * 60


class StaleTicket(Exception):
    """The front page stood open longer than its tickets live."""


def only_in_the_demo(view: View) -> View:
    """The page does not exist outside the demo."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


def ticket_for(user: User) -> str:
    """A ticket that opens one person's own host for five minutes."""
    return signing.dumps({"user": user.pk, "host": host_label(user.username)}, salt=SALT)


def person_of(ticket: str, host: str) -> User:
    """The person whom the ticket opens on this host.

    Raises: Http404 for a forged ticket, or one made for another person's host; StaleTicket.
    """
    try:
        content = signing.loads(ticket, salt=SALT, max_age=SECONDS)
    except signing.SignatureExpired as error:
        raise StaleTicket from error
    except signing.BadSignature as error:
        raise Http404 from error
    user = User.objects.filter(pk=content["user"], is_active=True).first()
    if user is None or host != f"{content['host']}.localhost" or content["host"] != host_label(user.username):
        raise Http404
    return user
