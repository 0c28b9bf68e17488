"""What a citizen takes home: the code as a QR, and what happens next by the law's clocks."""

import io

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.law.deadlines import Deadline, answer_after_reception, notice_by
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import backward_reading, office_calendar
from tiepdan.registrations.capacities import papers_to_bring
from tiepdan.registrations.models import Registration
from tiepdan.schedule.queries import reading_of
from tiepdan.web.templatetags.look import day_words, moment_words

EARLY_MINUTES = 15


def follow_url(registration: Registration) -> str:
    """Where the matter is followed. The code stands in the fragment, which a browser never sends and no server logs."""
    page = "follow:enter-protected" if registration.case.is_denunciation else "follow:enter"
    return f"{settings.BASE_URL}{reverse(page)}#{registration.code}"


def qr_svg(registration: Registration) -> bytes:
    """The address as a QR picture, to be shown with <img>."""
    drawn = io.BytesIO()
    segno.make(follow_url(registration), error="m").save(drawn, kind="svg", scale=5, border=2, dark="#17212b")
    return drawn.getvalue()


def what_happens_next(registration: Registration) -> list[dict[str, str]]:
    """The dated list: registered, told, received, answered; each with its article. For components/timeline.html."""
    told, answered = _deadlines(registration)
    return [
        _step("met", day_words(registration.submitted_at), _("Đã gửi đăng ký"), ""),
        _step("next", told[0], _("Cơ quan xem xét và báo ông/bà biết lịch tiếp đã được xác nhận hay chưa"), told[1]),
        _step(
            "later",
            moment_words(registration.slot.starts_at),
            _("Ông/bà đến %(place)s trước %(minutes)s phút, mang theo đơn, tài liệu và giấy tờ đã khai")
            % {"place": registration.site.office.name, "minutes": EARLY_MINUTES}
            + _papers_of_speakers(registration),
            "",
        ),
        _step("later", answered[0], _("Ông/bà nhận thông báo kết quả xử lý"), answered[1]),
    ]


def _papers_of_speakers(registration: Registration) -> str:
    """What those who were declared as speaking for the citizen bring, said with the day itself."""
    kind, held_on = MatterKind(registration.case.kind), registration.session.held_on
    return "".join(
        f"; {one.full_name} ({one.get_standing_display()}): {'; '.join(papers_to_bring(one.standing, kind, held_on))}"
        for one in registration.attendees.filter(awaits_papers=True)
    )


def _step(state: str, when: str, what: str, law: str) -> dict[str, str]:
    return {"state": state, "when": when, "what": what, "law": law}


def _deadlines(registration: Registration) -> tuple[tuple[str, str], tuple[str, str]]:
    """Notice and answer, each as words and article; without the year's holidays only in words."""
    held_on = registration.session.held_on
    try:
        calendar = office_calendar()
        reading = backward_reading(reading_of(registration.session))
        notice, answer = notice_by(held_on, calendar, reading), answer_after_reception(held_on, calendar)
    except RuleRefused:
        return (_("Trước ngày tiếp"), ""), (_("Sau ngày tiếp"), "")
    today = timezone.localdate()
    told = (_("Trước ngày tiếp"), str(notice.source)) if notice.due_on < today else _at_latest(notice)
    return told, _at_latest(answer)


def _at_latest(deadline: Deadline) -> tuple[str, str]:
    return _("chậm nhất %(day)s") % {"day": day_words(deadline.due_on)}, str(deadline.source)
