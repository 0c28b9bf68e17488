import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tests.factories import RegistrationFactory
from tests.minutes.factories import live_hearing, note_taker, signed
from tests.registrations.factories import picture, upload
from tiepdan.papers import actions, jobs
from tiepdan.registrations import drafts, paper_files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kept(hours, name="don.pdf", content=None):
    """An upload of so many hours ago."""
    stored = paper_files.keep(upload(name, content))
    age(stored.file_name, hours)
    return paper_files.path_of(stored.file_name)


def age(file_name, hours):
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(paper_files.path_of(file_name), (moment, moment))


def test_the_job_takes_the_upload_that_no_row_names_and_no_younger_one():
    old, young = kept(25), kept(23)

    jobs.sweep_uploads(0)

    assert not old.exists()
    assert young.exists()


def test_the_drawn_pages_of_an_upload_go_with_it(tmp_path):
    old = kept(25, "anh.png", picture())
    other = kept(1, "anh.png", picture())
    for place in (old, other):
        paper_files.page_image(f"papers/{place.name}", "image/png", 1)

    assert actions.sweep_uploads(timezone.now()) == 1

    assert [drawn.name for drawn in (tmp_path / "pages").iterdir()] == [f"{other.stem}-1.png"]


def test_a_paper_of_a_registration_is_left():
    paper = actions.add_paper(RegistrationFactory(), by=None, title="Đơn", condition="copy", uploaded=upload())
    age(paper.file_name, 1000)

    assert actions.sweep_uploads(timezone.now()) == 0
    assert paper_files.path_of(paper.file_name).exists()


def test_the_scan_of_signed_minutes_is_left():
    held, hearing = live_hearing()
    minutes = signed(hearing, note_taker(held))
    age(minutes.scan_name, 1000)

    assert actions.sweep_uploads(timezone.now()) == 0
    assert paper_files.path_of(minutes.scan_name).exists()


def test_an_upload_of_a_draft_that_is_still_typed_is_left(client):
    old = kept(25)
    request = RequestFactory().get("/")
    request.session = client.session

    drafts.write(request, uuid4(), {"files": [{"file_name": f"papers/{old.name}"}]})

    assert actions.sweep_uploads(timezone.now()) == 0
    assert old.exists()


def test_a_draft_lives_no_longer_than_its_files(settings):
    settings.SESSION_COOKIE_AGE = 48 * 3600
    old, older = kept(47), kept(49)

    actions.sweep_uploads(timezone.now())

    assert old.exists()
    assert not older.exists()


def test_a_house_without_uploads_has_nothing_to_sweep():
    assert actions.sweep_uploads(timezone.now()) == 0
