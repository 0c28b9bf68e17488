"""The doors to cases. A general door never returns a denunciation; those have their own."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.cases.models import Case, ProtectedIdentity

NAMED_OFFICERS = frozenset({Role.COORDINATOR, Role.CHAIR})
"""Who may handle denunciations, and open a denouncer's envelope with a reason (design.md § 6)."""


def cases_for(user: User) -> QuerySet[Case]:
    """Matters of the person's own agency, never a denunciation (vụ việc)."""
    rows = Case.objects.exclude(kind="denunciation").select_related("citizen", "responsible")
    if user.role in CENTRAL_ROLES:
        return rows.filter(registrations__session__agency=user.agency).distinct()
    if user.role == Role.SITE_OFFICER:
        return rows.filter(registrations__site__office=user.office).distinct()
    if user.role == Role.AGENCY_REPRESENTATIVE:
        return rows.filter(responsible=user.agency)
    return rows if user.role == Role.INSPECTOR else rows.none()


def case_for(user: User, case_id: UUID) -> Case:
    """One of them, or 404: absent, forbidden and a denunciation look the same (vụ việc)."""
    return _one(cases_for(user), case_id)


def denunciations_for(user: User) -> QuerySet[Case]:
    """Denunciations for the named officers of the agency; the inspector reads them by alias (vụ việc tố cáo)."""
    rows = Case.objects.filter(kind="denunciation").select_related("protected", "responsible")
    if user.role in NAMED_OFFICERS:
        return rows.filter(registrations__session__agency=user.agency).distinct()
    return rows if user.role == Role.INSPECTOR else rows.none()


def denunciation_for(user: User, case_id: UUID) -> Case:
    """One of them, or 404 (vụ việc tố cáo)."""
    return _one(denunciations_for(user), case_id)


def protected_identity_for(user: User, case_id: UUID) -> ProtectedIdentity:
    """The envelope of a denunciation for a named officer of the agency, or 404 (danh tính người tố cáo).

    The inspector reads everything but this.
    """
    if user.role not in NAMED_OFFICERS:
        raise Http404
    protected = denunciation_for(user, case_id).protected
    if protected is None:
        raise Http404
    return protected


def _one(rows: QuerySet[Case], case_id: UUID) -> Case:
    """The row, or the same 404 for absent and forbidden."""
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case
