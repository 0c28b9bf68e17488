"""What a citizen, or the officer for him, types to register: cleaned, no decision."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.models import IDENTITY_CHOICES
from tiepdan.accounts.names import clean_text
from tiepdan.cases.persons import DeclaredPerson
from tiepdan.errors import DomainError
from tiepdan.law.identity import IdentityKind, check_number, normalise
from tiepdan.law.kinds import MatterKind
from tiepdan.law.persons import identity_kinds_for
from tiepdan.registrations.enums import Standing
from tiepdan.registrations.wishes import Speaker, check_representatives
from tiepdan.schedule.forms import CleanCharField
from tiepdan.schedule.queries import SiteHours

NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
PHONE = re.compile(r"\+?[0-9]{8,15}")
MOST_PEOPLE = 500
STATED = (
    "full_name",
    "address",
    "identity_kind",
    "identity_number",
    "identity_issued_on",
    "identity_issue_place",
    "phone",
    "email",
)
PROTECT, WAIVE = "protect", "waive"


class NameField(CleanCharField):
    """A person's name: letters of any language, no digits, no drawings."""

    def clean(self, value: Any) -> str:
        name = " ".join(super().clean(value).split())
        if name and not NAME.fullmatch(name):
            raise forms.ValidationError(_("Họ tên chỉ gồm chữ cái; xin bỏ số, ký hiệu và hình vẽ."))
        return name


class PhoneField(CleanCharField):
    """A telephone number; spaces, dots and hyphens do not matter."""

    def clean(self, value: Any) -> str:
        number: str = super().clean(value)
        if number and not PHONE.fullmatch(re.sub(r"[ .\-()]", "", number)):
            raise forms.ValidationError(_("Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0905 123 456."))
        return number


class KindForm(forms.Form):
    """Page 1: the kind of matter, in plain words."""

    kind = forms.ChoiceField(
        label=_("Ông/bà muốn gặp về việc gì?"),
        choices=[(kind.value, _(kind.label)) for kind in MatterKind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Xin chọn một trong ba loại việc.")},
    )


class MatterForm(forms.Form):
    """Page 2: what it is about."""

    subject = CleanCharField(
        label=_("Việc của ông/bà là việc gì?"),
        max_length=300,
        help_text=_("Một câu ngắn, ví dụ: Bồi thường đất ở thôn 3."),
        error_messages={"required": _("Xin ghi một câu ngắn về việc của ông/bà.")},
    )
    account = CleanCharField(
        label=_("Kể ngắn gọn sự việc"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Chuyện gì, ở đâu, từ bao giờ, đã gửi đơn đến đâu. "
            "Không viết được thì để trống, đến nơi sẽ có người ghi giúp."
        ),
    )
    request = CleanCharField(
        label=_("Ông/bà đề nghị điều gì?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DenunciationForm(forms.Form):
    """Page 2 of a denunciation: no content by the web, and the question of Điều 20 khoản 4, asked honestly."""

    protection = forms.ChoiceField(
        label=_("Ông/bà có cần giữ bí mật họ tên, địa chỉ của mình không?"),
        widget=forms.RadioSelect,
        choices=[
            (PROTECT, _("Có, tôi cần được giữ bí mật danh tính")),
            (WAIVE, _("Không, tôi không yêu cầu bảo vệ danh tính và thông tin cá nhân")),
        ],
        error_messages={"required": _("Xin chọn một trong hai câu trả lời.")},
    )
    subject = CleanCharField(
        label=_("Lĩnh vực"),
        max_length=300,
        required=False,
        help_text=_(
            "Chỉ ghi lĩnh vực, ví dụ: xây dựng. Không ghi tên người bị tố cáo, không ghi nội dung tố cáo ở đây."
        ),
    )
    accused_office = forms.ChoiceField(
        label=_("Nơi ông/bà KHÔNG muốn đến vì liên quan đến người bị tố cáo"),
        required=False,
        widget=forms.Select,
        help_text=_("Nơi này sẽ không được đưa ra để chọn. Câu trả lời không được lưu lại."),
    )

    def __init__(self, *args: Any, offices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accused_office"].choices = [("", _("Không có")), *offices]  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """Page 3: who the person is, as LTCD Đ7.2.a asks, and nothing more."""

    full_name = NameField(label=_("Họ và tên"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    address = CleanCharField(
        label=_("Địa chỉ"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "street-address"})
    )
    identity_kind = forms.ChoiceField(
        label=_("Giấy tờ"), choices=IDENTITY_CHOICES, widget=forms.RadioSelect, initial=IdentityKind.IDENTITY_CARD
    )
    identity_number = CleanCharField(
        label=_("Số giấy tờ"),
        max_length=30,
        help_text=_("Căn cước, định danh: 12 chữ số. Chỉ cần nêu số, không phải gửi ảnh thẻ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    identity_issued_on = forms.DateField(
        label=_("Ngày cấp"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Để in trên giấy biên nhận; không nhớ thì để trống."),
    )
    identity_issue_place = CleanCharField(label=_("Nơi cấp"), max_length=100, required=False)
    is_foreigner = forms.BooleanField(label=_("Tôi là người nước ngoài, nêu số hộ chiếu"), required=False)
    phone = PhoneField(
        label=_("Điện thoại"),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("Để báo giờ tiếp hoặc khi lịch thay đổi."),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Địa chỉ thư điện tử có dạng ten@vidu.vn; không có thì để trống.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("identity_kind") and cleaned.get("identity_number"):
            cleaned["identity_number"] = normalise(cleaned["identity_number"])
            kind, today = IdentityKind(cleaned["identity_kind"]), timezone.localdate()
            wrong = check_number(kind, cleaned["identity_number"], cleaned.get("born_on"), on=today)
            if wrong:
                self.add_error("identity_number", wrong)
            if kind not in identity_kinds_for(foreigner=bool(cleaned.get("is_foreigner"))):
                self.add_error("identity_kind", _("Người nước ngoài xin chọn “Số hộ chiếu”."))
        issued_on = cleaned.get("identity_issued_on")
        if issued_on and issued_on > timezone.localdate():
            self.add_error("identity_issued_on", _("Ngày cấp không thể ở sau hôm nay."))
        return cleaned

    @property
    def person(self) -> DeclaredPerson:
        """Who was declared."""
        typed = self.cleaned_data
        return DeclaredPerson(**{name: typed[name] for name in STATED}, born_on=typed.get("born_on"))


class NeedsForm(PersonForm):
    """Page 3 of a denunciation: nobody else is named."""

    needs = CleanCharField(
        label=_("Ông/bà cần giúp gì khi đến?"),
        max_length=300,
        required=False,
        help_text=_("Phiên dịch tiếng dân tộc, ngôn ngữ ký hiệu, xe lăn…"),
    )


class CompanyForm(NeedsForm):
    """Page 3 of the other kinds: alone, or for a group."""

    organisation = CleanCharField(
        label=_("Tên cơ quan, tổ chức"),
        max_length=200,
        required=False,
        help_text=_(
            "Chỉ ghi khi ông/bà đến thay mặt cơ quan, tổ chức: người đứng đầu, "
            "hoặc người được ủy quyền mang theo văn bản."
        ),
    )
    people_count = forms.IntegerField(
        label=_("Bao nhiêu người cùng một việc này?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={
            "min_value": _("Số người ít nhất là 1."),
            "max_value": _("Số người nhiều nhất là %(limit_value)s."),
        },
        help_text=_(
            "Đi một mình thì để số 1. Từ 5 đến 10 người cử 1 hoặc 2 người đại diện; trên 10 người, nhiều nhất 5."
        ),
    )
    representatives = CleanCharField(
        label=_("Họ tên người đại diện của nhóm, mỗi dòng một người"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Để trống nếu chỉ ông/bà nói thay nhóm."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        people, named = cleaned.get("people_count"), names_in(cleaned.get("representatives", ""))
        if people:
            try:
                check_representatives(people, len(named))
            except DomainError as refused:
                self.add_error("representatives", refused.message)
        if any(not NAME.fullmatch(name) or len(name) > 100 for name in named):
            self.add_error("representatives", _("Mỗi dòng một họ tên, chỉ gồm chữ cái."))
        return cleaned


class PlaceForm(forms.Form):
    """Page 4: where to sit and when, among the slots that are offered."""

    slot = forms.ChoiceField(
        label=_("Nơi và giờ"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Xin chọn một nơi và một giờ."),
            "invalid_choice": _("Giờ này vừa hết lượt hoặc đã qua; xin chọn giờ khác."),
        },
    )

    def __init__(self, *args: Any, offered: Sequence[SiteHours], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [slot for hours in offered for slot in hours.slots if slot.places_left > 0]  # type: ignore[attr-defined]
        self.fields["slot"].choices = [(str(slot.pk), str(slot.pk)) for slot in free]  # type: ignore[attr-defined]


class WalkInForm(CompanyForm):
    """The one page on which an officer registers a person who walked in."""

    slot = forms.ChoiceField(label=_("Buổi tiếp, điểm cầu và giờ"))
    kind = forms.ChoiceField(
        label=_("Loại việc"), choices=[(kind.value, _(kind.label)) for kind in MatterKind], widget=forms.RadioSelect
    )
    subject = CleanCharField(
        label=_("Về việc"),
        max_length=300,
        help_text=_("Tố cáo: chỉ ghi lĩnh vực, không ghi tên ai."),
        error_messages={"required": _("Xin ghi việc cần gặp là việc gì.")},
    )
    account = CleanCharField(
        label=_("Trình bày tóm tắt"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    born_on = forms.DateField(
        label=_("Ngày sinh"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"], help_text=_("ngày/tháng/năm")
    )
    waived = forms.BooleanField(
        label=_("Người tố cáo nói rõ: không yêu cầu bảo vệ danh tính và thông tin cá nhân"), required=False
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, slots: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = slots  # type: ignore[attr-defined]

    @property
    def seldom(self) -> list[forms.BoundField]:
        """What few people need; the page folds it away unless something in it is to be mended."""
        return [self[name] for name in ("people_count", "representatives", "organisation", "needs", "email")]

    @property
    def seldom_is_wrong(self) -> bool:
        return any(field.errors for field in self.seldom)


def names_in(text: str) -> list[str]:
    """One name a line."""
    return [" ".join(line.split()) for line in clean_text(text).splitlines() if line.strip()]


def speakers_in(text: str) -> list[Speaker]:
    """The representatives of a group."""
    return [Speaker(Standing.GROUP_REPRESENTATIVE, name) for name in names_in(text)]
