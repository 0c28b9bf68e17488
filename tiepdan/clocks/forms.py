"""What is typed about the events of a clock. No decision here."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.clocks.models import RunningClock
from tiepdan.law import facts
from tiepdan.law.clock_table import find
from tiepdan.law.facts import Fact

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NOT_ASKED_HERE = {facts.SUSPENDED.name, facts.READING.name, facts.STARTS_AT.name}


class EventForm(forms.Form):
    """A day and a reason: pause, resume, stop."""

    on = forms.DateField(label=_("Ngày"), widget=DAY, initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Lý do, số văn bản"), max_length=500, help_text=_("Số văn bản lấy từ hệ thống văn thư.")
    )


class FactsForm(forms.Form):
    """The facts that the rule asks for, and the document that found them."""

    def __init__(self, *args: Any, clock: RunningClock, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        self.asked = [fact for fact in find(clock.rule).facts if fact.name not in NOT_ASKED_HERE]
        for fact in self.asked:
            self.fields[fact.name] = fact_field(fact, clock.given.get(fact.name, fact.default))
        self.fields["reason"] = forms.CharField(label=_("Lý do, số văn bản"), max_length=500)

    @property
    def given(self) -> dict[str, str]:
        """The facts that were answered."""
        return {fact.name: self.cleaned_data[fact.name] for fact in self.asked if self.cleaned_data[fact.name]}


YES_NO_WORDS = {"yes": _("Có"), "no": _("Không")}


def fact_field(fact: Fact, initial: str | None) -> forms.Field:
    """The control for one fact. Its words are quoted from the clock table, as the explanation is."""
    label = fact.question
    if fact.form == facts.DAY_FORM:
        return forms.DateField(label=label, widget=DAY, initial=initial)
    if not fact.values:
        return forms.CharField(label=label, help_text=fact.form, required=False, initial=initial, max_length=200)
    choices = [(value, YES_NO_WORDS.get(value, value)) for value in fact.values]
    if fact.default is None:
        choices.insert(0, ("", "–"))
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=fact.default is not None)
