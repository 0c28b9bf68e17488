"""Messages to send, and a receipt for each attempt."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tiepdan.outbox.enums import Channel, MessageStatus


class Message(models.Model):
    """One message to one address (thư, tin nhắn). Written in the action's transaction, sent by a job."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("loại"), max_length=60)
    channel = models.CharField(_("kênh"), max_length=10, choices=Channel.choices)
    recipient = models.CharField(_("địa chỉ nhận"), max_length=300)
    subject = models.CharField(_("tiêu đề"), max_length=200, blank=True)
    body = models.TextField(_("nội dung"))
    about = models.CharField(max_length=120, db_index=True, help_text="subject_of() of the row it is about")
    status = models.CharField(
        _("trạng thái"), max_length=10, choices=MessageStatus.choices, default=MessageStatus.QUEUED
    )
    queued_at = models.DateTimeField(_("lập lúc"))
    next_attempt_at = models.DateTimeField(_("lần gửi tới"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="message_channel_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(name="message_status_known", condition=Q(status__in=MessageStatus.values)),
            models.CheckConstraint(
                name="message_sent_has_time", condition=~Q(status="sent") | Q(sent_at__isnull=False)
            ),
        ]
        indexes = [models.Index(name="message_to_send", fields=["next_attempt_at"], condition=Q(status="queued"))]

    def __str__(self) -> str:
        return f"{self.kind} · {self.get_channel_display()}"


class Receipt(models.Model):
    """What came of one attempt to send (biên nhận gửi): the proof of Đ23.1."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="receipts")
    attempted_at = models.DateTimeField(_("gửi lúc"))
    is_accepted = models.BooleanField(_("đã nhận chuyển"))
    detail = models.CharField(_("chi tiết"), max_length=300)

    def __str__(self) -> str:
        return f"{self.message} {self.attempted_at:%d/%m/%Y %H:%M}"
