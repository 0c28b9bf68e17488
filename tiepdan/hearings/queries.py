"""What the tables and the site screen show, read in a number of queries that does not grow with the rows."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tiepdan.audit.models import AuditEntry, subject_of
from tiepdan.desk.enums import TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.log import Entry, entries
from tiepdan.hearings.models import FloorGrant, FloorRequest, Hearing
from tiepdan.places.models import Agency
from tiepdan.readiness.models import Presence
from tiepdan.registrations.models import Paper
from tiepdan.rooms.enums import Admission, Connection
from tiepdan.rooms.models import RoomPlace, SiteSignal
from tiepdan.schedule.models import ReceptionSession, SessionSite

LOG_LENGTH = 25
FRESH = timedelta(seconds=15)


@dataclass
class SiteTile:
    """One site as the centre sees it."""

    site: SessionSite
    place: RoomPlace | None = None
    signal: SiteSignal | None = None
    people: list[Presence] = field(default_factory=list)
    sits_here: str = ""
    asked_at: datetime | None = None
    has_floor: bool = False
    help_asked: bool = False
    spoke: timedelta = timedelta()

    @property
    def is_fresh(self) -> bool:
        """Whether its page has told something of its devices just now."""
        return self.signal is not None and timezone.now() - self.signal.reported_at < FRESH

    @property
    def devices(self) -> dict[str, str]:
        """The last words of camera and microphone; empty when they are old."""
        return self.signal.report if self.signal and self.is_fresh else {}

    @property
    def has_signal(self) -> bool:
        """Whether its screen is open: it reports, or it is in its room."""
        return self.is_fresh or (self.place is not None and self.place.connection == Connection.ONLINE)

    @property
    def takes_part(self) -> bool:
        return self.place is not None


def open_hearing(session: ReceptionSession) -> Hearing | None:
    """The hearing of the session that has not ended, with everything that a page shows of it."""
    people = Hearing.objects.select_related(
        "session", "room", "ticket__site__office", "registration__case__citizen", "registration__case__protected"
    )
    return people.filter(session=session).exclude(status=HearingStatus.ENDED).first()


def queue(session: ReceptionSession) -> QuerySet[QueueTicket]:
    """Who is being heard, who waits in which order, who did not answer; with what a row shows."""
    shown = [TicketStatus.CALLED, TicketStatus.WAITING, TicketStatus.ABSENT]
    rows = QueueTicket.objects.filter(session=session, status__in=shown)
    people = rows.select_related("site__office", "registration__case__citizen", "registration__case__protected")
    return people.order_by("status", "position", "number")


def tiles(session: ReceptionSession, hearing: Hearing | None) -> list[SiteTile]:
    """Every site of the session, the centre first."""
    sites = session.sites.select_related("office").order_by("-is_central", "office__short_name", "pk")
    by_site = {site.pk: SiteTile(site) for site in sites}
    for signal in SiteSignal.objects.filter(site__session=session):
        by_site[signal.site_id].signal = signal
    for presence in session.presences.order_by("noted_at"):
        by_site[presence.site_id].people.append(presence)
    for alarm in session.alarms.filter(kind="help_asked", cleared_at__isnull=True):
        if alarm.site_id in by_site:
            by_site[alarm.site_id].help_asked = True
    if hearing is not None:
        _add_hearing(by_site, hearing)
    return list(by_site.values())


def _add_hearing(by_site: dict[UUID, SiteTile], hearing: Hearing) -> None:
    for place in RoomPlace.objects.filter(room=hearing.room_id, admission=Admission.ADMITTED).select_related(
        "notice_read_by"
    ):
        by_site[place.site_id].place = place
    by_site[hearing.ticket.site_id].sits_here = hearing.registration.case.person_label
    for request in FloorRequest.objects.filter(hearing=hearing, answered_at__isnull=True):
        by_site[request.site_id].asked_at = request.asked_at
    now = timezone.now()
    for grant in FloorGrant.objects.filter(hearing=hearing):
        tile = by_site[grant.site_id]
        tile.has_floor |= grant.taken_at is None
        tile.spoke += (grant.taken_at or now) - grant.given_at


def floor(session: ReceptionSession, hearing: Hearing) -> list[SiteTile]:
    """The sites of the case for the chair's buttons; those who ask stand first, in the order of asking."""
    taking_part = [tile for tile in tiles(session, hearing) if tile.takes_part]
    return sorted(taking_part, key=lambda tile: (tile.asked_at is None, tile.asked_at or hearing.called_at))


def log(session: ReceptionSession) -> list[Entry]:
    """The last acts of the session and its hearings, the newest first."""
    subjects = [subject_of(session), *(subject_of(hearing) for hearing in session.hearings.all())]
    rows = AuditEntry.objects.filter(subject__in=subjects).select_related("actor").order_by("-pk")
    return entries(rows[:LOG_LENGTH])


def papers(hearing: Hearing) -> QuerySet[Paper]:
    """The papers of the matter, as they came."""
    return Paper.objects.filter(registration=hearing.registration_id).order_by("added_at", "pk")


def agencies() -> QuerySet[Agency]:
    """Bodies to whom the chair may give a task."""
    return Agency.objects.order_by("name")


def numbers(site: SessionSite) -> dict[str, object]:
    """The three numbers of the waiting screen."""
    tickets = QueueTicket.objects.filter(session=site.session_id)
    waiting = tickets.filter(status=TicketStatus.WAITING).order_by("position", "number")
    rows = list(waiting.values_list("number", "site_id"))
    now = Hearing.objects.filter(session=site.session_id).exclude(status=HearingStatus.ENDED).first()
    following = rows[0] if rows else None
    return {
        "now_number": now.number if now else None,
        "next_number": following[0] if following else None,
        "next_is_here": bool(following and following[1] == site.pk),
        "here_numbers": [number for number, site_id in rows if site_id == site.pk],
    }
