"""What is typed about the events of a clock. No decision here."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.clocks.models import RunningClock
from tiepdan.law import facts
from tiepdan.law.clock_table import find
from tiepdan.law.complexity import Criterion
from tiepdan.law.events import ASKED_ELSEWHERE
from tiepdan.law.facts import Fact, FactValue
from tiepdan.law.rules import Rule
from tiepdan.places.calendars import backward_reading, reading_in_force
from tiepdan.places.enums import BackwardWay

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class EventForm(forms.Form):
    """A day and a reason: pause, resume, stop."""

    on = forms.DateField(label=_("Ngày"), widget=DAY, initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Lý do, số văn bản"), max_length=500, help_text=_("Số văn bản lấy từ hệ thống văn thư.")
    )


class FactsForm(forms.Form):
    """The facts that the rule asks for and no event of the settlement brings, with the document that found them."""

    def __init__(self, *args: Any, clock: RunningClock, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        self.asked = [fact for fact in find(clock.rule).facts if fact.name not in ASKED_ELSEWHERE]
        for fact in self.asked:
            self.fields[fact.name] = fact_field(fact, clock.given.get(fact.name, fact.default))
        self.fields["reason"] = forms.CharField(label=_("Lý do, số văn bản"), max_length=500)

    @property
    def given(self) -> dict[str, str]:
        """The facts that were answered."""
        return {fact.name: self.cleaned_data[fact.name] for fact in self.asked if self.cleaned_data[fact.name]}


class TrialForm(forms.Form):
    """A day and the facts of one rule, to see what would be counted: everything that the rule asks."""

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        self.asked = [fact for fact in rule.facts if fact.name not in facts.PAUSES]
        self.pause = next((fact for fact in rule.facts if fact.name in facts.PAUSES), None)
        self.fields["on"] = forms.DateField(label=f"{rule.start[:1].upper()}{rule.start[1:]}", widget=DAY)
        for fact in self.asked:
            self.fields[fact.name] = fact_field(fact, self._initial(fact))
        if self.pause:
            self.fields["paused_from"] = forms.DateField(label=_("Không tính từ ngày"), widget=DAY, required=False)
            self.fields["paused_until"] = forms.DateField(label=_("Tính lại từ ngày"), widget=DAY, required=False)
            self.fields["paused_from"].help_text = self.pause.question

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("paused_from")) != bool(typed.get("paused_until")) and not self.errors:
            self.add_error("paused_until", _("Xin ghi cả hai ngày, hoặc để trống cả hai."))
        return typed

    @property
    def given(self) -> dict[str, FactValue]:
        """The facts that were answered; a list left at its first entry says nothing, so nothing is guessed from it."""
        typed = self.cleaned_data
        answered = {one.name: typed[one.name] for one in self.asked if typed[one.name] not in ("", one.default)}
        if self.pause and typed["paused_from"]:
            answered[self.pause.name] = f"{typed['paused_from']}..{typed['paused_until']}"
        return answered

    @staticmethod
    def _initial(fact: Fact) -> str | None:
        if fact.name == facts.READING.name:
            return backward_reading(reading_in_force(timezone.localdate()))
        return fact.default


VALUE_WORDS = {
    "yes": _("Có"),
    "no": _("Không"),
    **dict(BackwardWay.choices),
    "acceptance": _("Thụ lý"),
    "settlement": _("Giải quyết"),
    "publication": _("Công khai kết luận"),
    "posting": _("Niêm yết"),
    **{one.value: _(one.label) for one in Criterion},
}


def fact_field(fact: Fact, initial: str | None) -> forms.Field:
    """The control for one fact. Its words are quoted from the clock table, as the explanation is."""
    label = fact.question
    if fact.form == facts.DAY_FORM:
        return forms.DateField(label=label, widget=DAY, initial=initial)
    if fact.form == facts.HOUR_FORM:
        return forms.TimeField(label=label, widget=HOUR, required=False)
    if not fact.values:
        return forms.CharField(label=label, help_text=fact.form, required=False, initial=initial, max_length=200)
    choices = [(value, VALUE_WORDS.get(value, value)) for value in fact.values]
    if fact.several:
        return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple)
    if fact.default is None:
        choices.insert(0, ("", "–"))
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=fact.default is not None)
