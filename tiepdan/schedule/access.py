"""The doors to reception sessions: by agency and role for the offices, and what everybody may see."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.places.models import Office
from tiepdan.schedule.models import ReceptionSession, SessionSite

Sessions = QuerySet[ReceptionSession]


def sessions_for(user: User) -> Sessions:
    """Sessions that this person works in: the agency's own at the centre, published ones at one's site (buổi tiếp)."""
    rows = ReceptionSession.objects.select_related("agency", "receiver")
    published = rows.filter(published_at__isnull=False)
    if user.role in CENTRAL_ROLES:
        return rows.filter(agency=user.agency)
    if user.role == Role.SITE_OFFICER:
        return published.filter(pk__in=SessionSite.objects.filter(office=user.office).values("session"))
    if user.role == Role.AGENCY_REPRESENTATIVE:
        return published.filter(_of_agency(user)).distinct()
    if user.role in (Role.INSPECTOR, Role.ADMINISTRATOR):
        return published
    return rows.none()


def _of_agency(user: User) -> Q:
    """Sessions to which somebody of the agency, or one of its places, belongs."""
    return Q(members__user=user) | Q(sites__office__agency=user.agency)


def sessions_of_today(user: User) -> Sessions:
    """What the state line of the offices' pages tells: the day's published sessions (buổi tiếp hôm nay)."""
    rows = sessions_for(user).filter(held_on=timezone.localdate(), published_at__isnull=False)
    return rows.order_by("starts_at")


def session_for(user: User, session_id: UUID) -> ReceptionSession:
    """One of them, or 404: another agency's session must not reveal more than the public schedule (buổi tiếp)."""
    return _one(sessions_for(user), session_id)


def session_to_arrange(user: User, session_id: UUID) -> ReceptionSession:
    """A session of the coordinator's own agency, to publish, postpone or cancel, or 404 (điều phối buổi tiếp)."""
    require_coordinator(user)
    return _one(sessions_for(user), session_id)


def require_coordinator(user: User) -> None:
    """Only a coordinator with an agency plans sessions; to others the page does not exist (điều phối)."""
    if user.role != Role.COORDINATOR or user.agency is None:
        raise Http404


def published_in(first_on: date, until_on: date) -> Sessions:
    """What everybody may see of the schedule from the first day to before the last (lịch đã công bố)."""
    rows = ReceptionSession.objects.filter(published_at__isnull=False, held_on__gte=first_on, held_on__lt=until_on)
    return rows.select_related("agency", "receiver").order_by("starts_at")


def published_session(session_id: UUID) -> ReceptionSession:
    """One published session for everybody, or 404: a draft does not exist yet (lịch đã công bố)."""
    rows = ReceptionSession.objects.filter(published_at__isnull=False)
    return _one(rows.select_related("agency", "receiver"), session_id)


def offices_on_schedule(since_on: date) -> QuerySet[Office]:
    """Places with a published session since that day, to filter the public schedule by (nơi tiếp có lịch)."""
    sites = SessionSite.objects.filter(session__published_at__isnull=False, session__held_on__gte=since_on)
    return Office.objects.filter(pk__in=sites.values("office")).order_by("name")


def may_listen_to_session(request: HttpRequest, key: str) -> bool:
    """Whoever may open a session may hear that it changed (topic session)."""
    return isinstance(request.user, User) and _is_uuid(key) and sessions_for(request.user).filter(pk=key).exists()


def may_listen_to_site(request: HttpRequest, key: str) -> bool:
    """Whoever may open a session may hear of each of its sites; a site officer of his own only (topic site)."""
    if not isinstance(request.user, User) or not _is_uuid(key):
        return False
    sites = SessionSite.objects.filter(pk=key, session__in=sessions_for(request.user).values("pk"))
    if request.user.role == Role.SITE_OFFICER:
        sites = sites.filter(office=request.user.office)
    return sites.exists()


def may_listen_to_schedule(_request: HttpRequest, key: str) -> bool:
    """Everybody may hear that the public schedule changed (topic public:schedule)."""
    return key == "schedule"


def _is_uuid(key: str) -> bool:
    """A key of another shape is nobody's."""
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _one(rows: Sessions, session_id: UUID) -> ReceptionSession:
    """The row, or the same 404 for absent and forbidden."""
    session = rows.filter(pk=session_id).first()
    if session is None:
        raise Http404
    return session


def month_after(first_on: date) -> date:
    """The first day of the month after (tháng sau)."""
    return (first_on.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_before(first_on: date) -> date:
    """The first day of the month before (tháng trước)."""
    return (first_on.replace(day=1) - timedelta(days=1)).replace(day=1)
