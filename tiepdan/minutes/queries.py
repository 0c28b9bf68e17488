"""Reads of the minutes' pages that are too long for a queryset method."""

from django.db.models import Exists, OuterRef, QuerySet

from tiepdan.minutes.models import Minutes, RegisterEntry
from tiepdan.places.models import Agency
from tiepdan.schedule.models import ReceptionSession


def agencies() -> QuerySet[Agency]:
    """Every body that may be charged with something, by name."""
    return Agency.objects.order_by("name")


def files_held(names: set[str]) -> set[str]:
    """Which of these files are scans of signed minutes."""
    return set(Minutes.objects.filter(scan_name__in=names).values_list("scan_name", flat=True))


def turns_of(session: ReceptionSession) -> list[tuple[str | None, str | None, bool]]:
    """For each turn that was heard: how far its minutes and its recording are, and whether it is in the register.

    A turn whose matter was split has several lines there.
    """
    lines = RegisterEntry.objects.filter(hearing=OuterRef("pk"))
    heard = session.hearings.filter(live_at__isnull=False)
    return list(heard.values_list("minutes__status", "recording__status", Exists(lines)))
