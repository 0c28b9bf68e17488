import hashlib
import io
from datetime import date, timedelta

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from tests.hearings.factories import held_session, open_hearing
from tests.minutes.factories import TEXT, a_scan, agreed, live_hearing, note_taker, signed, written
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.hearings import actions as hearings
from tiepdan.hearings.models import Hearing, Interruption
from tiepdan.minutes import actions, printing, texts
from tiepdan.minutes.conclusions import Limit
from tiepdan.minutes.models import ConclusionNotice, Minutes, RegisterEntry
from tiepdan.registrations.models import Attendee
from tiepdan.registrations.paper_files import path_of
from tiepdan.rooms import actions as rooms

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **kwargs):
    """The act is refused with this code and writes nothing: neither a row of minutes nor an audit entry."""
    before = list(Minutes.objects.values()), AuditEntry.objects.count(), RegisterEntry.objects.count()
    with pytest.raises(DomainError) as error:
        act(*args, **kwargs)
    assert error.value.code == code
    assert (list(Minutes.objects.values()), AuditEntry.objects.count(), RegisterEntry.objects.count()) == before


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


# ── Open and save ─────────────────────────────────────────────────────────────
def test_note_taker_opens_minutes_once_when_pressed_twice():
    held, hearing = live_hearing()
    writer = note_taker(held)

    first = actions.open_minutes(hearing, by=writer)
    second = actions.open_minutes(hearing, by=writer)

    assert first == second
    assert verbs() == ["minutes.open"]


def test_minutes_are_refused_when_the_hearing_is_only_called():
    held = held_session()
    hearing = open_hearing(held, status="opening")
    hearing.status = "called"
    hearing.save(update_fields=["status"])

    refused("hearing_not_begun", actions.open_minutes, hearing, by=note_taker(held))


def test_saving_stores_composed_text_and_counts_versions():
    held, hearing = live_hearing()

    minutes = written(hearing, note_taker(held), text="Nguye\u0302\u0303n\u200b Thị\r\nAn")

    minutes.refresh_from_db()
    assert (minutes.text, minutes.version) == ("Nguyễn Thị\nAn", 1)


def test_saving_the_same_words_changes_nothing():
    held, hearing = live_hearing()
    minutes = written(hearing, note_taker(held))
    entries = AuditEntry.objects.count()

    again = actions.save(
        minutes, by=note_taker(held), version=0, text=TEXT, agencies_text="Sở: sẽ đo lại.", conclusion_text="Giao Sở."
    )

    assert (again.version, AuditEntry.objects.count()) == (1, entries)


def test_second_window_is_refused_and_the_first_text_stays_when_it_typed_on_an_older_version():
    held, hearing = live_hearing()
    writer = note_taker(held)
    minutes = written(hearing, writer)

    refused(
        "minutes_changed_elsewhere",
        actions.save,
        minutes,
        by=writer,
        version=0,
        text="Bản của cửa sổ kia",
        agencies_text="",
        conclusion_text="",
    )


@pytest.mark.parametrize("part", ["text", "agencies_text", "conclusion_text"])
def test_too_long_text_is_refused(part):
    held, hearing = live_hearing()
    minutes = actions.open_minutes(hearing, by=note_taker(held))
    typed = {"text": "a", "agencies_text": "", "conclusion_text": "", part: "x" * 100_001}

    refused("text_too_long", actions.save, minutes, by=note_taker(held), version=0, **typed)


def test_agreed_minutes_are_not_written_until_reopened_with_a_reason():
    held, hearing = live_hearing()
    writer = note_taker(held)
    minutes = agreed(hearing, writer)
    typed = {"version": 1, "text": "Khác", "agencies_text": "", "conclusion_text": ""}

    refused("minutes_wrong_state", actions.save, minutes, by=writer, **typed)
    refused("reason_missing", actions.reopen, minutes, by=writer, reason=" \u200b ")
    reopened = actions.reopen(minutes, by=writer, reason="Ghi sai diện tích")

    assert (reopened.status, reopened.text_sha256, reopened.pdf_name) == ("draft", "", "")
    assert actions.save(reopened, by=writer, **typed).text == "Khác"


# ── Read back and agree ───────────────────────────────────────────────────────
def test_empty_minutes_are_not_read_back():
    held, hearing = live_hearing()
    minutes = actions.open_minutes(hearing, by=note_taker(held))

    refused("minutes_empty", actions.read_back, minutes, by=note_taker(held))


@pytest.mark.parametrize(("asked", "stands"), [(1, 1), (99, 3), (-1, 0)])
def test_reader_stays_inside_the_text(asked, stands):
    held, hearing = live_hearing()
    writer = note_taker(held)
    minutes = actions.read_back(written(hearing, writer), by=writer)

    assert actions.read_on(minutes, by=writer, paragraph=asked).read_paragraph == stands


def test_reader_is_refused_when_nothing_is_read():
    held, hearing = live_hearing()
    minutes = written(hearing, note_taker(held))

    refused("minutes_not_read_back", actions.read_on, minutes, by=note_taker(held), paragraph=1)


def test_draft_is_not_agreed_without_being_read_back():
    held, hearing = live_hearing()
    minutes = written(hearing, note_taker(held))

    refused("minutes_wrong_state", actions.agree, minutes, by=note_taker(held))


def test_agreeing_hashes_the_text_and_keeps_a_pdf_of_it():
    held, hearing = live_hearing()
    Interruption.objects.create(
        hearing=hearing, cause="site_lost", site=held.site, began_at=timezone.now(), ended_at=timezone.now()
    )

    minutes = agreed(hearing, note_taker(held))

    content = path_of(minutes.pdf_name).read_bytes()
    words = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    assert hashlib.sha256(content).hexdigest() == minutes.pdf_sha256
    assert hashlib.sha256(texts.canonical(minutes).encode()).hexdigest() == minutes.text_sha256
    assert "chưa nhận được tiền bồi thường" in words
    assert "mất kết nối" in words
    assert minutes.text_sha256[:32] in words


def printed_words(minutes):
    reader = pypdf.PdfReader(io.BytesIO(path_of(minutes.pdf_name).read_bytes()))
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


def test_minutes_name_only_those_whose_papers_the_desk_has_seen():
    held, hearing = live_hearing()
    for name, awaits in (("Võ Minh Hải", True), ("Lê Văn Em", False)):
        Attendee.objects.create(
            registration=hearing.registration,
            standing="lawyer",
            full_name=name,
            awaits_papers=awaits,
            noted_at=timezone.now(),
        )

    words = printed_words(agreed(hearing, note_taker(held)))

    assert ("Lê Văn Em" in words, "Võ Minh Hải" in words) == (True, False)


def test_minutes_hold_the_reading_of_the_recording_notice_and_the_chairs_order():
    held, hearing = live_hearing()
    rooms.note_notice_read(hearing.room.places.get(site=held.site), by=held.officer, words="Được ghi âm, ghi hình.")
    hearings.forbid_own_recording(hearing, by=held.chair, reason="Đời tư của người thứ ba")

    words = printed_words(agreed(hearing, note_taker(held)))

    place, ordered_at = hearing.room.places.get(site=held.site), Hearing.objects.get().own_recording_forbidden_at
    assert f"đã được đọc tại {held.site} hồi {hour(place.notice_read_at)} ({held.officer})." in words
    assert f"Hồi {hour(ordered_at)}, người chủ trì yêu cầu người tham dự không tự ghi âm" in words
    assert "Lý do: Đời tư của người thứ ba" in words


def hour(moment):
    return f"{timezone.localtime(moment):%H giờ %M phút}"


def test_what_was_read_after_the_agreement_is_not_in_the_agreed_minutes():
    held, hearing = live_hearing()
    minutes = agreed(hearing, note_taker(held))
    rooms.note_notice_read(hearing.room.places.get(site=held.site), by=held.officer, words="Được ghi âm, ghi hình.")
    hearing = hearings.forbid_own_recording(hearing, by=held.chair, reason="Đời tư")

    form = printing.minutes_form(minutes, at=minutes.agreed_at, is_draft=False)

    assert (form.notices, form.recording_ban) == ((), None)


# ── Sign ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("signature", "note", "with_scan", "code"),
    [
        ("signed", "", False, "scan_missing"),
        ("fingerprint", "", False, "scan_missing"),
        ("refused", " ", True, "reason_missing"),
        ("stamped", "", True, "signature_unknown"),
    ],
)
def test_signing_is_refused(signature, note, with_scan, code):
    held, hearing = live_hearing()
    writer = note_taker(held)
    minutes = agreed(hearing, writer)
    scan = a_scan() if with_scan else None

    refused(code, actions.sign, minutes, by=writer, signature=signature, note=note, scan=scan)


def test_signing_is_refused_before_agreement():
    held, hearing = live_hearing()
    minutes = written(hearing, note_taker(held))

    refused("minutes_wrong_state", actions.sign, minutes, by=note_taker(held), signature="signed", scan=a_scan())


def test_signing_is_refused_when_the_text_is_not_the_agreed_one():
    held, hearing = live_hearing()
    minutes = agreed(hearing, note_taker(held))
    Minutes.objects.update(text="Chữ khác, sửa thẳng trong cơ sở dữ liệu")

    refused("minutes_not_as_agreed", actions.sign, minutes, by=note_taker(held), signature="signed", scan=a_scan())


def test_citizen_who_does_not_sign_is_noted_with_the_reason_and_no_scan():
    held, hearing = live_hearing()

    minutes = actions.sign(
        agreed(hearing, note_taker(held)),
        by=held.officer,
        signature="refused",
        note="Không nêu lý do; bà Cúc làm chứng",
    )

    assert (minutes.status, minutes.scan_name) == ("signed", "")


def test_signing_freezes_the_row_and_enters_the_register():
    held, hearing = live_hearing()
    minutes = signed(hearing, note_taker(held))
    digest = minutes.text_sha256

    for change in ({"text": "sửa"}, {"text_sha256": "0" * 64}, {"status": "draft"}):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            Minutes.objects.filter(pk=minutes.pk).update(**change)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        minutes.delete()

    minutes.refresh_from_db()
    assert (minutes.status, minutes.text_sha256, texts.sha256(minutes)) == ("signed", digest, digest)
    assert RegisterEntry.objects.get().hearing == hearing
    assert verbs()[-2:] == ["minutes.sign", "register.enter"]


# ── Register ──────────────────────────────────────────────────────────────────
def test_register_numbers_run_without_gap_and_each_hearing_has_one_line():
    hearings = [open_hearing(held_session(), status="ended") for _number in range(3)]

    numbers = [actions.enter_in_register(one, by=None).number for one in [*hearings, hearings[0]]]

    assert numbers == [1, 2, 3, 1]


def test_register_starts_again_with_the_year():
    first, second = (open_hearing(held_session(), status="ended") for _number in range(2))
    first.live_at = timezone.now() - timedelta(days=400)
    first.save(update_fields=["live_at"])

    entries = [actions.enter_in_register(one, by=None) for one in (first, second)]

    assert [entry.number for entry in entries] == [1, 1]


def test_register_names_a_denouncer_by_alias_only():
    held, hearing = live_hearing(denunciation=True)

    entry = actions.enter_in_register(hearing, by=held.coordinator)

    alias = hearing.registration.case.protected.alias
    assert (entry.person, bytes(entry.identity), entry.kind) == (alias, b"", "TC")


def test_register_keeps_every_line_of_follow_up_and_refuses_other_columns():
    held, hearing = live_hearing()

    for words in ("một", "hai", "hai"):
        entry = actions.note_in_register(hearing, by=held.coordinator, follow_up=words, accepted_by="Sở A")
    with pytest.raises(ValueError, match="person"):
        actions.note_in_register(hearing, by=held.coordinator, person="Ai đó")

    assert (entry.follow_up, entry.accepted_by) == ("một\nhai", "Sở A")


def part_of(origin, subject="Sửa đường", **values):
    return factories.CaseFactory(
        origin=origin, kind="recommendation_or_feedback", citizen=origin.citizen, subject=subject, **values
    )


def test_what_was_split_off_before_the_hearing_has_a_line_of_its_own_after_it():
    held, hearing = live_hearing()
    part_of(hearing.registration.case)
    part_of(hearing.registration.case, "Lần trước", opened_at=timezone.now() - timedelta(days=90))

    own = actions.enter_in_register(hearing, by=held.coordinator)
    actions.enter_in_register(hearing, by=held.coordinator)

    part = RegisterEntry.objects.get(number=2)
    own.refresh_from_db()
    assert RegisterEntry.objects.count() == 2
    assert (part.hearing, part.person, part.content, part.kind) == (hearing, own.person, "Sửa đường", "KN, PA")
    assert bytes(part.identity) == bytes(own.identity)
    assert own.follow_up == f"Tách riêng kiến nghị, phản ánh: số 2/{part.year}"


def test_columns_of_a_part_are_noted_in_its_own_line():
    held, hearing = live_hearing()
    part = part_of(hearing.registration.case)

    noted = actions.note_in_register(hearing, by=held.coordinator, part=part, accepted_by="Sở A", follow_up="một")

    assert (noted.number, noted.case, noted.accepted_by, noted.follow_up) == (2, part, "Sở A", "một")
    assert RegisterEntry.objects.get(number=1).accepted_by == ""


@pytest.mark.parametrize("of_a_denunciation", [False, True])
def test_name_and_alias_never_stand_side_by_side(of_a_denunciation):
    held, hearing = live_hearing(denunciation=of_a_denunciation)
    origin = hearing.registration.case
    part = factories.CaseFactory(origin=origin, denunciation=not of_a_denunciation)

    with pytest.raises(ValueError, match="side by side"):
        actions.enter_in_register(hearing, by=held.coordinator, part=part)
    actions.enter_in_register(hearing, by=held.coordinator)

    assert RegisterEntry.objects.get().case == origin


# ── Conclusion ────────────────────────────────────────────────────────────────
def limits(day=None):
    return [Limit(factories.AgencyFactory(), "Đo đạc lại", day or timezone.localdate() + timedelta(days=5))]


def test_conclusion_is_rewritten_until_it_is_issued_under_a_number():
    held = held_session()
    actions.draft_conclusion(held.session, by=held.coordinator, body="Một", limits=limits())
    conclusion = actions.draft_conclusion(held.session, by=held.coordinator, body="Hai", limits=limits() + limits())

    issued = actions.issue_conclusion(
        conclusion, by=held.chair, document_number="45/TB-BTCD", issued_on=timezone.localdate()
    )

    assert (issued.body, issued.limits.count(), issued.signed_by) == ("Hai", 2, held.chair)
    refused(
        "conclusion_issued", actions.draft_conclusion, held.session, by=held.coordinator, body="Ba", limits=limits()
    )
    refused(
        "conclusion_issued",
        actions.issue_conclusion,
        issued,
        by=held.chair,
        document_number="46",
        issued_on=timezone.localdate(),
    )


@pytest.mark.parametrize(
    ("body", "given", "code"),
    [
        ("", limits, "body_missing"),
        ("Một", list, "limit_missing"),
        ("Một", lambda: limits(date(2026, 1, 1)), "limit_past"),
        ("Một", lambda: [Limit(factories.AgencyFactory(), " ", date(2030, 1, 1))], "direction_missing"),
        ("Một", lambda: limits() * 2, "body_twice"),
    ],
)
def test_conclusion_draft_is_refused(body, given, code):
    held = held_session()

    refused(code, actions.draft_conclusion, held.session, by=held.coordinator, body=body, limits=given())
    assert not ConclusionNotice.objects.exists()


def test_conclusion_is_refused_for_a_session_not_held():
    held = held_session("published", roll_call=False)

    refused("session_not_held", actions.draft_conclusion, held.session, by=held.coordinator, body="A", limits=limits())


@pytest.mark.parametrize(
    ("number", "days", "code"),
    [
        (" ", 0, "number_missing"),
        ("45", 1, "issued_in_future"),
        ("45", -1, "issued_before_session"),
        ("4" * 61, 0, "text_too_long"),
    ],
)
def test_conclusion_issue_is_refused(number, days, code):
    held = held_session()
    conclusion = actions.draft_conclusion(held.session, by=held.coordinator, body="A", limits=limits())
    day = timezone.localdate() + timedelta(days=days)

    refused(code, actions.issue_conclusion, conclusion, by=held.chair, document_number=number, issued_on=day)


def test_note_taker_does_not_issue_a_conclusion():
    held = held_session()
    conclusion = actions.draft_conclusion(held.session, by=held.coordinator, body="A", limits=limits())

    refused(
        "not_the_signer",
        actions.issue_conclusion,
        conclusion,
        by=note_taker(held),
        document_number="45",
        issued_on=timezone.localdate(),
    )
