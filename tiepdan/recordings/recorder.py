"""One recorder process: started with its job on standard input, heard line by line, stopped by a line."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from django.conf import settings

from tiepdan.recordings import store
from tiepdan.recordings.models import RecorderRun, Recording
from tiepdan.rooms import livekit

SEGMENT_SECONDS = 10
STOP_SECONDS = 10
LONGEST_LINE = 1024 * 1024


def job(recording: Recording, run: RecorderRun) -> dict[str, Any]:
    """What the recorder is told: engine/README.md."""
    room = recording.hearing.room.name
    ticket = livekit.recorder_ticket(room, f"recorder:{recording.pk}")
    return {
        "url": ticket.url,
        "token": ticket.token,
        "room": room,
        "recording": str(recording.pk),
        "run": run.number,
        "folder": str(store.folder_of(run.folder)),
        "segment_seconds": SEGMENT_SECONDS,
        "previous_hash": recording.last_hash,
        "previous_sequence": recording.last_sequence,
    }


class RecorderProcess:
    """The process of one run. No shell; the token is on standard input, so no list of processes shows it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.stop_asked = False

    @classmethod
    async def start(cls, what: dict[str, Any]) -> "RecorderProcess":
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            str(settings.RECORDER_BIN), stdin=pipe, stdout=pipe, stderr=pipe, limit=LONGEST_LINE
        )
        started = cls(process)
        await started._say(json.dumps(what))
        return started

    async def lines(self) -> AsyncIterator[dict[str, Any]]:
        stdout = self.process.stdout
        assert stdout is not None  # noqa: S101 -- opened as a pipe above
        async for text in stdout:
            line = json.loads(text)
            yield line

    async def ask_to_stop(self) -> None:
        """Asks once; the recorder then stores what it has and ends by itself."""
        if not self.stop_asked:
            self.stop_asked = True
            await self._say("stop")

    def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()

    async def ended(self, patience_seconds: float) -> str:
        """Waits for the end, not longer than that, and tells how it was."""
        try:
            await asyncio.wait_for(self.process.wait(), patience_seconds)
        except TimeoutError:
            self.kill()
        stderr = self.process.stderr
        words = (await stderr.read(2000)).decode(errors="replace").strip() if stderr else ""
        return f"exit {await self.process.wait()} {words}".strip()

    async def _say(self, text: str) -> None:
        stdin = self.process.stdin
        if stdin is None or stdin.is_closing():
            return
        try:
            stdin.write(text.encode() + b"\n")
            await stdin.drain()
        except ConnectionError:
            return  # it has ended: its lines and its exit tell why
