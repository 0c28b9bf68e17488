"""What people at the centre type during a session."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tiepdan.schedule.enums import Duty
from tiepdan.schedule.models import ReceptionSession, SessionSite


class PresenceForm(forms.Form):
    """One person found present (điểm danh)."""

    duty = forms.ChoiceField(label=_("Nhiệm vụ"), choices=Duty.choices)
    site = forms.ModelChoiceField(label=_("Điểm cầu"), queryset=SessionSite.objects.none())
    full_name = forms.CharField(label=_("Họ và tên"), max_length=100)
    position = forms.CharField(label=_("Chức vụ, cơ quan"), max_length=200, required=False)

    def __init__(self, session: ReceptionSession, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sites = session.sites.select_related("office").order_by("-is_central", "office__short_name")
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        self.fields["site"].initial = next((site.pk for site in sites if site.is_central), None)


class ShowForm(forms.Form):
    """Which page of the paper is shown."""

    page = forms.IntegerField(min_value=1, max_value=2000)
