"""The doors to hearings: running them, presiding, looking on from the centre, sitting at a site."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.hearings.models import Hearing
from tiepdan.rooms import access as rooms
from tiepdan.rooms.enums import Admission
from tiepdan.rooms.models import RoomPlace
from tiepdan.schedule.models import ReceptionSession, SessionSite

RUNNING = (Role.COORDINATOR, Role.CHAIR)


def session_at_the_centre(user: User, session_id: UUID) -> ReceptionSession:
    """A session that this person may look at from the centre, or 404 (buổi tiếp tại điểm cầu trung tâm)."""
    return rooms.session_at_the_centre(user, session_id)


def session_to_run(user: User, session_id: UUID) -> ReceptionSession:
    """A session that this person runs: coordinator or chair, or 404 (điều hành buổi tiếp)."""
    if user.role not in RUNNING:
        raise Http404
    return rooms.session_at_the_centre(user, session_id)


def may_run(user: User) -> bool:
    """Whether the buttons are shown to this person."""
    return user.role in RUNNING


def sessions_at_the_centre(user: User) -> QuerySet[ReceptionSession]:
    """Sessions that this person may look at from the centre (các buổi tiếp)."""
    return rooms.sessions_at_the_centre(user).select_related("agency", "receiver")


def hearings_at_the_centre(user: User) -> QuerySet[Hearing]:
    """Hearings of the sessions that this person sits in at the centre (lượt tiếp)."""
    mine = rooms.sessions_at_the_centre(user).values("pk")
    return Hearing.objects.filter(session__in=mine).select_related(
        "session", "room", "ticket__site__office", "registration__case__citizen", "registration__case__protected"
    )


def hearing_at_the_centre(user: User, hearing_id: UUID) -> Hearing:
    """One of them, or 404 (lượt tiếp)."""
    hearing = hearings_at_the_centre(user).filter(pk=hearing_id).first()
    if hearing is None:
        raise Http404
    return hearing


def hearing_to_run(user: User, hearing_id: UUID) -> Hearing:
    """A hearing that this person leads: coordinator or chair, or 404 (điều hành lượt tiếp)."""
    if user.role not in RUNNING:
        raise Http404
    return hearing_at_the_centre(user, hearing_id)


def site_at_my_office(user: User, site_id: UUID) -> SessionSite:
    """The site whose screen this person opens, or 404 (điểm cầu của tôi)."""
    return rooms.site_at_my_office(user, site_id)


def hearing_at_my_site(site: SessionSite) -> Hearing | None:
    """The open hearing in which this site, got through its own door, sits now (lượt tiếp có điểm cầu này)."""
    places = site.places.filter(admission=Admission.ADMITTED)
    return Hearing.objects.exclude(status="ended").filter(room__places__in=places).select_related("session").first()


def place_in(hearing: Hearing, site: SessionSite) -> RoomPlace:
    """The place of a site that takes part in this hearing, or 404 (chỗ của điểm cầu trong lượt tiếp)."""
    place = hearing.room.places.filter(site=site, admission=Admission.ADMITTED).first()
    if place is None:
        raise Http404
    return place


def hearing_seen_by(user: User, hearing_id: UUID) -> Hearing:
    """A hearing whose shown paper this person may read: from the centre, or at a site that takes part, or 404."""
    hearing = hearings_at_the_centre(user).filter(pk=hearing_id).first()
    if hearing is None:
        sites = rooms.sites_at_my_office(user)
        taking_part = Hearing.objects.filter(room__places__site__in=sites, room__places__admission=Admission.ADMITTED)
        hearing = taking_part.filter(pk=hearing_id).first()
    if hearing is None:
        raise Http404
    return hearing


def may_listen_to_hearing(request: HttpRequest, key: str) -> bool:
    """Whoever sits at the centre, or at a site that takes part, may hear that the hearing changed (topic hearing)."""
    user = request.user
    if not isinstance(user, User):
        return False
    try:
        hearing_seen_by(user, UUID(key))
    except (ValueError, Http404):
        return False
    return True


def screen_of_today(user: User) -> SessionSite | None:
    """The site of today's session at this person's office (màn hình điểm cầu hôm nay)."""
    today = rooms.sites_at_my_office(user).filter(session__held_on=timezone.localdate())
    held = today.exclude(session__status__in=["cancelled", "postponed", "closed", "archived"])
    announced = today.filter(session__status__in=["cancelled", "postponed"])  # the place itself says so: LTCD Đ24.4
    return held.order_by("session__starts_at").first() or announced.order_by("-session__starts_at").first()
