"""Reads of registrations that are too long for a queryset method."""

from dataclasses import dataclass

from django.db.models import Count, Q

from tiepdan.registrations.codes import clean_code
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession


def by_code(code: str) -> Registration | None:
    """The registration that a citizen follows by the secret code, or None.

    A denunciation is found by its own code only; what is shown of it is the page's matter: alias and dates, no content.
    """
    cleaned = clean_code(code)
    return Registration.objects.with_page_data().filter(code=cleaned).first() if cleaned else None


@dataclass(frozen=True)
class Counts:
    """How many of one kind of rows wait, are confirmed, and are all together."""

    waiting: int
    confirmed: int
    total: int


def counts_of(session: ReceptionSession) -> Counts:
    """Of the general registrations of a session; denunciations are counted on their own page."""
    rows = Registration.objects.general().filter(session=session)
    counted = rows.aggregate(
        waiting=Count("pk", filter=Q(status=RegistrationStatus.SUBMITTED)),
        confirmed=Count("pk", filter=Q(status=RegistrationStatus.CONFIRMED)),
        total=Count("pk"),
    )
    return Counts(**counted)


def look_alikes(registration: Registration) -> list[Registration]:
    """Other registrations of the same person, or of the same subject: to be looked at, not merged.

    Never of or for a denunciation.
    """
    case = registration.case
    if case.is_denunciation or case.citizen is None:
        return []
    same = Q(case__citizen__identity_index=case.citizen.identity_index) | Q(case__subject__iexact=case.subject)
    rows = Registration.objects.general().with_page_data().filter(same, session__agency=registration.session.agency)
    return list(rows.exclude(pk=registration.pk).order_by("-submitted_at")[:10])
