"""The audit of a session in words that a coordinator reads at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tiepdan.alarms.enums import AlarmKind
from tiepdan.audit.models import AuditEntry
from tiepdan.hearings.enums import InterruptionCause

WORDS: dict[str, Promise] = {
    "session.open": _("Khai mạc buổi tiếp"),
    "session.live": _("Bắt đầu, tiếp tục tiếp công dân"),
    "session.paused": _("Tạm dừng buổi tiếp"),
    "session.closed": _("Kết thúc buổi tiếp"),
    "hearings.call_next": _("Gọi lượt tiếp"),
    "hearings.go_live": _("Đã ghi hình, bắt đầu lượt tiếp"),
    "hearings.add_site": _("Mời thêm điểm cầu"),
    "hearings.ask_floor": _("Điểm cầu xin phát biểu"),
    "hearings.give_floor": _("Cho phát biểu"),
    "hearings.take_floor": _("Thôi cho phát biểu"),
    "hearings.show_paper": _("Trình chiếu tài liệu"),
    "hearings.hide_paper": _("Thôi trình chiếu"),
    "hearings.interrupt": _("Gián đoạn"),
    "hearings.resume": _("Tiếp tục lượt tiếp"),
    "hearings.end": _("Kết thúc lượt tiếp"),
    "rooms.note_notice_read": _("Đã đọc thông báo ghi âm, ghi hình"),
    "hearings.forbid_own_recording": _("Yêu cầu không tự ghi âm, ghi hình"),
    "alarms.raise_alarm": _("Cảnh báo"),
    "alarms.clear_alarm": _("Hết cảnh báo"),
    "alarms.take_alarm": _("Nhận xử lý"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    at: datetime
    what: str
    detail: str
    who: str


def entries(rows: Iterable[AuditEntry]) -> list[Entry]:
    """Lines in words; a verb without words is not for this page."""
    return [
        Entry(row.at, str(WORDS[row.verb]), _detail(row.detail), str(row.actor) if row.actor else "")
        for row in rows
        if row.verb in WORDS
    ]


def _detail(detail: dict[str, object]) -> str:
    if kind := detail.get("kind"):
        return str(AlarmKind(str(kind)).label) if kind in AlarmKind.values else ""
    if cause := detail.get("cause"):
        return str(InterruptionCause(str(cause)).label)
    if site_name := detail.get("site_name"):
        return str(site_name)
    if reason := detail.get("reason"):
        return str(reason)
    return f"{int(str(detail['number'])):02d}" if "number" in detail else ""
