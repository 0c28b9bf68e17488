"""The doors to places and rooms: one's own site's endpoint, or unseen from a table at the centre."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.rooms.enums import Admission, RoomPurpose, RoomStatus
from tiepdan.rooms.models import RoomPlace, VideoRoom
from tiepdan.schedule.models import ReceptionSession, SessionSite

AT_THE_CENTRAL_SCREEN = (Role.COORDINATOR, Role.CHAIR)


def _sites(user: User, prefix: str = "") -> Q:
    """Sites whose endpoint this person may be: the own office's; the central one for coordinator and chair."""
    if user.role == Role.SITE_OFFICER:
        return Q(**{f"{prefix}office": user.office_id})
    if user.role in AT_THE_CENTRAL_SCREEN:
        central = Q(**{f"{prefix}is_central": True})
        return central & (
            Q(**{f"{prefix}session__agency": user.agency_id}) | Q(**{f"{prefix}session__receiver": user.pk})
        )
    return Q(pk__in=[])


def sites_at_my_office(user: User) -> QuerySet[SessionSite]:
    """Sites whose screen this person may open (điểm cầu của tôi)."""
    return SessionSite.objects.filter(_sites(user), session__published_at__isnull=False)


def site_at_my_office(user: User, site_id: UUID) -> SessionSite:
    """One of them, or 404."""
    site = sites_at_my_office(user).select_related("session__agency", "office").filter(pk=site_id).first()
    if site is None:
        raise Http404
    return site


def admitted_place(user: User, site_id: UUID) -> RoomPlace | None:
    """Where this person's site should be now; None when nowhere or when it is not his or hers. One query."""
    places = RoomPlace.objects.select_related("room", "site__office")
    return places.filter(_sites(user, "site__"), site=site_id, admission=Admission.ADMITTED).first()


def sessions_at_the_centre(user: User) -> QuerySet[ReceptionSession]:
    """Published sessions that this person runs or sits in at the centre (buổi tiếp của tôi, tại điểm cầu trung tâm)."""
    if user.role not in CENTRAL_ROLES:
        return ReceptionSession.objects.none()
    mine = Q(agency=user.agency_id) if user.agency_id else Q(pk__in=[])
    mine |= Q(receiver=user.pk) | Q(pk__in=user.memberships.values("session"))
    return ReceptionSession.objects.filter(mine, published_at__isnull=False)


def session_at_the_centre(user: User, session_id: UUID) -> ReceptionSession:
    """One of them, or 404."""
    found = sessions_at_the_centre(user).select_related("agency", "receiver").filter(pk=session_id).first()
    if found is None:
        raise Http404
    return found


def room_of_session(user: User, session_id: UUID) -> VideoRoom | None:
    """The room that the tables at the centre look into now: of the open hearing, else of the rehearsal. One query."""
    rooms = VideoRoom.objects.filter(
        session__in=sessions_at_the_centre(user).filter(pk=session_id), status__in=[RoomStatus.WANTED, RoomStatus.OPEN]
    )
    found = sorted(rooms, key=lambda room: (room.purpose == RoomPurpose.HEARING, room.wanted_at))
    return found[-1] if found else None
