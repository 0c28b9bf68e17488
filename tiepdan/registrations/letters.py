"""What the office writes to a citizen about a registration. Never the content of the matter."""

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.law.refusals import RefusalDuty
from tiepdan.registrations.models import Registration


def received(registration: Registration) -> str:
    """The code, the place and the hour."""
    return _("Đã nhận đăng ký tiếp công dân ngày %(day)s, %(hour)s, tại %(place)s. Mã tra cứu: %(code)s.") % _facts(
        registration
    )


def confirmed(registration: Registration) -> str:
    """That the place is certain, and what to bring."""
    return _(
        "Đã xác nhận lịch tiếp công dân trực tuyến: %(day)s, %(hour)s, tại %(place)s. "
        "Xin đến trước 15 phút, mang theo đơn và tài liệu. Mã tra cứu: %(code)s."
    ) % _facts(registration)


def refused(registration: Registration, duty: RefusalDuty) -> str:
    """The ground, the reason, and the written notice where one is due."""
    words = _("Không tiếp theo đăng ký %(code)s: %(ground)s. Lý do: %(reason)s.") % {
        **_facts(registration),
        "ground": duty.legal_basis,
        "reason": registration.refusal_reason,
    }
    if duty.notice is None:
        return words
    return words + " " + _("Thông báo bằng văn bản chậm nhất ngày %(due)s.") % {"due": f"{duty.notice.due_on:%d/%m/%Y}"}


def postponed(registration: Registration) -> str:
    """The reason and the expected new time."""
    session = registration.session
    expected = f"{timezone.localtime(session.expected_new_at):%H:%M %d/%m/%Y}" if session.expected_new_at else ""
    return _("Buổi tiếp ngày %(day)s được lùi, dự kiến tiếp lúc %(new)s. Lý do: %(reason)s. Mã tra cứu: %(code)s.") % {
        **_facts(registration),
        "new": expected,
        "reason": session.status_reason,
    }


def cancelled(registration: Registration) -> str:
    """The reason."""
    return _("Buổi tiếp ngày %(day)s đã hủy. Lý do: %(reason)s. Mã tra cứu: %(code)s.") % {
        **_facts(registration),
        "reason": registration.session.status_reason,
    }


def _facts(registration: Registration) -> dict[str, str]:
    starts_at = timezone.localtime(registration.slot.starts_at)
    return {
        "day": f"{starts_at:%d/%m/%Y}",
        "hour": f"{starts_at.hour} {_('giờ')} {starts_at:%M}",
        "place": f"{registration.site.office.name}, {registration.site.office.address}",
        "code": registration.spaced_code,
    }
