"""A recording as the player needs it: tracks of files per site, gaps and events, in seconds from its start."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tiepdan.recordings.models import Recording, RecordingLine

SHOWN = {
    "participant_connected": gettext_lazy("Điểm cầu kết nối"),
    "participant_disconnected": gettext_lazy("Điểm cầu rời"),
}


def timeline(recording: Recording) -> dict[str, Any]:
    """Everything that the player draws."""
    lines = list(recording.lines.order_by("sequence"))
    segments = [line for line in lines if line.kind == "segment"]
    names = _names(recording)
    begin = min((_at(line.body["started_at"]) for line in segments), default=recording.wanted_at)
    finish = max((_at(line.body["ended_at"]) for line in segments), default=begin)
    return {
        "seconds": _seconds(begin, finish),
        "begins_at": begin.isoformat(),
        "tracks": _tracks(recording, segments, names, begin),
        "gaps": _gaps(lines, names, begin, finish),
        "events": [*_line_events(lines, names, begin), *_hearing_events(recording, begin)],
    }


def _names(recording: Recording) -> dict[str, str]:
    sites = recording.hearing.session.sites.select_related("office").order_by("-is_central", "office__short_name")
    return {f"site:{site.pk}": site.office.short_name for site in sites}


def _tracks(
    recording: Recording, segments: list[RecordingLine], names: dict[str, str], begin: datetime
) -> list[dict[str, Any]]:
    tracks: dict[tuple[str, str], dict[str, Any]] = {}
    for line in segments:
        body = line.body
        key = (body["participant"], body["source"])
        empty = {"site": key[0], "name": names.get(key[0], ""), "source": key[1], "files": []}
        track = tracks.setdefault(key, empty)
        url = reverse("recordings:file", args=[recording.pk, line.sequence])
        start, end = (_seconds(begin, _at(body[name])) for name in ("started_at", "ended_at"))
        track["files"].append({"url": url, "start": start, "end": end})
    for track in tracks.values():
        track["files"].sort(key=lambda file: file["start"])
    order = list(names)
    return sorted(tracks.values(), key=lambda track: (order.index(track["site"]), track["source"]))


def _gaps(lines: list[RecordingLine], names: dict[str, str], begin: datetime, finish: datetime) -> list[dict[str, Any]]:
    """Where nothing was stored. One without an end lasts until the next first bytes."""
    found = []
    for index, line in enumerate(lines):
        if line.kind != "gap":
            continue
        end = line.body["ended_at"] or _next_bytes(lines[index:]) or finish.isoformat()
        found.append(
            {
                "name": names.get(line.body.get("participant") or "", ""),
                "start": max(0.0, _seconds(begin, _at(line.body["started_at"]))),
                "end": _seconds(begin, _at(end)),
                "reason": line.body.get("reason", ""),
            }
        )
    return found


def _next_bytes(lines: Iterable[RecordingLine]) -> str:
    return next((str(line.body["at"]) for line in lines if line.kind == "first_bytes"), "")


def _line_events(lines: list[RecordingLine], names: dict[str, str], begin: datetime) -> list[dict[str, Any]]:
    shown = [line for line in lines if line.kind in SHOWN]
    return [
        _event(begin, line.happened_at, SHOWN[line.kind], names.get(line.body["participant"], "")) for line in shown
    ]


def _hearing_events(recording: Recording, begin: datetime) -> list[dict[str, Any]]:
    hearing = recording.hearing
    grants, papers = hearing.floor_grants.select_related("site__office"), hearing.shown_papers.select_related("paper")
    events: list[tuple[datetime | None, object, str]] = [
        (hearing.live_at, _("Bắt đầu lượt tiếp"), ""),
        (hearing.ended_at, _("Kết thúc lượt tiếp"), ""),
        *((grant.given_at, _("Cho phát biểu"), grant.site.office.short_name) for grant in grants),
        *((shown.shown_at, _("Trình chiếu tài liệu"), shown.paper.title) for shown in papers),
        *((one.began_at, one.get_cause_display(), "") for one in hearing.interruptions.all()),
    ]
    return [_event(begin, at, what, name) for at, what, name in events if at]


def _event(begin: datetime, at: datetime, what: object, name: str) -> dict[str, Any]:
    return {"at": _seconds(begin, at), "what": str(what), "name": name}


def _at(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(text)
    return moment


def _seconds(begin: datetime, moment: datetime) -> float:
    return round((moment - begin).total_seconds(), 3)
