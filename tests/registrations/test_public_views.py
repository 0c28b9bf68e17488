import re
import uuid
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.factories import OfficeFactory, RegistrationFactory, SiteFactory, SlotFactory, enter_calendar
from tests.registrations.factories import pdf, upload
from tiepdan.accounts.identity_numbers import unseal
from tiepdan.accounts.models import Citizen
from tiepdan.cases.models import ProtectedIdentity
from tiepdan.places import actions as places
from tiepdan.places.enums import PostedKind
from tiepdan.registrations import drafts
from tiepdan.registrations.models import Paper, Registration

pytestmark = pytest.mark.django_db

PERSON = {
    "full_name": "Nguyễn Thị An",
    "address": "Thôn 3, xã Trà Giang",
    "identity_kind": "identity_card",
    "identity_number": "049 185 012 345",
    "phone": "0905 123 456",
    "people_count": "1",
    "standing": "self",
}
MATTER = {"subject": "Bồi thường đất ở thôn 3", "account": "Chưa nhận được tiền.", "request": "Xem lại giá"}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Tab:
    """A citizen with one browser and one tab."""

    def __init__(self, client):
        self.client = client
        self.key = uuid.uuid4()

    def url(self, page):
        return reverse(f"registrations_public:{page}", args=[self.key])

    def get(self, page):
        return self.client.get(self.url(page))

    def post(self, page, **answers):
        return self.client.post(self.url(page), answers)

    def answer_until_check(self, slot, **person):
        self.post("kind", kind="complaint")
        self.post("matter", **MATTER)
        self.post("person", **{**PERSON, **person})
        return self.post("place", slot=slot.pk)


@pytest.fixture
def an(client):
    return Tab(client)


def test_start_leads_to_a_page_with_a_key_of_its_own(client):
    first, second = client.get(reverse("registrations_public:start")), client.get(reverse("registrations_public:start"))

    assert first.status_code == second.status_code == 302
    assert first.url != second.url


def test_a_citizen_registers_in_five_pages_without_script(an):
    enter_calendar()
    slot = SlotFactory()

    assert an.post("kind", kind="complaint").url == an.url("matter")
    assert an.post("matter", **MATTER).url == an.url("person")
    assert an.post("person", **PERSON).url == an.url("place")
    assert an.post("place", slot=slot.pk).url == an.url("check")
    check = an.get("check")
    assert an.post("check").url == an.url("done")

    registration = Registration.objects.get()
    assert (registration.slot, registration.submission_key) == (slot, an.key)
    assert registration.case.citizen.identity_number == "049185012345"
    for words in ("Nguyễn Thị An", "Bồi thường đất ở thôn 3", "049185012345", slot.site.office.name):
        assert words in check.content.decode()
    done = an.get("done").content.decode()
    assert registration.spaced_code in done
    assert "Điều 28 khoản 1 Luật Tiếp công dân" in done


@pytest.mark.parametrize("page", ["kind", "matter", "person", "place", "check"])
def test_each_page_opens(an, page):
    an.answer_until_check(SlotFactory())

    assert an.get(page).status_code == 200


def test_the_qr_is_a_picture_of_its_own(an):
    an.answer_until_check(SlotFactory())
    an.post("check")

    picture = an.get("qr")

    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")


def test_going_back_shows_what_was_typed(an):
    an.answer_until_check(SlotFactory())

    assert "Bồi thường đất ở thôn 3" in an.get("matter").content.decode()
    assert "Nguyễn Thị An" in an.get("person").content.decode()


def test_two_tabs_do_not_clash(client):
    slot = SlotFactory()
    first, second = Tab(client), Tab(client)
    first.post("kind", kind="complaint")
    second.post("kind", kind="recommendation_or_feedback")
    first.post("matter", **MATTER)
    second.post("matter", subject="Đường hỏng", account="", request="")
    for tab in (first, second):
        tab.post("person", **PERSON)
        tab.post("place", slot=slot.pk)
        tab.post("check")

    kinds = {row.submission_key: (row.case.kind, row.case.subject) for row in Registration.objects.all()}
    assert kinds == {
        first.key: ("complaint", "Bồi thường đất ở thôn 3"),
        second.key: ("recommendation_or_feedback", "Đường hỏng"),
    }


def test_house_rules_of_the_chosen_place_are_shown_before_sending(an):
    slot = SlotFactory()
    places.post_text(
        PostedKind.HOUSE_RULES,
        by=None,
        agency=slot.site.office.agency,
        body="Gửi xe ở cổng sau.",
        decision_number="3/QĐ-UBND",
        effective_on=timezone.localdate(),
    )

    assert reverse("calendar:house-rules") in an.get("kind").text
    an.answer_until_check(slot)
    html = an.get("check").text

    assert "Gửi xe ở cổng sau." in html
    assert "3/QĐ-UBND" in html


def test_sending_twice_registers_once(an):
    an.answer_until_check(SlotFactory())

    first, second = an.post("check"), an.post("check")

    assert first.url == second.url == an.url("done")
    assert Registration.objects.count() == 1


def test_going_back_after_sending_leads_to_the_code(an):
    an.answer_until_check(SlotFactory())
    an.post("check")

    for page in ("kind", "matter", "person", "place", "check"):
        assert an.get(page).url == an.url("done")


def test_a_page_asked_for_too_early_leads_to_the_first_that_waits(an):
    an.post("kind", kind="complaint")

    assert an.get("check").url == an.url("matter")
    assert an.post("check").url == an.url("matter")
    assert not Registration.objects.exists()


@pytest.mark.parametrize("page", ["matter", "person", "place", "check", "done"])
def test_an_expired_draft_says_so_and_offers_a_new_start(an, page):
    response = an.get(page)

    assert response.status_code == 410
    assert "Bắt đầu lại" in response.content.decode()


def test_what_is_sent_into_an_expired_draft_is_kept(an):
    SlotFactory()

    assert an.post("person", **PERSON).url == an.url("kind")
    assert an.post("kind", kind="complaint").url == an.url("matter")
    assert an.post("matter", **MATTER).url == an.url("person")
    assert "Nguyễn Thị An" in an.get("person").content.decode()


def test_a_slot_that_was_taken_meanwhile_is_chosen_again_and_nothing_is_lost(an):
    slot = SlotFactory(capacity=1)
    an.answer_until_check(slot)
    RegistrationFactory(slot=slot)

    refused = an.post("check")

    assert refused.status_code == 409
    assert "vừa đủ lượt" in refused.content.decode()
    assert an.get("check").url == an.url("place")
    assert "Nguyễn Thị An" in an.get("person").content.decode()
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "wrong", "words"),
    [
        ("kind", {}, "Xin chọn một trong ba loại việc"),
        ("kind", {"kind": "lottery"}, "Hãy chọn"),
        ("matter", {**MATTER, "subject": ""}, "Xin ghi một câu ngắn"),
        ("matter", {**MATTER, "subject": "\u200b\u200b"}, "Xin ghi một câu ngắn"),
        ("matter", {**MATTER, "subject": "a" * 301}, "300"),
        ("matter", {**MATTER, "account": "a" * 5001}, "5000"),
        ("person", {**PERSON, "full_name": ""}, "Trường này là bắt buộc"),
        ("person", {**PERSON, "full_name": "An 😀"}, "Họ tên chỉ gồm chữ cái"),
        ("person", {**PERSON, "full_name": "A" * 101}, "100"),
        ("person", {**PERSON, "identity_number": "12345"}, "12 chữ số"),
        ("person", {**PERSON, "identity_number": "123456789"}, "Chứng minh nhân dân"),
        ("person", {**PERSON, "identity_kind": "driving_licence"}, "driving_licence"),
        ("person", {**PERSON, "phone": "abc"}, "Số điện thoại"),
        ("person", {**PERSON, "email": "khong-phai"}, "email"),
        ("person", {**PERSON, "people_count": "0"}, "1"),
        ("person", {**PERSON, "is_foreigner": "on"}, "Số hộ chiếu"),
        ("person", {**PERSON, "people_count": "7", "representatives": "Lê A\nLê B\nLê C"}, "được cử nhiều nhất"),
        ("place", {}, "Xin chọn một nơi và một giờ"),
        ("place", {"slot": "999999"}, "hết lượt hoặc đã qua"),
        ("place", {"slot": "x"}, "hết lượt hoặc đã qua"),
    ],
)
def test_a_wrong_answer_is_shown_with_what_was_typed(an, page, wrong, words):
    SlotFactory()
    an.post("kind", kind="complaint")

    response = an.post(page, **wrong)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Registration.objects.exists()
    assert all(str(typed) in response.content.decode() for name, typed in wrong.items() if name == "phone")


def test_text_typed_in_decomposed_unicode_is_stored_composed(an):
    an.answer_until_check(SlotFactory(), full_name="Nguye\u0302\u0303n Thi\u0323 An\u200b", address="Tho\u0302n 3")
    an.post("check")

    citizen = Citizen.objects.get()
    assert (citizen.full_name, citizen.address) == ("Nguyễn Thị An", "Thôn 3")


def test_a_subject_with_emoji_is_taken(an):
    an.post("kind", kind="complaint")

    assert an.post("matter", **{**MATTER, "subject": "Đất đai 🙏"}).status_code == 302


# ── Places ─────────────────────────────────────────────────────────────────────


def test_the_places_page_shows_what_is_left_and_hides_the_past(an):
    now = timezone.now()
    site = SiteFactory(office__travel_hint="Xe buýt số 4, cạnh chợ")
    session = site.session
    SlotFactory(site=site, starts_at=session.starts_at, capacity=5)
    full = SlotFactory(site=site, starts_at=session.starts_at + timedelta(hours=1), capacity=1)
    RegistrationFactory(slot=full)
    gone = SlotFactory(site__session__starts_at=now - timedelta(hours=2), starts_at=now - timedelta(hours=2))
    draft = SlotFactory(site__session__status="draft", site__session__published_at=None)
    an.answer_until_check(full)

    page = an.get("place").content.decode()

    assert "còn 5 lượt" in page
    assert "hết lượt" in page
    assert "Xe buýt số 4, cạnh chợ" in page
    assert gone.site.office.name not in page
    assert draft.site.office.name not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_places_page_asks_the_same_queries_for_any_number(an, rows, django_assert_num_queries):
    for _row in range(rows):
        SlotFactory()
    an.answer_until_check(SlotFactory())

    with django_assert_num_queries(7):  # session, savepoint, read-only, sessions, slots, sites, release
        an.get("place")


# ── Files ──────────────────────────────────────────────────────────────────────


def test_files_are_kept_page_by_page_and_become_papers(an):
    slot = SlotFactory()
    an.post("kind", kind="complaint")
    stay = an.post("matter", **MATTER, stay="1", files=upload("Đơn khiếu nại.pdf", pdf(3)))
    assert stay.status_code == 200
    assert "3 trang" in stay.content.decode()
    an.post("matter", **MATTER)
    an.post("person", **PERSON)
    an.post("place", slot=slot.pk)
    an.post("check")

    paper = Paper.objects.get()
    assert (paper.title, paper.pages, paper.condition) == ("Đơn khiếu nại", 3, "electronic")


def test_a_wrong_file_is_named_and_the_good_one_and_the_text_are_kept(an):
    an.post("kind", kind="complaint")

    response = an.client.post(
        an.url("matter"), {**MATTER, "files": [upload(), SimpleUploadedFile("phim.mp4", b"\x00\x00\x00 ftypmp42" * 9)]}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "phim.mp4" in page
    assert "Bồi thường đất ở thôn 3" in page
    assert "2 trang" in page


def test_a_file_can_be_taken_out_again(an):
    an.post("kind", kind="complaint")
    an.post("matter", **MATTER, stay="1", files=upload("thua.pdf"))
    page = an.get("matter").content.decode()
    name = page.split('name="remove" value="')[1].split('"')[0]

    response = an.post("matter", **MATTER, remove=name)

    assert response.status_code == 200
    assert "thua" not in response.content.decode()


# ── Denunciation ───────────────────────────────────────────────────────────────


def test_a_denouncer_who_needs_secrecy_is_told_where_to_go_and_nothing_is_kept(an):
    central = SiteFactory(central=True, office__address="01 đường Hùng Vương")
    an.post("kind", kind="denunciation")

    response = an.post("matter", protection="protect", subject="xây dựng bí mật")

    assert response.url == an.url("in-person")
    page = an.get("in-person").content.decode()
    assert central.office.name in page
    assert "01 đường Hùng Vương" in page
    assert "xây dựng bí mật" not in an.get("matter").content.decode()
    assert not Registration.objects.exists()


def test_a_denouncer_who_waives_protection_is_registered_under_seal(an):
    slot = SlotFactory()
    an.post("kind", kind="denunciation")
    page = an.get("matter").content.decode()
    an.post("matter", protection="waive", subject="xây dựng")
    an.post("person", **{**PERSON, "full_name": "Bí Mật Tuyệt Đối"})
    an.post("place", slot=slot.pk)
    an.post("check")

    assert "không phải nơi gửi tố cáo" in page
    assert 'type="file"' not in page
    registration = Registration.objects.get()
    assert registration.waived_protection_at is not None
    assert ProtectedIdentity.objects.count() == 1
    assert not Citizen.objects.exists()
    assert "Bí Mật" not in an.get("done").content.decode()


def test_the_denounced_place_is_not_offered(an):
    site = SiteFactory(office=OfficeFactory(name="Xã Bị Tố Cáo"))
    hidden, other = SlotFactory(site=site), SlotFactory()
    an.post("kind", kind="denunciation")
    an.post("matter", protection="waive", subject="", accused_office=str(site.office_id))
    an.post("person", **PERSON)

    page = an.get("place").content.decode()
    forced = an.post("place", slot=hidden.pk)

    assert "Xã Bị Tố Cáo" not in page
    assert other.site.office.name in page
    assert forced.status_code == 422


def test_a_draft_lies_sealed_in_the_table_of_sessions(an):
    an.post("kind", kind="denunciation")
    an.post("matter", protection="waive", subject="")
    an.post("person", **{**PERSON, "full_name": "Bí Mật Tuyệt Đối"})

    kept = [str(row.get_decoded()) for row in Session.objects.all()]
    assert len(kept) == 1
    assert "Bí Mật" not in kept[0]


def test_day_and_place_of_issue_are_kept_shown_and_come_back_on_the_page(an):
    an.answer_until_check(SlotFactory(), identity_issued_on="2021-07-01", identity_issue_place="Bộ Công an")

    checked, again = an.get("check").text, an.get("person").text
    an.post("check")

    citizen = Registration.objects.get().case.citizen
    assert (citizen.identity_issued_on, citizen.identity_issue_place) == (date(2021, 7, 1), "Bộ Công an")
    assert "cấp ngày 01/07/2021, Bộ Công an" in checked
    assert 'value="2021-07-01"' in again


def test_day_of_issue_in_the_future_comes_back(an):
    an.post("kind", kind="complaint")
    an.post("matter", **MATTER)

    response = an.post("person", **PERSON, identity_issued_on="2999-01-01")

    assert response.status_code == 422
    assert "Ngày cấp không thể ở sau hôm nay." in response.text


# ── Who speaks for another ─────────────────────────────────────────────────────

LAWYER = {"standing": "lawyer", "speaker_name": "Võ Minh Hải"}
AUTHORISED = {
    "standing": "authorised",
    "speaker_name": "Lê Văn Em",
    "speaker_address": "Thôn 5, xã Phú Hội",
    "speaker_identity_kind": "personal_number",
    "speaker_identity_number": "049 188 012 345",
}


def test_page_of_the_person_tells_what_each_capacity_brings(an):
    an.post("kind", kind="complaint")
    an.post("matter", **MATTER)

    page = an.get("person").text

    assert re.search('value="self"[^>]* checked', page)
    assert "Văn bản ủy quyền có công chứng hoặc chứng thực (Điều 13 khoản 2 Nghị định 154/2026/NĐ-CP)" in page
    assert "Thẻ trợ giúp viên pháp lý" in page
    assert re.findall('data-needed="([a-z_]+)"', page) == ["legal_representative", "authorised", "lawyer", "legal_aid"]
    assert "không bắt buộc" not in page[page.index("data-speaker") :]


@pytest.mark.parametrize(
    ("speaker", "standing", "address", "number"),
    [
        pytest.param(LAWYER, "lawyer", "", "", id="lawyer, known by the card"),
        pytest.param(AUTHORISED, "authorised", "Thôn 5, xã Phú Hội", "049188012345", id="authorised person"),
    ],
)
def test_who_speaks_for_another_is_kept_until_the_desk_sees_the_papers(an, speaker, standing, address, number):
    enter_calendar()
    an.answer_until_check(SlotFactory(), **speaker)
    before = an.get("check").text

    an.post("check")

    kept = Registration.objects.get().attendees.get()
    assert (kept.standing, kept.full_name, kept.address) == (standing, speaker["speaker_name"], address)
    assert (unseal(bytes(kept.identity_sealed)) if kept.identity_sealed else "") == number
    assert (kept.awaits_papers, kept.papers_shown) == (True, "")
    assert f"{speaker['speaker_name']} (" in before
    assert f"{speaker['speaker_name']} ({kept.get_standing_display()}): " in an.get("done").text


def test_who_speaks_for_himself_leaves_no_speaker_whatever_was_typed_before(an):
    an.answer_until_check(SlotFactory(), **{**AUTHORISED, "standing": "self", "speaker_name": "An 😀"})
    an.post("check")

    assert not Registration.objects.get().attendees.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"speaker_name": ""}, "Xin ghi họ tên người nói thay"),
        ({"speaker_address": ""}, "Điều 21 khoản 4"),
        ({"speaker_identity_number": ""}, "Điều 21 khoản 4"),
        ({"speaker_identity_number": "123"}, "12 chữ số"),
        ({"standing": "stranger"}, "Hãy chọn"),
    ],
)
def test_speaker_without_what_the_law_asks_comes_back(an, changes, words):
    an.post("kind", kind="complaint")
    an.post("matter", **MATTER)

    response = an.post("person", **{**PERSON, **AUTHORISED, **changes})

    assert response.status_code == 422
    assert words in response.text
    assert "Thôn 3, xã Trà Giang" in response.text


def test_denouncer_is_not_asked_for_whom_he_speaks(an):
    an.post("kind", kind="denunciation")
    an.post("matter", protection="waive")

    assert 'name="standing"' not in an.get("person").text


def test_draft_from_before_the_question_was_asked_is_still_sent(an):
    an.answer_until_check(SlotFactory())
    request = SimpleNamespace(session=an.client.session)
    answers = drafts.read(request, an.key)
    drafts.write(request, an.key, {**answers, "person": {k: v for k, v in answers["person"].items() if k in OLD}})
    request.session.save()

    an.post("check")

    assert not Registration.objects.get().attendees.exists()


OLD = {*PERSON, "email", "needs"} - {"standing"}
