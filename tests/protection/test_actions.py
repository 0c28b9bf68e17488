"""The wish for protection stops the online route: on the list, in the queue, in the middle of a hearing."""

import psycopg.errors
import pytest
from django.db import OperationalError
from django.utils import timezone

from tests.factories import RegistrationFactory, UserFactory
from tests.hearings.factories import held_session, open_hearing, waiting_ticket
from tests.locks import row_holder
from tiepdan.audit.models import AuditEntry
from tiepdan.desk.enums import TicketStatus
from tiepdan.errors import DomainError
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.enums import HearingStatus
from tiepdan.protection import actions
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.rooms.enums import RoomStatus

pytestmark = pytest.mark.django_db


def states(*rows):
    for row in rows:
        row.refresh_from_db()
    return tuple(row.status for row in rows)


def secret_ticket(held):
    return waiting_ticket(held, denunciation=True)


@pytest.mark.parametrize("how", ["submitted", "confirmed"])
def test_place_on_the_list_is_given_back(how):
    secret = RegistrationFactory(denunciation=True, confirmed=how == "confirmed", waived_protection_at=timezone.now())
    officer = UserFactory(site_officer=True)

    actions.ask_protection(secret, by=officer)

    assert states(secret) == (RegistrationStatus.WITHDRAWN,)
    assert (secret.waiver_withdrawn_by, secret.has_waived_protection) == (officer, False)
    assert secret.slot.registrations.holding_a_place().count() == 0
    assert list(AuditEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "registration.withdraw_waiver",
        "protection.ask",
    ]


@pytest.mark.parametrize("status", [TicketStatus.WAITING, TicketStatus.ABSENT])
def test_number_leaves_the_queue_and_is_never_called(status):
    held = held_session("live")
    ticket = secret_ticket(held)
    ticket.status = status
    ticket.save(update_fields=["status"])

    actions.ask_protection(ticket.registration, by=held.officer)

    assert states(ticket, ticket.registration) == (TicketStatus.LEFT, RegistrationStatus.WITHDRAWN)
    with pytest.raises(DomainError, match="queue_empty"):
        hearings.call_next(held.session, by=held.coordinator)


@pytest.mark.parametrize("status", ["opening", "live", "interrupted"])
def test_hearing_under_way_ends_its_room_closes_and_nothing_counts_as_received(status):
    held = held_session("live")
    hearing = open_hearing(held, "opening" if status == "opening" else "live", denunciation=True)
    if status == "interrupted":
        hearings.interrupt(hearing, cause="chair")

    actions.ask_protection(hearing.registration, by=held.chair)

    assert states(hearing, hearing.ticket, hearing.registration) == (
        HearingStatus.ENDED,
        TicketStatus.LEFT,
        RegistrationStatus.WITHDRAWN,
    )
    hearing.room.refresh_from_db()
    assert hearing.room.status == RoomStatus.CLOSING
    assert hearing.registration.heard_at is None
    assert hearing.end_reason == "Người tố cáo yêu cầu bảo vệ danh tính: dừng tiếp trực tuyến"


def test_next_case_can_be_called_at_once():
    held = held_session("live")
    secret = open_hearing(held, denunciation=True)
    following = waiting_ticket(held)

    actions.ask_protection(secret.registration, by=None)

    assert hearings.call_next(held.session, by=held.coordinator).ticket == following


@pytest.mark.parametrize("status", [RegistrationStatus.HEARD, RegistrationStatus.WITHDRAWN])
def test_what_is_over_is_refused_and_unchanged(status):
    secret = RegistrationFactory(denunciation=True, checked_in=True, status=status)

    with pytest.raises(DomainError, match="registration_wrong_state"):
        actions.ask_protection(secret, by=None)

    secret.refresh_from_db()
    assert (secret.status, secret.waiver_withdrawn_at) == (status, None)
    assert not AuditEntry.objects.exists()


def test_complaint_is_refused_and_goes_on():
    held = held_session("live")
    hearing = open_hearing(held)

    with pytest.raises(DomainError, match="not_a_denunciation"):
        actions.ask_protection(hearing.registration, by=held.chair)

    assert states(hearing) == (HearingStatus.LIVE,)


def test_call_asks_the_law_again_and_calls_nobody_unlawfully():
    held = held_session("live")
    ticket = secret_ticket(held)
    ticket.registration.ground = "20.5"
    ticket.registration.save(update_fields=["ground"])

    with pytest.raises(DomainError, match="denunciation_ground"):
        hearings.call_next(held.session, by=held.coordinator)

    assert states(ticket) == (TicketStatus.WAITING,)
    assert held.session.hearings.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("row", ["session", "registration", "ticket"])
def test_act_waits_for_each_row(row):
    held = held_session("live")
    ticket = secret_ticket(held)
    rows = {"session": held.session, "registration": ticket.registration, "ticket": ticket}

    with row_holder() as hold:
        hold(rows[row])
        with pytest.raises(OperationalError) as waited:
            actions.ask_protection(ticket.registration, by=None)

    assert isinstance(waited.value.__cause__, psycopg.errors.LockNotAvailable)


@pytest.mark.django_db(transaction=True)
def test_act_waits_for_the_hearing():
    held = held_session("live")
    hearing = open_hearing(held, denunciation=True)

    with row_holder() as hold:
        hold(hearing)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.ask_protection(hearing.registration, by=None)
