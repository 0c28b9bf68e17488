"""Every write about video rooms and places. LiveKit is made to follow by `jobs.reconcile_room`."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from tiepdan.accounts.models import User
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.live.actions import notify
from tiepdan.rooms.enums import ADMISSION_MOVES, ROOM_MOVES, Admission, Connection, RoomPurpose, RoomStatus
from tiepdan.rooms.models import RoomPlace, SiteSignal, VideoRoom, WebhookEvent
from tiepdan.schedule.models import ReceptionSession, SessionSite

SILENT_AFTER = timedelta(seconds=12)  # a site's page reports each 5 s


@transaction.atomic
def open_room(session: ReceptionSession, *, purpose: RoomPurpose, by: User | None) -> VideoRoom:
    """Wants a new video room (mở phòng họp trực tuyến); its name is never used again.

    LiveKit creates it a moment after the commit; until then its status is WANTED.
    Source: house rule, decision 0001.
    Raises: nothing.
    """
    room = VideoRoom.objects.create(
        session=session, purpose=purpose, name=f"{purpose}-{uuid.uuid4().hex}", wanted_at=timezone.now()
    )
    record(by, "rooms.open_room", room, purpose=str(purpose))
    _reconcile(room)
    return room


@transaction.atomic
def place_site(room: VideoRoom, site: SessionSite, *, by: User | None) -> RoomPlace:
    """Admits a site to the room (cho điểm cầu vào phòng) and takes it out of any other room.

    Source: sources.ND154_18_2_C; the places of other rooms go back to waiting, because one site is one endpoint.
    Raises: DomainError room_closed, site_of_another_session.
    """
    room = _locked(room)
    if room.status in (RoomStatus.CLOSING, RoomStatus.CLOSED):
        raise DomainError("room_closed", _("Phòng họp này đã đóng."))
    if site.session_id != room.session_id:
        raise DomainError("site_of_another_session", _("Điểm cầu này không thuộc buổi tiếp."))
    now = timezone.now()
    admitted = RoomPlace.objects.select_for_update(of=("self",), no_key=True).select_related("room")
    for other in admitted.filter(site=site, admission=Admission.ADMITTED).order_by("pk"):
        if other.room_id != room.pk:
            _leave(other, Admission.WAITING, now)
            _reconcile(other.room)
    place, _made = RoomPlace.objects.get_or_create(room=room, site=site, defaults={"connection_changed_at": now})
    if place.admission != Admission.ADMITTED:
        _move_admission(place, Admission.ADMITTED)
        record(by, "rooms.place_site", room, site=str(site.pk))
    if room.status == RoomStatus.OPEN:  # otherwise `note_room` tells it, when there is something to enter
        _tell(place)
    _reconcile(room)
    return place


@transaction.atomic
def set_may_speak(place: RoomPlace, allowed: bool, *, by: User | None) -> RoomPlace:
    """Opens or shuts a site's microphone (cho phép, thôi cho phép phát biểu).

    The row is written first, LiveKit follows; without it the server refuses the sound of that site.
    Source: sources.ND154_21_2.
    Raises: DomainError not_admitted.
    """
    place = RoomPlace.objects.select_for_update(of=("self",), no_key=True).select_related("room").get(pk=place.pk)
    if allowed and place.admission != Admission.ADMITTED:
        raise DomainError("not_admitted", _("Điểm cầu này chưa được vào phòng họp."))
    if place.may_speak != allowed:
        place.may_speak = allowed
        place.save(update_fields=["may_speak"])
        record(by, "rooms.set_may_speak", place.room, site=str(place.site_id), allowed=allowed)
    _tell(place)
    _reconcile(place.room)
    return place


@transaction.atomic
def note_notice_read(place: RoomPlace, *, by: User, words: str) -> RoomPlace:
    """Logs that the recording notice was read to the people at this place (đã đọc thông báo ghi âm, ghi hình).

    Who, when, at which site, in which words. Read twice is read once: the first reading counts. Locks the place.
    Source: sources.ND154_24_1.
    Raises: DomainError not_admitted.
    """
    rows = RoomPlace.objects.select_for_update(of=("self",), no_key=True).select_related(
        "room__session", "site__office"
    )
    place = rows.get(pk=place.pk)
    if place.admission != Admission.ADMITTED:
        raise DomainError("not_admitted", _("Điểm cầu này chưa được mời vào lượt tiếp."))
    if place.notice_read_at is None:
        place.notice_read_at, place.notice_read_by = timezone.now(), by
        place.save(update_fields=["notice_read_at", "notice_read_by"])
        detail = {"site": str(place.site_id), "site_name": str(place.site), "room": str(place.room_id)}
        record(by, "rooms.note_notice_read", place.room.session, words=words, **detail)
        _tell(place)
        notify(f"session:{place.room.session_id}", "floor")
    return place


@transaction.atomic
def release_site(place: RoomPlace, *, by: User | None) -> None:
    """Ends a site's part in the room (điểm cầu rời phòng); for good in this room.

    Source: house rule, decision 0001.
    Raises: nothing.
    """
    place = RoomPlace.objects.select_for_update(of=("self",), no_key=True).select_related("room").get(pk=place.pk)
    if place.admission == Admission.DONE:
        return
    _leave(place, Admission.DONE, timezone.now())
    record(by, "rooms.release_site", place.room, site=str(place.site_id))
    _reconcile(place.room)


@transaction.atomic
def close_room(room: VideoRoom, *, by: User | None) -> VideoRoom:
    """Closes the room for everybody (đóng phòng họp). Closing twice changes nothing.

    Source: house rule, decision 0001.
    Raises: nothing.
    """
    room = _locked(room)
    if room.status in (RoomStatus.CLOSING, RoomStatus.CLOSED):
        return room
    now = timezone.now()
    for place in room.places.select_for_update(no_key=True).exclude(admission=Admission.DONE).order_by("pk"):
        _leave(place, Admission.DONE, now)
    room.closing_at = now
    _move_room(room, RoomStatus.CLOSING, "closing_at")
    record(by, "rooms.close_room", room)
    _reconcile(room)
    return room


@transaction.atomic
def note_room(room: VideoRoom, status: RoomStatus, *, at: datetime) -> VideoRoom:
    """Notes what LiveKit did with the room (ghi trạng thái phòng): open, lost again, or gone.

    Called by the reconciler only. A room that LiveKit lost is wanted anew and nobody is connected.
    Source: house rule, decision 0001.
    Raises: nothing.
    """
    room = _locked(room)
    if status not in ROOM_MOVES[RoomStatus(room.status)]:
        return room
    if status == RoomStatus.OPEN:
        room.opened_at = room.opened_at or at
        _move_room(room, status, "opened_at")
    elif status == RoomStatus.CLOSED:
        room.closed_at = at
        _move_room(room, status, "closed_at")
    elif status == RoomStatus.WANTED:
        _move_room(room, status)
    for place in room.places.select_related("site").order_by("pk"):
        _tell(place)
    notify(f"session:{room.session_id}", "place")
    return room


@transaction.atomic
def note_connection(place: RoomPlace, connection: Connection, *, at: datetime) -> RoomPlace:
    """Notes the state of a site's line (trạng thái kết nối); admission and place stay as they are.

    Source: house rule, decision 0001.
    Raises: nothing.
    """
    place = RoomPlace.objects.select_for_update(of=("self",), no_key=True).select_related("room").get(pk=place.pk)
    if place.connection != connection:
        place.connection, place.connection_changed_at = connection, at
        place.save(update_fields=["connection", "connection_changed_at"])
        _tell(place)
    return place


@transaction.atomic
def note_silence(room: VideoRoom, *, now: datetime) -> list[RoomPlace]:
    """Marks online sites whose page has not reported for 12 s as reconnecting (mất tín hiệu).

    LiveKit keeps a dead line for longer than that. A site that never reported is left to LiveKit.
    Source: house rule, decision 0001.
    Raises: nothing.
    """
    silent = room.places.select_related("site").filter(
        connection=Connection.ONLINE,
        site__signal__room_name=room.name,
        site__signal__reported_at__lt=now - SILENT_AFTER,
    )
    return [note_connection(place, Connection.RECONNECTING, at=now) for place in silent.order_by("pk")]


@transaction.atomic
def store_webhook(event: dict[str, Any], *, now: datetime) -> bool:
    """Stores an event of LiveKit once, by its id, and returns whether it is new (hộp thư sự kiện).

    Applied by a job, because LiveKit must be answered at once.
    Source: house rule, decision 0001.
    Raises: DomainError webhook_without_id.
    """
    event_id, room = str(event.get("id", ""))[:100], event.get("room") or {}
    if not event_id:
        raise DomainError("webhook_without_id", _("Sự kiện không có mã."))
    values = {"kind": str(event.get("event", ""))[:40], "room_name": str(room.get("name", ""))[:80]}
    stored, is_new = WebhookEvent.objects.get_or_create(
        event_id=event_id, defaults={**values, "body": event, "received_at": now}
    )
    if is_new:
        task = jobs.configure_task("tiepdan.rooms.jobs.apply_webhook", lock=f"room:{stored.room_name}", queue="media")
        task.defer(webhook_id=stored.pk)
    return is_new


@transaction.atomic
def note_webhook_applied(event: WebhookEvent, *, now: datetime) -> None:
    """Marks an event as looked at (đã xử lý).

    Source: house rule, decision 0001.
    Raises: nothing.
    """
    event.applied_at = now
    event.save(update_fields=["applied_at"])


@transaction.atomic
def note_report(site: SessionSite, report: dict[str, Any], *, now: datetime | None = None) -> SiteSignal:
    """Keeps the last report of a site's browser (tín hiệu của điểm cầu): devices, frames sent and received.

    `report` has passed `reports.cleaned`. Tells the session's pages only when something changed for a person.
    Source: sources.ND154_23_1; the proof of the trial connection is made of these.
    Raises: nothing.
    """
    now = now or timezone.now()
    before = SiteSignal.objects.select_for_update(no_key=True).filter(site=site).first()
    signal, _made = SiteSignal.objects.update_or_create(
        site=site, defaults={"reported_at": now, "room_name": report["room"], "report": report}
    )
    if before is None or _words(before.report) != _words(report):
        notify(f"session:{site.session_id}", "checks")
    back = RoomPlace.objects.filter(site=site, room__name=report["room"], connection=Connection.RECONNECTING)
    for place in back.select_related("room"):
        _reconcile(place.room)
    return signal


def _words(report: dict[str, Any]) -> list[object]:
    return [report.get(name) for name in ("camera", "microphone", "speaker")]


def _locked(room: VideoRoom) -> VideoRoom:
    return VideoRoom.objects.select_for_update(of=("self",), no_key=True).get(pk=room.pk)


def _move_room(room: VideoRoom, status: RoomStatus, *fields: str) -> None:
    if status not in ROOM_MOVES[RoomStatus(room.status)]:
        raise DomainError("room_wrong_state", _("Phòng họp đang ở trạng thái khác; không làm được việc này."))
    room.status = status
    room.save(update_fields=["status", *fields])


def _move_admission(place: RoomPlace, admission: Admission) -> None:
    if admission not in ADMISSION_MOVES[Admission(place.admission)]:
        raise DomainError("place_wrong_state", _("Điểm cầu này đã rời phòng họp."))
    place.admission = admission
    place.save(update_fields=["admission"])


def _leave(place: RoomPlace, admission: Admission, now: datetime) -> None:
    place.may_speak = False
    if place.connection != Connection.OFFLINE:
        place.connection, place.connection_changed_at = Connection.OFFLINE, now
    place.save(update_fields=["may_speak", "connection", "connection_changed_at"])
    _move_admission(place, admission)
    _tell(place)


def _tell(place: RoomPlace) -> None:
    notify(f"site:{place.site_id}", "place")
    notify(f"session:{place.room.session_id}", "place")


def _reconcile(room: VideoRoom) -> None:
    task = jobs.configure_task("tiepdan.rooms.jobs.reconcile_room", lock=f"room:{room.name}", queue="media")
    task.defer(room_id=str(room.pk))
