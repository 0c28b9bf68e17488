"""What can be chosen on the page "where and when": sessions to come with the places left at each site."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.places.models import Office
from tiepdan.registrations.wishes import TAKING
from tiepdan.schedule.access import sessions_for
from tiepdan.schedule.models import ReceptionSession, SessionSite, Slot
from tiepdan.schedule.queries import SiteHours, open_for_registration, sites_with_hours

MOST_SESSIONS = 12


@dataclass(frozen=True)
class Offer:
    """A session to come and its sites, without the one that must not be offered."""

    session: ReceptionSession
    sites: list[SiteHours]


def offered(not_at: str = "") -> list[Offer]:
    """The next sessions with places, three queries. `not_at` is the key of an office to leave out (conflict check)."""
    now = timezone.now()
    sessions = list(open_for_registration(now)[:MOST_SESSIONS])
    hours = sites_with_hours(sessions, after=now)
    return [
        Offer(session, [site for site in hours[session.pk] if str(site.site.office_id) != not_at])
        for session in sessions
    ]


def all_sites(offers: list[Offer]) -> list[SiteHours]:
    """Every site of every session offered."""
    return [site for offer in offers for site in offer.sites]


def office_choices() -> list[tuple[str, str]]:
    """Component places of the sessions to come, for "not there": the province's own place is always left."""
    sites = SessionSite.objects.filter(session__in=open_for_registration(), is_central=False)
    offices = Office.objects.filter(pk__in=sites.values("office")).order_by("name")
    return [(str(office.pk), office.name) for office in offices]


def central_offices() -> list[Office]:
    """Places where somebody is received in person: the central ones of the published sessions."""
    sites = SessionSite.objects.filter(session__published_at__isnull=False, is_central=True)
    return list(Office.objects.filter(pk__in=sites.values("office"), is_active=True).order_by("name"))


def slots_at_the_desk(user: User, office_id: UUID | None) -> list[tuple[str, str]]:
    """Slots that are not over, of published or running sessions, as choices; with an office only its own."""
    now = timezone.now()
    rows = sessions_for(user).filter(status__in=TAKING, ends_at__gt=now).order_by("starts_at")[:MOST_SESSIONS]
    sessions = list(rows)
    hours = sites_with_hours(sessions)
    sites = [site for session in sessions for site in hours[session.pk]]
    return [
        (str(slot.pk), _slot_words(site, slot))
        for site in sites
        if office_id is None or site.site.office_id == office_id
        for slot in site.slots
        if slot.ends_at > now and slot.places_left > 0  # type: ignore[attr-defined]
    ]


def _slot_words(site: SiteHours, slot: Slot) -> str:
    starts_at = timezone.localtime(slot.starts_at)
    left = slot.places_left  # type: ignore[attr-defined]
    return _("%(hour)s giờ %(minute)s, %(day)s · %(place)s · còn %(left)s lượt") % {
        "hour": starts_at.hour,
        "minute": f"{starts_at:%M}",
        "day": f"{starts_at:%d/%m/%Y}",
        "place": site.site.office.short_name,
        "left": left,
    }
