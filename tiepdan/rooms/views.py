"""State, ticket and report of an endpoint or viewer; LiveKit's webhook."""

import json
import secrets
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tiepdan.rooms import access, actions, livekit, reports
from tiepdan.rooms.enums import RoomStatus
from tiepdan.rooms.livekit import Ticket
from tiepdan.rooms.models import RoomPlace, VideoRoom
from tiepdan.rooms.state import state as state_of
from tiepdan.web.requests import SignedInRequest


@require_safe
def state(request: SignedInRequest, site_id: UUID) -> JsonResponse:
    place = access.admitted_place(request.user, site_id)
    site = place.site if place else access.site_at_my_office(request.user, site_id)
    me = {"identity": f"site:{site.pk}", "name": site.office.short_name, "is_central": site.is_central}
    leave = _site_leave(place) if place and asks_leave(request, place.room) else None
    return _state(me, place.room if place else None, leave)


@require_POST
def ticket(request: SignedInRequest, site_id: UUID) -> JsonResponse:
    place = access.admitted_place(request.user, site_id)
    if place is None:
        access.site_at_my_office(request.user, site_id)
        return _refusal("not_admitted", _("Điểm cầu này chưa được mời vào phòng họp. Mời ông/bà chờ."))
    if place.room.status != RoomStatus.OPEN:
        return _not_ready()
    return _ticket(_site_leave(place))


@require_POST
def report(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    site = access.site_at_my_office(request.user, site_id)
    try:
        cleaned = reports.cleaned(json.loads(request.body))
    except (ValueError, RecursionError, RawPostDataException):
        message = _("Máy chủ không đọc được báo cáo thiết bị. Xin tải lại trang.")
        return JsonResponse({"code": "report_refused", "message": message}, status=422)
    actions.note_report(site, cleaned)
    return HttpResponse(status=204)


@require_safe
def viewer_state(request: SignedInRequest, session_id: UUID) -> JsonResponse:
    room = access.room_of_session(request.user, session_id)
    if room is None:
        access.session_at_the_centre(request.user, session_id)
    me = {"identity": f"viewer:{request.user.pk}", "name": str(request.user), "is_central": True}
    return _state(me, room, _viewer_leave(request, room) if room and asks_leave(request, room) else None)


@require_POST
def viewer_ticket(request: SignedInRequest, session_id: UUID) -> JsonResponse:
    room: VideoRoom | None = access.room_of_session(request.user, session_id)
    if room is None:
        access.session_at_the_centre(request.user, session_id)
        return _refusal("not_admitted", _("Chưa có phòng họp nào đang mở."))
    if room.status != RoomStatus.OPEN:
        return _not_ready()
    return _ticket(_viewer_leave(request, room))


@csrf_exempt
@login_not_required
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    try:
        event = livekit.read_webhook(request.body, request.headers.get("Authorization", ""))
    except (livekit.WebhookRefused, RawPostDataException):  # the second: sent as a form
        return HttpResponse(status=401)
    actions.store_webhook(event, now=timezone.now())
    return HttpResponse(status=204)


def asks_leave(request: SignedInRequest, room: VideoRoom) -> bool:
    """Whether the screen is on its way in: its ticket then comes with the state, without a second call."""
    return "ticket" in request.GET and room.status == RoomStatus.OPEN


def _site_leave(place: RoomPlace) -> Ticket:
    name = place.site.office.short_name
    return livekit.site_ticket(place.room.name, place.identity, name, may_speak=place.may_speak)


def _viewer_leave(request: SignedInRequest, room: VideoRoom) -> Ticket:
    """One person may look from two pages at once: LiveKit keeps one connection for an identity."""
    identity = f"viewer:{request.user.pk}:{secrets.token_hex(4)}"
    return livekit.viewer_ticket(room.name, identity, str(request.user))


def _state(me: dict[str, object], room: VideoRoom | None, leave: Ticket | None) -> JsonResponse:
    answer = JsonResponse(state_of(me, room) | ({"ticket": leave.as_json()} if leave else {}))
    answer["Cache-Control"] = "no-store"
    return answer


def _ticket(leave: Ticket) -> JsonResponse:
    answer = JsonResponse(leave.as_json())
    answer["Cache-Control"] = "no-store"
    return answer


def _not_ready() -> JsonResponse:
    return _refusal("room_not_ready", _("Phòng họp đang được mở. Mời ông/bà chờ trong giây lát."))


def _refusal(code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=409)
