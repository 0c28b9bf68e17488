"""What is typed about heads and their days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.models import User
from tiepdan.duties.enums import HOLDER_CHOICES
from tiepdan.places.models import Agency

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoteForm(forms.Form):
    """A day received outside of the system."""

    held_on = forms.DateField(label=_("Ngày tiếp"), widget=DAY)
    received_by = forms.CharField(
        label=_("Người thực tế tiếp"),
        max_length=150,
        help_text=_("Ghi đúng họ tên. Cấp phó tiếp thay không được tính là người đứng đầu tiếp."),
    )
    extraordinary = forms.BooleanField(label=_("Tiếp đột xuất"), required=False)
    proof = forms.CharField(label=_("Căn cứ"), max_length=300, help_text=_("Ví dụ: Sổ tiếp công dân, trang 12."))


class PostForm(forms.Form):
    """Who is the head of a body from a day on."""

    agency = forms.ModelChoiceField(Agency.objects.order_by("name"), label=_("Cơ quan"))
    holder = forms.ChoiceField(label=_("Chức danh"), choices=HOLDER_CHOICES)
    full_name = forms.CharField(label=_("Họ và tên"), max_length=100)
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("full_name"),
        label=_("Tài khoản trong hệ thống"),
        required=False,
        help_text=_("Để các buổi tiếp do người này chủ trì tự được tính."),
    )
    since_on = forms.DateField(label=_("Giữ chức danh từ ngày"), widget=DAY)
