"""The doors to the days that heads owe: who reads, who notes a day, who enters the heads."""

from django.db.models import QuerySet
from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.duties.models import DutyPost

READERS = frozenset({Role.COORDINATOR, Role.CHAIR, Role.INSPECTOR, Role.ADMINISTRATOR})
NOTERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def posts_for(user: User) -> QuerySet[DutyPost]:
    """Every head who owes days, past ones too; 404 for whoever has no business here (chức danh có trách nhiệm)."""
    if user.role not in READERS:
        raise Http404
    return DutyPost.objects.select_related("agency", "person").order_by("holder", "agency__name", "since_on")


def post_to_note(user: User, post_id: int) -> DutyPost:
    """One whose days this person notes, or 404 (ghi ngày tiếp)."""
    if not may_note(user):
        raise Http404
    post = posts_for(user).filter(pk=post_id).first()
    if post is None:
        raise Http404
    return post


def may_note(user: User) -> bool:
    """Whether this person notes days received outside of the system (ghi ngày tiếp)."""
    return user.role in NOTERS


def may_assign(user: User) -> bool:
    """Whether this person enters who the heads are (phân công chức danh)."""
    return user.role == Role.ADMINISTRATOR


def require_assigner(user: User) -> None:
    """404 for everybody but the administrator (phân công chức danh)."""
    if not may_assign(user):
        raise Http404
