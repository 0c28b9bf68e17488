import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.factories import RegistrationFactory, SessionFactory, SlotFactory, UserFactory
from tests.locks import row_holder
from tests.registrations.factories import AN, register
from tiepdan.errors import DomainError
from tiepdan.registrations import actions
from tiepdan.registrations.models import Registration
from tiepdan.schedule import actions as schedule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hold():
    with row_holder() as holder:
        yield holder


def waits(act):
    with pytest.raises(OperationalError, match="lock timeout"):
        act()


def test_register_waits_for_the_slot(hold):
    slot = SlotFactory()
    hold(slot)

    waits(lambda: register(slot))


@pytest.mark.parametrize(
    "act",
    [
        lambda row, by: actions.withdraw(row, by=by),
        lambda row, by: actions.refuse(row, by=by, ground="9.1", reason="Say rượu"),
        lambda row, by: actions.mark_absent(row, by=by),
        lambda row, by: actions.mark_present(row, by=by),
        lambda row, by: actions.mark_heard(row, by=by),
        lambda row, by: actions.withdraw_waiver(row, by=by),
        lambda row, by: actions.reorder(row.session, [row.pk], by=by),
        lambda row, by: actions.confirm(
            row, by=by, ground="20.1", ground_note="", decided_by=by, decided_on=timezone.localdate()
        ),
    ],
)
def test_each_act_on_a_registration_waits_for_it(hold, act):
    registration, by = RegistrationFactory(), UserFactory(chair=True)
    hold(registration)

    waits(lambda: act(registration, by))


def test_reorder_waits_for_the_session(hold):
    registration = RegistrationFactory()
    hold(registration.session)

    waits(lambda: actions.reorder(registration.session, [registration.pk], by=UserFactory()))


@pytest.mark.parametrize(
    "act",
    [
        lambda session, by: schedule.publish_session(session, by=by),
        lambda session, by: schedule.cancel(session, by=by, reason="Bão"),
        lambda session, by: schedule.postpone(session, by=by, reason="Bão", expected_new_at=None),
        lambda session, by: schedule.move_session(session, "published", by=by),
    ],
)
def test_each_act_on_a_session_waits_for_it(hold, act):
    session = SessionFactory()
    hold(session)

    waits(lambda: act(session, session.receiver))


def test_parallel_requests_take_exactly_the_places_there_are():
    slot = SlotFactory(capacity=5)

    def attempt(number):
        try:
            register(slot, person=replace(AN, identity_number=f"0491850{number:05d}"))
        except DomainError as error:
            return error.code
        else:
            return "taken"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(attempt, range(18)))

    assert sorted(results) == ["slot_full"] * 13 + ["taken"] * 5
    assert Registration.objects.count() == 5
    assert sorted(Registration.objects.values_list("list_position", flat=True)) == [1, 2, 3, 4, 5]


def test_the_same_form_sent_at_once_is_one_registration():
    slot, key = SlotFactory(capacity=5), uuid.uuid4()

    def attempt(_number):
        try:
            return register(slot, submission_key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(attempt, range(4)))

    assert len(results) == 1
    assert Registration.objects.count() == 1
