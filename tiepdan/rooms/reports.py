"""What a browser says about its devices and its line, checked before it is kept."""

import math
from typing import Any

from tiepdan.accounts.names import visible_text

CAMERA_WORDS = frozenset({"ok", "refused", "absent", "busy", "frozen", "off", "unknown"})
MICROPHONE_WORDS = CAMERA_WORDS - {"frozen"}
SPEAKER_WORDS = frozenset({"ok", "untested"})
MOST_RECEIVED = 50


class ReportRefused(ValueError):
    """The report does not have the agreed shape."""


def cleaned(report: object) -> dict[str, Any]:
    """The report with the agreed fields only, texts and lists of limited length.

    Raises: ReportRefused.
    """
    if not isinstance(report, dict):
        raise ReportRefused("not an object")
    received, sent = report.get("received"), report.get("sent")
    if not isinstance(received, list) or not isinstance(sent, dict):
        raise ReportRefused("received, sent")
    return {
        "room": _text(report, "room"),
        "at": _text(report, "at"),
        "camera": _word(report, "camera", CAMERA_WORDS),
        "microphone": _word(report, "microphone", MICROPHONE_WORDS),
        "speaker": _word(report, "speaker", SPEAKER_WORDS),
        "received": [_received(one) for one in received[:MOST_RECEIVED]],
        "sent": {name: _number(sent, name) for name in ("frames", "audio_level", "rtt_ms", "loss_pct")},
    }


def _received(one: object) -> dict[str, Any]:
    if not isinstance(one, dict):
        raise ReportRefused("received")
    numbers = {name: _number(one, name) for name in ("frames_decoded", "audio_level", "width", "height")}
    return {"identity": _text(one, "identity"), **numbers}


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or len(value) > 100 or visible_text(value) != value:
        raise ReportRefused(name)
    return value


def _word(record: dict[str, Any], name: str, words: frozenset[str]) -> str:
    value = record.get(name)
    if not isinstance(value, str) or value not in words:
        raise ReportRefused(name)
    return value


def _number(record: dict[str, Any], name: str) -> float | int:
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e12 or not math.isfinite(value):
        raise ReportRefused(name)
    return value
