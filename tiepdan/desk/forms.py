"""What the desk notes about somebody who speaks besides or instead of the citizen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.desk.capacities import CAPACITIES, PAPERS
from tiepdan.schedule.forms import CleanCharField


class PapersSeen(forms.MultipleChoiceField):
    """Papers that the officer looked at. None is let through: the law says by its article which one is missing."""

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class AttendeeForm(forms.Form):
    """Who, in what capacity, with what papers in hand."""

    full_name = CleanCharField(label=_("Họ và tên"), max_length=100)
    standing = forms.ChoiceField(
        label=_("Tư cách"), choices=[(one.value, one.label) for one in CAPACITIES], widget=forms.RadioSelect
    )
    shown = PapersSeen(
        label=_("Giấy tờ đã xuất trình, cán bộ đã xem"),
        choices=[(paper.value, _(paper.label)) for paper in PAPERS],
        widget=forms.CheckboxSelectMultiple,
    )
