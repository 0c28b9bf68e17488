"""The first page after signing in: each role's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User

START_PAGES: dict[str, str] = {
    Role.ADMINISTRATOR: "administration:home",
    Role.COORDINATOR: "schedule:list",
    Role.CHAIR: "schedule:list",
    Role.NOTE_TAKER: "minutes:list",
    Role.ADVISING_UNIT: "schedule:list",
    Role.SITE_OFFICER: "desk:today",
    Role.AGENCY_REPRESENTATIVE: "followup:tasks",
    Role.INSPECTOR: "reports:register",
}


def start_page(user: User) -> str:
    """The path of a person's first page."""
    return reverse(START_PAGES[user.role])


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- LoginRequiredMiddleware closed the page to others
    return redirect(start_page(user))
