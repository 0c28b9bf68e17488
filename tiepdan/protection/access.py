"""The doors to a denunciation for whoever hears that its denouncer now asks for protection."""

from uuid import UUID

from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS
from tiepdan.registrations.models import Registration


def registration_to_stop(user: User, registration_id: UUID) -> Registration:
    """One denunciation: of the agency for a named officer, of his own site for a site officer; else 404 (tố cáo).

    Everything else, a complaint included, does not exist here.
    """
    rows = Registration.objects.filter(case__kind="denunciation").with_page_data()
    if user.role == Role.SITE_OFFICER:
        rows = rows.filter(site__office=user.office_id)
    elif user.role in NAMED_OFFICERS:
        rows = rows.filter(session__agency=user.agency_id)
    else:
        raise Http404
    registration = rows.filter(pk=registration_id).first()
    if registration is None:
        raise Http404
    return registration


def sees_the_file(user: User) -> bool:
    """Whether this person has the page of a denunciation; a site officer has the desk (hồ sơ tố cáo)."""
    return user.role in NAMED_OFFICERS
