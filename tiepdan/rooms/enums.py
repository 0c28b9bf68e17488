"""States of a video room and of an endpoint in it: three fields, never one (design.md § 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoomPurpose(models.TextChoices):
    HEARING = "hearing", _("Lượt tiếp")
    REHEARSAL = "rehearsal", _("Kết nối thử")


class RoomStatus(models.TextChoices):
    WANTED = "wanted", _("Đang mở")
    OPEN = "open", _("Đang mở cửa")
    CLOSING = "closing", _("Đang đóng")
    CLOSED = "closed", _("Đã đóng")


ROOM_MOVES: dict[RoomStatus, frozenset[RoomStatus]] = {
    RoomStatus.WANTED: frozenset({RoomStatus.OPEN, RoomStatus.CLOSING}),
    RoomStatus.OPEN: frozenset({RoomStatus.CLOSING, RoomStatus.WANTED}),
    RoomStatus.CLOSING: frozenset({RoomStatus.CLOSED}),
    RoomStatus.CLOSED: frozenset(),
}


class Admission(models.TextChoices):
    EXPECTED = "expected", _("Chờ đến")
    WAITING = "waiting", _("Đang chờ")
    ADMITTED = "admitted", _("Được vào")
    DONE = "done", _("Đã xong")


ADMISSION_MOVES: dict[Admission, frozenset[Admission]] = {
    Admission.EXPECTED: frozenset({Admission.WAITING, Admission.ADMITTED, Admission.DONE}),
    Admission.WAITING: frozenset({Admission.ADMITTED, Admission.DONE}),
    Admission.ADMITTED: frozenset({Admission.WAITING, Admission.DONE}),
    Admission.DONE: frozenset(),
}


class Connection(models.TextChoices):
    OFFLINE = "offline", _("Chưa kết nối")
    CONNECTING = "connecting", _("Đang kết nối")
    ONLINE = "online", _("Đã kết nối")
    RECONNECTING = "reconnecting", _("Đang nối lại")
