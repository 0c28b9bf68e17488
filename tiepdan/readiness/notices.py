"""The words of a notice (thông báo theo Đ23.1). A denunciation's notice names neither content nor person."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tiepdan.law.gates import Gate
from tiepdan.outbox.actions import enqueue
from tiepdan.outbox.addresses import reached_by
from tiepdan.outbox.enums import Channel
from tiepdan.outbox.models import Message
from tiepdan.outbox.queries import was_enqueued
from tiepdan.places.models import Agency
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession
from tiepdan.web.templatetags.look import hour_words

SUBJECT = _("Thông báo buổi tiếp công dân trực tuyến ngày %(day)s")
TO_CITIZEN = _(
    "%(office)s kính mời ông/bà đến %(place)s lúc %(hour)s ngày %(day)s để được tiếp trực tuyến. "
    "Mời mang theo giấy tờ tùy thân và tài liệu liên quan. Buổi tiếp được ghi âm, ghi hình theo quy định. "
    "Cần đổi hoặc hỏi thêm: %(phone)s."
)
TO_BODY = _(
    "%(office)s thông báo buổi tiếp công dân trực tuyến ngày %(day)s, từ %(hour)s, người tiếp: %(receiver)s. "
    "Nội dung dự kiến: %(matters)s. Đề nghị quý cơ quan cử lãnh đạo và người ghi chép tham dự, chuẩn bị hồ sơ, "
    "kết nối thử chậm nhất 01 ngày làm việc trước buổi tiếp."
)
DECISION_AWAITED = "decision_awaited"
DECISION_SUBJECT = _("Chờ quyết định của ông/bà: buổi tiếp công dân ngày %(day)s")
TO_RECEIVER = _(
    "Buổi tiếp công dân trực tuyến lúc %(hour)s ngày %(day)s có điều kiện không đạt: %(gate)s. Buổi tiếp chỉ khai mạc "
    "được khi ông/bà ghi quyết định vẫn tiến hành, có lý do, ở trang Sẵn sàng; hoặc lùi buổi tiếp: %(address)s"
)


def to_citizen(registration: Registration) -> Message:
    """Put the citizen's notice in the outbox: SMS or e-mail; a letter when we hold no such address."""
    session = registration.session
    words = {
        "office": session.agency.name,
        "place": registration.site.office.name,
        "hour": hour_words(registration.slot.starts_at),
        "day": f"{session.held_on:%d/%m/%Y}",
        "phone": session.agency.phone,
    }
    reached = reached_by(registration.contact_email, registration.contact_phone)
    channel, recipient = reached or (Channel.LETTER, registration.case.person_label)
    return enqueue(
        "session_notice_citizen",
        channel=channel,
        recipient=recipient,
        subject=str(SUBJECT % words),
        body=str(TO_CITIZEN % words),
        about=registration,
    )


def to_body(session: ReceptionSession, agency: Agency) -> Message:
    """Put a body's notice in the outbox: e-mail, else a letter."""
    words = {
        "office": session.agency.name,
        "hour": hour_words(session.starts_at),
        "day": f"{session.held_on:%d/%m/%Y}",
        "receiver": session.receiver.full_name,
        "matters": session.expected_matters,
    }
    return enqueue(
        "session_notice_body",
        channel=Channel.EMAIL if agency.email else Channel.LETTER,
        recipient=agency.email or agency.address,
        subject=str(SUBJECT % words),
        body=str(TO_BODY % words),
        about=session,
    )


def to_receiver(session: ReceptionSession, gate: Gate) -> Message | None:
    """Put in the outbox that a missed gate waits for the receiver's decision: once for each gate and day.

    Nothing of a matter and no citizen's name is in it. None when it was put there before, or no address is known.
    """
    reached = reached_by(session.receiver.email, session.receiver.phone)
    if reached is None:
        return None
    channel, recipient = reached
    words = {
        "hour": hour_words(session.starts_at),
        "day": f"{session.held_on:%d/%m/%Y}",
        "gate": _(gate.label),
        "address": settings.BASE_URL + reverse("readiness:session", args=[session.pk]),
    }
    body = str(TO_RECEIVER % words)
    if was_enqueued(DECISION_AWAITED, about=session, body=body):
        return None
    subject = str(DECISION_SUBJECT % words)
    return enqueue(DECISION_AWAITED, channel=channel, recipient=recipient, subject=subject, body=body, about=session)
