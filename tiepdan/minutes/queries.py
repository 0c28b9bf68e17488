"""Reads of the minutes' pages that are too long for a queryset method."""

from django.db.models import QuerySet

from tiepdan.minutes.models import Minutes
from tiepdan.places.models import Agency


def agencies() -> QuerySet[Agency]:
    """Every body that may be charged with something, by name."""
    return Agency.objects.order_by("name")


def files_held(names: set[str]) -> set[str]:
    """Which of these files are scans of signed minutes."""
    return set(Minutes.objects.filter(scan_name__in=names).values_list("scan_name", flat=True))
