"""The slip with the number as a printed form."""

from django.conf import settings

from tiepdan.desk.models import QueueTicket
from tiepdan.documents.forms import SlipForm
from tiepdan.registrations import slips
from tiepdan.web.templatetags.look import day_words, hour_words


def slip_form(ticket: QueueTicket) -> SlipForm:
    """Number, place, hour, the code as a QR; in Vietnamese like every form. A denouncer by alias only."""
    registration = ticket.registration
    return SlipForm(
        office=ticket.site.office.name,
        title="Số thứ tự",
        number=str(ticket),
        code=registration.spaced_code,
        qr_svg=slips.qr_svg(registration).decode(),
        address_to_follow=settings.BASE_URL.partition("://")[2],
        lines=(
            ("Buổi tiếp", day_words(ticket.session.held_on)),
            ("Cấp lúc", hour_words(ticket.issued_at)),
            ("Người", registration.case.person_label),
        ),
        note="Mời ông/bà ngồi chờ. Số được gọi hiện trên màn hình và được đọc to. Buổi tiếp được ghi âm, ghi hình.",
    )
