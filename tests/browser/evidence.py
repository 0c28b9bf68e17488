"""What is left after a session: letters, text messages, files of the recording."""

import json
import re
import subprocess
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.house import RunningHouse
from tests.browser.people import Person, last_id

TIMELINE = "/quan-ly/ghi-hinh/{}/dong-thoi-gian/"


def letters_to(house: RunningHouse, address: str) -> list[str]:
    """The texts that the demo's mail server received for one address."""
    parsed = [message_from_bytes(one, policy=policy.default) for one in house.letters()]
    return [str(one.get_body(("plain",)).get_content()) for one in parsed if address in str(one["to"])]


def texts_to(house: RunningHouse, number: str) -> list[str]:
    """The text messages that the file-writing gateway took for one number."""
    lines = (house.var / "sms.jsonl").read_text().splitlines()
    return [line["text"] for line in map(json.loads, lines) if re.sub(r"\D", "", line["to"]) == number]


@dataclass(frozen=True)
class Stored:
    """One file of a recording."""

    site: str
    source: str
    start: float  # seconds from the beginning of the recording, as the player is told
    codec: str
    seconds: float  # as ffprobe finds it

    def seconds_within(self, began: float, ended: float) -> float:
        """How much of this stretch of the recording the file holds."""
        return max(0.0, min(self.start + self.seconds, ended) - max(self.start, began))


def stored_files(person: Person, recording: str, folder: Path) -> tuple[list[Stored], dict[str, Any]]:
    """Every file of a recording as ffprobe finds it, and the player's own timeline."""
    timeline = json.loads(person.download(TIMELINE.format(recording)))
    found = []
    for track in timeline["tracks"]:
        for number, file in enumerate(track["files"]):
            path = folder / f"{recording}-{track['site'][-12:]}-{track['source']}-{number}.webm"
            path.write_bytes(person.download(file["url"]))
            found.append(Stored(track["site"], track["source"], file["start"], *_probe(path)))
    return found, timeline


def _probe(path: Path) -> tuple[str, float]:
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name:format=duration", "-of", "json", str(path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told["streams"][0]["codec_name"], float(told["format"]["duration"])


def event_at(timeline: dict[str, Any], what: str) -> float:
    """Seconds from the beginning of the recording."""
    return next(float(event["at"]) for event in timeline["events"] if event["what"] == what)


def open_recording(person: Person, name: str) -> str:
    """The recording of one citizen's hearing, with the reason that the page asks for."""
    person.open("/quan-ly/ghi-hinh/")
    row = person.page.locator("tbody tr", has_text=name).first
    row.get_by_role("link", name=re.compile("Xem lại")).click()
    person.page.get_by_label("Lý do xem lại").fill("Kiểm tra bản ghi sau buổi tiếp")
    person.press("Xem bản ghi")
    expect(person.page.locator("[data-player]")).to_be_visible()
    return last_id(person.page.url)


def wait_for_gaps(person: Person, recording: str) -> list[dict[str, Any]]:
    """What the recording itself says it lacks, once it says something."""
    for _second in range(20):
        gaps: list[dict[str, Any]] = json.loads(person.download(TIMELINE.format(recording)))["gaps"]
        if gaps:
            return gaps
        time.sleep(1)
    raise AssertionError("no gap was entered")


def recorders_of(workers: list[int], *, but: int) -> list[int]:
    """The recorders that run under these workers; one who was killed has none."""
    return [child for worker in workers if worker != but for child in _children(worker)]


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = path.read_text().rpartition(")")[::2]
        except OSError:
            continue  # gone meanwhile
        if int(rest.split()[1]) == parent and name.endswith("(recorder"):
            found.append(int(path.parent.name))
    return found
