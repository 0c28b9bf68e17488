"""What the coordinator types after a refusal."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoticeForm(forms.Form):
    """Form 01/TCD as the head signed it."""

    document_number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, help_text=_("Do hệ thống văn thư cấp, ví dụ 45/TB-BTCD.")
    )
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DAY, initial=timezone.localdate)
    legal_basis = forms.CharField(
        label=_("Căn cứ pháp lý ghi trên thông báo"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nghị định và mẫu 01/TCD dẫn khác điểm; cơ quan sửa cho đúng văn bản đã ký."),
    )


class ExplanationForm(forms.Form):
    """Who explained, and when."""

    explained_by = forms.CharField(label=_("Người đã giải thích trực tiếp (họ tên, chức vụ)"), max_length=200)
    explained_on = forms.DateField(label=_("Ngày giải thích"), widget=DAY, initial=timezone.localdate)
