"""Reads of the minutes' pages that are too long for a queryset method."""

from django.db.models import QuerySet

from tiepdan.places.models import Agency


def agencies() -> QuerySet[Agency]:
    """Every body that may be charged with something, by name."""
    return Agency.objects.order_by("name")
