"""States of a place in the queue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TicketStatus(models.TextChoices):
    WAITING = "waiting", _("Đang chờ")
    CALLED = "called", _("Đang được tiếp")
    DONE = "done", _("Đã xong")
    ABSENT = "absent", _("Gọi không có mặt")
    LEFT = "left", _("Đã về")


T = TicketStatus
MOVES: dict[TicketStatus, frozenset[TicketStatus]] = {
    T.WAITING: frozenset({T.CALLED, T.ABSENT, T.LEFT}),
    T.CALLED: frozenset({T.DONE, T.WAITING, T.ABSENT, T.LEFT}),
    T.ABSENT: frozenset({T.WAITING, T.LEFT}),
    T.DONE: frozenset(),
    T.LEFT: frozenset(),
}
