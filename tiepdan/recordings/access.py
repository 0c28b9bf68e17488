"""The doors to recordings: those who led the session, and the inspector, but never to a denouncer's face."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.recordings.models import Recording, RecordingLine
from tiepdan.rooms import access as rooms

LEADING = (Role.COORDINATOR, Role.CHAIR)
SEEN = "recordings_seen"


def recordings_for(user: User) -> QuerySet[Recording]:
    """Recordings that this person may ask to see (bản ghi âm, ghi hình)."""
    rows = Recording.objects.select_related(
        "hearing__session__agency",
        "hearing__ticket__site__office",
        "hearing__registration__case__citizen",
        "hearing__registration__case__protected",
    )
    if user.role in LEADING:
        return rows.filter(hearing__session__in=rooms.sessions_at_the_centre(user).values("pk"))
    if user.role == Role.INSPECTOR:
        return rows.exclude(hearing__registration__case__kind="denunciation")
    return rows.none()


def recording_for(user: User, recording_id: UUID) -> Recording:
    """One of them, or 404 (bản ghi)."""
    recording = recordings_for(user).filter(pk=recording_id).first()
    if recording is None:
        raise Http404
    return recording


def has_given_reason(request: HttpRequest, recording: Recording) -> bool:
    """Whether a reason was noted in this sign-in; without it no picture is given."""
    return str(recording.pk) in request.session.get(SEEN, [])


def segment_for(request: HttpRequest, user: User, recording_id: UUID, sequence: int) -> RecordingLine:
    """A stored file of a recording whose reason was noted, or 404 (tệp ghi hình)."""
    recording = recording_for(user, recording_id)
    line = recording.lines.filter(sequence=sequence, kind="segment").select_related("run").first()
    if line is None or not has_given_reason(request, recording):
        raise Http404
    return line
