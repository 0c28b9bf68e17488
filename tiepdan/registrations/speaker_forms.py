"""Page 3 of the registration on the web: who the person is, and for whom he speaks. No decision."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.models import IDENTITY_CHOICES
from tiepdan.law.identity import IdentityKind, check_number
from tiepdan.law.persons import states_identity
from tiepdan.registrations.capacities import CAPACITIES, Stated
from tiepdan.registrations.enums import Standing
from tiepdan.registrations.forms import CompanyForm, NameField
from tiepdan.registrations.wishes import Speaker
from tiepdan.schedule.forms import CleanCharField


class SpeakerForm(CompanyForm):
    """Page 3 on the web: the same, and in which capacity the person speaks (tư cách). The desk sees the papers."""

    standing = forms.ChoiceField(
        label=_("Ông/bà nói cho ai?"),
        choices=[
            (Standing.SELF, _("Cho chính tôi, hoặc cho nhóm, cơ quan, tổ chức của tôi")),
            (Standing.LEGAL_REPRESENTATIVE, _("Tôi đại diện theo pháp luật (cha mẹ, giám hộ) cho người khác")),
            (Standing.AUTHORISED, _("Tôi được người khác ủy quyền")),
            (Standing.LAWYER, _("Tôi là luật sư")),
            (Standing.LEGAL_AID, _("Tôi là trợ giúp viên pháp lý")),
        ],
        widget=forms.RadioSelect,
        initial=Standing.SELF,
        help_text=_("Nói thay người khác: phần dưới ghi người có việc, phần cuối ghi ông/bà."),
    )
    speaker_name = NameField(label=_("Họ và tên của người nói thay"), max_length=100, required=False)
    speaker_address = CleanCharField(
        label=_("Địa chỉ của người nói thay"),
        max_length=300,
        required=False,
        help_text=_("Luật sư, trợ giúp viên pháp lý để trống."),
    )
    speaker_identity_kind = forms.ChoiceField(
        label=_("Giấy tờ của người nói thay"), choices=[("", _("Chọn loại")), *IDENTITY_CHOICES], required=False
    )
    speaker_identity_number = CleanCharField(label=_("Số giấy tờ của người nói thay"), max_length=30, required=False)
    OF_SPEAKER = ("speaker_name", "speaker_address", "speaker_identity_kind", "speaker_identity_number")
    field_order = ("standing",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("standing", Standing.SELF) == Standing.SELF:
            for name in self.OF_SPEAKER:
                self.errors.pop(name, None)
                cleaned[name] = ""
        elif not cleaned.get("speaker_name") and "speaker_name" not in self.errors:
            self.add_error("speaker_name", _("Xin ghi họ tên người nói thay."))
        elif states_identity(CAPACITIES[Standing(cleaned["standing"])]):
            self._check_stated(cleaned)
        return cleaned

    def _check_stated(self, cleaned: dict[str, Any]) -> None:
        """Address and number of whoever is not known by a card."""
        for name in self.OF_SPEAKER[1:]:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Người nói thay cũng nêu địa chỉ và số giấy tờ (Điều 21 khoản 4)."))
        kind, number = cleaned.get("speaker_identity_kind"), cleaned.get("speaker_identity_number")
        wrong = check_number(IdentityKind(kind), number, on=timezone.localdate()) if kind and number else ""
        if wrong:
            self.add_error("speaker_identity_number", wrong)

    @property
    def alone(self) -> list[forms.BoundField]:
        """The questions about the person whose matter it is."""
        return [field for field in self if field.name not in (*self.OF_SPEAKER, "standing")]

    @property
    def of_speaker(self) -> list[forms.BoundField]:
        """The questions about whoever speaks for that person."""
        return [self[name] for name in self.OF_SPEAKER]


def declared_speaker(told: Mapping[str, str]) -> list[Speaker]:
    """Who speaks for the citizen, from the answers of page 3; nobody when he speaks himself."""
    standing = told.get("standing", Standing.SELF)
    if standing == Standing.SELF:
        return []
    stated = Stated(told["speaker_address"], told["speaker_identity_kind"], told["speaker_identity_number"])
    return [Speaker(standing, told["speaker_name"], stated)]
