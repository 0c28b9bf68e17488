"""Kinds and states of what must be done after a hearing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutcomeKind(models.TextChoices):
    ANSWERED = "answered", _("Trả lời ngay")
    TIME_LIMIT = "time_limit", _("Hẹn thời hạn trả lời")


class TaskKind(models.TextChoices):
    ANSWER = "answer", _("Trả lời công dân")
    DIRECTION = "direction", _("Thực hiện chỉ đạo của người chủ trì")


class TaskStatus(models.TextChoices):
    OPEN = "open", _("Đang thực hiện")
    DONE = "done", _("Đã xong")
    CANCELLED = "cancelled", _("Đã hủy")


MOVES: dict[TaskStatus, frozenset[TaskStatus]] = {
    TaskStatus.OPEN: frozenset({TaskStatus.DONE, TaskStatus.CANCELLED}),
    TaskStatus.DONE: frozenset(),
    TaskStatus.CANCELLED: frozenset(),
}
