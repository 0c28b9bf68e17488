"""The doors to papers. No general door returns a paper of a denunciation; those have their own."""

from uuid import UUID

from django.http import Http404

from tiepdan.accounts.enums import CENTRAL_ROLES, Role
from tiepdan.accounts.models import User
from tiepdan.cases.access import NAMED_OFFICERS
from tiepdan.registrations.access import denunciations_for, registration_for, registrations_for
from tiepdan.registrations.models import Paper, Registration, RegistrationQuerySet

HANDS_ON = frozenset({Role.COORDINATOR, Role.SITE_OFFICER, Role.NOTE_TAKER})
"""Who scans papers and gives receipts."""


def registration_at_hand(user: User, registration_id: UUID) -> Registration:
    """One whose papers this person scans and receipts, or 404 (nhận tài liệu)."""
    if not may_take_papers(user):
        raise Http404
    return registration_for(user, registration_id)


def paper_for(user: User, paper_id: UUID) -> Paper:
    """A paper of a registration that this person may see, or 404 (tài liệu)."""
    return _one(paper_id, registrations_for(user))


def denunciation_paper_for(user: User, paper_id: UUID) -> Paper:
    """A paper of a denunciation, by its own door, or 404. The inspector sees none: handwriting identifies (Đ8.3)."""
    if not may_read_under_seal(user):
        raise Http404
    return _one(paper_id, denunciations_for(user))


def may_take_papers(user: User) -> bool:
    """Whether the forms for a paper and for a receipt are shown (nhận tài liệu)."""
    return user.role in HANDS_ON


def may_read_under_seal(user: User) -> bool:
    """Whether the pages of a denunciation's papers are linked (tài liệu tố cáo)."""
    return user.role in NAMED_OFFICERS


def may_print_receipts(user: User) -> bool:
    """Whether the link to form 02/TCD is shown; its own door is in `minutes` (giấy biên nhận)."""
    return user.role in CENTRAL_ROLES or user.role == Role.SITE_OFFICER


def _one(paper_id: UUID, rows: RegistrationQuerySet) -> Paper:
    """The paper, if its registration passed the door."""
    paper = Paper.objects.filter(pk=paper_id, registration__in=rows.values("pk")).select_related("registration").first()
    if paper is None:
        raise Http404
    return paper
