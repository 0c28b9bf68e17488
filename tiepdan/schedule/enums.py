"""States of a reception session and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionKind(models.TextChoices):
    PERIODIC = "periodic", _("Định kỳ")
    EXTRAORDINARY = "extraordinary", _("Đột xuất")


class SessionStatus(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    PUBLISHED = "published", _("Đã công bố")
    OPEN = "open", _("Đã điểm danh, sẵn sàng")
    LIVE = "live", _("Đang tiếp")
    PAUSED = "paused", _("Tạm dừng")
    CLOSED = "closed", _("Đã kết thúc")
    ARCHIVED = "archived", _("Đã lưu trữ")
    CANCELLED = "cancelled", _("Đã hủy")
    POSTPONED = "postponed", _("Đã hoãn")


S = SessionStatus
MOVES: dict[SessionStatus, frozenset[SessionStatus]] = {
    S.DRAFT: frozenset({S.PUBLISHED, S.CANCELLED}),
    S.PUBLISHED: frozenset({S.OPEN, S.CANCELLED, S.POSTPONED}),
    S.OPEN: frozenset({S.LIVE, S.CLOSED, S.POSTPONED}),
    S.LIVE: frozenset({S.PAUSED, S.CLOSED}),
    S.PAUSED: frozenset({S.LIVE, S.CLOSED}),
    S.CLOSED: frozenset({S.ARCHIVED}),
    S.ARCHIVED: frozenset(),
    S.CANCELLED: frozenset(),
    S.POSTPONED: frozenset(),
}


class Duty(models.TextChoices):
    RECEIVER = "receiver", _("Người tiếp công dân, chủ trì")
    ADVISING = "advising", _("Bộ phận tham mưu")
    NOTE_TAKER = "note_taker", _("Người ghi chép")
    COORDINATOR = "coordinator", _("Điều phối")
    AGENCY = "agency", _("Đại diện cơ quan")
