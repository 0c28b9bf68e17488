"""Reads of a schedule that are too long for a queryset method: places left, and the offices' defaults."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from tiepdan.places.calendars import reading_in_force
from tiepdan.places.models import BackwardReading, Office
from tiepdan.schedule.models import ReceptionSession, SessionSite, Slot

GIVEN_BACK = ["withdrawn", "refused"]
"""States of a registration that leave its place free; `registrations.models.PLACE_GIVEN_BACK` says the same, and a
test holds the two together: this earlier step cannot import the later one."""


@dataclass(frozen=True)
class SiteHours:
    """One site of a session with its slots, each with `places_left`."""

    site: SessionSite
    slots: list[Slot]

    @property
    def places_left(self) -> int:
        return sum(slot.places_left for slot in self.slots)  # type: ignore[attr-defined]


def slots_with_places_left(sites: QuerySet[SessionSite]) -> QuerySet[Slot]:
    """Slots in order, each with `places_left`, in one query."""
    taken = Count("registrations", filter=~Q(registrations__status__in=GIVEN_BACK))
    return Slot.objects.filter(site__in=sites).annotate(places_left=F("capacity") - taken).order_by("starts_at")


def sites_with_hours(sessions: list[ReceptionSession], after: datetime | None = None) -> dict[object, list[SiteHours]]:
    """For each session its sites, the central one first, each with its slots. Two queries, however many sessions."""
    sites = SessionSite.objects.filter(session__in=sessions)
    slots: dict[object, list[Slot]] = {}
    for slot in slots_with_places_left(sites):
        if after is None or slot.starts_at > after:
            slots.setdefault(slot.site_id, []).append(slot)
    found: dict[object, list[SiteHours]] = {session.pk: [] for session in sessions}
    for site in sites.select_related("office").order_by("-is_central", "office__name"):
        found[site.session_id].append(SiteHours(site, slots.get(site.pk, [])))
    return found


def slot_chosen(key: str | int) -> Slot | None:
    """The slot that a form named, with its place and session; None when there is none (any more)."""
    return Slot.objects.select_related("site__office", "site__session").filter(pk=key).first()


def office_chosen(key: UUID) -> Office | None:
    """The place by which the public schedule is filtered."""
    return Office.objects.filter(pk=key).first()


def open_for_registration(now: datetime | None = None) -> QuerySet[ReceptionSession]:
    """Published sessions that have not begun, nearest first."""
    rows = ReceptionSession.objects.filter(status="published", starts_at__gt=now or timezone.now())
    return rows.select_related("agency", "receiver").order_by("starts_at")


def reading_of(session: ReceptionSession) -> BackwardReading | None:
    """The decision on the backward count that this session follows: in force when published, today for a draft."""
    return reading_in_force(timezone.localdate(session.published_at) if session.published_at else timezone.localdate())
