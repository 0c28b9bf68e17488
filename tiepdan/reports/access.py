"""The doors to the official book and the reports (sổ, báo cáo)."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS
from tiepdan.followup.access import tasks_for
from tiepdan.followup.models import FollowUpTask
from tiepdan.minutes.models import RegisterEntry
from tiepdan.readiness.models import GateOverride
from tiepdan.rooms.access import sessions_at_the_centre
from tiepdan.schedule.models import ReceptionSession

READERS = frozenset({Role.COORDINATOR, Role.CHAIR, Role.NOTE_TAKER, Role.INSPECTOR})


def entries_for(user: User) -> QuerySet[RegisterEntry]:
    """Lines of the book (sổ tiếp công dân): of one's sessions, or all for the inspector."""
    return RegisterEntry.objects.filter(session__in=sessions_for(user).values("pk")).select_related("case")


def sessions_for(user: User) -> QuerySet[ReceptionSession]:
    """Sessions whose book and summary this person reads (buổi tiếp). 404 for whoever has no business here."""
    if user.role not in READERS:
        raise Http404
    if user.role == Role.INSPECTOR:
        return ReceptionSession.objects.filter(published_at__isnull=False)
    return sessions_at_the_centre(user)


def session_for(user: User, session_id: UUID) -> ReceptionSession:
    """One of them, or 404 (buổi tiếp)."""
    session = sessions_for(user).select_related("agency", "receiver").filter(pk=session_id).first()
    if session is None:
        raise Http404
    return session


def may_read_denunciations(user: User) -> bool:
    """Whose book shows what a denunciation is about; in the others only the alias stands (nội dung tố cáo)."""
    return user.role in NAMED_OFFICERS


def overdue_tasks(user: User) -> QuerySet[FollowUpTask]:
    """Tasks that may be late, general and denunciations, for whoever may read each class (nhiệm vụ quá hạn)."""
    if user.role not in READERS:
        raise Http404
    general, protected = tasks_for(user), tasks_for(user, protected=True)
    rows = FollowUpTask.objects.filter(Q(pk__in=general.values("pk")) | Q(pk__in=protected.values("pk")))
    return rows.select_related("agency", "case__citizen", "case__protected", "hearing__session")


def passed_gates(user: User) -> QuerySet[GateOverride]:
    """Decisions to go on although a gate was missed, of the sessions that this person reads (điều kiện không đạt)."""
    rows = GateOverride.objects.filter(session__in=sessions_for(user).values("pk"))
    return rows.select_related("session__agency", "session__receiver", "decided_by").order_by("-decided_at")
