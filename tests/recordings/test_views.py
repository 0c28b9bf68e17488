"""Nobody sees a picture before the reason is in the audit."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.recordings.test_actions import stored
from tests.sign_in import sign_in
from tiepdan.audit.models import AuditEntry
from tiepdan.recordings.models import Recording
from tiepdan.recordings.views import ranged
from tiepdan.registrations.models import Registration

pytestmark = pytest.mark.django_db


def file_url(recording: Recording) -> str:
    line = recording.lines.get(kind="segment")
    return reverse("recordings:file", args=[recording.pk, line.sequence])


def test_coordinator_gives_a_reason_and_then_sees(client: Client):
    recording, file = stored()
    sign_in(client, recording.hearing.called_by)
    play = reverse("recordings:play", args=[recording.pk])
    assert str(recording.hearing.ticket) in client.get(reverse("recordings:list")).content.decode()
    assert "data-player" not in client.get(play).content.decode()
    assert client.get(file_url(recording)).status_code == 404
    assert client.get(reverse("recordings:timeline", args=[recording.pk])).status_code == 404

    response = client.post(reverse("recordings:give-reason", args=[recording.pk]), {"reason": "Đối chiếu biên bản"})

    assert response.url == play
    assert "data-player" in client.get(play).content.decode()
    assert client.get(file_url(recording)).content == file.read_bytes()
    entry = AuditEntry.objects.get(verb="recordings.view")
    assert (entry.actor, entry.detail) == (recording.hearing.called_by, {"reason": "Đối chiếu biên bản"})


def test_reason_that_is_too_long_comes_back_and_opens_nothing(client: Client):
    recording, _file = stored()
    sign_in(client, recording.hearing.called_by)
    reason = "Đối chiếu biên bản với lời công dân. " * 10

    response = client.post(reverse("recordings:give-reason", args=[recording.pk]), {"reason": reason})

    assert response.status_code == 409
    assert reason.strip() in response.text
    assert not AuditEntry.objects.filter(verb="recordings.view").exists()
    assert client.get(file_url(recording)).status_code == 404


def test_timeline_tells_tracks_gaps_and_events_in_seconds(client: Client):
    recording, _file = stored()
    sign_in(client, recording.hearing.called_by)
    client.post(reverse("recordings:give-reason", args=[recording.pk]), {"reason": "Đối chiếu biên bản"})

    timeline = client.get(reverse("recordings:timeline", args=[recording.pk])).json()

    assert timeline["seconds"] == 10
    assert timeline["tracks"][0]["files"] == [{"url": file_url(recording), "start": 0, "end": 10}]
    assert "Bắt đầu lượt tiếp" in [event["what"] for event in timeline["events"]]


@pytest.mark.parametrize("who", ["stranger", "officer", "note_taker"])
def test_recording_does_not_exist_for_others(client: Client, who: str):
    recording, _file = stored()
    people = {
        "stranger": factories.UserFactory(coordinator=True, agency=factories.AgencyFactory()),
        "officer": factories.UserFactory(site_officer=True, office=recording.hearing.ticket.site.office),
        "note_taker": factories.UserFactory(note_taker=True, agency=recording.hearing.session.agency),
    }
    sign_in(client, people[who])

    assert client.get(reverse("recordings:play", args=[recording.pk])).status_code == 404
    reason = client.post(reverse("recordings:give-reason", args=[recording.pk]), {"reason": "Đối chiếu biên bản"})
    assert reason.status_code == 404
    assert not AuditEntry.objects.filter(verb="recordings.view").exists()


def test_inspector_sees_recordings_but_never_a_denouncer(client: Client):
    recording, _file = stored()
    sign_in(client, factories.UserFactory(inspector=True))
    play = reverse("recordings:play", args=[recording.pk])
    assert client.get(play).status_code == 200

    Registration.objects.update(case=factories.CaseFactory(denunciation=True))

    assert client.get(play).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "status", "content", "told"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-2", 416, b"", "bytes */10"),
    ],
)
def test_stretch_of_a_file_is_given_as_asked(tmp_path: Path, wanted: str, status: int, content: bytes, told: str):
    file = tmp_path / "a.webm"
    file.write_bytes(b"0123456789")

    response = ranged(file, wanted)

    assert (response.status_code, response.content, response["Content-Range"]) == (status, content, told)


@pytest.mark.parametrize("wanted", ["", "bytes=-", "lines=1-2", "bytes=0-1,4-5"])
def test_whole_file_is_given_when_no_single_stretch_is_asked_for(tmp_path: Path, wanted: str):
    file = tmp_path / "a.webm"
    file.write_bytes(b"0123456789")

    response = ranged(file, wanted)

    assert (response.status_code, response.content) == (200, b"0123456789")
