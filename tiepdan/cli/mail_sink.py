"""The demo's mail server: takes every message by SMTP and keeps it as a file, so that sending is real."""

import time
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Writes each message to `NUMBER.eml`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 -- framework signature
        content = envelope.original_content or b""
        path = self._folder / f"{time.time_ns()}-{next(self._numbers)}.eml"
        draft = path.with_suffix(".part")
        draft.write_bytes(content)
        draft.rename(path)
        return "250 OK"


def start(folder: Path, port: int) -> Controller:
    """Listen on the loopback until the process ends."""
    sink = Controller(Keeper(folder), hostname="127.0.0.1", port=port)
    sink.start()
    return sink
