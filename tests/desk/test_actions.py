from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import RegistrationFactory, SessionFactory, SiteFactory, SlotFactory, TicketFactory, UserFactory
from tiepdan.audit.models import AuditEntry
from tiepdan.desk import actions
from tiepdan.desk.enums import MOVES, TicketStatus
from tiepdan.desk.models import QueueTicket
from tiepdan.errors import DomainError
from tiepdan.registrations.enums import RegistrationStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def todays_session():
    return SessionFactory(live=True, held_on=timezone.localdate())


@pytest.fixture
def cuc():
    return UserFactory(site_officer=True)


def confirmed_in(session):
    return RegistrationFactory(confirmed=True, slot=SlotFactory(site=SiteFactory(session=session)))


def test_check_in_gives_numbers_in_one_order_over_all_sites(todays_session, cuc):
    people = [confirmed_in(todays_session) for _ in range(3)]

    numbers = [actions.check_in(one, by=cuc).number for one in people]

    assert numbers == [1, 2, 3]


def test_check_in_notes_who_is_here_and_leaves_a_trace(todays_session, cuc):
    an = confirmed_in(todays_session)

    ticket = actions.check_in(an, by=cuc)

    an.refresh_from_db()
    assert an.status == RegistrationStatus.CHECKED_IN
    assert (ticket.status, ticket.issued_by) == (TicketStatus.WAITING, cuc)
    assert list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))[-1] == "desk.check_in"


def test_check_in_is_refused_on_another_day(cuc):
    session = SessionFactory(published=True, held_on=timezone.localdate() + timedelta(days=1))

    with pytest.raises(DomainError, match="session_not_today"):
        actions.check_in(confirmed_in(session), by=cuc)

    assert not QueueTicket.objects.exists()


def test_check_in_is_refused_when_the_session_is_over(todays_session, cuc):
    todays_session.status = "closed"
    todays_session.save(update_fields=["status"])

    with pytest.raises(DomainError, match="session_wrong_state"):
        actions.check_in(confirmed_in(todays_session), by=cuc)

    assert not QueueTicket.objects.exists()


def test_check_in_twice_is_refused_and_gives_no_second_number(todays_session, cuc):
    an = confirmed_in(todays_session)
    actions.check_in(an, by=cuc)

    with pytest.raises(DomainError, match="registration_wrong_state"):
        actions.check_in(an, by=cuc)

    assert QueueTicket.objects.count() == 1


def test_take_next_calls_the_first_by_position_and_then_the_second(todays_session, cuc):
    tickets = [actions.check_in(confirmed_in(todays_session), by=cuc) for _ in range(2)]

    called = [actions.take_next(todays_session, by=cuc) for _ in range(2)]

    assert called == tickets
    assert all(one.status == TicketStatus.CALLED and one.called_at for one in called)


def test_take_next_is_refused_when_nobody_waits(todays_session, cuc):
    with pytest.raises(DomainError, match="queue_empty"):
        actions.take_next(todays_session, by=cuc)


def test_absent_person_who_returns_waits_behind_the_others(todays_session, cuc):
    first, second = [actions.check_in(confirmed_in(todays_session), by=cuc) for _ in range(2)]
    actions.mark_absent(first, by=cuc)

    actions.requeue(first, by=cuc)

    assert actions.take_next(todays_session, by=cuc) == second


def test_number_called_by_mistake_keeps_its_place(todays_session, cuc):
    first, _second = [actions.check_in(confirmed_in(todays_session), by=cuc) for _ in range(2)]
    actions.take_next(todays_session, by=cuc)

    actions.requeue(first, by=cuc)

    assert actions.take_next(todays_session, by=cuc) == first


def test_person_who_goes_home_is_not_received(todays_session, cuc):
    an = confirmed_in(todays_session)
    ticket = actions.check_in(an, by=cuc)

    actions.leave(ticket, by=cuc)

    an.refresh_from_db()
    ticket.refresh_from_db()
    assert (an.status, ticket.status) == (RegistrationStatus.NO_SHOW, TicketStatus.LEFT)


def test_priority_moves_one_number_before_another(todays_session, cuc):
    first, second, third = [actions.check_in(confirmed_in(todays_session), by=cuc) for _ in range(3)]

    actions.move_before(third, first, by=cuc, reason="Người cao tuổi")

    assert [actions.take_next(todays_session, by=cuc) for _ in range(3)] == [third, first, second]


def test_priority_without_a_reason_is_refused(todays_session, cuc):
    first, second = [actions.check_in(confirmed_in(todays_session), by=cuc) for _ in range(2)]

    with pytest.raises(DomainError, match="reason_missing"):
        actions.move_before(second, first, by=cuc, reason="  ")

    assert actions.take_next(todays_session, by=cuc) == first


@pytest.mark.parametrize("status", [s for s in TicketStatus if TicketStatus.DONE not in MOVES[s]])
def test_only_a_called_number_can_be_finished(status, cuc):
    ticket = TicketFactory(status=status, called_at=timezone.now())

    with pytest.raises(DomainError, match="ticket_wrong_state"):
        actions.finish(ticket, by=cuc)

    ticket.refresh_from_db()
    assert ticket.status == status
