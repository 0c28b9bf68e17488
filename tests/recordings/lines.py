"""Chained lines as the recorder prints them."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tiepdan.recordings import chain
from tiepdan.recordings.models import RecorderRun

BEGIN = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def stamp(seconds: float) -> str:
    return (BEGIN + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Printer:
    """Links lines for one run, after the chain of its recording."""

    def __init__(self, run: RecorderRun) -> None:
        run.recording.refresh_from_db()
        self.run = run
        self.hash, self.sequence = run.recording.last_hash, run.recording.last_sequence

    def line(self, kind: str, seconds: float = 0, **fields: Any) -> dict[str, Any]:
        self.sequence += 1
        line = {
            "sequence": self.sequence,
            "at": stamp(seconds),
            "kind": kind,
            "recording": str(self.run.recording_id),
            "run": self.run.number,
            **fields,
        }
        self.hash = line["hash"] = chain.link(self.hash, line)
        return line

    def started(self, site: str, track: str, source: str = "camera") -> list[dict[str, Any]]:
        """A track that begins, and its first bytes."""
        names = {"participant": site, "track": track}
        return [
            self.line("track_started", **names, source=source, codec="vp8", width=640, height=360),
            self.line("first_bytes", 1, **names),
        ]

    def segment(self, folder: Path, site: str, track: str, start: float, end: float, **fields: Any) -> dict[str, Any]:
        """A stored file and its line."""
        content = f"{track} {start}".encode() * 50
        name = f"{track}-{start}.webm"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        known = {"participant": site, "track": track, "source": "camera", "index": 1, "file": name, **fields}
        return self.line(
            "segment",
            end,
            **known,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            started_at=stamp(start),
            ended_at=stamp(end),
            frames=250,
            width=640,
            height=360,
        )
