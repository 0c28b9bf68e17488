"""The doors to registrations. No general door returns a denunciation; those have their own."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.registrations.models import Registration, RegistrationQuerySet
from tiepdan.schedule.models import ReceptionSession

BEFORE_HEARING = [RegistrationStatus.SUBMITTED, RegistrationStatus.CONFIRMED, RegistrationStatus.CHECKED_IN]


def registrations_for(user: User) -> RegistrationQuerySet:
    """Registrations of the agency at the centre, of one's own site elsewhere; never a denunciation (đăng ký)."""
    rows = Registration.objects.general().with_page_data()
    return rows if user.role == Role.INSPECTOR else rows.filter(_mine(user))


def denunciations_for(user: User) -> RegistrationQuerySet:
    """Denunciations, by alias, for the named officers and the inspector (đăng ký tố cáo)."""
    rows = Registration.objects.filter(case__kind="denunciation").with_page_data()
    if user.role in NAMED_OFFICERS:
        return rows.filter(session__agency=user.agency)
    return rows if user.role == Role.INSPECTOR else rows.none()


def registration_for(user: User, registration_id: UUID) -> Registration:
    """One of them, or 404: another office's registration must not reveal that it exists (đăng ký)."""
    return _one(registrations_for(user), registration_id)


def registration_to_screen(user: User, registration_id: UUID) -> Registration:
    """One that this coordinator decides on, or 404 (sàng lọc đăng ký)."""
    _require_role(user, Role.COORDINATOR)
    return registration_for(user, registration_id)


def registration_to_split(user: User, registration_id: UUID) -> Registration:
    """One whose mixed matter this person splits before it is heard, at the desk or the screening, or 404 (tách)."""
    if not works_at_a_desk(user):
        raise Http404
    return _one(registrations_for(user).filter(status__in=BEFORE_HEARING), registration_id)


def denunciation_for(user: User, registration_id: UUID) -> Registration:
    """One denunciation by its own door, or 404 (đăng ký tố cáo)."""
    return _one(denunciations_for(user), registration_id)


def denunciation_to_screen(user: User, registration_id: UUID) -> Registration:
    """One denunciation that this coordinator decides on, or 404 (sàng lọc đăng ký tố cáo)."""
    _require_role(user, Role.COORDINATOR)
    return denunciation_for(user, registration_id)


def denunciation_at_desk(user: User, registration_id: UUID) -> Registration:
    """A denunciation of the named officers' agency or, by alias, at one's own site: slip and papers (tố cáo)."""
    rows = Registration.objects.filter(case__kind="denunciation").with_page_data()
    if user.role == Role.SITE_OFFICER:
        return _one(rows.filter(site__office=user.office), registration_id)
    _require_role(user, *NAMED_OFFICERS)
    return _one(denunciations_for(user), registration_id)


def sessions_with_registrations(user: User) -> list[ReceptionSession]:
    """Sessions whose list this person may read, those to come first, then the latest past (buổi tiếp có danh sách)."""
    rows = ReceptionSession.objects.filter(published_at__isnull=False).select_related("agency", "receiver")
    if user.role == Role.SITE_OFFICER:
        rows = rows.filter(sites__office=user.office)
    elif user.role != Role.INSPECTOR:
        rows = rows.filter(agency=user.agency)
    latest = list(rows.order_by("-starts_at").distinct()[:60])
    today = timezone.localdate()
    coming = [session for session in reversed(latest) if session.held_on >= today]
    return coming + [session for session in latest if session.held_on < today]


def require_list(user: User) -> None:
    """Only those who work with registrations have the list; to others it does not exist (danh sách đăng ký)."""
    _require_role(user, *CENTRAL_ROLES, Role.SITE_OFFICER, Role.INSPECTOR)


def may_list_denunciations(user: User) -> bool:
    """Whether the link to that list is shown (danh sách tố cáo)."""
    return user.role in {*NAMED_OFFICERS, Role.INSPECTOR}


def require_denunciation_list(user: User) -> None:
    """Only the named officers and the inspector have the list of denunciations (danh sách tố cáo)."""
    _require_role(user, *NAMED_OFFICERS, Role.INSPECTOR)


def require_desk(user: User) -> None:
    """Only a site officer or a coordinator registers somebody who walked in (đăng ký tại chỗ)."""
    if not works_at_a_desk(user):
        raise Http404


def works_at_a_desk(user: User) -> bool:
    """Whether this person registers people and notes who speaks for them (bàn tiếp đón)."""
    return user.role in (Role.SITE_OFFICER, Role.COORDINATOR)


def may_listen(_request: HttpRequest, key: str) -> bool:
    """Whoever knows the key of a registration may hear that something changed: it carries no content (topic)."""
    try:
        return Registration.objects.filter(pk=UUID(key)).exists()
    except ValueError:
        return False


def _mine(user: User) -> Q:
    """What the role and the place of a person reach; nothing for a role without registrations."""
    if user.role in CENTRAL_ROLES:
        return Q(session__agency=user.agency)
    if user.role == Role.SITE_OFFICER:
        return Q(site__office=user.office)
    return Q(pk__in=[])


def _require_role(user: User, *roles: str) -> None:
    """Absent and forbidden look the same."""
    if user.role not in roles:
        raise Http404


def _one(rows: RegistrationQuerySet, registration_id: UUID) -> Registration:
    """The row, or the same 404."""
    registration = rows.filter(pk=registration_id).first()
    if registration is None:
        raise Http404
    return registration
