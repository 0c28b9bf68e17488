"""The doors to running clocks: those of the cases. A general door never returns one of a denunciation."""

from uuid import UUID

from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS, cases_for, denunciations_for
from tiepdan.cases.models import Case
from tiepdan.clocks.models import ClockRows, RunningClock

KEEPERS = frozenset({Role.COORDINATOR, Role.AGENCY_REPRESENTATIVE})
READERS = KEEPERS | NAMED_OFFICERS | {Role.INSPECTOR}


def clocks_for(user: User, *, protected: bool = False) -> ClockRows:
    """Clocks of the cases that this person may see, of one class (thời hạn). 404 for whoever has no business here."""
    if user.role not in READERS or (protected and not has_protected_door(user)):
        raise Http404
    cases = denunciations_for(user) if protected else cases_for(user)
    rows = RunningClock.objects.filter(case__in=cases.values("pk"))
    return rows.select_related("case__citizen", "case__protected", "case__responsible")


def may_open(user: User, case: Case) -> bool:
    """Whether a link to the clocks of a case leads this person anywhere (thời hạn)."""
    if user.role == Role.AGENCY_REPRESENTATIVE and case.responsible_id != user.agency_id:
        return False
    return user.role in READERS and (not case.is_denunciation or has_protected_door(user))


def has_protected_door(user: User) -> bool:
    """Who may meet a clock of a denunciation at all (lối riêng)."""
    return user.role in NAMED_OFFICERS or user.role == Role.INSPECTOR


def clock_for(user: User, clock_id: UUID, *, protected: bool = False) -> RunningClock:
    """One of them, or 404: absent, forbidden and of the other class look the same (thời hạn)."""
    clock = clocks_for(user, protected=protected).filter(pk=clock_id).first()
    if clock is None:
        raise Http404
    return clock


def clock_to_keep(user: User, clock_id: UUID, *, protected: bool = False) -> RunningClock:
    """One whose events this person notes, or 404 (ghi sự kiện của thời hạn)."""
    if user.role not in KEEPERS:
        raise Http404
    return clock_for(user, clock_id, protected=protected)
