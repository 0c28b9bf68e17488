"""The made-up province: what a visitor is promised, lived through by the actions, whatever the day of loading."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tiepdan.audit.models import AuditEntry
from tiepdan.demo import province
from tiepdan.followup.models import FollowUpTask
from tiepdan.minutes.models import Minutes
from tiepdan.places.enums import AgencyKind
from tiepdan.places.models import Agency, Office
from tiepdan.readiness import queries as readiness
from tiepdan.recordings.models import Recording
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import ReceptionSession

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT, settings.RECORDINGS_DIR = tmp_path / "files", tmp_path / "recordings"
    settings.SMS_FILE = tmp_path / "sms.jsonl"


def test_the_province_holds_what_a_visitor_is_promised():
    province.load()

    today = ReceptionSession.objects.get(status="live")
    to_come = ReceptionSession.objects.get(status="published")
    past = ReceptionSession.objects.get(status="archived")
    of_today = Registration.objects.filter(session=today)
    assert Agency.objects.filter(kind=AgencyKind.DEPARTMENT).count() == 6
    assert Agency.objects.filter(kind=AgencyKind.INSPECTORATE).count() == 1
    assert Office.objects.filter(agency__kind=AgencyKind.COMMUNE).count() == 4
    assert of_today.count() == 6
    assert set(of_today.values_list("case__kind", flat=True)) == {
        "complaint",
        "denunciation",
        "recommendation_or_feedback",
    }
    assert len(set(of_today.values_list("status", flat=True))) >= 5
    assert to_come.sites.filter(is_central=False).count() == 4
    assert to_come.sites.filter(slots__capacity__gt=0).distinct().count() == 5
    assert Minutes.objects.filter(hearing__session=past, status="signed").count() == 2
    tasks = FollowUpTask.objects.filter(hearing__session=past)
    assert [task.status for task in tasks if task.is_overdue(timezone.localdate())] == ["open"]
    assert Recording.objects.filter(hearing__session=past, status="verified").count() == 2
    assert readiness.gates_in_the_way(readiness.gates(today, today.starts_at)) == []


def test_every_row_of_the_province_was_made_at_a_time_that_has_passed():
    province.load()

    assert not AuditEntry.objects.filter(at__gt=timezone.now()).exists()


@pytest.mark.parametrize(
    "moment",
    ["2026-11-28 10:00 +07:00", "2027-02-07 09:00 +07:00", "2026-12-01 00:20 +07:00", "2026-12-01 23:55 +07:00"],
    ids=["Saturday", "Tết", "after midnight", "before midnight"],
)
def test_the_province_loads_whatever_the_moment(moment):
    with time_machine.travel(moment, tick=True):
        province.load()

        session = ReceptionSession.objects.get(status="live")
        assert session.held_on == timezone.localdate()
        assert session.ends_at > timezone.now() - timedelta(minutes=1)
