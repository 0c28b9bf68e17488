import pytest
from django.urls import reverse

from tests.factories import RegistrationFactory, SlotFactory, UserFactory
from tests.registrations.factories import pdf, upload
from tests.sign_in import sign_in
from tiepdan.audit.models import AuditEntry
from tiepdan.papers import actions
from tiepdan.registrations import paper_files
from tiepdan.registrations.models import DocumentReceipt, Paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def slot():
    return SlotFactory(capacity=20)


@pytest.fixture
def cuc(client, slot):
    """The officer of the slot's site."""
    user = UserFactory(site_officer=True, office=slot.site.office)
    sign_in(client, user)
    return user


@pytest.fixture
def denunciation(slot):
    return RegistrationFactory(slot=slot, denunciation=True)


def url(name, *args):
    return reverse(f"papers:{name}", args=args)


def html(response):
    return response.content.decode()


def test_an_officer_adds_a_paper_and_gives_a_receipt(client, cuc, slot):
    registration = RegistrationFactory(slot=slot)
    client.post(url("add", registration.pk), {"title": "Đơn", "condition": "copy", "uploaded": upload()})
    paper = Paper.objects.get()

    client.post(url("give-receipt", registration.pk), {"paper": [str(paper.pk)]})

    receipt = DocumentReceipt.objects.get()
    assert (receipt.place, list(receipt.papers.all())) == (slot.site.office.name, [paper])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("don.pdf", b"", "rỗng"), ("don.exe", b"MZ" * 200, "không phải PDF"), ("anh.png", pdf(), "đuôi tệp")],
)
def test_a_bad_paper_is_refused_in_words(client, cuc, slot, name, content, words):
    registration = RegistrationFactory(slot=slot)
    typed = {"title": "Đơn riêng", "condition": "copy", "uploaded": upload(name, content)}

    response = client.post(url("add", registration.pk), typed)

    assert response.status_code == 422
    assert words in html(response)
    assert 'value="Đơn riêng"' in html(response)
    assert not Paper.objects.exists()


def test_a_paper_is_shown_page_by_page_and_taken_with_a_trace(client, cuc, slot):
    registration = RegistrationFactory(slot=slot)
    paper = actions.add_paper(registration, by=cuc, title="Đơn", condition="copy", uploaded=upload())

    image = client.get(url("page", paper.pk, 2))
    taken = client.post(url("file", paper.pk))

    assert image.content.startswith(b"\x89PNG")
    assert client.get(url("page", paper.pk, 3)).status_code == 404
    assert b"".join(taken.streaming_content) == paper_files.path_of(paper.file_name).read_bytes()
    assert "Đơn" not in taken["Content-Disposition"]
    assert AuditEntry.objects.filter(verb="paper.download", actor=cuc).count() == 1
    assert client.get(url("file", paper.pk)).status_code == 405


def test_a_receipt_for_a_key_of_another_shape_is_404(client, cuc, slot):
    registration = RegistrationFactory(slot=slot)

    assert client.post(url("give-receipt", registration.pk), {"paper": ["1 OR 1=1"]}).status_code == 404


def test_a_given_receipt_is_printed_from_the_list_of_papers(client, cuc, slot):
    registration = RegistrationFactory(slot=slot)
    given, other = (
        actions.add_paper(registration, by=cuc, title=title, condition="copy", uploaded=upload())
        for title in ("Đơn", "Sổ đỏ")
    )
    before = html(client.get(url("list", registration.pk)))

    receipt = actions.give_receipt(registration, by=cuc, papers=[given], place=slot.site.office.name)
    page = html(client.get(url("list", registration.pk)))
    printed = client.get(reverse("minutes:receipt-pdf", args=[receipt.pk]))

    assert "Giấy biên nhận 02/TCD" not in before
    assert page.count(reverse("minutes:receipt-pdf", args=[receipt.pk])) == 1
    assert f'value="{other.pk}"' in page
    assert f'value="{given.pk}"' not in page
    assert printed.content.startswith(b"%PDF")


def test_a_receipt_of_another_office_is_not_printed(client, cuc, slot):
    elsewhere = RegistrationFactory()
    paper = actions.add_paper(elsewhere, by=cuc, title="Đơn", condition="copy", uploaded=upload())
    receipt = actions.give_receipt(elsewhere, by=cuc, papers=[paper], place="Xã khác")

    assert client.get(reverse("minutes:receipt-pdf", args=[receipt.pk])).status_code == 404


def test_the_inspector_reads_the_list_without_forms(client, slot):
    registration = RegistrationFactory(slot=slot)
    actions.add_paper(registration, by=None, title="Đơn riêng", condition="copy", uploaded=upload())
    sign_in(client, UserFactory(inspector=True))

    page = html(client.get(url("list", registration.pk)))

    assert "Đơn riêng" in page
    assert url("add", registration.pk) not in page


def test_the_page_of_a_registration_leads_to_its_papers(client, cuc, slot):
    registration = RegistrationFactory(slot=slot)

    page = html(client.get(reverse("registrations:detail", args=[registration.pk])))

    assert url("list", registration.pk) in page


@pytest.mark.parametrize(("name", "method"), [("list", "get"), ("add", "post"), ("give-receipt", "post")])
def test_a_stranger_and_a_denunciation_get_the_same_404(client, cuc, denunciation, name, method):
    for registration in (RegistrationFactory(), denunciation):
        assert getattr(client, method)(url(name, registration.pk)).status_code == 404
    assert not AuditEntry.objects.exists()


def test_papers_of_a_denunciation_go_through_their_own_door(client, cuc, denunciation):
    typed = {"title": "Tài liệu 1", "condition": "copy", "uploaded": upload()}
    added = client.post(url("denunciation-add", denunciation.pk), typed)
    paper = Paper.objects.get()

    assert added.url == url("denunciation-list", denunciation.pk)
    assert client.get(url("denunciation-page", paper.pk, 1)).status_code == 404
    sign_in(client, UserFactory(chair=True, agency=denunciation.session.agency))
    assert client.get(url("denunciation-page", paper.pk, 1)).content.startswith(b"\x89PNG")
    taken = client.post(url("denunciation-file", paper.pk))
    assert b"".join(taken.streaming_content) == paper_files.path_of(paper.file_name).read_bytes()
    assert client.get(url("page", paper.pk, 1)).status_code == 404


def test_the_list_of_a_denunciation_names_no_paper_at_the_site(client, cuc, denunciation):
    actions.add_paper(denunciation, by=cuc, title="Nguyễn Văn Lộ", condition="copy", uploaded=upload())

    page = html(client.get(url("denunciation-list", denunciation.pk)))

    assert denunciation.case.person_label in page
    assert "Nguyễn Văn Lộ" not in page
    assert client.get(url("list", denunciation.pk)).status_code == 404


def test_a_bad_paper_of_a_denunciation_is_refused_in_words(client, cuc, denunciation):
    typed = {"title": "Tài liệu 1", "condition": "copy", "uploaded": upload("don.pdf", b"")}

    response = client.post(url("denunciation-add", denunciation.pk), typed)

    assert response.status_code == 422
    assert "rỗng" in html(response)
