"""The roll-call and the opening: who must be there, and every gate before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.hearings.factories import held_session
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.law.gates import Gate
from tiepdan.readiness import actions
from tiepdan.readiness.models import Presence
from tiepdan.schedule.enums import Duty

pytestmark = pytest.mark.django_db


def refused(code: str):
    return pytest.raises(DomainError, match=f"^{code}$")


def test_coordinator_notes_presence_once_when_told_twice():
    held = held_session(roll_call=False)

    for _ in range(2):
        actions.note_presence(
            held.session,
            site=held.central,
            duty=Duty.RECEIVER,
            full_name=" Trần  Văn Dũng ",
            position="",
            by=held.coordinator,
        )

    assert [row.full_name for row in Presence.objects.all()] == ["Trần Văn Dũng"]
    assert AuditEntry.objects.filter(verb="readiness.note_presence").count() == 1


def test_coordinator_cannot_note_presence_without_a_name():
    held = held_session(roll_call=False)

    with refused("name_missing"):
        actions.note_presence(
            held.session, site=held.central, duty=Duty.RECEIVER, full_name=" ", position="", by=held.chair
        )

    assert not Presence.objects.exists()


def test_coordinator_cannot_note_presence_at_a_site_of_another_session():
    held, other = held_session(roll_call=False), held_session(roll_call=False)

    with refused("site_of_another_session"):
        actions.note_presence(
            held.session, site=other.central, duty=Duty.RECEIVER, full_name="Trần Văn Dũng", position="", by=held.chair
        )

    assert not Presence.objects.exists()


def test_session_opens_when_receiver_and_advising_unit_are_at_the_centre():
    held = held_session("published")

    session = actions.open_session(held.session, by=held.coordinator)

    assert (session.status, session.opened_at is not None) == ("open", True)


@pytest.mark.parametrize(("missing", "code"), [(Duty.RECEIVER, "receiver_absent"), (Duty.ADVISING, "advising_absent")])
def test_session_does_not_open_when_somebody_needed_is_absent(missing: Duty, code: str):
    held = held_session("published")
    Presence.objects.filter(duty=missing).delete()

    with refused(code):
        actions.open_session(held.session, by=held.coordinator)

    held.session.refresh_from_db()
    assert held.session.status == "published"


def test_session_does_not_open_on_another_day():
    held = held_session("published")
    held.session.held_on = timezone.localdate() + timedelta(days=1)
    held.session.save(update_fields=["held_on"])

    with refused("session_not_today"):
        actions.open_session(held.session, by=held.coordinator)


@pytest.mark.parametrize("gate", ["publish", "notice", "trial"])
def test_session_does_not_open_when_a_gate_was_missed_and_nobody_decided(gate: str):
    held = held_session("published")
    held.session.overrides.filter(gate=gate).delete()

    with refused("gate_missed") as refusal:
        actions.open_session(held.session, by=held.coordinator)

    assert Gate(gate).label in refusal.value.message
    held.session.refresh_from_db()
    assert held.session.status == "published"


def test_session_does_not_open_when_a_site_was_not_seen_and_heard_an_hour_before():
    held = held_session("published")
    held.other_site.checks.all().delete()

    with refused("gate_missed") as refusal:
        actions.open_session(held.session, by=held.coordinator, now=held.session.starts_at)
    late = {"reason": "Kết nối lại được lúc 07 giờ 50", "now": held.session.starts_at}
    actions.override_gate(held.session, Gate.CONNECTION, by=held.chair, **late)

    assert Gate.CONNECTION.label in refusal.value.message
    assert actions.open_session(held.session, by=held.coordinator, now=held.session.starts_at).status == "open"
