"""What is typed on the pages of the minutes. No decision here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.minutes.enums import SignatureKind
from tiepdan.minutes.queries import agencies
from tiepdan.registrations.paper_files import ACCEPT


class TextForm(forms.Form):
    """The three parts and the version on which they were typed. Never stripped: the text is kept as typed."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(required=False, strip=False)
    agencies_text = forms.CharField(required=False, strip=False)
    conclusion_text = forms.CharField(required=False, strip=False)


class SignForm(forms.Form):
    """How the citizen signed, and the scan, which only a refusal lacks."""

    use_required_attribute = False

    signature = forms.ChoiceField(label=_("Công dân đã"), choices=SignatureKind.choices, widget=forms.RadioSelect)
    scan = forms.FileField(
        label=_("Bản quét (hoặc ảnh chụp) biên bản đã ký"),
        help_text=_("PDF, JPG hoặc PNG, tối đa 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nếu công dân không ký: ghi rõ lý do và người làm chứng."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("signature") == SignatureKind.REFUSED:
            self.fields["scan"].required = False


class ConclusionForm(forms.Form):
    """The body text of the notice."""

    body = forms.CharField(
        label=_("Nội dung kết luận"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
    )


class LimitForm(forms.Form):
    """One body's direction and limit; an empty row is no row."""

    agency = forms.ModelChoiceField(label=_("Cơ quan, đơn vị"), queryset=agencies(), empty_label=_("Chọn cơ quan"))
    direction = forms.CharField(label=_("Nội dung giao"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label=_("Thời hạn"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


LimitFormSet = forms.formset_factory(LimitForm, extra=2, max_num=30, absolute_max=32, validate_max=True)


class IssueForm(forms.Form):
    """Number and day, as the document system gave them."""

    document_number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, help_text=_("Do hệ thống văn thư cấp, ví dụ 45/TB-BTCD.")
    )
    issued_on = forms.DateField(
        label=_("Ngày ban hành"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class LegalBasisForm(forms.Form):
    """The legal basis of form 01/TCD, editable because the decree itself slips (rules.md, caution about S1)."""

    legal_basis = forms.CharField(required=False, max_length=600)
    number = forms.CharField(required=False, max_length=60)
    part = forms.UUIDField(required=False, help_text="a matter that was split off the one of the registration")
