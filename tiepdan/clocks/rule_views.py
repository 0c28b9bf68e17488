"""The rules as officials read them, and what one would count from a day of their choice. Nothing is written."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tiepdan.clocks.forms import TrialForm
from tiepdan.law.clock_table import PARTS, find
from tiepdan.law.deadlines import Deadline, due
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.rules import Rule
from tiepdan.places.calendars import office_calendar
from tiepdan.web.requests import SignedInRequest


@require_safe
def rules(request: SignedInRequest) -> HttpResponse:
    return render(request, "clocks/rules.html", {"parts": PARTS.items()})


@require_safe
def rule(request: SignedInRequest, rule_id: str) -> HttpResponse:
    found = _found(rule_id)
    form = TrialForm(request.GET if "on" in request.GET else None, rule=found)
    counted = _counted(found, form) if form.is_bound and form.is_valid() else None
    context = {"rule": found, "form": form, "counted": counted}
    return render(request, "clocks/rule.html", context, status=422 if form.errors else 200)


def _found(rule_id: str) -> Rule:
    try:
        return find(rule_id)
    except RuleRefused:
        raise Http404 from None


def _counted(found: Rule, form: TrialForm) -> Deadline | None:
    """The last day for what was typed, or its refusal as a word on the form."""
    try:
        return due(found.id, form.cleaned_data["on"], office_calendar(), form.given)
    except RuleRefused as refused:
        form.add_error(None, refused.message)
        return None
