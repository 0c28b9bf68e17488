"""The events of a case that has passed its door."""

from django.db.models import QuerySet

from tiepdan.cases.models import Case
from tiepdan.clocks.queries import open_clocks_of
from tiepdan.law import settlement
from tiepdan.law.clocks import Clock
from tiepdan.law.events import Event
from tiepdan.law.kinds import MatterKind
from tiepdan.settlement.models import SettlementEvent


def events_of(case: Case) -> QuerySet[SettlementEvent]:
    """All that was noted, in the order of noting, what was taken back included (quá trình giải quyết)."""
    rows = SettlementEvent.objects.filter(case=case).select_related("noted_by", "taken_back_by")
    return rows.order_by("noted_at", "pk")


def standing_events_of(case: Case) -> list[SettlementEvent]:
    """Those that hold (sự kiện còn hiệu lực)."""
    return list(events_of(case).filter(taken_back_at__isnull=True))


def clocks_by_rule(case: Case) -> dict[str, Clock]:
    """The open clocks of a case as the law sees them; of two of one rule, the later (thời hạn chưa kết thúc)."""
    return {row.rule: row.as_law() for row in open_clocks_of(case)}


def possible_now(case: Case) -> tuple[Event, ...]:
    """What may be noted next (sự kiện có thể ghi)."""
    done = [row.kind for row in standing_events_of(case)]
    return settlement.possible(MatterKind(case.kind), done=done, clocks=clocks_by_rule(case))
