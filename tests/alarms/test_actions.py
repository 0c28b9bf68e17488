"""The centre's list: a thing stands there once, one person takes it."""

import pytest

from tests.hearings.factories import held_session
from tiepdan.alarms import actions
from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.errors import DomainError

pytestmark = pytest.mark.django_db


def test_alarm_stands_once_and_is_cleared():
    held = held_session("live")

    for _ in range(2):
        actions.raise_alarm(held.session, AlarmKind.MEDIA_DOWN)
    actions.clear_alarm(held.session, AlarmKind.MEDIA_DOWN)

    assert [alarm.cleared_at is not None for alarm in Alarm.objects.all()] == [True]


def test_call_for_help_is_done_when_somebody_takes_it():
    held = held_session("live")
    alarm = actions.raise_alarm(held.session, AlarmKind.HELP_ASKED, site=held.site)

    actions.take_alarm(alarm, by=held.coordinator)

    alarm.refresh_from_db()
    assert (alarm.taken_by, alarm.cleared_at is not None) == (held.coordinator, True)


def test_alarm_taken_by_one_is_refused_to_another():
    held = held_session("live")
    alarm = actions.raise_alarm(held.session, AlarmKind.SITE_LOST, site=held.site)
    actions.take_alarm(alarm, by=held.coordinator)

    with pytest.raises(DomainError, match=r"^alarm_taken$"):
        actions.take_alarm(alarm, by=held.chair)
