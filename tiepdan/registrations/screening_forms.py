"""What the coordinator types to screen a registration: cleaned, no decision."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.law.competence import PROVINCIAL_DESKS
from tiepdan.law.grounds import Ground, kinds_allowed
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusals import REFUSALS
from tiepdan.places.models import Agency
from tiepdan.registrations.models import Registration
from tiepdan.registrations.wishes import AnsweredFor
from tiepdan.schedule.forms import CleanCharField

ELSEWHERE = "elsewhere"


class ConfirmForm(forms.Form):
    """Ground of Điều 20, the head who decided, and when."""

    ground = forms.ChoiceField(
        label=_("Trường hợp tiếp trực tuyến (Điều 20 Nghị định 154/2026/NĐ-CP)"), widget=forms.RadioSelect
    )
    ground_note = CleanCharField(
        label=_("Lý do cụ thể"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    decided_by = forms.ModelChoiceField(label=_("Người quyết định"), queryset=User.objects.none())
    decided_on = forms.DateField(
        label=_("Ngày quyết định"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, session = MatterKind(registration.case.kind), registration.session
        grounds = [(ground.value, _(ground.label)) for ground in Ground if kind in kinds_allowed(ground)]
        heads = User.objects.filter(role=Role.CHAIR, is_active=True, agency=session.receiver.agency_id)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        self.fields["decided_by"].queryset = heads.order_by("full_name")  # type: ignore[attr-defined]
        self.initial = {
            "decided_by": session.receiver_id,
            "decided_on": timezone.localdate(),
            "ground": registration.ground or (grounds[0][0] if len(grounds) == 1 else ""),
            **self.initial,
        }

    @property
    def decision(self) -> dict[str, Any]:
        """As `actions.confirm` takes it."""
        return {name: self.cleaned_data[name] for name in ("ground", "ground_note", "decided_by", "decided_on")}


class DenunciationConfirmForm(ConfirmForm):
    """With what the coordinator answers for by name."""

    denounced = forms.ChoiceField(
        label=_("Cơ quan của người bị tố cáo"),
        help_text=_("Không tiếp ở điểm cầu của chính cơ quan này. Không ghi tên người bị tố cáo."),
    )

    is_complex = forms.BooleanField(label=_("Tôi xác nhận vụ việc tố cáo này phức tạp"), required=False)
    confidentiality_confirmed = forms.BooleanField(
        label=_("Tôi xác nhận cơ quan bảo đảm các điều kiện bảo mật ở mọi điểm cầu"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in Agency.objects.order_by("name")}
        named = [(key, agency.name) for key, agency in self.agencies.items()]
        choices = [("", _("Chọn cơ quan")), *named, (ELSEWHERE, _("Cơ quan khác, không có trong danh sách"))]
        self.fields["denounced"].choices = choices  # type: ignore[attr-defined]

    @property
    def decision(self) -> dict[str, Any]:
        typed = self.cleaned_data
        answered = AnsweredFor(
            is_complex=typed["is_complex"],
            is_confidential=typed["confidentiality_confirmed"],
            denounced_agency=self.agencies.get(typed["denounced"]),
        )
        return {**super().decision, "answered": answered}


class RouteForm(forms.Form):
    """Who receives the subject at the provincial office."""

    desk = forms.ChoiceField(
        label=_("Nơi tiếp tại Trụ sở (Điều 12 khoản 4 Luật Tiếp công dân)"),
        choices=[
            (subject.value, f"{_(desk.receiver)}: {_(desk.subject)}") for subject, desk in PROVINCIAL_DESKS.items()
        ],
        widget=forms.RadioSelect,
    )


class RefuseForm(forms.Form):
    """The legal ground and the reason in words, which the citizen is told."""

    ground = forms.ChoiceField(label=_("Căn cứ từ chối"))
    reason = CleanCharField(
        label=_("Lý do, số văn bản liên quan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Được gửi cho công dân. Không dùng việc từ chối để trốn trách nhiệm."),
    )

    def __init__(self, *args: Any, kind: MatterKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [rule for rule in REFUSALS.values() if kind in rule.kinds]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (rule.ground.value, f"{_(rule.label)} ({rule.source})") for rule in rules
        ]
