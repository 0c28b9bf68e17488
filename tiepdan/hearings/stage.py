"""What the stage is told of a hearing: its state, who asks to speak, who sits where, the paper on show."""

from typing import Any

from django.urls import reverse

from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing, ShownPaper
from tiepdan.rooms.models import VideoRoom


def part(room: VideoRoom) -> dict[str, Any]:
    """The fields that hearings add to the State of a room. A denouncer appears under the alias only."""
    down = Alarm.objects.filter(session=room.session_id, kind=AlarmKind.MEDIA_DOWN, cleared_at__isnull=True)
    known: dict[str, Any] = {"media_available": not down.exists()}
    hearing = _hearing_of(room)
    if hearing is None:
        return known
    return {**known, "hearing": _hearing(hearing), "paper": _paper(hearing), "sites": _sites(hearing)}


def _hearing_of(room: VideoRoom) -> Hearing | None:
    people = Hearing.objects.select_related("registration__case__citizen", "registration__case__protected", "ticket")
    return people.filter(room=room).first()


def _hearing(hearing: Hearing) -> dict[str, Any]:
    standing = hearing.interruptions.filter(ended_at__isnull=True).select_related("site__office").first()
    status = HearingStatus.OPENING if hearing.status == HearingStatus.CALLED else hearing.status
    because = ""
    if standing is not None:
        because = f"{standing.get_cause_display()}{f': {standing.site}' if standing.site else ''}."
    return {
        "id": str(hearing.pk),
        "number": hearing.number,
        "status": status,
        "live_at": hearing.live_at.isoformat() if hearing.live_at else None,
        "interrupted_because": because,
    }


def _paper(hearing: Hearing) -> dict[str, Any] | None:
    shown = hearing.shown_papers.filter(hidden_at__isnull=True).select_related("paper").first()
    if shown is None:
        return None
    return {
        "id": str(shown.paper_id),
        "title": shown.paper.title,
        "page": shown.page,
        "pages": shown.paper.pages,
        "image_url": image_url(shown),
    }


def image_url(shown: ShownPaper) -> str:
    """Where the page on show is read, by everybody whose site takes part."""
    return reverse("screen:shown-page", args=[shown.hearing_id, shown.paper_id, shown.page])


def _sites(hearing: Hearing) -> dict[str, dict[str, Any]]:
    more: dict[str, dict[str, Any]] = {
        f"site:{hearing.ticket.site_id}": {"sits_here": hearing.registration.case.person_label}
    }
    for site_id in hearing.floor_requests.filter(answered_at__isnull=True).values_list("site_id", flat=True):
        more.setdefault(f"site:{site_id}", {})["asks_to_speak"] = True
    return more
