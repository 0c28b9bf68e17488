"""Calling, the floor, interruptions, the end."""

import pytest

from tests.hearings.factories import held_session, open_hearing, waiting_ticket
from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.errors import DomainError
from tiepdan.hearings import actions
from tiepdan.hearings.enums import InterruptionCause
from tiepdan.hearings.models import FloorGrant, FloorRequest, Hearing
from tiepdan.rooms.models import RoomPlace, VideoRoom

pytestmark = pytest.mark.django_db


def admitted(room: VideoRoom) -> set[object]:
    return set(room.places.filter(admission="admitted").values_list("site_id", flat=True))


def may_speak(hearing: Hearing) -> set[object]:
    return set(RoomPlace.objects.filter(room=hearing.room, may_speak=True).values_list("site_id", flat=True))


def refused(code: str):
    return pytest.raises(DomainError, match=f"^{code}$")


def test_call_next_places_the_centre_and_the_citizens_site_only():
    held = held_session()
    ticket = waiting_ticket(held)

    hearing = actions.call_next(held.session, by=held.coordinator)

    ticket.refresh_from_db()
    held.session.refresh_from_db()
    assert (hearing.status, hearing.number, hearing.room.status) == ("opening", ticket.number, "wanted")
    assert (ticket.status, held.session.status) == ("called", "live")
    assert admitted(hearing.room) == {held.central.pk, held.site.pk}
    assert may_speak(hearing) == set()


def test_call_next_is_refused_while_a_hearing_is_open():
    held = held_session("live")
    open_hearing(held)
    waiting_ticket(held)

    with refused("hearing_already_open"):
        actions.call_next(held.session, by=held.coordinator)

    assert Hearing.objects.count() == 1


def test_call_next_is_refused_when_nobody_waits():
    held = held_session()

    with refused("queue_empty"):
        actions.call_next(held.session, by=held.coordinator)

    assert not VideoRoom.objects.exists()


def test_call_next_is_refused_when_the_receiver_was_not_found_present():
    held = held_session(roll_call=False)
    waiting_ticket(held)

    with refused("receiver_absent"):
        actions.call_next(held.session, by=held.coordinator)

    assert not Hearing.objects.exists()


@pytest.mark.parametrize(("status", "code"), [("published", "session_wrong_state"), ("paused", "session_paused")])
def test_call_next_is_refused_when_the_session_is_not_live(status: str, code: str):
    held = held_session("published")
    held.session.status = status
    held.session.save(update_fields=["status"])
    waiting_ticket(held)

    with refused(code):
        actions.call_next(held.session, by=held.coordinator)

    assert not Hearing.objects.exists()


def test_two_rooms_never_have_the_same_name():
    held = held_session()
    waiting_ticket(held)
    waiting_ticket(held)

    first = actions.call_next(held.session, by=held.coordinator)
    actions.end(first, by=held.coordinator)
    second = actions.call_next(held.session, by=held.coordinator)

    assert first.ticket_id == second.ticket_id
    assert first.room.name != second.room.name


def test_hearing_goes_live_and_the_centre_gets_the_floor():
    held = held_session("live")
    hearing = open_hearing(held, "opening")

    hearing = actions.go_live(hearing)

    assert (hearing.status, hearing.live_at is not None) == ("live", True)
    assert may_speak(hearing) == {held.central.pk}


def test_hearing_that_is_live_stays_as_it_is_when_told_again():
    held = held_session("live")
    hearing = open_hearing(held)
    before = hearing.live_at

    assert actions.go_live(hearing).live_at == before
    assert not FloorGrant.objects.exists()


def test_chair_gives_the_floor_and_the_request_is_answered():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.ask_floor(hearing, held.site, by=held.officer)

    actions.give_floor(hearing, held.site, by=held.chair)

    assert may_speak(hearing) == {held.site.pk}
    assert FloorRequest.objects.get().answered_at is not None
    assert FloorGrant.objects.get().given_by == held.chair


def test_chair_takes_the_floor_back():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.give_floor(hearing, held.site, by=held.chair)

    actions.take_floor(hearing, held.site, by=held.chair)

    assert may_speak(hearing) == set()
    assert FloorGrant.objects.get().taken_at is not None


def test_floor_is_refused_to_a_site_outside_the_case():
    held = held_session("live")
    hearing = open_hearing(held)

    with refused("not_admitted"):
        actions.give_floor(hearing, held.other_site, by=held.chair)

    assert not FloorGrant.objects.exists()


def test_floor_is_refused_before_the_recording_runs():
    held = held_session("live")
    hearing = open_hearing(held, "opening")

    with refused("hearing_not_live"):
        actions.give_floor(hearing, held.site, by=held.chair)

    assert may_speak(hearing) == set()


def test_site_asks_once_when_it_presses_twice():
    held = held_session("live")
    hearing = open_hearing(held)

    actions.ask_floor(hearing, held.site, by=held.officer)
    actions.ask_floor(hearing, held.site, by=held.officer)

    assert FloorRequest.objects.count() == 1


def test_site_with_the_floor_cannot_ask_for_it():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.give_floor(hearing, held.site, by=held.chair)

    with refused("has_floor_already"):
        actions.ask_floor(hearing, held.site, by=held.officer)


def test_interruption_freezes_the_case_and_leaves_the_centre_its_floor():
    held = held_session("live")
    hearing = actions.go_live(open_hearing(held, "opening"))
    actions.give_floor(hearing, held.site, by=held.chair)

    interruption = actions.interrupt(hearing, cause=InterruptionCause.SITE_LOST, site=held.site)

    hearing.refresh_from_db()
    assert (hearing.status, interruption.ended_at) == ("interrupted", None)
    assert may_speak(hearing) == {held.central.pk}
    assert Alarm.objects.get().kind == AlarmKind.SITE_LOST


def test_second_cause_does_not_interrupt_twice():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.interrupt(hearing, cause=InterruptionCause.SITE_LOST, site=held.site)

    assert actions.interrupt(hearing, cause=InterruptionCause.RECORDING_LOST) is None
    assert hearing.interruptions.count() == 1


def test_chair_resumes_when_the_sites_are_back():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.interrupt(hearing, cause=InterruptionCause.CHAIR)
    hearing.room.places.update(connection="online")

    hearing = actions.resume(hearing, by=held.chair)

    assert hearing.status == "live"
    assert hearing.interruptions.get().ended_at is not None


def test_chair_cannot_resume_while_the_citizens_site_is_lost():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.interrupt(hearing, cause=InterruptionCause.SITE_LOST, site=held.site)
    hearing.room.places.filter(site=held.central).update(connection="online")

    with refused("site_still_lost"):
        actions.resume(hearing, by=held.chair)

    hearing.refresh_from_db()
    assert hearing.status == "interrupted"


def test_chair_cannot_resume_while_nothing_is_recorded():
    held = held_session("live")
    hearing = open_hearing(held)
    actions.interrupt(hearing, cause=InterruptionCause.RECORDING_LOST)
    hearing.room.places.update(connection="online")

    with refused("recording_still_lost"):
        actions.resume(hearing, by=held.chair)


def test_chair_cannot_resume_a_hearing_that_has_not_begun():
    held = held_session("live")
    hearing = open_hearing(held, "opening")

    with refused("not_interrupted"):
        actions.resume(hearing, by=held.chair)


def test_end_closes_everything_and_the_citizen_was_heard():
    held = held_session("live")
    hearing = actions.go_live(open_hearing(held, "opening"))
    actions.give_floor(hearing, held.site, by=held.chair)
    actions.interrupt(hearing, cause=InterruptionCause.SITE_LOST, site=held.site)

    hearing = actions.end(hearing, by=held.chair, reason="Đã trả lời xong")

    hearing.registration.refresh_from_db()
    hearing.ticket.refresh_from_db()
    hearing.room.refresh_from_db()
    assert (hearing.status, hearing.registration.status, hearing.ticket.status) == ("ended", "heard", "done")
    assert (hearing.room.status, may_speak(hearing), admitted(hearing.room)) == ("closing", set(), set())
    assert not FloorGrant.objects.filter(taken_at=None).exists()
    assert not Alarm.objects.filter(cleared_at=None).exists()
    assert hearing.interruptions.get().ended_at == hearing.ended_at


def test_end_before_the_first_word_puts_the_number_back_in_the_queue():
    held = held_session("live")
    hearing = open_hearing(held, "opening")

    actions.end(hearing, by=held.coordinator)

    hearing.registration.refresh_from_db()
    hearing.ticket.refresh_from_db()
    assert (hearing.registration.status, hearing.ticket.status) == ("checked_in", "waiting")


def test_end_is_refused_when_the_hearing_has_ended():
    held = held_session("live")
    hearing = actions.end(open_hearing(held), by=held.chair)

    with refused("hearing_wrong_state"):
        actions.end(hearing, by=held.chair)


def test_coordinator_adds_a_department_to_the_case():
    held = held_session("live")
    hearing = open_hearing(held)

    actions.add_site(hearing, held.other_site, by=held.coordinator)

    assert admitted(hearing.room) == {held.central.pk, held.site.pk, held.other_site.pk}


def test_site_of_the_body_denounced_is_not_let_in():
    held = held_session("live")
    hearing = open_hearing(held, denunciation=True)
    hearing.registration.denounced_agency = held.other_site.office.agency
    hearing.registration.save(update_fields=["denounced_agency"])

    with refused("site_of_denounced"):
        actions.add_site(hearing, held.other_site, by=held.coordinator)

    assert admitted(hearing.room) == {held.central.pk, held.site.pk}


def test_session_cannot_be_paused_or_closed_during_a_hearing():
    held = held_session("live")
    open_hearing(held)

    with refused("hearing_still_open"):
        actions.pause_session(held.session, by=held.coordinator, reason="Nghỉ giải lao")
    with refused("hearing_still_open"):
        actions.close_session(held.session, by=held.coordinator)


def test_session_is_paused_and_resumed():
    held = held_session("live")

    assert actions.pause_session(held.session, by=held.coordinator, reason="Nghỉ giải lao").status == "paused"
    assert actions.resume_session(held.session, by=held.coordinator).status == "live"


def test_session_is_not_closed_without_a_word_while_people_wait():
    held = held_session("live")
    waiting_ticket(held)

    with refused("people_waiting"):
        actions.close_session(held.session, by=held.coordinator)

    assert actions.close_session(held.session, by=held.coordinator, reason="Đã hẹn buổi sau").status == "closed"


def test_chair_forbids_own_recordings_with_a_reason():
    held = held_session("live")
    hearing = open_hearing(held)

    with refused("order_reason_missing"):
        actions.forbid_own_recording(hearing, by=held.chair, reason=" ")
    hearing = actions.forbid_own_recording(hearing, by=held.chair, reason="Có thông tin đời tư")

    assert (hearing.own_recording_reason, hearing.own_recording_forbidden_at is not None) == (
        "Có thông tin đời tư",
        True,
    )
