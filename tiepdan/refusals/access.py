"""The doors to what follows a refusal. A general door never returns a denunciation."""

from uuid import UUID

from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.registrations import access as registrations
from tiepdan.registrations.models import Registration


def refused_registration(user: User, registration_id: UUID, *, protected: bool = False) -> Registration:
    """One refused registration of one class, or 404: not refused, absent and forbidden look the same (từ chối)."""
    door = registrations.denunciation_for if protected else registrations.registration_for
    registration = door(user, registration_id)
    if registration.refused_at is None:
        raise Http404
    return registration


def refusal_to_finish(user: User, registration_id: UUID, *, protected: bool = False) -> Registration:
    """One whose notice and explanation this coordinator notes, or 404 (ghi việc sau khi từ chối)."""
    if not may_finish(user):
        raise Http404
    return refused_registration(user, registration_id, protected=protected)


def may_finish(user: User) -> bool:
    """Whether the forms are shown to this person (điều phối)."""
    return user.role == Role.COORDINATOR
