"""The doors to the settlement of a case: those of its clocks. A general door never returns a denunciation."""

from uuid import UUID

from django.http import Http404

from tiepdan.accounts.models import User
from tiepdan.cases.access import case_for, denunciation_for
from tiepdan.cases.models import Case
from tiepdan.clocks.access import KEEPERS, may_open
from tiepdan.settlement.models import SettlementEvent


def case_to_read(user: User, case_id: UUID, *, protected: bool = False) -> Case:
    """A case whose settlement this person reads, or 404: absent, forbidden, other class (quá trình giải quyết)."""
    case = (denunciation_for if protected else case_for)(user, case_id)
    if not may_open(user, case):
        raise Http404
    return case


def case_to_keep(user: User, case_id: UUID, *, protected: bool = False) -> Case:
    """One whose events this person notes, or 404 (ghi sự kiện giải quyết)."""
    if not may_keep(user):
        raise Http404
    return case_to_read(user, case_id, protected=protected)


def may_keep(user: User) -> bool:
    """Whether the forms are shown to this person (điều phối, cơ quan giải quyết)."""
    return user.role in KEEPERS


def last_event(case: Case) -> SettlementEvent | None:
    """The last one that holds: the only one that can be taken back (sự kiện gần nhất)."""
    rows = SettlementEvent.objects.filter(case=case, taken_back_at__isnull=True).select_related("noted_by")
    return rows.order_by("noted_at", "pk").last()
