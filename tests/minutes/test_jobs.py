import pytest
from django.utils import timezone

from tests.factories import HearingFactory
from tests.minutes.factories import live_hearing
from tiepdan.hearings import actions as hearings
from tiepdan.minutes import jobs
from tiepdan.minutes.models import RegisterEntry

pytestmark = pytest.mark.django_db


def test_hearing_that_ended_without_a_word_of_the_chair_is_in_the_book():
    held, hearing = live_hearing()
    hearings.end(hearing, by=held.coordinator)

    jobs.enter_ended_hearings(0)
    jobs.enter_ended_hearings(0)

    entry = RegisterEntry.objects.get()
    assert (entry.hearing_id, entry.number, entry.received_on) == (hearing.pk, 1, timezone.localdate(hearing.live_at))


def test_hearing_that_goes_on_or_never_began_is_not_entered():
    live_hearing()
    HearingFactory(status="ended", ended_at=timezone.now())

    jobs.enter_ended_hearings(0)

    assert not RegisterEntry.objects.exists()
