"""Listing and playing recordings. Nobody sees a picture before the reason is in the audit."""

import re
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tiepdan.recordings import access, actions, store
from tiepdan.recordings.timeline import timeline as timeline_of
from tiepdan.web.requests import SignedInRequest

MOST_ROWS = 100
WEBM = "video/webm"
HEADERS = {"Accept-Ranges": "bytes", "Cache-Control": "private, no-store"}
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@require_safe
def recordings(request: SignedInRequest) -> HttpResponse:
    rows = access.recordings_for(request.user).order_by("-wanted_at")[:MOST_ROWS]
    return render(request, "recordings/list.html", {"recordings": rows})


@require_safe
def play(request: SignedInRequest, recording_id: UUID) -> HttpResponse:
    recording = access.recording_for(request.user, recording_id)
    template = "recordings/play.html" if access.has_given_reason(request, recording) else "recordings/reason.html"
    return render(request, template, {"recording": recording})


@require_POST
def give_reason(request: SignedInRequest, recording_id: UUID) -> HttpResponse:
    recording = access.recording_for(request.user, recording_id)
    actions.note_view(recording, by=request.user, reason=request.POST.get("reason", ""))
    request.session[access.SEEN] = [*request.session.get(access.SEEN, []), str(recording.pk)]
    return redirect("recordings:play", recording.pk)


@require_safe
def timeline(request: SignedInRequest, recording_id: UUID) -> JsonResponse:
    recording = access.recording_for(request.user, recording_id)
    if not access.has_given_reason(request, recording):
        raise Http404
    return JsonResponse(timeline_of(recording))


@require_safe
def file(request: SignedInRequest, recording_id: UUID, sequence: int) -> HttpResponse:
    line = access.segment_for(request, request.user, recording_id, sequence)
    path = store.segment_path(line.run.folder, line.body["file"])
    if not path.is_file():
        raise Http404
    return ranged(path, request.headers.get("Range", ""))


def ranged(path: Path, wanted: str) -> HttpResponse:
    """The file, or the one stretch of it that the browser asks for (RFC 9110, 14.2). Files are 10 s long, so small."""
    size = path.stat().st_size
    match = RANGE.fullmatch(wanted)
    if match is None or match.groups() == ("", ""):
        return HttpResponse(path.read_bytes(), content_type=WEBM, headers=HEADERS)
    first, last = _stretch(match[1], match[2], size)
    if first >= size or first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as opened:
        opened.seek(first)
        part = opened.read(last - first + 1)
    headers = {**HEADERS, "Content-Range": f"bytes {first}-{last}/{size}"}
    return HttpResponse(part, status=206, content_type=WEBM, headers=headers)


def _stretch(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
