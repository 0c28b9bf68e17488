"""What the law asks after a refusal and what was done of it."""

from dataclasses import dataclass

from tiepdan.audit.models import subject_of
from tiepdan.clocks.models import RunningClock
from tiepdan.documents.forms import RefusalForm
from tiepdan.law.refusals import REFUSALS, RefusalGround, RefusalRule
from tiepdan.refusals.enums import NOTICE_CLOCK
from tiepdan.refusals.models import OralExplanation, RefusalNotice
from tiepdan.registrations.models import Registration


@dataclass(frozen=True)
class AfterRefusal:
    """The ground with who must act, the clock of the notice, and what is done."""

    rule: RefusalRule
    clock: RunningClock | None
    notice: RefusalNotice | None
    explanation: OralExplanation | None

    @property
    def legal_basis(self) -> str:
        """What form 01/TCD cites: as issued, or the form's own words as a proposal."""
        return self.notice.legal_basis if self.notice else RefusalForm.legal_basis


def after_refusal(registration: Registration) -> AfterRefusal:
    """Three queries."""
    clocks = RunningClock.objects.filter(about=subject_of(registration), rule__in=NOTICE_CLOCK)
    return AfterRefusal(
        rule=REFUSALS[RefusalGround(registration.refusal_ground)],
        clock=clocks.order_by("-started_on", "-changed_at").first(),
        notice=RefusalNotice.of(registration),
        explanation=OralExplanation.objects.filter(registration=registration).first(),
    )
