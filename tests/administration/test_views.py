import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import AgencyFactory, UserFactory, enter_calendar
from tests.sign_in import sign_in
from tests.source_tree import ROOT, Tree
from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.administration.audit_words import EVERY, words_of
from tiepdan.audit.actions import record
from tiepdan.audit.models import AuditSeal
from tiepdan.outbox.actions import enqueue
from tiepdan.outbox.enums import Channel, MessageStatus
from tiepdan.places.models import BackwardReading, CalendarDay, CalendarYear, PostedText

pytestmark = pytest.mark.django_db
PAGES = [
    "administration:home",
    "administration:calendar",
    "administration:people",
    "administration:new-person",
    "administration:reading",
    "administration:posted-texts",
]
DAY = {"falls_on": "2026-11-28", "kind": "working", "name": "Làm bù", "decision_number": "12/TB-BNV"}


@pytest.fixture
def administrator(client):
    user = UserFactory(role=Role.ADMINISTRATOR)
    sign_in(client, user)
    return user


@pytest.mark.parametrize("page", PAGES)
def test_administrator_sees_the_page(client, administrator, page):
    enter_calendar()

    assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.SITE_OFFICER}])
def test_nobody_else_sees_it(client, page, role):
    sign_in(client, UserFactory(role=role))

    assert client.get(reverse(page)).status_code == 403


def test_swapped_day_enters_the_calendar_with_its_document(client, administrator):
    client.post(reverse("administration:set-day"), DAY)

    day = CalendarDay.objects.get()
    assert (day.falls_on, day.kind, day.decision_number) == (date(2026, 11, 28), "working", "12/TB-BNV")


def test_day_without_a_document_is_refused_and_what_was_typed_stays(client, administrator):
    response = client.post(reverse("administration:set-day"), {**DAY, "decision_number": ""})

    assert response.status_code == 422
    assert "Làm bù" in response.text
    assert not CalendarDay.objects.exists()


def test_refused_day_comes_back_beside_the_days_of_its_own_year(client, administrator):
    client.post(reverse("administration:enter-year"), {"year": 2027})

    response = client.post(reverse("administration:set-day"), {**DAY, "falls_on": "2027-09-04", "name": ""})

    assert response.status_code == 422
    assert "02/09/2027" in response.text


def test_stranger_cannot_change_the_calendar(client):
    sign_in(client, UserFactory(coordinator=True))

    assert client.post(reverse("administration:set-day"), DAY).status_code == 403
    assert client.post(reverse("administration:enter-year"), {"year": 2027}).status_code == 403
    assert not CalendarDay.objects.exists()
    assert not CalendarYear.objects.exists()


def test_entered_year_shows_its_holidays(client, administrator):
    response = client.post(reverse("administration:enter-year"), {"year": 2027}, follow=True)

    assert "02/09/2027" in response.text


def person(**changes):
    return {
        "username": "can-bo-moi",
        "full_name": "Nguyễn Văn Mới",
        "position": "Chuyên viên",
        "role": Role.COORDINATOR,
        "agency": AgencyFactory().pk,
        "password": "mot-mat-khau-rat-dai-7",
        **changes,
    }


def test_new_person_can_sign_in_with_the_first_password(client, administrator):
    client.post(reverse("administration:new-person"), person())

    made = User.objects.get(username="can-bo-moi")
    assert made.check_password("mot-mat-khau-rat-dai-7")
    assert made.role == Role.COORDINATOR


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"username": "Có Dấu"}, id="marks in the user name"),
        pytest.param({"password": "ngan"}, id="a short password"),
        pytest.param({"role": Role.SITE_OFFICER}, id="a site officer without an office"),
        pytest.param({"role": "king"}, id="an unknown role"),
        pytest.param({"full_name": ""}, id="no name"),
    ],
)
def test_wrong_person_is_refused_and_nothing_is_made(client, administrator, changes):
    people = User.objects.count()

    response = client.post(reverse("administration:new-person"), person(**changes))

    assert response.status_code == 422
    assert User.objects.count() == people


def test_user_name_that_is_taken_is_refused(client, administrator):
    UserFactory(username="can-bo-moi")

    response = client.post(reverse("administration:new-person"), person())

    assert "đã có người dùng" in response.text


def test_closed_account_cannot_sign_in(client, administrator):
    em = UserFactory()

    client.post(reverse("administration:close-account", args=[em.pk]), {"reason": "Chuyển công tác"})

    em.refresh_from_db()
    assert not em.is_active


def test_account_is_not_closed_without_a_reason_nor_by_oneself(client, administrator):
    em = UserFactory()

    no_reason = client.post(reverse("administration:close-account", args=[em.pk]), {"reason": " "})
    oneself = client.post(reverse("administration:close-account", args=[administrator.pk]), {"reason": "x"})

    assert (no_reason.status_code, oneself.status_code) == (409, 409)
    assert User.objects.filter(is_active=False).count() == 0


def letter(status=MessageStatus.QUEUED, channel=Channel.LETTER):
    made = enqueue("notice", channel=channel, recipient="UBND xã", body="Kính mời", about=AgencyFactory())
    made.status = status
    made.save(update_fields=["status"])
    return made


def test_coordinator_posts_a_letter(client):
    sign_in(client, UserFactory(coordinator=True))
    waiting = letter()

    page = client.get(reverse("administration:post-room"))
    client.post(reverse("administration:note-posted", args=[waiting.pk]), {"detail": "RR123"})

    waiting.refresh_from_db()
    assert "UBND xã" in page.text
    assert (waiting.status, waiting.receipts.get().detail) == (MessageStatus.SENT, "RR123")


def test_failed_message_goes_back_among_those_to_send(client):
    sign_in(client, UserFactory(coordinator=True))
    failed = letter(MessageStatus.FAILED, Channel.SMS)

    client.post(reverse("administration:send-again", args=[failed.pk]))

    failed.refresh_from_db()
    assert failed.status == MessageStatus.QUEUED


def test_post_room_is_closed_to_others(client):
    sign_in(client, UserFactory(note_taker=True))

    assert client.get(reverse("administration:post-room")).status_code == 403


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
def test_audit_shows_who_did_what_to_those_who_look_after_it(client, role):
    binh = UserFactory(coordinator=True, full_name="Lê Thị Bình")
    record(binh, "desk.check_in", AgencyFactory(), number=7)
    sign_in(client, UserFactory(role=role))

    page = client.get(reverse("administration:audit")).text

    assert "Lê Thị Bình" in page
    assert "desk.check_in" in page


def test_every_act_of_the_audit_has_words():
    """Each verb that any action records, also those made of two parts."""
    texts = [path.read_text(encoding="utf-8") for path in Tree(ROOT).under("tiepdan/", ".py")]
    verbs = {verb for text in texts for verb in re.findall(r'record\([^"]*?f?"([a-z_]+\.[a-z_{}.]+)"', text)}
    handed_on = re.compile(r'(?:, |verb=)"((?:desk|clocks|minutes)\.[a-z_]+)"[,)]')
    verbs |= {verb for text in texts for verb in handed_on.findall(text)}
    plain = {verb for verb in verbs if "{" not in verb}

    assert len(plain) > 80
    assert {"desk.finish", "clocks.stop", "minutes.sign"} <= plain
    assert sorted(plain - set(EVERY)) == []
    assert sorted(verbs - plain) == [
        "readiness.confirm_check_at_{side}",
        "registration.{status.value}",
        "session.{target.value}",
    ]


def test_act_without_words_is_shown_by_its_verb():
    assert (words_of("desk.check_in"), words_of("new.act")) == ("Điểm danh, cấp số thứ tự", "new.act")


def test_audit_is_closed_to_others(client):
    sign_in(client, UserFactory(coordinator=True))

    assert client.get(reverse("administration:audit")).status_code == 403
    assert client.get(reverse("administration:check-audit")).status_code == 403


def test_check_of_the_audit_finds_a_seal_that_does_not_fit(client, administrator):
    AuditSeal.objects.create(
        sealed_at=timezone.now(), last_transaction_number=1, entries=3, previous_hash="0" * 64, seal_hash="f" * 64
    )

    assert "không còn khớp" in client.get(reverse("administration:check-audit")).text


def test_check_of_the_audit_says_when_nothing_is_sealed_yet(client, administrator):
    assert "Chưa có niêm phong nào" in client.get(reverse("administration:check-audit")).text


READING = {"way": "common", "decision_number": "12/QĐ-TCD", "decided_on": "2026-08-03"}


def test_administrator_enters_the_heads_decision_and_sees_the_history(client, administrator):
    response = client.post(reverse("administration:reading"), READING, follow=True)

    assert BackwardReading.objects.get().reading == "common"
    assert "12/QĐ-TCD" in response.text


@pytest.mark.parametrize("missing", READING)
def test_incomplete_decision_is_shown_again(client, administrator, missing):
    response = client.post(reverse("administration:reading"), {**READING, missing: ""})

    assert response.status_code == 422
    assert not BackwardReading.objects.exists()


def test_stranger_cannot_change_how_days_are_counted(client):
    sign_in(client, UserFactory(coordinator=True))

    assert client.post(reverse("administration:reading"), READING).status_code == 403
    assert not BackwardReading.objects.exists()


TEXT = {
    "kind": "house_rules",
    "agency": "",
    "body": "Giữ trật tự.\nLấy số.",
    "decision_number": "15/QĐ-UBND",
    "effective_on": "2026-12-01",
}


def test_posted_text_is_kept_with_its_decision_and_shown_in_the_history(client, administrator):
    response = client.post(reverse("administration:posted-texts"), TEXT, follow=True)

    posted = PostedText.objects.get()
    assert (posted.kind, posted.agency, posted.effective_on) == ("house_rules", None, date(2026, 12, 1))
    assert "15/QĐ-UBND" in response.text
    assert "Lấy số." in response.text


def test_text_without_its_decision_is_refused_and_what_was_typed_stays(client, administrator):
    response = client.post(reverse("administration:posted-texts"), {**TEXT, "decision_number": ""})

    assert response.status_code == 422
    assert "Lấy số." in response.text
    assert not PostedText.objects.exists()


def test_stranger_posts_nothing(client):
    sign_in(client, UserFactory(coordinator=True))

    assert client.post(reverse("administration:posted-texts"), TEXT).status_code == 403
    assert not PostedText.objects.exists()
