"""The only doors to the preparation of a session."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.readiness.models import SiteCheck
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession, SessionSite

PREPARES = frozenset({Role.COORDINATOR})
READS = frozenset(
    {Role.COORDINATOR, Role.CHAIR, Role.ADVISING_UNIT, Role.NOTE_TAKER, Role.INSPECTOR, Role.ADMINISTRATOR}
)
AHEAD = [SessionStatus.PUBLISHED, SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED]


def sessions_ahead(user: User) -> QuerySet[ReceptionSession]:
    """Published sessions from today on: all for the centre, those with a site of one's own for a site officer."""
    rows = ReceptionSession.objects.select_related("receiver", "agency").filter(status__in=AHEAD)
    rows = rows.filter(held_on__gte=timezone.localdate()).order_by("starts_at")
    if user.role == Role.SITE_OFFICER:
        return rows.filter(sites__office=user.office_id)
    if user.role not in READS:
        raise PermissionDenied
    return rows


def session_to_read(user: User, session_id: UUID) -> ReceptionSession:
    """One session whose gates this person may see, or 404."""
    session = ReceptionSession.objects.select_related("receiver", "agency").filter(pk=session_id).first()
    if session is None or user.role not in READS:
        raise Http404
    return session


def session_to_prepare(user: User, session_id: UUID) -> ReceptionSession:
    """One session that this person prepares, or 404."""
    session = session_to_read(user, session_id)
    if user.role not in PREPARES:
        raise Http404
    return session


def session_to_decide(user: User, session_id: UUID) -> ReceptionSession:
    """One session whose missed gates this person may pass: its receiver alone (người đứng đầu), or 404."""
    session = session_to_read(user, session_id)
    if session.receiver_id != user.pk:
        raise Http404
    return session


def site_of(user: User, site_id: UUID) -> SessionSite:
    """One site that this person readies: a site officer's own office, a coordinator's all; or 404."""
    site = SessionSite.objects.select_related("session__receiver", "office").filter(pk=site_id).first()
    own = site is not None and user.role == Role.SITE_OFFICER and user.office_id == site.office_id
    if site is None or not (own or user.role in PREPARES):
        raise Http404
    return site


def check_at_site(user: User, check_id: UUID) -> SiteCheck:
    """One check that this person may confirm for the site; or 404."""
    check = SiteCheck.objects.select_related("site__session", "site__office").filter(pk=check_id).first()
    if check is None:
        raise Http404
    site_of(user, check.site_id)
    return check


def check_at_centre(user: User, check_id: UUID) -> SiteCheck:
    """One check that this person may confirm for the central site: coordinators only; or 404."""
    check = check_at_site(user, check_id)
    if user.role not in PREPARES:
        raise Http404
    return check
