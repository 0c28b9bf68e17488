"""The demo's front page, and the door behind each of its buttons."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tiepdan.accounts.models import User
from tiepdan.accounts.second_factor import DEMO_SESSION_KEY
from tiepdan.demo import door, people

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Entrance:
    """One button of the front page."""

    user: User
    address: str
    ticket: str
    username: str
    password: str


@login_not_required
@require_safe
@door.only_in_the_demo
def front(request: HttpRequest) -> HttpResponse:
    entrances = [_entrance(user) for user in people.staff()]
    citizens = people.citizen_entries()
    return render(request, "demo/front.html", {"entrances": entrances, "citizens": citizens})


def _entrance(user: User) -> Entrance:
    address = people.own_address(user.username, reverse("demo:enter"))
    return Entrance(user, address, door.ticket_for(user), user.username, people.credentials(user.username).password)


@csrf_exempt  # posted from the front page's host; the signed ticket is the proof
@login_not_required
@require_POST
@door.only_in_the_demo
def enter(request: HttpRequest) -> HttpResponse:
    host = request.get_host().partition(":")[0]
    try:
        user = door.person_of(request.POST.get("ticket", ""), host)
    except door.StaleTicket:
        return redirect(settings.BASE_URL + reverse("demo:front"))
    login(request, user, backend=BACKEND)
    request.session[DEMO_SESSION_KEY] = timezone.now().isoformat()
    return redirect(reverse("accounts:workbench"))
