"""What is left after a session: letters, text messages, files of the recording."""

import json
import re
import subprocess
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from tests.browser.house import RunningHouse
from tests.browser.people import Person


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
    codec: str
    seconds: float


def stored_files(person: Person, recording: str, folder: Path) -> tuple[list[Stored], dict[str, Any]]:
    """Every file of a recording as ffprobe finds it, and the player's own timeline."""
    timeline = json.loads(person.download(f"/quan-ly/ghi-hinh/{recording}/dong-thoi-gian/"))
    found = []
    for track in timeline["tracks"]:
        for number, file in enumerate(track["files"]):
            path = folder / f"{recording}-{track['site'][-12:]}-{track['source']}-{number}.webm"
            path.write_bytes(person.download(file["url"]))
            found.append(Stored(track["site"], track["source"], *_probe(path)))
    return found, timeline


def _probe(path: Path) -> tuple[str, float]:
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name:format=duration", "-of", "json", str(path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told["streams"][0]["codec_name"], float(told["format"]["duration"])


def event_at(timeline: dict[str, Any], what: str) -> float:
    """Seconds from the beginning of the recording."""
    return next(float(event["at"]) for event in timeline["events"] if event["what"] == what)
