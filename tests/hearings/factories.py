"""A session being held, with its sites, people and a waiting citizen."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tests import factories
from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.desk.models import QueueTicket
from tiepdan.hearings.models import Hearing
from tiepdan.law.gates import Gate
from tiepdan.readiness.enums import CheckKind
from tiepdan.readiness.models import GateOverride, SiteCheck
from tiepdan.rooms.enums import Admission, RoomPurpose, RoomStatus
from tiepdan.rooms.models import RoomPlace
from tiepdan.schedule.enums import Duty
from tiepdan.schedule.models import ReceptionSession, SessionSite


@dataclass
class Held:
    """Everybody and everything of one session today."""

    session: ReceptionSession
    central: SessionSite
    site: SessionSite
    other_site: SessionSite
    coordinator: User
    chair: User
    officer: User
    other_officer: User


def held_session(status: str = "opened", *, roll_call: bool = True) -> Held:
    """A session today: the centre, two component sites; by default opened after the roll-call."""
    agency = factories.AgencyFactory(kind="province_office")
    chair = factories.UserFactory(chair=True, agency=agency)
    session = factories.SessionFactory(**{status: True}, agency=agency, receiver=chair, held_on=timezone.localdate())
    central = factories.SiteFactory(session=session, central=True, office__agency=agency)
    site, other_site = factories.SiteFactory.create_batch(2, session=session)
    if status == "published":
        pass_the_gates(session)
    if roll_call:
        factories.PresenceFactory(site=central, duty=Duty.RECEIVER)
        factories.PresenceFactory(site=central, duty=Duty.ADVISING, full_name="Phạm Thị Hoa")
    return Held(
        session,
        central,
        site,
        other_site,
        coordinator=factories.UserFactory(coordinator=True, agency=agency),
        chair=chair,
        officer=factories.UserFactory(role=Role.SITE_OFFICER, office=site.office),
        other_officer=factories.UserFactory(role=Role.SITE_OFFICER, office=other_site.office),
    )


def pass_the_gates(session: ReceptionSession) -> None:
    """Published today for today, so its days are missed and the receiver decided; its sites were connected in time."""
    factories.enter_calendar()
    now = timezone.now()
    for gate in (Gate.PUBLISH, Gate.NOTICE, Gate.TRIAL):
        GateOverride.objects.create(
            session=session, gate=gate, reason="Bão số 9", decided_by=session.receiver, decided_at=now
        )
    connected_at = session.starts_at - timedelta(hours=2)
    for site in session.sites.filter(is_central=False):
        SiteCheck.objects.create(
            site=site,
            kind=CheckKind.ONE_HOUR,
            started_at=connected_at,
            site_confirmed_at=connected_at,
            site_confirmed_by=session.receiver,
            centre_confirmed_at=connected_at,
            centre_confirmed_by=session.receiver,
            passed_at=connected_at,
            frames_received=100,
            frames_at_site=100,
        )


def waiting_ticket(held: Held, **values: object) -> QueueTicket:
    """A citizen who has been checked in at the first component site."""
    slot = held.site.slots.first() or factories.SlotFactory(site=held.site)
    registration = factories.RegistrationFactory(checked_in=True, slot=slot, **values)
    return factories.TicketFactory(registration=registration)


def open_hearing(held: Held, status: str = "live", **values: object) -> Hearing:
    """A hearing of that citizen, its room open, the centre and the citizen's site admitted."""
    ticket = waiting_ticket(held, **values)
    ticket.status, ticket.called_at = "called", timezone.now()
    ticket.save(update_fields=["status", "called_at"])
    room = factories.RoomFactory(session=held.session, purpose=RoomPurpose.HEARING, status=RoomStatus.OPEN)
    for site in (held.central, held.site):
        RoomPlace.objects.create(
            room=room, site=site, admission=Admission.ADMITTED, connection_changed_at=timezone.now()
        )
    return factories.HearingFactory(**{status: True}, ticket=ticket, room=room, called_by=held.coordinator)
