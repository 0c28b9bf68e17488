"""Reads of papers that are too long for a queryset method."""

from tiepdan.registrations.models import Paper


def files_held(names: set[str]) -> set[str]:
    """Which of these files are papers of a registration."""
    return set(Paper.objects.filter(file_name__in=names).values_list("file_name", flat=True))
