"""A short recording with made-up pictures and voices, stored as the recorder's own lines and files would be."""

import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tiepdan.demo.clock import moment
from tiepdan.hearings.models import Hearing
from tiepdan.recordings import actions as recordings
from tiepdan.recordings import chain, store
from tiepdan.recordings.models import RecorderRun
from tiepdan.schedule.models import SessionSite

FILES = Path(__file__).parent / "sample"
LENGTH = timedelta(seconds=12)
TRACKS = (("camera", 120, 320, 180), ("microphone", 600, None, None))


class SampleRecorder:
    """Plays the recorder for one hearing of the past: its lines are chained and stored by the usual actions."""

    def __init__(self, hearing: Hearing, began_at: datetime) -> None:
        recording = recordings.want_recording(hearing)
        run = recordings.begin_run(recording, holder="demo")
        if run is None:
            raise RuntimeError("a fresh recording has no other holder")
        self.hearing, self.run, self.now = hearing, run, began_at
        self.sequence, self.hash = 0, chain.START

    def begin(self) -> None:
        """The recorder joins, and the central picture is on the disk: the hearing may begin."""
        self._say("joined", room=self.hearing.room.name)
        for site in self._sites():
            self._say("track_started", **self._track(site, "camera"), source="camera", codec="video/VP8")
            self._say("first_bytes", **self._track(site, "camera"))

    def end(self) -> None:
        """One stretch of picture and of sound of every site, then the end of the hearing: stored and verified."""
        folder = store.folder_of(self.run.folder)
        folder.mkdir(parents=True, exist_ok=True)
        began_at = self.now
        for site in self._sites():
            for source, frames, width, height in TRACKS:
                self._segment(site, folder, began_at, source, frames, width, height)
        self.now = began_at + LENGTH
        self._say("stopped", reason="requested", segments=4, bytes=0)
        with moment(self.now):
            recordings.stop(self.hearing)
            recordings.lose_run(self.run, note="ended")
            stored = recordings.store_recording(self.run.recording)
            recordings.verify(stored)

    def _sites(self) -> list[SessionSite]:
        places = self.hearing.room.places.select_related("site").order_by("-site__is_central", "pk")
        return [place.site for place in places]

    def _segment(
        self,
        site: SessionSite,
        folder: Path,
        began_at: datetime,
        source: str,
        frames: int,
        width: int | None,
        height: int | None,
    ) -> None:
        track = self._track(site, source)
        kept = FILES / f"{'centre' if site.is_central else 'commune'}-{source}.webm"
        name = f"{track['participant']}-{track['track']}-0001.webm".replace(":", "_")
        shutil.copyfile(kept, folder / name)
        content = kept.read_bytes()
        self._say(
            "segment",
            **track,
            source=source,
            index=1,
            file=name,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            started_at=_stamp(began_at),
            ended_at=_stamp(began_at + LENGTH),
            frames=frames,
            width=width,
            height=height,
        )

    def _track(self, site: SessionSite, source: str) -> dict[str, str]:
        return {"participant": f"site:{site.pk}", "track": f"TR_{source[:3]}{str(site.pk)[:8]}"}

    def _say(self, kind: str, **fields: Any) -> None:
        self.sequence += 1
        line: dict[str, Any] = {
            "sequence": self.sequence,
            "at": _stamp(self.now),
            "kind": kind,
            "recording": str(self.run.recording_id),
            "run": self.run.number,
            **fields,
        }
        line["hash"] = self.hash = chain.link(self.hash, line)
        with moment(self.now):
            recordings.note_line(RecorderRun.objects.get(pk=self.run.pk), line)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
