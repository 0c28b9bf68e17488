"""Letters as PDF/A and for Word: when they exist, for whom, what they say."""

import io

import docx
import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.followup.factories import hearing_with_calendar
from tests.minutes.factories import live_hearing
from tests.sign_in import sign_in
from tiepdan.documents.docx import MEDIA_TYPE
from tiepdan.followup import actions as followup
from tiepdan.minutes import actions
from tiepdan.minutes.conclusions import Limit
from tiepdan.registrations.models import DocumentReceipt

pytestmark = pytest.mark.django_db


def url(name, *args, protected=False):
    return reverse(f"minutes:{name}", args=args, current_app="minutes-protected" if protected else None)


def words_of(response):
    document = docx.Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def classified(competence="other", act="", **values):
    held, hearing = hearing_with_calendar(**values)
    followup.classify(
        hearing,
        by=held.coordinator,
        competence=competence,
        responsible=None if competence == "other" else factories.AgencyFactory(),
        guided_to="Tòa án nhân dân tỉnh",
        act=act,
    )
    return held, hearing


@pytest.mark.parametrize(
    ("name", "kind"),
    [(n, k) for n in ("invitation", "presentation", "guidance", "transfer") for k in ("letter-pdf", "letter-docx")],
)
def test_letter_of_a_classified_matter_is_handed_out(client, name, kind):
    held, hearing = classified(act="transfer" if name == "transfer" else "guide")

    response = sign_in(client, held.coordinator).get(url(kind, hearing.registration_id, name))

    assert response.status_code == 200
    assert response["Content-Type"] == ("application/pdf" if kind == "letter-pdf" else MEDIA_TYPE)
    assert "no-store" in response["Cache-Control"]


def test_page_of_letters_lists_those_that_exist(client):
    held, hearing = live_hearing()

    response = sign_in(client, held.coordinator).get(url("letters", hearing.registration_id))

    assert [one.name for one, *_more in response.context["letters"]] == ["invitation", "presentation"]


@pytest.mark.parametrize(("act", "name"), [("guide", "guidance"), ("transfer", "transfer")])
def test_page_of_a_classified_matter_offers_the_letter_of_its_act_and_is_reached_from_the_outcome(client, act, name):
    held, hearing = classified(act=act)
    sign_in(client, held.coordinator)

    page = client.get(url("letters", hearing.registration_id))

    assert [one.name for one, *_more in page.context["letters"]] == [
        "invitation",
        "presentation",
        name,
    ]
    outcome = client.get(reverse("followup:outcome", args=[hearing.pk])).content.decode()
    assert url("letters", hearing.registration_id) in outcome


@pytest.mark.parametrize("name", ["guidance", "transfer", "refusal", "minutes"])
def test_letter_that_does_not_exist_is_not_found(client, name):
    held, hearing = live_hearing()
    sign_in(client, held.coordinator)

    for kind in ("pdf", "docx"):
        assert client.get(url(f"letter-{kind}", hearing.registration_id, name)).status_code == 404


def test_own_matter_is_neither_guided_nor_transferred(client):
    held, hearing = classified("own")
    sign_in(client, held.coordinator)

    for name in ("guidance", "transfer"):
        assert client.get(url("letter-docx", hearing.registration_id, name)).status_code == 404


def split_off(kind):
    held, hearing = hearing_with_calendar()
    parts = [followup.Part(kind, "Đèn đường thôn 3")]
    followup.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở A", parts=parts)
    part = hearing.registration.case.parts.get()
    followup.classify(
        hearing, by=held.coordinator, competence="other", guided_to="Sở Công Thương", document_number="8/PC", part=part
    )
    return held, hearing, part


def test_part_has_a_letter_of_its_own_which_its_panel_leads_to(client):
    held, hearing, part = split_off("recommendation_or_feedback")
    sign_in(client, held.coordinator)

    page = client.get(reverse("followup:outcome", args=[hearing.pk])).text
    address = url("letter-docx", hearing.registration_id, "transfer")
    words = words_of(client.get(address, {"part": part.pk, "number": "8/PC"}))

    assert f"{address}?part={part.pk}&amp;number=8/PC" in page
    assert "Kính gửi: Sở Công Thương" in words
    assert "Nội dung: Đèn đường thôn 3." in words
    assert "Số: 8/PC" in words


def test_denunciation_that_was_split_off_has_no_letter_beside_its_denouncers_name(client):
    held, hearing, part = split_off("denunciation")
    sign_in(client, held.coordinator)

    page = client.get(reverse("followup:outcome", args=[hearing.pk])).text
    address = url("letter-docx", hearing.registration_id, "transfer")

    assert f"part={part.pk}" not in page
    assert client.get(address, {"part": part.pk}).status_code == 404
    assert client.get(address, {"part": factories.CaseFactory().pk}).status_code == 404


def test_guidance_says_where_to_go_and_by_which_article(client):
    held, hearing = classified()

    response = sign_in(client, held.coordinator).get(
        url("letter-docx", hearing.registration_id, "guidance"), {"number": "9/PHD-TCD"}
    )

    words = words_of(response)
    assert "Tòa án nhân dân tỉnh" in words
    assert "Điều 26 khoản 1" in words or "khoản 1 Điều 26" in words
    assert "Số: 9/PHD-TCD" in words


def test_refusal_for_word_has_the_edited_legal_basis(client):
    held, hearing = live_hearing()
    registration = hearing.registration
    registration.refused_at, registration.refusal_reason = timezone.now(), "Đã trả lời."
    registration.refusal_ground = "4.1.h"
    registration.save(update_fields=["refused_at", "refusal_reason", "refusal_ground"])

    response = sign_in(client, held.coordinator).get(
        url("letter-docx", registration.pk, "refusal"), {"legal_basis": "điểm h khoản 1 Điều 4"}
    )

    assert "Căn cứ điểm h khoản 1 Điều 4," in words_of(response)


def receipt_of(held, hearing):
    return DocumentReceipt.objects.create(
        registration=hearing.registration, received_by=held.officer, received_at=timezone.now(), place="Xã"
    )


def test_receipt_conclusion_and_notice_are_handed_out_for_word(client):
    held, hearing = live_hearing()
    receipt = receipt_of(held, hearing)
    body = factories.AgencyFactory(name="Sở Xây dựng")
    factories.MemberFactory(session=held.session, user=factories.UserFactory(agency_representative=True, agency=body))
    limit = Limit(agency=body, direction="Kiểm tra", due_on=timezone.localdate())
    actions.draft_conclusion(held.session, by=held.coordinator, body="Kết luận", limits=[limit])
    sign_in(client, held.coordinator)

    assert "Mẫu số 02/TCD" in words_of(client.get(url("receipt-docx", receipt.pk)))
    assert "Sở Xây dựng\nKiểm tra" in words_of(client.get(url("conclusion-docx", held.session.pk)))
    assert "Kính gửi: Sở Xây dựng" in words_of(client.get(url("notice-docx", held.session.pk, body.pk)))
    printed = client.get(url("notice-pdf", held.session.pk, body.pk), {"number": "12/TB-TCD"})
    assert printed["Content-Type"] == "application/pdf"
    assert "Số: 12/TB-TCD" in pypdf.PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    page = client.get(url("conclusion", held.session.pk)).content.decode()
    assert url("notice-pdf", held.session.pk, body.pk) in page
    assert url("conclusion-docx", held.session.pk) in page
    assert url("notice-docx", held.session.pk, body.pk) in page


def test_legal_basis_stands_on_the_page_to_be_edited(client):
    held, hearing = classified()

    page = sign_in(client, held.coordinator).get(url("letters", hearing.registration_id)).text

    assert "Điều 26 khoản 1 điểm b Luật Tiếp công dân" in page or "điểm b khoản 1 Điều 26 Luật Tiếp công dân" in page


def test_minutes_for_word_are_a_draft_until_they_are_agreed(client):
    held, hearing = live_hearing()
    minutes = actions.open_minutes(hearing, by=held.coordinator)
    actions.save(
        minutes, by=held.coordinator, version=minutes.version, text="Bà An nói.", agencies_text="", conclusion_text=""
    )
    sign_in(client, held.coordinator)

    words = words_of(client.get(url("docx", hearing.pk)))

    assert "(Bản để đọc lại, chưa ký)" in words
    assert "Bà An nói." in words
    actions.read_back(minutes, by=held.coordinator)
    actions.agree(minutes, by=held.coordinator)
    assert "(Bản để đọc lại, chưa ký)" not in words_of(client.get(url("docx", hearing.pk)))
    assert url("docx", hearing.pk) in client.get(url("edit", hearing.pk)).text


def test_minutes_of_a_denunciation_for_word_have_their_own_door(client):
    held, hearing = live_hearing(denunciation=True)
    actions.open_minutes(hearing, by=held.coordinator)
    sign_in(client, held.coordinator)

    assert client.get(url("docx", hearing.pk)).status_code == 404
    assert hearing.registration.case.protected.alias in words_of(client.get(url("docx", hearing.pk, protected=True)))


def test_notice_goes_to_bodies_that_take_part_only(client):
    held, _hearing = live_hearing()
    other = factories.AgencyFactory()
    sign_in(client, held.coordinator)

    assert client.get(url("notice-docx", held.session.pk, other.pk)).status_code == 404
    assert client.get(url("conclusion-docx", held.session.pk)).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "other_officer", "inspector"])
def test_strangers_get_no_letter(client, who):
    held, hearing = classified()
    receipt = receipt_of(held, hearing)
    people = {
        "stranger": factories.UserFactory(coordinator=True, agency=factories.AgencyFactory()),
        "other_officer": held.other_officer,
        "inspector": factories.UserFactory(inspector=True),
    }
    sign_in(client, people[who])

    assert client.get(url("letters", hearing.registration_id)).status_code == 404
    assert client.get(url("receipt-docx", receipt.pk)).status_code == 404
    for kind in ("pdf", "docx"):
        assert client.get(url(f"letter-{kind}", hearing.registration_id, "invitation")).status_code == 404


def test_site_officer_prints_no_guidance(client):
    held, hearing = classified()

    response = sign_in(client, held.officer).get(url("letter-docx", hearing.registration_id, "guidance"))

    assert response.status_code == 404


def test_letter_of_a_denunciation_names_the_alias_only(client):
    held, hearing = classified(denunciation=True)
    sign_in(client, held.coordinator)

    words = words_of(client.get(url("letter-docx", hearing.registration_id, "transfer", protected=True)))

    assert hearing.registration.case.protected.alias in words
    assert (
        sign_in(client, factories.UserFactory(note_taker=True, agency=held.session.agency))
        .get(url("letter-docx", hearing.registration_id, "transfer"))
        .status_code
        == 404
    )
