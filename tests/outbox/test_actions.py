import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import AgencyFactory, UserFactory
from tiepdan.errors import DomainError
from tiepdan.outbox import actions, jobs
from tiepdan.outbox.enums import Channel, MessageStatus
from tiepdan.outbox.models import Receipt
from tiepdan.outbox.sms import SmsRefused

pytestmark = pytest.mark.django_db


class RefusingGateway:
    """A gateway of a provider that is down for a while."""

    def send(self, number, text):
        raise SmsRefused("busy", again=True)


class UnknownNumberGateway:
    """A gateway that knows that the number does not exist."""

    def send(self, number, text):
        raise SmsRefused("unknown number", again=False)


def queued(channel, recipient):
    return actions.enqueue(
        "session_notice_citizen",
        channel=channel,
        recipient=recipient,
        subject="Thông báo buổi tiếp",
        body="Kính mời ông/bà",
        about=AgencyFactory(),
    )


def test_mail_is_sent_with_a_receipt():
    message = queued(Channel.EMAIL, "an@example.vn")

    receipt = actions.send(message)

    message.refresh_from_db()
    assert (message.status, receipt.is_accepted) == (MessageStatus.SENT, True)
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["an@example.vn"], "Thông báo buổi tiếp", "Kính mời ông/bà")
    ]


def test_text_message_goes_to_the_file_of_the_demo(settings, tmp_path):
    settings.SMS_FILE = tmp_path / "sms.jsonl"

    actions.send(queued(Channel.SMS, "0905123456"))

    line = json.loads(settings.SMS_FILE.read_text())
    assert (line["to"], line["text"]) == ("0905123456", "Kính mời ông/bà")


def test_message_that_was_sent_is_not_sent_again():
    message = queued(Channel.EMAIL, "an@example.vn")
    actions.send(message)

    assert actions.send(message) is None
    assert len(mail.outbox) == 1


def test_refused_message_comes_back_later_and_is_given_up_in_the_end(settings):
    settings.SMS_GATEWAY = f"{__name__}.RefusingGateway"
    message = queued(Channel.SMS, "0905123456")

    actions.send(message)
    message.refresh_from_db()
    first_wait = message.next_attempt_at - timezone.now()
    for _ in range(actions.MOST_TRIES - 1):
        actions.send(message)

    message.refresh_from_db()
    assert timedelta(seconds=50) < first_wait < timedelta(seconds=61)
    assert message.status == MessageStatus.FAILED
    assert Receipt.objects.filter(message=message, is_accepted=False).count() == actions.MOST_TRIES


def test_hopeless_message_fails_at_once(settings):
    settings.SMS_GATEWAY = f"{__name__}.UnknownNumberGateway"
    message = queued(Channel.SMS, "0905123456")

    receipt = actions.send(message)

    message.refresh_from_db()
    assert (message.status, receipt.detail) == (MessageStatus.FAILED, "unknown number")


def test_mail_server_that_is_down_is_tried_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9  # discard: nobody listens
    message = queued(Channel.EMAIL, "an@example.vn")

    receipt = actions.send(message)

    message.refresh_from_db()
    assert (message.status, receipt.is_accepted) == (MessageStatus.QUEUED, False)


def test_letter_waits_until_somebody_posted_it():
    message = queued(Channel.LETTER, "UBND xã Trà Giang")

    assert actions.send(message) is None
    actions.note_posted(message, by=UserFactory(), detail="Giao tận tay")

    message.refresh_from_db()
    assert message.status == MessageStatus.SENT
    with pytest.raises(DomainError, match="message_wrong_state"):
        actions.note_posted(message, by=UserFactory(), detail="Lần nữa")


def test_job_sends_what_is_due_and_leaves_the_rest():
    due, later = queued(Channel.EMAIL, "an@example.vn"), queued(Channel.EMAIL, "binh@example.vn")
    later.next_attempt_at = timezone.now() + timedelta(minutes=5)
    later.save(update_fields=["next_attempt_at"])

    jobs.send_due(0)

    assert [m.to for m in mail.outbox] == [[due.recipient]]
