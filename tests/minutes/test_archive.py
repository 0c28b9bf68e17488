"""A closed session is put away: what it lacks is named, and afterwards nothing of it is written on."""

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.hearings.factories import open_hearing
from tests.locks import row_holder
from tests.minutes.factories import live_hearing, note_taker, signed, written
from tests.sign_in import sign_in
from tiepdan.accounts.enums import Role
from tiepdan.audit.models import AuditEntry
from tiepdan.errors import DomainError
from tiepdan.hearings.models import Hearing
from tiepdan.minutes import actions
from tiepdan.minutes.models import ConclusionNotice, Minutes, RegisterEntry
from tiepdan.recordings.models import Recording
from tiepdan.rooms.models import RoomPlace
from tiepdan.schedule.models import ReceptionSession

pytestmark = pytest.mark.django_db


def closed_session(*, recording="verified", concluded=True):
    """One turn, signed and entered in the book, and the session closed."""
    held, hearing = live_hearing()
    signed(hearing, note_taker(held))
    Recording.objects.create(hearing=hearing, status=recording, wanted_at=timezone.now())
    end(held)
    if concluded:
        ConclusionNotice.objects.create(
            session=held.session,
            body="Giao Sở.",
            document_number="12/TB",
            drafted_at=timezone.now(),
            issued_on=held.session.held_on,
        )
    return held


def end(held):
    Hearing.objects.filter(session=held.session).update(status="ended", ended_at=timezone.now())
    ReceptionSession.objects.filter(pk=held.session.pk).update(status="closed", closed_at=timezone.now())
    held.session.refresh_from_db()


def archived_session():
    held = closed_session()
    held.session = actions.archive_session(held.session, by=held.coordinator)
    return held


def assert_refused(code, words, held):
    before = AuditEntry.objects.count()
    with pytest.raises(DomainError) as error:
        actions.archive_session(held.session, by=held.coordinator)
    assert error.value.code == code
    assert words in str(error.value.message)
    assert AuditEntry.objects.count() == before
    assert ReceptionSession.objects.get().archived_at is None


# ── The act ───────────────────────────────────────────────────────────────────
def test_coordinator_archives_a_session_that_lacks_nothing():
    held = closed_session()
    before = AuditEntry.objects.count()

    actions.archive_session(held.session, by=held.coordinator)

    session = ReceptionSession.objects.get()
    assert (session.status, session.archived_at is None) == ("archived", False)
    assert [one.verb for one in AuditEntry.objects.order_by("pk")[before:]] == ["session.archived"]


def test_session_at_which_nobody_was_heard_needs_no_conclusion(client):
    held, hearing = live_hearing()
    Hearing.objects.filter(pk=hearing.pk).update(status="called", live_at=None)
    end(held)

    assert actions.archive_session(held.session, by=held.coordinator).status == "archived"
    page = sign_in(client, held.coordinator).get(reverse("minutes:conclusion", args=[held.session.pk])).content.decode()
    assert "Không có ai được tiếp, nên không phải kết luận." in page
    assert "Lưu dự thảo" not in page


@pytest.mark.parametrize("recording", ["stored", "failed"])
def test_archive_is_refused_while_a_recording_is_not_verified(recording):
    held = closed_session(recording=recording)

    words = {"stored": "1 bản ghi âm, ghi hình chưa kiểm tra toàn vẹn", "failed": "1 bản ghi âm, ghi hình không thành"}
    assert_refused("archive_lacks", words[recording], held)


def test_archive_is_refused_without_the_conclusion_notice():
    held = closed_session(concluded=False)

    assert_refused("archive_lacks", "chưa ban hành Thông báo kết luận", held)


def test_archive_names_everything_that_a_turn_lacks():
    held, hearing = live_hearing()
    written(hearing, note_taker(held))
    end(held)

    for words in ("1 bản ghi âm", "1 biên bản chưa ký", "1 lượt tiếp chưa ghi vào Sổ", "Thông báo kết luận"):
        assert_refused("archive_lacks", words, held)


@pytest.mark.parametrize("status", ["live", "paused", "cancelled"])
def test_archive_is_refused_in_another_state(status):
    held = closed_session()
    ReceptionSession.objects.update(status=status)

    assert_refused("session_wrong_state", "không làm được việc này", held)


@pytest.mark.django_db(transaction=True)
def test_archiving_waits_for_the_session():
    held = closed_session()

    with row_holder() as hold:
        hold(held.session)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.archive_session(held.session, by=held.coordinator)


# ── Afterwards ────────────────────────────────────────────────────────────────
def test_archived_session_is_frozen_by_the_database():
    held = archived_session()

    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        ReceptionSession.objects.filter(pk=held.session.pk).update(status="closed")


def test_nothing_is_written_on_in_an_archived_session():
    held = closed_session()
    RoomPlace.objects.update(admission="done")
    other = open_hearing(held, status="ended")
    Hearing.objects.filter(pk=other.pk).update(live_at=None)
    third = Minutes.objects.create(
        hearing=other, note_taker=note_taker(held), opened_at=timezone.now(), saved_at=timezone.now()
    )
    actions.archive_session(held.session, by=held.coordinator)
    writer = note_taker(held)

    for act in (
        lambda: written(other, writer),
        lambda: actions.read_back(third, by=writer),
        lambda: actions.draft_conclusion(held.session, by=held.coordinator, body="Giao Sở.", limits=[]),
    ):
        with pytest.raises(DomainError) as error:
            act()
        assert error.value.code == "session_archived"


def test_later_columns_of_the_book_go_on_after_the_archive():
    archived_session()
    hearing = Hearing.objects.get()

    actions.note_in_register(hearing, by=None, follow_up="Sở đã trả lời ngày 02/12/2026.")

    assert RegisterEntry.objects.get().follow_up == "Sở đã trả lời ngày 02/12/2026."


# ── The page ──────────────────────────────────────────────────────────────────
def test_coordinator_archives_on_the_line_of_time(client):
    factories.enter_calendar()
    held = closed_session()
    sign_in(client, held.coordinator)
    page, act = (reverse(name, args=[held.session.pk]) for name in ("readiness:session", "minutes:archive"))

    before = client.get(page).content.decode()
    answer = client.post(act, follow=True)

    assert act in before
    assert answer.redirect_chain == [(page, 302)]
    assert "Đã lưu trữ buổi tiếp" in answer.content.decode()
    assert act not in answer.content.decode()


def test_line_of_time_says_what_is_missing_and_offers_no_act(client):
    factories.enter_calendar()
    held = closed_session(concluded=False)
    sign_in(client, held.coordinator)

    page = client.get(reverse("readiness:session", args=[held.session.pk])).content.decode()
    refused = client.post(reverse("minutes:archive", args=[held.session.pk]))

    assert "Còn thiếu: chưa ban hành Thông báo kết luận" in page
    assert reverse("minutes:archive", args=[held.session.pk]) not in page
    assert refused.status_code == 409
    assert "Còn thiếu: chưa ban hành Thông báo kết luận" in refused.content.decode()


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.CHAIR, Role.SITE_OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_nobody_else_archives(client, role):
    held = closed_session()
    office = held.session.sites.first().office if role == Role.SITE_OFFICER else None
    sign_in(client, factories.UserFactory(role=role, agency=held.session.agency, office=office))

    answer = client.post(reverse("minutes:archive", args=[held.session.pk]))

    assert answer.status_code == 404
    assert ReceptionSession.objects.get().status == "closed"


def test_coordinator_of_another_agency_finds_nothing(client):
    held = closed_session()
    sign_in(client, factories.UserFactory(role=Role.COORDINATOR, agency=factories.AgencyFactory()))

    page = client.get(reverse("readiness:session", args=[held.session.pk])).content.decode()
    answer = client.post(reverse("minutes:archive", args=[held.session.pk]))

    assert reverse("minutes:archive", args=[held.session.pk]) not in page
    assert answer.status_code == 404
