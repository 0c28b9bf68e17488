"""What was done with a matter before, and with others of the same person about the same thing."""

from django.db.models import Q

from tiepdan.cases.models import Case, CaseHandling
from tiepdan.law.competence import Act

ONCE = (Act.GUIDE.value, Act.TRANSFER.value)


def handling_of(case: Case) -> CaseHandling | None:
    """What stands as done with this matter, or None."""
    return case.handlings.filter(superseded_at__isnull=True).order_by("-noted_at").first()


def guided_or_transferred_before(case: Case, *, correcting: CaseHandling | None = None) -> bool:
    """Whether the same content was guided or transferred already: this matter, or the same person's same subject.

    Of a denunciation only the matter itself is known: nobody is compared under seal. `correcting` does not count.
    Source: sources.TT05_8_1, sources.TT05_14_1.
    """
    same = Q(case=case)
    if case.citizen is not None:
        same |= Q(case__citizen__identity_index=case.citizen.identity_index, case__subject__iexact=case.subject)
    rows = CaseHandling.objects.filter(same, act__in=ONCE, superseded_at__isnull=True)
    return rows.exclude(pk__in=[correcting.pk] if correcting else []).exists()
