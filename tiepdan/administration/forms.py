"""What the administrator types."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.places.enums import BackwardWay, DayKind, PostedKind
from tiepdan.places.models import Agency, Office


class DayForm(forms.Form):
    """One day that is not what its weekday says."""

    falls_on = forms.DateField(label=_("Ngày"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=_("Ngày này là"), choices=DayKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Tên ngày, lý do"), max_length=200)
    decision_number = forms.CharField(label=_("Số văn bản công bố"), max_length=100)


class YearForm(forms.Form):
    """A whole year, first filled with the holidays fixed by law."""

    year = forms.IntegerField(label=_("Năm"), min_value=2026, max_value=2100)
    decision_number = forms.CharField(label=_("Số thông báo lịch nghỉ của năm"), max_length=100, required=False)


class ReadingForm(forms.Form):
    """The head's decision on how days before a session are counted."""

    way = forms.ChoiceField(label=_("Cách đếm ngược"), choices=BackwardWay.choices, widget=forms.RadioSelect)
    decision_number = forms.CharField(label=_("Số quyết định của người đứng đầu"), max_length=100)
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=forms.DateInput(attrs={"type": "date"}))


class PostedTextForm(forms.Form):
    """House rules or procedure, as the head's decision words them."""

    kind = forms.ChoiceField(label=_("Văn bản"), choices=PostedKind.choices, widget=forms.RadioSelect)
    agency = forms.ModelChoiceField(
        Agency.objects.order_by("name"),
        label=_("Nơi tiếp của cơ quan"),
        required=False,
        empty_label=_("Mọi nơi tiếp chưa có bản riêng"),
    )
    body = forms.CharField(
        label=_("Nội dung"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Mỗi dòng một điều; hiện nguyên văn trên trang đăng ký và màn hình điểm cầu."),
    )
    decision_number = forms.CharField(label=_("Số quyết định ban hành"), max_length=100)
    effective_on = forms.DateField(
        label=_("Có hiệu lực từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PersonForm(forms.Form):
    """A new account."""

    username = forms.RegexField(
        r"^[a-z0-9-]{3,40}$",
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, số, gạch nối."),
        error_messages={"invalid": _("Chỉ dùng chữ thường không dấu, số và gạch nối, từ 3 đến 40 ký tự.")},
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=100)
    position = forms.CharField(label=_("Chức vụ"), max_length=150)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    agency = forms.ModelChoiceField(Agency.objects.order_by("name"), label=_("Cơ quan"))
    office = forms.ModelChoiceField(Office.objects.order_by("name"), label=_("Nơi tiếp"), required=False)
    password = forms.CharField(
        label=_("Mật khẩu lần đầu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 12 ký tự. Người này tự cài mã xác thực hai lớp ở lần đăng nhập đầu."),
    )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng; xin chọn tên khác."))
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        typed["full_name"] = clean_text(typed.get("full_name", ""))
        if typed.get("role") == Role.SITE_OFFICER and not typed.get("office"):
            self.add_error("office", _("Cán bộ điểm cầu phải có nơi tiếp."))
        return typed
