"""What the desk notes about somebody who speaks besides or instead of the citizen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.models import IDENTITY_CHOICES
from tiepdan.registrations.capacities import CAPACITIES, PAPERS, Stated
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
    address = CleanCharField(
        label=_("Địa chỉ"), max_length=300, required=False, help_text=_("Luật sư, trợ giúp viên pháp lý để trống.")
    )
    identity_kind = forms.ChoiceField(
        label=_("Giấy tờ"), choices=[("", _("Chọn loại")), *IDENTITY_CHOICES], required=False
    )
    identity_number = CleanCharField(label=_("Số giấy tờ"), max_length=30, required=False)
    authorised_on = forms.DateField(
        label=_("Ngày ghi trên văn bản ủy quyền"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    shown = PapersSeen(
        label=_("Giấy tờ đã xuất trình, cán bộ đã xem"),
        choices=[(paper.value, _(paper.label)) for paper in PAPERS],
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def person(self) -> dict[str, Any]:
        """As `actions.add_attendee` takes it."""
        typed = dict(self.cleaned_data)
        stated = Stated(typed.pop("address"), typed.pop("identity_kind"), typed.pop("identity_number"))
        return {**typed, "stated": stated}


class GroupForm(forms.Form):
    """Everybody who signed, one name a line."""

    names = CleanCharField(
        label=_("Họ tên từng người đã ký, mỗi dòng một người"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    paper_seen = forms.BooleanField(
        label=_("Đã xem văn bản cử người đại diện có chữ ký của tất cả mọi người"), required=False
    )
