"""Every write to the outbox."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.audit.actions import record
from tiepdan.audit.models import subject_of
from tiepdan.errors import DomainError
from tiepdan.outbox.enums import Channel, MessageStatus
from tiepdan.outbox.models import Message, Receipt
from tiepdan.outbox.sms import SmsRefused, gateway

MOST_TRIES = 8


def enqueue(
    kind: str, *, channel: Channel, recipient: str, body: str, about: models.Model, subject: str = ""
) -> Message:
    """Put one message in the outbox, in the caller's transaction (lập thông báo chờ gửi).

    Sent after the commit by `outbox.jobs.send_due`. For a denunciation the body names no content and no name.
    Raises: nothing.
    """
    now = timezone.now()
    return Message.objects.create(
        kind=kind,
        channel=channel,
        recipient=recipient,
        subject=subject,
        body=body,
        about=subject_of(about),
        queued_at=now,
        next_attempt_at=now,
    )


@transaction.atomic
def send(message: Message) -> Receipt | None:
    """Hand one queued message to its channel and keep a receipt of what came of it (gửi thông báo).

    Locks the message, so two workers cannot send it twice; None when another has it or it is not queued any more.
    Failed tries come back after 1, 2, 4 … minutes; after 8 of them the message is given up and shown as failed.
    A letter is printed and posted by a person: it stays queued until `note_posted`.
    Raises: nothing.
    """
    locked = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=message.pk, status=MessageStatus.QUEUED
    )
    taken = locked.exclude(channel=Channel.LETTER).first()
    if taken is None:
        return None
    now = timezone.now()
    is_accepted, again, detail = _hand_over(taken)
    receipt = Receipt.objects.create(message=taken, attempted_at=now, is_accepted=is_accepted, detail=detail[:300])
    tries = taken.receipts.count()
    if is_accepted:
        taken.status, taken.sent_at = MessageStatus.SENT, now
    elif not again or tries >= MOST_TRIES:
        taken.status = MessageStatus.FAILED
    else:
        taken.next_attempt_at = now + timedelta(minutes=2 ** (tries - 1))
    taken.save(update_fields=["status", "sent_at", "next_attempt_at"])
    record(None, "outbox.send", taken, accepted=is_accepted)
    return receipt


@transaction.atomic
def note_posted(message: Message, *, by: User, detail: str) -> Receipt:
    """Note that a paper letter was posted or handed over (đã gửi thư).

    Raises: DomainError message_wrong_state.
    """
    letter = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if letter.channel != Channel.LETTER or letter.status != MessageStatus.QUEUED:
        raise DomainError("message_wrong_state", _("Thư này đã được ghi là đã gửi."))
    now = timezone.now()
    letter.status, letter.sent_at = MessageStatus.SENT, now
    letter.save(update_fields=["status", "sent_at"])
    record(by, "outbox.note_posted", letter)
    return Receipt.objects.create(message=letter, attempted_at=now, is_accepted=True, detail=detail[:300])


def _hand_over(message: Message) -> tuple[bool, bool, str]:
    """(accepted, another try may help, detail) of one attempt on the message's channel."""
    try:
        if message.channel == Channel.SMS:
            return True, False, gateway().send(message.recipient, message.body)
        mail = EmailMessage(
            message.subject, message.body, to=[message.recipient], headers={"X-TiepDan": str(message.pk)}
        )
        mail.send()
    except SmsRefused as refused:
        return False, refused.again, str(refused)
    except smtplib.SMTPRecipientsRefused as refused:
        return False, False, f"recipient refused ({len(refused.recipients)})"
    except (smtplib.SMTPException, OSError) as fault:
        return False, True, f"{type(fault).__name__}: {fault}"
    return True, False, f"SMTP {settings.EMAIL_HOST}"


@transaction.atomic
def send_again(message: Message, *, by: User) -> Message:
    """Put a message that was given up back among those to send (gửi lại).

    Raises: DomainError message_wrong_state.
    """
    failed = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if failed.status != MessageStatus.FAILED:
        raise DomainError("message_wrong_state", _("Chỉ gửi lại thông báo không gửi được."))
    failed.status, failed.next_attempt_at = MessageStatus.QUEUED, timezone.now()
    failed.save(update_fields=["status", "next_attempt_at"])
    record(by, "outbox.send_again", failed)
    return failed
