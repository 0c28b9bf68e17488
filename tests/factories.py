"""Builders with no surprises: a plain call gives the simplest valid row; variants are Traits."""

import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from tiepdan.accounts import identity_numbers
from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import Citizen, User
from tiepdan.accounts.names import fold
from tiepdan.cases.models import Case, ProtectedIdentity
from tiepdan.desk.models import QueueTicket
from tiepdan.hearings.models import Hearing
from tiepdan.law.holiday_table import ANNOUNCED_UNTIL, calendar_days
from tiepdan.places.enums import AgencyKind
from tiepdan.places.models import Agency, CalendarDay, CalendarYear, Office
from tiepdan.readiness.models import Presence
from tiepdan.registrations.enums import RegisteredBy, RegistrationStatus
from tiepdan.registrations.models import Registration
from tiepdan.rooms.enums import RoomPurpose
from tiepdan.rooms.models import RoomPlace, VideoRoom
from tiepdan.schedule.enums import Duty, SessionStatus
from tiepdan.schedule.models import ReceptionSession, SessionMember, SessionSite, Slot

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in Viet Nam."""
    return datetime.combine(day, time(hour, minute), VIETNAM)


def enter_calendar(first_year: int = 2026, last_year: int = 2027) -> None:
    """Enter the holidays of these years, as an administrator would."""
    now = timezone.now()
    CalendarYear.objects.bulk_create(
        CalendarYear(year=y, decision_number=f"{y}/TB" if y <= ANNOUNCED_UNTIL else "", entered_at=now)
        for y in range(first_year, last_year + 1)
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(falls_on=day.day, kind=day.kind, name=day.name, entered_at=now)
        for day in calendar_days(first_year, last_year)
    )


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"co-quan-{n}")
    name = factory.Sequence(lambda n: f"Cơ quan số {n}")
    short_name = factory.Sequence(lambda n: f"Cơ quan {n}")
    kind = AgencyKind.DEPARTMENT
    place_name = "Tam Sơn"
    address = "12 đường Độc Lập, phường Tam Sơn"
    phone = "02353 888 999"


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    agency = factory.SubFactory(AgencyFactory, kind=AgencyKind.COMMUNE)
    name = factory.Sequence(lambda n: f"Địa điểm tiếp công dân xã số {n}")
    short_name = factory.Sequence(lambda n: f"Xã số {n}")
    address = "Thôn 1"
    phone = "02353 777 111"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        coordinator = factory.Trait(role=Role.COORDINATOR)
        chair = factory.Trait(role=Role.CHAIR, full_name="Trần Văn Dũng", position="Chủ tịch UBND tỉnh")
        note_taker = factory.Trait(role=Role.NOTE_TAKER)
        advising_unit = factory.Trait(role=Role.ADVISING_UNIT)
        site_officer = factory.Trait(role=Role.SITE_OFFICER, office=factory.SubFactory(OfficeFactory))
        agency_representative = factory.Trait(role=Role.AGENCY_REPRESENTATIVE, agency=factory.SubFactory(AgencyFactory))
        inspector = factory.Trait(role=Role.INSPECTOR)

    username = factory.Sequence(lambda n: f"can-bo-{n}")
    full_name = factory.Sequence(lambda n: f"Cán bộ {n}")
    role = Role.COORDINATOR


class SessionFactory(factory.django.DjangoModelFactory):
    """A draft far enough away; `published`, `live` … put it where a test needs it."""

    class Meta:
        model = ReceptionSession

    class Params:
        published = factory.Trait(status=SessionStatus.PUBLISHED, published_at=factory.LazyFunction(timezone.now))
        opened = factory.Trait(
            status=SessionStatus.OPEN,
            published_at=factory.LazyFunction(timezone.now),
            opened_at=factory.LazyFunction(timezone.now),
        )
        live = factory.Trait(
            status=SessionStatus.LIVE,
            published_at=factory.LazyFunction(timezone.now),
            opened_at=factory.LazyFunction(timezone.now),
        )

    agency = factory.SubFactory(AgencyFactory, kind=AgencyKind.PROVINCE_OFFICE)
    receiver = factory.SubFactory(UserFactory, chair=True)
    held_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    starts_at = factory.LazyAttribute(lambda session: at(session.held_on, 8))
    ends_at = factory.LazyAttribute(lambda session: at(session.held_on, 11, 30))
    expected_matters = "Đất đai, giải phóng mặt bằng"
    drafted_at = factory.LazyFunction(timezone.now)
    archived_at = factory.LazyAttribute(
        lambda session: timezone.now() if getattr(session, "status", "draft") == "archived" else None
    )


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SessionSite

    class Params:
        central = factory.Trait(is_central=True)

    session = factory.SubFactory(SessionFactory, published=True)
    office = factory.SubFactory(OfficeFactory)


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SessionMember

    session = factory.SubFactory(SessionFactory, published=True)
    user = factory.SubFactory(UserFactory)
    duty = Duty.NOTE_TAKER


class SlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Slot

    site = factory.SubFactory(SiteFactory)
    starts_at = factory.LazyAttribute(lambda slot: slot.site.session.starts_at)
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(hours=1))
    capacity = 4


class CitizenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Citizen

    class Params:
        number = factory.Sequence(lambda n: f"0490850{n:05d}")

    full_name = "Nguyễn Thị An"
    folded_name = factory.LazyAttribute(lambda citizen: fold(citizen.full_name))
    address = "Thôn 3, xã Trà Giang"
    identity_kind = "identity_card"
    identity_sealed = factory.LazyAttribute(lambda citizen: identity_numbers.seal(citizen.number))
    identity_index = factory.LazyAttribute(lambda citizen: identity_numbers.blind_index(citizen.number))
    phone = "0905 123 456"
    declared_at = factory.LazyFunction(timezone.now)


class ProtectedIdentityFactory(factory.django.DjangoModelFactory):
    """An identity under seal; the sealed bytes here are no real envelope: use cases.actions where one is opened."""

    class Meta:
        model = ProtectedIdentity

    alias = factory.Sequence(lambda n: f"Người tố cáo TC-{n:04d}")
    sealed = b"sealed"
    sealed_at = factory.LazyFunction(timezone.now)


class CaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Case

    class Params:
        denunciation = factory.Trait(
            kind="denunciation", citizen=None, protected=factory.SubFactory(ProtectedIdentityFactory)
        )

    kind = "complaint"
    subject = "Bồi thường đất nông nghiệp"
    account = "Gia đình tôi chưa nhận được tiền bồi thường."
    citizen = factory.SubFactory(CitizenFactory)
    opened_at = factory.LazyFunction(timezone.now)


def said_of_a_denunciation(row):
    """The three confirmations of a confirmed denunciation; nothing of the other kinds."""
    return timezone.now() if row.case.is_denunciation else None


def decider_of_a_denunciation(row):
    return row.ground_decided_by if row.case.is_denunciation else None


class RegistrationFactory(factory.django.DjangoModelFactory):
    """A submitted registration; `confirmed` and `checked_in` carry what the constraints ask for."""

    class Meta:
        model = Registration

    class Params:
        confirmed = factory.Trait(
            status=RegistrationStatus.CONFIRMED,
            ground=factory.LazyAttribute(lambda row: "20.4" if row.case.is_denunciation else "20.1"),
            ground_decided_by=factory.SubFactory(UserFactory, chair=True),
            ground_decided_on=factory.LazyFunction(timezone.localdate),
            confirmed_at=factory.LazyFunction(timezone.now),
            waived_protection_at=factory.LazyAttribute(said_of_a_denunciation),
            complexity_confirmed_at=factory.LazyAttribute(said_of_a_denunciation),
            complexity_confirmed_by=factory.LazyAttribute(decider_of_a_denunciation),
            confidentiality_confirmed_at=factory.LazyAttribute(said_of_a_denunciation),
            confidentiality_confirmed_by=factory.LazyAttribute(decider_of_a_denunciation),
        )
        checked_in = factory.Trait(
            confirmed=True,
            status=RegistrationStatus.CHECKED_IN,
            checked_in_at=factory.LazyFunction(timezone.now),
        )
        denunciation = factory.Trait(case=factory.SubFactory(CaseFactory, denunciation=True))

    slot = factory.SubFactory(SlotFactory)
    site = factory.SelfAttribute("slot.site")
    session = factory.SelfAttribute("slot.site.session")
    case = factory.SubFactory(CaseFactory)
    code = factory.Sequence(lambda n: f"TEST{n:012d}".replace("0", "Z").replace("1", "Y"))
    submission_key = factory.LazyFunction(uuid.uuid4)
    registered_by = RegisteredBy.WEB
    contact_phone = "0905 123 456"
    submitted_at = factory.LazyFunction(timezone.now)


class TicketFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QueueTicket

    registration = factory.SubFactory(RegistrationFactory, checked_in=True)
    session = factory.SelfAttribute("registration.session")
    site = factory.SelfAttribute("registration.site")
    number = factory.Sequence(lambda n: n + 1)
    position = factory.SelfAttribute("number")
    issued_at = factory.LazyFunction(timezone.now)


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VideoRoom

    session = factory.SubFactory(SessionFactory, live=True)
    purpose = RoomPurpose.HEARING
    name = factory.LazyFunction(lambda: f"room-{uuid.uuid4()}")
    wanted_at = factory.LazyFunction(timezone.now)


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoomPlace

    room = factory.SubFactory(RoomFactory)
    site = factory.SubFactory(SiteFactory)
    connection_changed_at = factory.LazyFunction(timezone.now)


class PresenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Presence

    session = factory.SelfAttribute("site.session")
    site = factory.SubFactory(SiteFactory, central=True)
    duty = Duty.RECEIVER
    full_name = "Trần Văn Dũng"
    noted_by = factory.SubFactory(UserFactory, coordinator=True)
    noted_at = factory.LazyFunction(timezone.now)


class HearingFactory(factory.django.DjangoModelFactory):
    """A hearing just called; `live` and `ended` as named."""

    class Meta:
        model = Hearing

    class Params:
        opening = factory.Trait(status="opening")
        live = factory.Trait(status="live", live_at=factory.LazyFunction(timezone.now))
        ended = factory.Trait(
            status="ended",
            live_at=factory.LazyFunction(timezone.now),
            ended_at=factory.LazyFunction(timezone.now),
        )

    ticket = factory.SubFactory(TicketFactory, status="called", called_at=factory.LazyFunction(timezone.now))
    session = factory.SelfAttribute("ticket.session")
    registration = factory.SelfAttribute("ticket.registration")
    room = factory.SubFactory(RoomFactory, session=factory.SelfAttribute("..session"))
    number = factory.SelfAttribute("ticket.number")
    called_by = factory.SubFactory(UserFactory, coordinator=True)
    called_at = factory.LazyFunction(timezone.now)
