"""What is typed on the pages after a hearing. No decision here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.cases.enums import ACT_CHOICES, Competence
from tiepdan.followup.enums import OutcomeKind
from tiepdan.minutes.queries import agencies
from tiepdan.registrations.parts_form import PartsForm

LONG = forms.Textarea(attrs={"rows": 4})


class DecideForm(forms.Form):
    """The chair's word at the end of a hearing. Body and contact are asked for only when a day is promised."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Cách giải quyết"), choices=OutcomeKind.choices, widget=forms.RadioSelect)
    answer = forms.CharField(label=_("Nội dung trả lời, chỉ đạo"), max_length=5000, widget=LONG)
    agency = forms.ModelChoiceField(label=_("Cơ quan trả lời"), queryset=agencies(), empty_label=_("Chọn cơ quan"))
    contact_person = forms.CharField(label=_("Người cần liên hệ"), max_length=100)
    contact_phone = forms.CharField(label=_("Điện thoại liên hệ"), max_length=20, required=False)
    limit_on = forms.DateField(
        label=_("Hẹn trả lời chậm nhất"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Để trống thì theo hạn của luật. Có thể hẹn sớm hơn, không thể muộn hơn."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("kind") == OutcomeKind.ANSWERED:
            self.fields["agency"].required = self.fields["contact_person"].required = False


class CompleteForm(forms.Form):
    """What the body did."""

    result = forms.CharField(label=_("Kết quả thực hiện"), max_length=5000, widget=LONG)


class AnswerForm(forms.Form):
    """What the citizen is told."""

    text = forms.CharField(label=_("Nội dung trả lời công dân"), max_length=5000, widget=LONG)
    document_number = forms.CharField(
        label=_("Số văn bản"), max_length=60, required=False, help_text=_("Lấy từ hệ thống văn thư, nếu đã có.")
    )


class ClassifyForm(forms.Form):
    """Whose matter it is and what is done with it. Each competence asks for its own word."""

    use_required_attribute = False

    competence = forms.ChoiceField(
        label=_("Thẩm quyền"),
        choices=[one for one in Competence.choices if one[0] != Competence.UNKNOWN],
        widget=forms.RadioSelect,
    )
    responsible = forms.ModelChoiceField(
        label=_("Cơ quan giải quyết"), queryset=agencies(), empty_label=_("Chọn cơ quan")
    )
    guided_to = forms.CharField(label=_("Hướng dẫn hoặc chuyển đến cơ quan nào"), max_length=200)
    settled_by = forms.CharField(label=_("Cơ quan đã giải quyết, số văn bản"), max_length=200)
    act = forms.ChoiceField(
        label=_("Cách xử lý"),
        required=False,
        choices=[("", _("Theo quy định của luật")), *ACT_CHOICES],
        help_text=_("Hướng dẫn, chuyển đơn chỉ một lần về cùng nội dung; sai quy định thì hệ thống nêu điều luật."),
    )
    document_number = forms.CharField(
        label=_("Số văn bản hướng dẫn, chuyển đơn"),
        max_length=60,
        required=False,
        help_text=_("Lấy từ hệ thống văn thư, nếu đã có."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # as Django's own
        super().__init__(*args, **kwargs)
        chosen = self.data.get(self.add_prefix("competence")) if self.is_bound else None
        self.fields["responsible"].required = chosen in (Competence.OWN, Competence.SUBORDINATE)
        self.fields["guided_to"].required = chosen == Competence.OTHER
        self.fields["settled_by"].required = chosen == Competence.SETTLED


class SplitForm(ClassifyForm, PartsForm):
    """With what is split off a mixed matter."""

    @property
    def found(self) -> dict[str, Any]:
        """What `actions.classify` takes of the form itself."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("split_")}


class CodeForm(forms.Form):
    """The code on the slip. Cleaned and looked up elsewhere: every wrong one gets the same words."""

    code = forms.CharField(
        label=_("Mã tra cứu"),
        max_length=60,
        strip=True,
        help_text=_("16 chữ và số, in trên phiếu đăng ký, ví dụ ABCD-EFGH-JKMN-PQRT."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-code": ""}
        ),
    )
