"""What the desk notes about somebody who speaks besides or instead of the citizen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.desk.capacities import CAPACITIES, PAPERS
from tiepdan.schedule.forms import CleanCharField


class AttendeeForm(forms.Form):
    """Who, in what capacity, with what papers in hand."""

    full_name = CleanCharField(label=_("Họ và tên"), max_length=100)
    standing = forms.ChoiceField(
        label=_("Tư cách"), choices=[(one.value, one.label) for one in CAPACITIES], widget=forms.RadioSelect
    )
    shown = forms.MultipleChoiceField(
        label=_("Giấy tờ đã xuất trình, cán bộ đã xem"),
        choices=[(paper.value, _(paper.label)) for paper in PAPERS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
