"""What is typed about an event of the settlement. No decision here."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.clocks.forms import DAY, fact_field
from tiepdan.law.event_table import STEPS
from tiepdan.law.events import WRITTEN, Event


class NoteForm(forms.Form):
    """The day, the document and the facts that this event asks for."""

    on = forms.DateField(label=_("Ngày xảy ra, ngày của văn bản"), widget=DAY, initial=timezone.localdate)
    document_number = forms.CharField(
        label=_("Số, ký hiệu văn bản"), max_length=60, required=False, help_text=_("Số lấy từ hệ thống văn thư.")
    )
    note = forms.CharField(label=_("Lý do, ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, event: Event, protected: bool = False, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        self.event = event
        self.asked = STEPS[event].asked
        self.fields["document_number"].required = event in WRITTEN
        if protected:
            self.fields["note"].help_text = _("Không ghi tên, địa chỉ hay điều gì làm lộ người tố cáo.")
        for fact in self.asked:
            self.fields[fact.name] = fact_field(fact, fact.default)
        self.order_fields(["on", *(fact.name for fact in self.asked), "document_number", "note"])

    @property
    def found(self) -> dict[str, Any]:
        """What the action wants."""
        typed = self.cleaned_data
        answers = {fact.name: _answer(typed[fact.name]) for fact in self.asked if typed[fact.name]}
        return {**{name: typed[name] for name in ("on", "document_number", "note")}, "given": answers}


class TakeBackForm(forms.Form):
    """Why the last event is taken back."""

    reason = forms.CharField(label=_("Lý do bỏ sự kiện này"), max_length=300)


def _answer(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
