"""The only doors through which a view may fetch what the desk shows."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.desk.models import QueueTicket
from tiepdan.registrations.access import registration_for
from tiepdan.registrations.models import Registration, RegistrationQuerySet
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import SessionSite

CENTRAL_DESK = frozenset({Role.COORDINATOR})
NOT_SHOWN = [SessionStatus.DRAFT, SessionStatus.CANCELLED, SessionStatus.POSTPONED]


def sites_of(user: User) -> list[SessionSite]:
    """Today's sites at whose desk this person works: a site officer's own office, all of a coordinator's own agency's
    sessions, centre first."""
    sites = SessionSite.objects.select_related("session__receiver", "session__agency", "office")
    sites = sites.filter(session__held_on=timezone.localdate()).exclude(session__status__in=NOT_SHOWN)
    if user.role == Role.SITE_OFFICER:
        sites = sites.filter(office=user.office_id)
    elif user.role in CENTRAL_DESK:
        sites = sites.filter(session__agency=user.agency_id)
    else:
        raise PermissionDenied
    return list(sites.order_by("session__starts_at", "-is_central", "office__short_name"))


def site_of(user: User, site_id: UUID) -> SessionSite:
    """One site at whose desk this person works, or 404: another office's desk must not reveal that it exists."""
    site = (
        SessionSite.objects.select_related("session__receiver", "session__agency", "office").filter(pk=site_id).first()
    )
    if site is None or not may_work_at(user, site):
        raise Http404
    return site


def may_work_at(user: User, site: SessionSite) -> bool:
    """A site officer at his own office, a coordinator at every site of a session of his agency."""
    if user.role in CENTRAL_DESK:
        return user.agency_id == site.session.agency_id
    return user.role == Role.SITE_OFFICER and user.office_id == site.office_id


def people_at(site: SessionSite) -> RegistrationQuerySet:
    """Confirmed people of one site, in the order of the list. A denouncer appears by alias only."""
    rows = Registration.objects.with_page_data().select_related("ticket").filter(site=site)
    rows = rows.exclude(status__in=["submitted", "refused", "withdrawn"]).prefetch_related("attendees")
    return rows.order_by("slot__starts_at", "list_position", "submitted_at")


def registration_at_my_desk(user: User, registration_id: UUID) -> Registration:
    """One registration of a site where this person works, or 404."""
    rows = Registration.objects.with_page_data().select_related("site__session")
    registration = rows.filter(pk=registration_id).first()
    if registration is None or not may_work_at(user, registration.site):
        raise Http404
    return registration


def registration_to_speak_for(user: User, registration_id: UUID) -> Registration:
    """One to which this person adds who speaks for the citizen, or 404; never a denunciation (người đại diện)."""
    if user.role not in {*CENTRAL_DESK, Role.SITE_OFFICER}:
        raise Http404
    return registration_for(user, registration_id)


def ticket_at_my_desk(user: User, ticket_id: UUID) -> QueueTicket:
    """One ticket of a site where this person works, or 404."""
    rows = QueueTicket.objects.select_related(
        "site__office", "site__session", "session", "registration__case__citizen", "registration__case__protected"
    )
    ticket = rows.filter(pk=ticket_id).first()
    if ticket is None or not may_work_at(user, ticket.site):
        raise Http404
    return ticket
