"""Finding a matter by its code, and getting tired of whoever tries codes."""

from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from tiepdan.followup.actions import MOST_WRONG_CODES, WINDOW, address_index, window_of
from tiepdan.followup.models import FailedLookup
from tiepdan.registrations.codes import clean_code
from tiepdan.registrations.models import Registration

NO_CODE = "0" * 16
"""A code that none can be: looked up too, so that nonsense takes as long as a wrong code."""


def find(typed: str, *, protected: bool) -> Registration | None:
    """The registration of this class, or None. Always one query: the other class costs what a wrong code costs."""
    rows = Registration.objects.filter(code=clean_code(typed) or NO_CODE)
    if protected:
        return rows.filter(case__kind="denunciation").first()
    return rows.exclude(case__kind="denunciation").first()


def by_key(key: UUID) -> Registration | None:
    """The registration kept in the session, with what the page shows."""
    rows = Registration.objects.with_page_data().select_related("session__agency", "session__receiver", "ticket")
    return rows.filter(pk=key).first()


def is_tired_of(address: str) -> bool:
    """True when too many wrong codes came from this address in this quarter of an hour and the one before."""
    now = timezone.now()
    rows = FailedLookup.objects.filter(
        address_index=address_index(address), window_starts_at__gte=window_of(now) - WINDOW
    )
    return (rows.aggregate(count=Sum("count"))["count"] or 0) >= MOST_WRONG_CODES
