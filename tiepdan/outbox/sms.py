"""The gateway that sends text messages. One adapter per provider; settings.SMS_GATEWAY names it."""

import json
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


class SmsRefused(Exception):
    """The gateway did not take the message. `again` says whether another try may help."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class Gateway(Protocol):
    """What an adapter must do."""

    def send(self, number: str, text: str) -> str:
        """Hand over one message and return the gateway's own reference.

        Raises: SmsRefused.
        """


class FileGateway:
    """Appends each message to a file of one JSON object per line: for the demo and for provinces without a contract."""

    def send(self, number: str, text: str) -> str:
        settings.SMS_FILE.parent.mkdir(parents=True, exist_ok=True)
        line = {"at": timezone.now().isoformat(), "to": number, "text": text}
        with settings.SMS_FILE.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return f"file:{settings.SMS_FILE.name}"


def gateway() -> Gateway:
    """The configured gateway."""
    made: Gateway = import_string(settings.SMS_GATEWAY)()
    return made
