"""The only doors to the administrator's pages."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.audit.models import AuditEntry, AuditSeal
from tiepdan.outbox.enums import Channel, MessageStatus
from tiepdan.outbox.models import Message
from tiepdan.places.models import Agency, BackwardReading, CalendarDay, CalendarYear, Office, PostedText


def require_administrator(user: User) -> None:
    """Refuse everybody but the administrator."""
    if user.role != Role.ADMINISTRATOR:
        raise PermissionDenied


def require_post_room(user: User) -> None:
    """Refuse everybody but those who post letters: the administrator and the coordinator."""
    if user.role not in {Role.ADMINISTRATOR, Role.COORDINATOR}:
        raise PermissionDenied


def people(user: User) -> QuerySet[User]:
    """Everybody who has an account."""
    require_administrator(user)
    return User.objects.select_related("agency", "office").order_by("-is_active", "role", "full_name")


def person(user: User, person_id: int) -> User:
    """One account, or 404."""
    found = people(user).filter(pk=person_id).first()
    if found is None:
        raise Http404
    return found


def agencies(user: User) -> QuerySet[Agency]:
    """Every body with its places of reception."""
    require_administrator(user)
    return Agency.objects.prefetch_related("offices").order_by("kind", "name")


def offices(user: User) -> QuerySet[Office]:
    """Every place of reception."""
    require_administrator(user)
    return Office.objects.select_related("agency").order_by("name")


def years(user: User) -> QuerySet[CalendarYear]:
    """The years whose days off are entered."""
    require_administrator(user)
    return CalendarYear.objects.order_by("year")


def days_of(user: User, year: int) -> QuerySet[CalendarDay]:
    """Every row of a year, superseded ones too: the history stays visible."""
    require_administrator(user)
    inside = {"falls_on__gte": date(year, 1, 1), "falls_on__lte": date(year, 12, 31)}
    return CalendarDay.objects.filter(**inside).order_by("falls_on", "-entered_at")


def messages_to_look_at(user: User) -> QuerySet[Message]:
    """What a person must do something about: letters to post, messages that could not be sent."""
    require_post_room(user)
    letters = Message.objects.filter(channel=Channel.LETTER, status=MessageStatus.QUEUED)
    failed = Message.objects.filter(status=MessageStatus.FAILED)
    return (letters | failed).prefetch_related("receipts").order_by("queued_at")


def message(user: User, message_id: UUID) -> Message:
    """One of them, or 404."""
    found = messages_to_look_at(user).filter(pk=message_id).first()
    if found is None:
        raise Http404
    return found


def require_auditor(user: User) -> None:
    """Refuse everybody but those who look after the audit: the administrator and the inspector."""
    if user.role not in {Role.ADMINISTRATOR, Role.INSPECTOR}:
        raise PermissionDenied


def audit_entries(user: User) -> QuerySet[AuditEntry]:
    """What was done, newest first."""
    require_auditor(user)
    return AuditEntry.objects.select_related("actor").order_by("-id")


def audit_seals(user: User) -> QuerySet[AuditSeal]:
    """The seals over it, newest first."""
    require_auditor(user)
    return AuditSeal.objects.order_by("-last_transaction_number")


def readings(user: User) -> QuerySet[BackwardReading]:
    """Every decision on the backward count, the newest first: the history stays visible (cách đếm ngược)."""
    require_administrator(user)
    return BackwardReading.objects.order_by("-decided_on", "-entered_at")


def posted_texts(user: User) -> QuerySet[PostedText]:
    """Every house rule and procedure ever posted, the newest first: the history stays visible (nội quy, quy trình)."""
    require_administrator(user)
    return PostedText.objects.select_related("agency").order_by("kind", "-effective_on", "-entered_at")
