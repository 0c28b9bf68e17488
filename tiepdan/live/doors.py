"""Who may listen to which topic. Each step registers its own prefix when the program starts."""

from collections.abc import Callable

from django.http import HttpRequest

Door = Callable[[HttpRequest, str], bool]
_DOORS: dict[str, Door] = {}


def register_topic(prefix: str, may_listen: Door) -> None:
    """Let people listen to topics `prefix:<key>` for which `may_listen(request, key)` is true."""
    _DOORS[prefix] = may_listen


def may_listen(request: HttpRequest, topic: str) -> bool:
    """True when the person may hear that something changed there; an unknown topic is closed."""
    prefix, _, key = topic.partition(":")
    door = _DOORS.get(prefix)
    return bool(door and key and door(request, key))
