"""What an event of the settlement is (sự kiện giải quyết): which clocks it starts, ends, suspends or counts again.

The table itself is `event_table.py`; `settlement.check` says whether one may be recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tiepdan.law import facts
from tiepdan.law.clock_table import find
from tiepdan.law.facts import Fact
from tiepdan.law.kinds import MatterKind
from tiepdan.law.sources import LegalSource


class Event(StrEnum):
    """Every event that moves a clock of the settlement, in the order of the path (các sự kiện giải quyết)."""

    PETITION_RECEIVED = "petition_received"
    PETITION_HANDLED = "petition_handled"
    DECISION_KNOWN = "decision_known"
    COMPLAINT_RECEIVED = "complaint_received"
    COMPLAINT_ACCEPTED = "complaint_accepted"
    COMPLAINT_NOT_ACCEPTED = "complaint_not_accepted"
    FOUND_COMPLEX = "found_complex"
    DIALOGUE_NOTIFIED = "dialogue_notified"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    TERMINATED = "terminated"
    STAY_DECISION_SENT = "stay_decision_sent"
    FIRST_DECISION_ISSUED = "first_decision_issued"
    FIRST_DECISION_SENT = "first_decision_sent"
    FIRST_DECISION_RECEIVED = "first_decision_received"
    FIRST_PERIOD_EXPIRED = "first_period_expired"
    SECOND_PERIOD_EXPIRED = "second_period_expired"
    SECOND_COMPLAINT_RECEIVED = "second_complaint_received"
    SECOND_COMPLAINT_ACCEPTED = "second_complaint_accepted"
    SECOND_COMPLAINT_NOT_ACCEPTED = "second_complaint_not_accepted"
    SECOND_DECISION_ISSUED = "second_decision_issued"
    SECOND_DECISION_SENT = "second_decision_sent"
    DECISION_IN_FORCE = "decision_in_force"
    DISCIPLINE_KNOWN = "discipline_known"
    DISCIPLINE_COMPLAINT_RECEIVED = "discipline_complaint_received"
    DISCIPLINE_COMPLAINT_ACCEPTED = "discipline_complaint_accepted"
    DISCIPLINE_COMPLAINT_NOT_ACCEPTED = "discipline_complaint_not_accepted"
    DISCIPLINE_DECIDED = "discipline_decided"
    DENUNCIATION_RECEIVED = "denunciation_received"
    SEVERAL_PLACES_FOUND = "several_places_found"
    DENUNCIATION_ACCEPTED = "denunciation_accepted"
    DENUNCIATION_NOT_ACCEPTED = "denunciation_not_accepted"
    DENUNCIATION_TRANSFERRED = "denunciation_transferred"
    ACCEPTANCE_TOLD = "acceptance_told"
    SETTLEMENT_EXTENDED = "settlement_extended"
    DENUNCIATION_TERMINATED = "denunciation_terminated"
    CONCLUSION_ISSUED = "conclusion_issued"
    CONCLUSION_PUBLISHED = "conclusion_published"
    CONCLUSION_POSTED = "conclusion_posted"
    POSTING_ENDED = "posting_ended"
    FORWARDED_RECEIVED = "forwarded_received"
    FORWARDER_ANSWERED = "forwarder_answered"
    FURTHER_RECEIVED = "further_received"
    FURTHER_EXAMINED = "further_examined"
    OVERDUE_REPORTED = "overdue_reported"
    SETTLEMENT_DEMANDED = "settlement_demanded"
    SETTLER_REPORTED = "settler_reported"
    SETTLED_FOR_SENDER = "settled_for_sender"
    SENDER_TOLD = "sender_told"
    RESULT_RECEIVED = "result_received"
    RESULT_TOLD = "result_told"


NUMBERED = frozenset(
    {
        Event.COMPLAINT_ACCEPTED,
        Event.COMPLAINT_NOT_ACCEPTED,
        Event.SUSPENDED,
        Event.RESUMED,
        Event.TERMINATED,
        Event.FIRST_DECISION_ISSUED,
        Event.SECOND_COMPLAINT_ACCEPTED,
        Event.SECOND_COMPLAINT_NOT_ACCEPTED,
        Event.SECOND_DECISION_ISSUED,
        Event.DISCIPLINE_COMPLAINT_ACCEPTED,
        Event.DISCIPLINE_COMPLAINT_NOT_ACCEPTED,
        Event.DISCIPLINE_DECIDED,
        Event.DENUNCIATION_ACCEPTED,
        Event.DENUNCIATION_NOT_ACCEPTED,
        Event.SETTLEMENT_EXTENDED,
        Event.DENUNCIATION_TERMINATED,
        Event.CONCLUSION_ISSUED,
    }
)
"""Made by a document that has a number, and told to the citizen: sources.LKN_27, sources.LKN_32, sources.LTC_29_3."""
WRITTEN = NUMBERED | {Event.FOUND_COMPLEX}
"""Nothing without its document in the file: sources.ND124_3A for the finding, which is not a decision to be told."""

HELD_ON = Fact("held_on", "Ngày đối thoại?", form=facts.DAY_FORM)
HAVE_THEIR_EVENT = (facts.SUSPENDED, facts.COMPLEX, facts.SEVERAL_PLACES, facts.EXTENSIONS, facts.CRITERIA)
"""A suspension, a finding and an extension are events of their own, each with its document."""
ASKED_ELSEWHERE = frozenset(fact.name for fact in (*HAVE_THEIR_EVENT, facts.READING, facts.STARTS_AT))
"""With them, how days are counted back: a setting of the office; and the session's own hour."""


@dataclass(frozen=True)
class Start:
    """A clock that an event starts (thời hạn bắt đầu). `fixed` are the facts that the event itself settles."""

    rule: str
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[Fact, ...]:
        """The facts that a person still says (tình tiết phải hỏi).

        Source: the rule's own.
        """
        known = ASKED_ELSEWHERE | self.fixed.keys()
        return tuple(fact for fact in find(self.rule).facts if fact.name not in known)


@dataclass(frozen=True)
class Step:
    """What one event does (một sự kiện giải quyết); the rules named are those of the clock table.

    `after`: one of these was recorded before. `never_after`: none of these was, nor was the event itself unless
    `again`. `pauses`, `resumes` and `counts_again` need an open clock of theirs; `ends` takes what there is.
    `last_day_of`: the event falls on the last day of that clock. `judged_by`: a clock that counts back from HELD_ON.
    """

    label: str
    kinds: frozenset[MatterKind]
    source: LegalSource
    starts: tuple[Start, ...] = ()
    ends: frozenset[str] = frozenset()
    pauses: frozenset[str] = frozenset()
    resumes: frozenset[str] = frozenset()
    counts_again: frozenset[str] = frozenset()
    after: frozenset[Event] = frozenset()
    never_after: frozenset[Event] = frozenset()
    again: bool = False
    last_day_of: str = ""
    judged_by: str = ""
    found: Fact | None = None

    @property
    def asked(self) -> tuple[Fact, ...]:
        """Every fact that is asked when this event is recorded, each once (tình tiết phải hỏi).

        Source: the rules' own.
        """
        of_clocks = [fact for start in self.starts for fact in start.asked]
        return tuple({fact.name: fact for fact in (*of_clocks, *self.wanted)}.values())

    @property
    def wanted(self) -> tuple[Fact, ...]:
        """The facts of the event itself, without which it says nothing (tình tiết bắt buộc).

        Source: sources.ND31_3, sources.ND124_28_1.
        """
        return tuple(fact for fact in (self.found, HELD_ON if self.judged_by else None) if fact is not None)
