"""What a coordinator types to plan a session, cleaned. No decision."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.places.models import Office
from tiepdan.schedule.enums import Duty, SessionKind, SessionStatus
from tiepdan.schedule.models import ReceptionSession

BEGINS, ENDS = time(8), time(11, 30)
PLACES = 3
SAME = ("kind", "receiver", "expected_matters", "participants", "extraordinary_reason")
DAYS_AHEAD = 14
OTHER_DUTIES = {
    Duty.ADVISING: Role.ADVISING_UNIT,
    Duty.NOTE_TAKER: Role.NOTE_TAKER,
    Duty.AGENCY: Role.AGENCY_REPRESENTATIVE,
}


class CleanCharField(forms.CharField):
    """Text composed and without invisible marks; an accent typed in two parts counts as one letter."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class PeopleField(forms.ModelMultipleChoiceField[User]):
    """Several people, each named with position and body."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person: User) -> str:
        place = person.position or (person.agency.short_name if person.agency else "")
        return f"{person.full_name} ({place})" if place else person.full_name


class OfficesField(forms.ModelMultipleChoiceField[Office]):
    """Several places, each with its address."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, office: Office) -> str:
        return f"{office.name}, {office.address}"


class SessionForm(forms.Form):
    """A session as the coordinator plans it; what can be guessed is filled in."""

    kind = forms.ChoiceField(label=_("Loại buổi tiếp"), choices=SessionKind.choices, widget=forms.RadioSelect)
    held_on = forms.DateField(label=_("Ngày tiếp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(label=_("Từ"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Đến"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    receiver = forms.ModelChoiceField(label=_("Người tiếp công dân"), queryset=User.objects.none())
    central_office = forms.ModelChoiceField(label=_("Điểm cầu trung tâm"), queryset=Office.objects.none())
    component_offices = OfficesField(label=_("Điểm cầu thành phần"), queryset=Office.objects.none())
    places = forms.IntegerField(label=_("Số lượt mỗi giờ, mỗi điểm cầu"), min_value=1, max_value=20, initial=PLACES)
    expected_matters = CleanCharField(
        label=_("Nội dung dự kiến"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Được công bố: chỉ ghi lĩnh vực, không ghi tên hay địa chỉ công dân."),
    )
    participants = CleanCharField(
        label=_("Thành phần tham dự"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    advising = PeopleField(label=_("Bộ phận tham mưu"), queryset=User.objects.none(), required=False)
    note_taker = PeopleField(label=_("Người ghi chép"), queryset=User.objects.none(), required=False)
    agency = PeopleField(label=_("Đại diện cơ quan"), queryset=User.objects.none(), required=False)
    extraordinary_reason = CleanCharField(
        label=_("Lý do đột xuất"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Chỉ buổi đột xuất: cho phép công bố muộn; không thay cho quyết định của người tiếp công dân."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).select_related("agency").order_by("full_name")
        offices = Office.objects.filter(is_active=True).order_by("name")
        self._offer("receiver", people.filter(role=Role.CHAIR, agency=by.agency))
        self._offer("central_office", offices.filter(agency=by.agency))
        self._offer("component_offices", offices.exclude(agency=by.agency))
        for duty, role in OTHER_DUTIES.items():
            self._offer(str(duty), people.filter(role=role))
            if not self.fields[str(duty)].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[str(duty)]  # nobody to choose: no empty question
        self.initial = {**_defaults(), **self._only_choices(), **self.initial}

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _only_choices(self) -> dict[str, Any]:
        """The first receiver and central office are chosen already: most agencies have one."""
        names = ("receiver", "central_office")
        return {name: self.fields[name].queryset.first() for name in names}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == SessionKind.EXTRAORDINARY and not cleaned.get("extraordinary_reason"):
            self.add_error("extraordinary_reason", _("Buổi tiếp đột xuất phải ghi lý do."))
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("Giờ kết thúc phải sau giờ bắt đầu."))
        return cleaned

    @property
    def hours(self) -> dict[str, date | datetime]:
        """The day and its two moments, in Viet Nam."""
        day, zone = self.cleaned_data["held_on"], timezone.get_default_timezone()
        starts, ends = (datetime.combine(day, self.cleaned_data[name], zone) for name in ("starts", "ends"))
        return {"held_on": day, "starts_at": starts, "ends_at": ends}

    @property
    def members(self) -> list[tuple[User, str]]:
        """Everybody ticked, with the duty."""
        return [(person, str(duty)) for duty in OTHER_DUTIES for person in self.cleaned_data.get(str(duty), [])]


class PostponeForm(forms.Form):
    """Why, and to when: a day and an hour."""

    reason = CleanCharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    expected_new_date_on = forms.DateField(
        label=_("Ngày dự kiến mới"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expected_new_hour = forms.TimeField(
        label=_("Giờ dự kiến mới"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    @property
    def expected_new_at(self) -> datetime:
        """The moment, in Viet Nam."""
        day, hour = self.cleaned_data["expected_new_date_on"], self.cleaned_data["expected_new_hour"]
        return datetime.combine(day, hour, timezone.get_default_timezone())


def plan_of(session: ReceptionSession) -> dict[str, Any]:
    """What was planned for another session, to begin from; its day too when it was called off and is still to come."""
    zone = timezone.get_default_timezone()
    sites = list(session.sites.select_related("office"))
    places = session.sites.aggregate(most=Max("slots__capacity"))["most"]
    plan: dict[str, Any] = {
        "starts": session.starts_at.astimezone(zone).time(),
        "ends": session.ends_at.astimezone(zone).time(),
        "component_offices": [site.office for site in sites if not site.is_central],
        "central_office": next((site.office for site in sites if site.is_central), None),
        "places": places or PLACES,
        **{name: getattr(session, name) for name in SAME},
    }
    for member in session.members.filter(duty__in=OTHER_DUTIES).select_related("user"):
        plan.setdefault(member.duty, []).append(member.user)
    if session.status == SessionStatus.CANCELLED and session.held_on > timezone.localdate():
        plan["held_on"] = session.held_on
    return plan


def _defaults() -> dict[str, Any]:
    """A periodic morning two weeks from now, on a weekday."""
    day = timezone.localdate() + timedelta(days=DAYS_AHEAD)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return {"kind": SessionKind.PERIODIC, "held_on": day, "starts": BEGINS, "ends": ENDS, "places": PLACES}
