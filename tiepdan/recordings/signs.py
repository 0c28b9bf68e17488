"""A hearing that nobody records, seen from its rows alone: the worker that would say so may be dead."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tiepdan.alarms.signs import Sign
from tiepdan.recordings import queries
from tiepdan.schedule.models import ReceptionSession


def sense(session: ReceptionSession, now: datetime) -> list[Sign]:
    """That the open hearing of the session is not being recorded (không có bộ phận nào ghi âm, ghi hình)."""
    hearing = queries.open_hearing(session)
    since = queries.unrecorded_since(hearing, now) if hearing else None
    if since is None:
        return []
    what = _("Lượt tiếp này không được ghi âm, ghi hình")
    advice = _("Mời tạm ngưng lượt tiếp và báo cán bộ kỹ thuật kiểm tra chương trình ghi hình trên máy chủ.")
    return [Sign(what, advice, since)]
