"""Per page: whose door opens, what is refused, what works without a script, queries at one and three rows."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.hearings.factories import held_session, open_hearing
from tests.minutes.factories import agreed, live_hearing, note_taker, scanned, signed, written
from tests.refusals.factories import refused_registration
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role
from tiepdan.audit.models import AuditEntry
from tiepdan.law.refusals import RefusalGround
from tiepdan.minutes import actions
from tiepdan.minutes.models import ConclusionNotice, Minutes, RegisterEntry
from tiepdan.registrations.paper_files import path_of
from tiepdan.schedule.enums import Duty

pytestmark = pytest.mark.django_db
PROTECTED = "minutes-protected"


def url(name, *args, protected=False):
    return reverse(f"minutes:{name}", args=args, current_app=PROTECTED if protected else None)


def named_note_taker(held):
    writer = note_taker(held)
    factories.MemberFactory(session=held.session, user=writer, duty=Duty.NOTE_TAKER)
    return writer


# ── Doors ─────────────────────────────────────────────────────────────────────
READ_PAGES = ["edit", "pdf"]
WRITE_PAGES = ["open", "save", "read-back", "read-on", "agree", "reopen"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("note_taker", 200),
        ("coordinator", 200),
        ("chair", 200),
        ("officer", 200),
        ("inspector", 200),
        ("other_officer", 404),
        ("stranger", 404),
        ("representative", 404),
        ("administrator", 404),
    ],
)
@pytest.mark.parametrize("page", READ_PAGES)
def test_minutes_open_for_the_centre_and_the_citizens_own_site_only(client, who, status, page):
    held, hearing = live_hearing()
    written(hearing, note_taker(held))
    people = {
        "note_taker": note_taker(held),
        "coordinator": held.coordinator,
        "chair": held.chair,
        "officer": held.officer,
        "other_officer": held.other_officer,
        "inspector": factories.UserFactory(inspector=True),
        "stranger": note_taker(held_session()),
        "representative": factories.UserFactory(agency_representative=True),
        "administrator": factories.UserFactory(role=Role.ADMINISTRATOR),
    }

    assert sign_in(client, people[who]).get(url(page, hearing.pk)).status_code == status


@pytest.mark.parametrize("page", WRITE_PAGES)
@pytest.mark.parametrize("who", ["chair", "officer", "inspector", "stranger"])
def test_only_the_note_taker_and_the_coordinator_write(client, page, who):
    held, hearing = live_hearing()
    people = {
        "chair": held.chair,
        "officer": held.officer,
        "inspector": factories.UserFactory(inspector=True),
        "stranger": note_taker(held_session()),
    }

    response = sign_in(client, people[who]).post(url(page, hearing.pk))

    assert response.status_code == 404
    assert not Minutes.objects.exists()


@pytest.mark.parametrize("page", [*READ_PAGES, "to-sign", "pauses", "stored"])
def test_general_door_never_opens_minutes_of_a_denunciation(client, page):
    held, hearing = live_hearing(denunciation=True)
    written(hearing, named_note_taker(held))
    sign_in(client, held.coordinator)

    assert client.get(url(page, hearing.pk)).status_code == 404
    assert client.get(url(page, hearing.pk, protected=True)).status_code == 200


def test_door_of_denunciations_never_opens_other_minutes(client):
    held, hearing = live_hearing()
    written(hearing, note_taker(held))

    assert sign_in(client, held.coordinator).get(url("edit", hearing.pk, protected=True)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("named", 200), ("other", 404), ("chair", 200), ("inspector", 404)])
def test_denunciation_is_written_by_the_sessions_own_note_taker_only(client, who, status):
    held, hearing = live_hearing(denunciation=True)
    written(hearing, held.coordinator)
    people = {
        "named": named_note_taker(held),
        "other": note_taker(held),
        "chair": held.chair,
        "inspector": factories.UserFactory(inspector=True),
    }

    assert sign_in(client, people[who]).get(url("edit", hearing.pk, protected=True)).status_code == status


def test_pages_behind_the_protected_door_lead_to_protected_pages_only(client):
    held, hearing = live_hearing(denunciation=True)
    written(hearing, held.coordinator)

    html = sign_in(client, held.coordinator).get(url("edit", hearing.pk, protected=True)).content.decode()

    assert url("save", hearing.pk, protected=True) in html
    assert url("save", hearing.pk) not in html


def test_each_list_shows_its_own_class(client):
    _held, hearing = live_hearing()
    secret_held, secret = live_hearing(denunciation=True)
    inspector = factories.UserFactory(inspector=True)
    alias = secret.registration.case.protected.alias

    general = sign_in(client, inspector).get(url("list")).content.decode()
    protected = sign_in(client, secret_held.coordinator).get(url("list", protected=True)).content.decode()

    assert (hearing.registration.case.person_label in general, alias in general) == (True, False)
    assert (alias in protected, hearing.registration.case.person_label in protected) == (True, False)


# ── Writing ───────────────────────────────────────────────────────────────────
def test_note_taker_writes_from_opening_to_agreement_without_a_script(client):
    held, hearing = live_hearing()
    sign_in(client, note_taker(held))
    typed = {"version": 0, "text": "Bà An trình bày.", "agencies_text": "", "conclusion_text": ""}

    client.post(url("open", hearing.pk))
    saved = client.post(url("save", hearing.pk), typed)
    client.post(url("read-back", hearing.pk))
    client.post(url("agree", hearing.pk))

    assert saved.url == url("edit", hearing.pk)
    minutes = Minutes.objects.get()
    assert (minutes.status, minutes.text) == ("agreed", "Bà An trình bày.")


def test_autosave_answers_with_the_new_version(client):
    held, hearing = live_hearing()
    writer = note_taker(held)
    actions.open_minutes(hearing, by=writer)

    response = sign_in(client, writer).post(
        url("save", hearing.pk), {"version": 0, "text": "Một", "agencies_text": ""}, headers={"HX-Request": "true"}
    )

    assert 'name="version" value="1"' in response.content.decode()


def test_second_window_is_told_and_shown_the_stored_text(client):
    held, hearing = live_hearing()
    writer = note_taker(held)
    written(hearing, writer, text="Bản <b>thứ nhất</b>")
    sign_in(client, writer)

    response = client.post(
        url("save", hearing.pk), {"version": 0, "text": "Bản thứ hai"}, headers={"HX-Request": "true"}
    )
    stored = client.get(url("stored", hearing.pk)).content.decode()

    assert (response.status_code, "minutes_changed_elsewhere" in response.content.decode()) == (409, True)
    assert "Bản &lt;b&gt;thứ nhất&lt;/b&gt;" in stored
    assert 'data-version="1"' in stored
    assert Minutes.objects.get().text == "Bản <b>thứ nhất</b>"


@pytest.mark.parametrize("version", ["", "một", "-1"])
def test_save_without_a_possible_version_is_refused(client, version):
    held, hearing = live_hearing()
    writer = note_taker(held)
    actions.open_minutes(hearing, by=writer)

    response = sign_in(client, writer).post(url("save", hearing.pk), {"version": version, "text": "x"})

    assert response.status_code == 422
    assert Minutes.objects.get().version == 0


def test_interruptions_are_offered_as_lines(client):
    held, hearing = live_hearing()
    hearing.interruptions.create(cause="site_lost", site=held.site, began_at=timezone.now())

    html = sign_in(client, note_taker(held)).get(url("pauses", hearing.pk)).content.decode()

    assert 'data-insert-line="[' in html
    assert str(held.site) in html


# ── Reading back on the site's screen ─────────────────────────────────────────
def test_site_screen_follows_the_reader(client):
    held, hearing = live_hearing()
    writer = note_taker(held)
    minutes = actions.read_back(written(hearing, writer), by=writer)
    sign_in(client, writer)
    client.post(url("read-on", hearing.pk), {"paragraph": "1"}, headers={"HX-Request": "true"})

    html = sign_in(client, held.officer).get(url("readback-fragment", held.site.pk)).content.decode()

    now = html.split("readback-now")[1].split("</p>")[0]
    assert "Đề nghị kiểm tra lại diện tích." in now
    assert minutes.pk


@pytest.mark.parametrize(("who", "words"), [("chair", "Xem biên bản"), ("coordinator", "In và lấy chữ ký")])
def test_pages_lead_to_the_signature_only_whoever_takes_it(client, who, words):
    held, hearing = live_hearing()
    agreed(hearing, note_taker(held))

    listed = sign_in(client, getattr(held, who)).get(reverse("minutes:list")).text
    own = client.get(reverse("minutes:edit", args=[hearing.pk])).text

    leads = [reverse("minutes:to-sign", args=[hearing.pk]) in html for html in (listed, own)]
    assert words in listed
    assert leads == [who == "coordinator"] * 2


@pytest.mark.parametrize("step", ["draft", "agreed"])
def test_site_screen_shows_nothing_when_nothing_is_read_back(client, step):
    held, hearing = live_hearing()
    (written if step == "draft" else agreed)(hearing, note_taker(held))

    html = sign_in(client, held.officer).get(url("readback-fragment", held.site.pk)).content.decode()

    assert "trình bày" not in html


def test_reading_is_not_shown_at_another_site(client):
    held, hearing = live_hearing()
    writer = note_taker(held)
    actions.read_back(written(hearing, writer), by=writer)

    own = sign_in(client, held.other_officer).get(url("readback-fragment", held.other_site.pk))
    foreign = client.get(url("readback-fragment", held.site.pk))

    assert "trình bày" not in own.content.decode()
    assert foreign.status_code == 404


# ── Signing ───────────────────────────────────────────────────────────────────
def test_site_officer_sends_the_signed_copy_back(client):
    held, hearing = live_hearing()
    agreed(hearing, note_taker(held))
    sign_in(client, held.officer)

    response = client.post(url("sign", hearing.pk), {"signature": "fingerprint", "scan": scanned(), "note": ""})
    page = client.get(response.url).content.decode()

    minutes = Minutes.objects.get()
    assert (minutes.status, minutes.signature) == ("signed", "fingerprint")
    assert minutes.text_sha256 in page
    assert client.get(url("scan", hearing.pk)).content == path_of(minutes.scan_name).read_bytes()


@pytest.mark.parametrize(
    ("uploaded", "code"),
    [
        (SimpleUploadedFile("ky.pdf", b"%PDF-1.7 broken"), "file_broken"),
        (SimpleUploadedFile("ky.pdf", b"hello, I am no PDF"), "file_wrong_type"),
        (scanned("ky.pdf"), "file_false_extension"),
    ],
    ids=["broken", "not a pdf", "false extension"],
)
def test_scan_of_a_wrong_kind_is_refused_and_nothing_is_signed(client, uploaded, code):
    held, hearing = live_hearing()
    agreed(hearing, note_taker(held))

    response = sign_in(client, held.officer).post(
        url("sign", hearing.pk), {"signature": "signed", "scan": uploaded}, headers={"HX-Request": "true"}
    )

    assert (response.status_code, code in response.content.decode()) == (409, True)
    assert Minutes.objects.get().status == "agreed"
    assert not RegisterEntry.objects.exists()


def test_empty_scan_is_refused_by_the_form(client):
    held, hearing = live_hearing()
    agreed(hearing, note_taker(held))

    response = sign_in(client, held.officer).post(
        url("sign", hearing.pk), {"signature": "signed", "scan": SimpleUploadedFile("ky.pdf", b"")}
    )

    assert response.status_code == 422
    assert Minutes.objects.get().status == "agreed"


def test_officer_of_another_site_neither_sees_nor_signs(client):
    held, hearing = live_hearing()
    agreed(hearing, note_taker(held))
    sign_in(client, held.other_officer)

    assert client.get(url("to-sign", hearing.pk)).status_code == 404
    assert client.post(url("sign", hearing.pk), {"signature": "signed", "scan": scanned()}).status_code == 404
    assert Minutes.objects.get().status == "agreed"


def test_kept_pdf_is_handed_out_as_it_was_agreed_and_refused_when_changed(client):
    held, hearing = live_hearing()
    minutes = signed(hearing, note_taker(held))
    sign_in(client, held.coordinator)

    whole = client.get(url("pdf", hearing.pk))
    place = path_of(minutes.pdf_name)
    place.write_bytes(place.read_bytes() + b" ")
    changed = client.get(url("pdf", hearing.pk))

    assert (whole.status_code, whole["Content-Type"], whole["Cache-Control"]) == (
        200,
        "application/pdf",
        "no-store, private",
    )
    assert changed.status_code == 409


def test_draft_pdf_says_that_it_is_no_signed_copy(client):
    held, hearing = live_hearing()
    written(hearing, note_taker(held))

    content = sign_in(client, held.coordinator).get(url("pdf", hearing.pk)).content

    assert "chưa ký" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


# ── Conclusion and letters ────────────────────────────────────────────────────
def conclusion_form(agency, **changed):
    return {
        "body": "Giao các cơ quan.",
        "han-TOTAL_FORMS": "2",
        "han-INITIAL_FORMS": "0",
        "han-0-agency": str(agency.pk),
        "han-0-direction": "Đo đạc lại",
        "han-0-due_on": f"{timezone.localdate():%Y-%m-%d}",
        "han-1-agency": "",
        "han-1-direction": "",
        "han-1-due_on": "",
        **changed,
    }


def test_coordinator_drafts_prints_and_notes_the_issue_of_a_conclusion(client):
    held = held_session()
    sign_in(client, held.coordinator)
    page = url("conclusion", held.session.pk)

    client.post(page, conclusion_form(factories.AgencyFactory(name="Sở Xây dựng")))
    printed = client.get(url("conclusion-pdf", held.session.pk))
    issued = {"document_number": "45/TB-BTCD", "issued_on": f"{timezone.localdate():%Y-%m-%d}"}
    client.post(url("conclusion-issue", held.session.pk), issued)

    assert "SỞ XÂY DỰNG" in pypdf.PdfReader(io.BytesIO(printed.content)).pages[0].extract_text().upper()
    assert ConclusionNotice.objects.get().document_number == "45/TB-BTCD"
    assert "45/TB-BTCD" in client.get(page).content.decode()


@pytest.mark.parametrize("changed", [{"body": ""}, {"han-0-due_on": "hôm nào"}, {"han-0-agency": "không có"}])
def test_conclusion_form_is_shown_again_with_what_was_typed(client, changed):
    held = held_session()

    response = sign_in(client, held.coordinator).post(
        url("conclusion", held.session.pk), conclusion_form(factories.AgencyFactory(), **changed)
    )

    assert (response.status_code, "Đo đạc lại" in response.content.decode()) == (422, True)
    assert not ConclusionNotice.objects.exists()


def test_stranger_sees_no_conclusion(client):
    held = held_session()
    stranger = factories.UserFactory(coordinator=True, agency=factories.AgencyFactory())

    assert sign_in(client, stranger).get(url("conclusion", held.session.pk)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("coordinator", 200), ("other_officer", 404)])
def test_letters_are_printed_at_the_registrations_own_places(client, who, status):
    held, hearing = live_hearing()
    sign_in(client, getattr(held, who))

    for name in ("invitation", "presentation"):
        assert client.get(url("letter-pdf", hearing.registration_id, name)).status_code == status


def test_refusal_notice_prints_the_edited_legal_basis(client):
    held = held_session()
    slot = factories.SlotFactory(site=held.site)
    registration = refused_registration(
        RefusalGround.FEEDBACK_ANSWERED, slot=slot, case__kind="recommendation_or_feedback"
    )

    response = sign_in(client, held.coordinator).get(
        url("letter-pdf", registration.pk, "refusal"), {"legal_basis": "điểm h khoản 1 Điều 4", "number": "7/TB-BTCD"}
    )

    words = " ".join(pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())
    assert "Căn cứ điểm h khoản 1 Điều 4," in words
    assert "7/TB-BTCD" in words


def test_ground_that_is_explained_orally_has_no_notice_to_print(client):
    held = held_session()
    slot = factories.SlotFactory(site=held.site)
    registration = refused_registration(RefusalGround.FINAL_JUDGMENT, slot=slot)
    sign_in(client, held.coordinator)

    assert client.get(url("letter-pdf", registration.pk, "refusal")).status_code == 404
    assert "01/TCD" not in client.get(url("letters", registration.pk)).text


def test_invitation_of_a_denunciation_names_the_alias_and_no_subject(client):
    held, hearing = live_hearing(denunciation=True)
    case = hearing.registration.case

    response = sign_in(client, held.officer).get(url("letter-pdf", hearing.registration_id, "invitation"))

    words = " ".join(pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())
    assert (case.protected.alias in words, case.subject in words) == (True, False)


# ── Cost ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("rows", [1, 3])
def test_list_query_count_does_not_grow(client, rows, django_assert_num_queries):
    for _row in range(rows):
        open_hearing(held_session(), status="ended")
    sign_in(client, factories.UserFactory(inspector=True))
    client.get(url("list"))

    with django_assert_num_queries(6):  # session, user, savepoint, read-only, rows, release
        client.get(url("list"))


def test_reading_writes_no_audit_entry(client):
    held, hearing = live_hearing()
    written(hearing, note_taker(held))
    entries = AuditEntry.objects.count()

    sign_in(client, held.chair).get(url("edit", hearing.pk))

    assert AuditEntry.objects.count() == entries
