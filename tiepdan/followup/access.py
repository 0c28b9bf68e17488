"""The doors to tasks and matters after a hearing. No general door returns those of a denunciation."""

from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.http import Http404
from django.utils import timezone

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS
from tiepdan.cases.models import Case
from tiepdan.followup.actions import MOST_WRONG_CODES, WINDOW, address_index, window_of
from tiepdan.followup.models import FailedLookup, FollowUpTask, Outcome
from tiepdan.hearings.models import Hearing
from tiepdan.minutes import access as minutes
from tiepdan.minutes.access import DECIDERS
from tiepdan.places.models import Agency
from tiepdan.registrations.codes import clean_code
from tiepdan.registrations.models import Registration
from tiepdan.rooms.access import sessions_at_the_centre

DENUNCIATION = Q(case__kind="denunciation")
NO_CODE = "0" * 16
"""A code that none can be: looked up too, so that nonsense takes as long as a wrong code."""


def tasks_for(user: User, *, protected: bool = False) -> QuerySet[FollowUpTask]:
    """Tasks of the sessions at one's centre, or of one's own agency (nhiệm vụ); the inspector reads all, by alias."""
    rows = FollowUpTask.objects.filter(DENUNCIATION if protected else ~DENUNCIATION).select_related(
        "agency", "case__citizen", "case__protected", "hearing__session__agency", "hearing__registration"
    )
    return rows.filter(_readable(user, protected=protected))


def _readable(user: User, *, protected: bool) -> Q:
    if user.role == Role.INSPECTOR:
        return Q()
    if user.role == Role.AGENCY_REPRESENTATIVE:
        return Q(agency=user.agency_id) if user.agency_id else Q(pk__in=[])
    if user.role not in CENTRAL_ROLES or (protected and user.role not in NAMED_OFFICERS):
        return Q(pk__in=[])
    return Q(hearing__session__in=sessions_at_the_centre(user).values("pk"))


def has_protected_door(user: User) -> bool:
    """Who may meet a denunciation's task at all (lối riêng)."""
    return user.role in NAMED_OFFICERS or user.role in (Role.AGENCY_REPRESENTATIVE, Role.INSPECTOR)


def task_for(user: User, task_id: UUID, *, protected: bool = False) -> FollowUpTask:
    """One of them, or 404: absent, forbidden and of the other class look the same (nhiệm vụ)."""
    task = tasks_for(user, protected=protected).filter(pk=task_id).first()
    if task is None:
        raise Http404
    return task


def outcome_of(hearing: Hearing) -> Outcome | None:
    """What the chair said of a hearing that has passed its door (kết luận lượt tiếp)."""
    return Outcome.objects.select_related("decided_by").filter(hearing=hearing).first()


def agencies_of(tasks: QuerySet[FollowUpTask]) -> QuerySet[Agency]:
    """The bodies that have one of these tasks (cơ quan thực hiện)."""
    return Agency.objects.filter(pk__in=tasks.values("agency")).order_by("name")


def task_to_do(user: User, task_id: UUID, *, protected: bool = False) -> FollowUpTask:
    """One that this person reports on or answers: the agency's own, or the coordinator (thực hiện nhiệm vụ)."""
    if user.role not in (Role.AGENCY_REPRESENTATIVE, Role.COORDINATOR):
        raise Http404
    return task_for(user, task_id, protected=protected)


def hearing_to_decide(user: User, hearing_id: UUID, *, protected: bool = False) -> Hearing:
    """A hearing on which this person says the outcome, for the chair or as the chair, or 404 (kết luận lượt tiếp)."""
    if user.role not in DECIDERS:
        raise Http404
    return minutes.hearing_for(user, hearing_id, protected=protected)


def hearing_to_classify(user: User, hearing_id: UUID, *, protected: bool = False) -> Hearing:
    """A hearing whose matter this person classifies, or 404 (phân loại)."""
    if user.role != Role.COORDINATOR:
        raise Http404
    return minutes.hearing_for(user, hearing_id, protected=protected)


def part_of(hearing: Hearing, case_id: UUID) -> Case:
    """A matter that was split off the one of this hearing, which has passed its door, or 404 (vụ việc tách ra)."""
    part = hearing.registration.case.parts.filter(pk=case_id).first()
    if part is None:
        raise Http404
    return part


def by_code(typed: str, *, protected: bool) -> Registration | None:
    """The registration of this class, or None. Always one query.

    So a code of the other class costs what a wrong one costs (tra cứu bằng mã).
    """
    rows = Registration.objects.filter(code=clean_code(typed) or NO_CODE)
    if protected:
        return rows.filter(case__kind="denunciation").first()
    return rows.exclude(case__kind="denunciation").first()


def by_session_key(key: UUID) -> Registration | None:
    """The registration kept in the session, with what the page shows (tra cứu bằng mã)."""
    rows = Registration.objects.with_page_data().select_related("session__agency", "session__receiver", "ticket")
    return rows.filter(pk=key).first()


def is_tired_of(address: str) -> bool:
    """True when too many wrong codes came from this address in the last two quarters of an hour (tra cứu sai)."""
    now = timezone.now()
    rows = FailedLookup.objects.filter(
        address_index=address_index(address), window_starts_at__gte=window_of(now) - WINDOW
    )
    return (rows.aggregate(count=Sum("count"))["count"] or 0) >= MOST_WRONG_CODES
