"""A paper shown on one page to all sites of the case."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.hearings.factories import held_session, open_hearing
from tests.sign_in import sign_in
from tiepdan.errors import DomainError
from tiepdan.hearings import actions
from tiepdan.hearings.models import Hearing, ShownPaper
from tiepdan.papers import actions as papers
from tiepdan.registrations.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def scanned(hearing: Hearing) -> Paper:
    """A one-page scan of the matter."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    uploaded = SimpleUploadedFile("so-do.png", picture.getvalue(), "image/png")
    return papers.add_paper(
        hearing.registration, by=hearing.called_by, title="Sổ đỏ", condition="copy", uploaded=uploaded
    )


def test_shown_page_is_read_by_the_sites_of_the_case_and_by_nobody_else(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    paper = scanned(hearing)
    sign_in(client, held.chair)
    client.post(reverse("hearings:show-paper", args=[hearing.pk, paper.pk]), {"page": "1"})
    url = reverse("screen:shown-page", args=[hearing.pk, paper.pk, 1])

    answers = {}
    for name, user in (("chair", held.chair), ("site", held.officer), ("other", held.other_officer)):
        sign_in(client, user)
        answers[name] = client.get(url)

    assert {name: answer.status_code for name, answer in answers.items()} == {"chair": 200, "site": 200, "other": 404}
    assert answers["site"].content[:4] == b"\x89PNG"


def test_page_that_is_not_on_show_is_not_given(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    paper = scanned(hearing)
    actions.show_paper(hearing, paper, 1, by=held.chair)
    sign_in(client, held.chair)

    client.post(reverse("hearings:hide-paper", args=[hearing.pk]))

    sign_in(client, held.officer)
    assert client.get(reverse("screen:shown-page", args=[hearing.pk, paper.pk, 1])).status_code == 404


def test_newest_page_takes_the_place_of_the_one_before():
    held = held_session("live")
    hearing = open_hearing(held)
    paper = scanned(hearing)

    actions.show_paper(hearing, paper, 1, by=held.chair)
    actions.show_paper(hearing, paper, 1, by=held.chair)

    assert ShownPaper.objects.filter(hidden_at=None).count() == 1


def test_paper_of_another_matter_is_refused():
    held = held_session("live")
    hearing, other = open_hearing(held), open_hearing(held_session("live"))

    with pytest.raises(DomainError, match="paper_of_another_matter"):
        actions.show_paper(hearing, scanned(other), 1, by=held.chair)

    assert not ShownPaper.objects.exists()


@pytest.mark.parametrize("page", [0, 2])
def test_page_that_the_paper_does_not_have_is_refused(page: int):
    held = held_session("live")
    hearing = open_hearing(held)

    with pytest.raises(DomainError, match="no_such_page"):
        actions.show_paper(hearing, scanned(hearing), page, by=held.chair)


@pytest.mark.parametrize("page", ["", "x", "0"])
def test_form_that_names_no_page_shows_nothing(client: Client, page: str):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.chair)

    url = reverse("hearings:show-paper", args=[hearing.pk, scanned(hearing).pk])
    assert client.post(url, {"page": page}).status_code == 404
    assert not ShownPaper.objects.exists()
