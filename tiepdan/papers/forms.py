"""What is typed about a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.registrations.enums import PaperCondition
from tiepdan.registrations.paper_files import ACCEPT
from tiepdan.schedule.forms import CleanCharField


class PaperForm(forms.Form):
    """A paper handed over at the desk."""

    title = CleanCharField(label=_("Tên tài liệu"), max_length=200)
    condition = forms.ChoiceField(label=_("Tình trạng"), choices=PaperCondition.choices)
    uploaded = forms.FileField(
        label=_("Tệp quét"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        allow_empty_file=True,  # paper_files says it in its own words
    )
