import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import RegistrationFactory, SlotFactory, UserFactory
from tests.registrations.factories import pdf, picture, register, upload
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.papers import actions
from tiepdan.registrations import paper_files
from tiepdan.registrations.models import DocumentReceipt, Paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cuc():
    return UserFactory(site_officer=True)


def add(registration, cuc, uploaded, title="Đơn khiếu nại"):
    return actions.add_paper(registration, by=cuc, title=title, condition="copy", uploaded=uploaded)


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages"),
    [
        ("don.pdf", pdf(3), "application/pdf", 3),
        ("DON.PDF", pdf(1), "application/pdf", 1),
        ("anh.jpeg", picture("JPEG"), "image/jpeg", 1),
        ("anh.png", picture("PNG"), "image/png", 1),
    ],
)
def test_add_paper_keeps_the_file_under_a_name_of_ours(cuc, name, content, media_type, pages):
    registration = RegistrationFactory()

    paper = add(registration, cuc, SimpleUploadedFile(name, content))

    assert (paper.media_type, paper.pages, paper.size_bytes) == (media_type, pages, len(content))
    assert paper.sha256 == hashlib.sha256(content).hexdigest()
    assert Path(name).stem not in paper.file_name
    assert paper_files.path_of(paper.file_name).read_bytes() == content
    assert AuditEntry.objects.get().verb == "paper.add"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("don.pdf", b"", "file_empty"),
        ("don.pdf", b"xin chao", "file_wrong_type"),
        ("phim.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64, "file_wrong_type"),
        ("anh.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64, "file_wrong_type"),
        ("don.pdf", picture("PNG"), "file_false_extension"),
        ("don", pdf(), "file_false_extension"),
        ("don.pdf", b"%PDF-1.7\n" + b"x" * 400, "file_broken"),
        ("anh.png", picture("PNG", (300, 300))[:200], "file_broken"),
        ("khoa.pdf", pdf(password="bi-mat"), "file_locked"),
    ],
)
def test_add_paper_refuses_a_bad_file_and_writes_nothing(cuc, tmp_path, name, content, code):
    registration = RegistrationFactory()

    with pytest.raises(DomainError, match=code):
        add(registration, cuc, SimpleUploadedFile(name, content))

    assert not Paper.objects.exists()
    assert not AuditEntry.objects.exists()
    assert list(tmp_path.rglob("*.*")) == []


def test_add_paper_refuses_a_file_that_is_too_large(cuc, settings):
    settings.MAX_PAPER_BYTES = 1024 * 1024

    with pytest.raises(DomainError, match="file_too_large") as refused:
        add(RegistrationFactory(), cuc, SimpleUploadedFile("don.pdf", pdf() + b" " * 1024 * 1024))

    assert "1 MB" in refused.value.message
    assert not Paper.objects.exists()


def test_add_paper_refuses_a_registration_that_is_closed(cuc):
    with pytest.raises(DomainError, match="registration_wrong_state"):
        add(RegistrationFactory(status="withdrawn"), cuc, upload())

    assert not Paper.objects.exists()


@pytest.mark.parametrize(("name", "content", "last"), [("don.pdf", pdf(2), 2), ("anh.png", picture(), 1)])
def test_page_image_draws_each_page_and_no_other(cuc, name, content, last):
    paper = add(RegistrationFactory(), cuc, SimpleUploadedFile(name, content))

    for number in range(1, last + 1):
        drawn = paper_files.page_image(paper.file_name, paper.media_type, number)
        assert drawn.startswith(b"\x89PNG")
        assert paper_files.page_image(paper.file_name, paper.media_type, number) == drawn
    for number in (0, last + 1):
        with pytest.raises(IndexError):
            paper_files.page_image(paper.file_name, paper.media_type, number)


def test_files_of_the_web_form_become_papers():
    stored = paper_files.keep(upload("Quyết định 12.pdf", pdf(4)))

    registration = register(SlotFactory(), papers=[stored])

    assert [(p.title, p.pages) for p in registration.papers.all()] == [("Quyết định 12", 4)]


def test_give_receipt_lists_the_papers_once(cuc):
    registration = RegistrationFactory()
    papers = [add(registration, cuc, upload(), title) for title in ("Đơn", "Sổ đỏ")]

    receipt = actions.give_receipt(registration, by=cuc, papers=papers, place="Xã Trà Giang")

    assert (receipt.place, receipt.received_by) == ("Xã Trà Giang", cuc)
    assert receipt.papers.count() == 2
    with pytest.raises(DomainError, match="paper_receipted"):
        actions.give_receipt(registration, by=cuc, papers=papers[:1], place="Xã Trà Giang")
    assert DocumentReceipt.objects.count() == 1


def test_give_receipt_needs_papers_of_this_registration(cuc):
    registration = RegistrationFactory()
    elsewhere = add(RegistrationFactory(), cuc, upload())

    with pytest.raises(DomainError, match="papers_missing"):
        actions.give_receipt(registration, by=cuc, papers=[], place="Xã")
    with pytest.raises(DomainError, match="paper_not_here"):
        actions.give_receipt(registration, by=cuc, papers=[elsewhere], place="Xã")

    assert not DocumentReceipt.objects.exists()


def test_taking_a_file_leaves_a_trace(cuc):
    paper = add(RegistrationFactory(), cuc, upload())

    actions.note_download(paper, by=cuc)

    assert list(AuditEntry.objects.values_list("verb", flat=True).order_by("pk")) == ["paper.add", "paper.download"]
