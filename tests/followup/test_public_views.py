"""Follow by code: what is shown when, what a wrong code looks like, what never leaves a denunciation."""

import re
import statistics
import time
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.followup.factories import hearing_with_calendar, promised
from tests.hearings.factories import held_session, waiting_ticket
from tests.minutes.factories import signed
from tests.settlement.factories import noted
from tiepdan.followup import actions
from tiepdan.followup.models import FailedLookup, FollowUpTask
from tiepdan.law.events import Event
from tiepdan.registrations.codes import new_code
from tiepdan.settlement import actions as settlement

pytestmark = pytest.mark.django_db
SECRET = "Ông giám đốc nhận tiền"


def given_a_code(registration):
    registration.code = new_code()
    registration.save(update_fields=["code"])
    return registration.code


def entered(client, code, *, protected=False):
    return client.post(reverse("follow:enter-protected" if protected else "follow:enter"), {"code": code})


def shown(client, code, *, protected=False):
    assert entered(client, code, protected=protected).url == reverse("follow:show")
    return client.get(reverse("follow:show")).content.decode()


def heard(hearing):
    hearing.registration.status, hearing.registration.heard_at = "heard", timezone.now()
    hearing.registration.save(update_fields=["status", "heard_at"])


# ── The code ──────────────────────────────────────────────────────────────────
def test_code_is_read_with_dashes_small_letters_and_spaces(client):
    _held, hearing = hearing_with_calendar()
    code = given_a_code(hearing.registration)

    assert "Vụ việc của ông/bà" in shown(client, f" {hearing.registration.spaced_code.lower()} ")
    assert code not in reverse("follow:show")


def content_without_the_token(response):
    """What a person sees; the clock at the foot and the form's token differ from page to page."""
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", main)


@pytest.mark.parametrize("protected", [False, True], ids=["general door", "door of denunciations"])
def test_wrong_code_nonsense_and_a_code_of_the_other_class_look_the_same(protected):
    _held, hearing = hearing_with_calendar(**({} if protected else {"denunciation": True}))
    other_class = given_a_code(hearing.registration)

    answers = [entered(Client(), code, protected=protected) for code in (other_class, new_code(), "", "x" * 500, "🙂")]

    assert {answer.status_code for answer in answers} == {422}
    assert len({content_without_the_token(answer) for answer in answers}) == 1
    assert all("sessionid" not in answer.cookies for answer in answers)


def test_wrong_code_takes_as_long_as_one_of_the_other_class():
    _held, hearing = hearing_with_calendar(denunciation=True)
    codes = {"other": given_a_code(hearing.registration), "wrong": new_code()}
    spent = {name: [] for name in codes}
    for turn in range(9):
        for name, code in codes.items():
            start = time.perf_counter()
            entered(Client(REMOTE_ADDR=f"203.0.113.{turn}"), code)
            spent[name].append(time.perf_counter() - start)

    ratio = statistics.median(spent["other"]) / statistics.median(spent["wrong"])
    assert 0.4 < ratio < 2.5


def test_many_wrong_codes_from_one_address_are_stopped_and_others_go_on():
    _held, hearing = hearing_with_calendar()
    code = given_a_code(hearing.registration)
    for _try in range(actions.MOST_WRONG_CODES):
        entered(Client(REMOTE_ADDR="203.0.113.7"), new_code())

    assert entered(Client(REMOTE_ADDR="203.0.113.7"), code).status_code == 429
    assert entered(Client(REMOTE_ADDR="203.0.113.8"), code).status_code == 302
    assert FailedLookup.objects.get().count == actions.MOST_WRONG_CODES


def test_right_codes_are_not_counted(client):
    _held, hearing = hearing_with_calendar()

    entered(client, given_a_code(hearing.registration))

    assert not FailedLookup.objects.exists()


def test_matter_is_gone_from_a_shared_computer_after_leaving(client):
    _held, hearing = hearing_with_calendar()
    entered(client, given_a_code(hearing.registration))

    client.post(reverse("follow:leave"))

    assert client.get(reverse("follow:show")).url == reverse("follow:enter")
    assert client.get(reverse("follow:now")).status_code == 204


def test_pages_of_the_code_are_not_kept_by_caches(client):
    _held, hearing = hearing_with_calendar()
    entered(client, given_a_code(hearing.registration))

    assert "no-store" in client.get(reverse("follow:show"))["Cache-Control"]


# ── What is shown when ────────────────────────────────────────────────────────
def test_waiting_person_sees_the_number_and_how_many_are_before(client):
    held = held_session("live")
    waiting_ticket(held)
    mine = waiting_ticket(held)

    html = shown(client, given_a_code(mine.registration))

    assert f">{mine}<" in html
    assert ">1<" in html


def test_before_the_session_the_limit_of_the_notice_is_named(client):
    factories.enter_calendar()
    registration = factories.RegistrationFactory()

    html = shown(client, given_a_code(registration))

    assert "Điều 23 khoản 1 Nghị định 154/2026/NĐ-CP" in html
    assert "trong 10 ngày làm việc sau buổi tiếp" in html


@pytest.mark.parametrize(("days", "words"), [(0, "Tiếp theo"), (1, "Đã quá hạn")])
def test_promise_is_shown_with_body_contact_day_and_article_and_is_missed_from_the_day_after(client, days, words):
    held, hearing = hearing_with_calendar()
    promised(held, hearing)
    heard(hearing)
    FollowUpTask.objects.update(due_on=timezone.localdate() - timedelta(days=days))

    html = shown(client, given_a_code(hearing.registration))

    last = html.split("<li class=")[-1]
    assert words in last
    assert "Sở Nông nghiệp và Môi trường" in last
    assert "Bà Đỗ Thu Hà" in last
    assert "Điều 28 khoản 1 Luật Tiếp công dân" in last


def test_result_is_shown_after_the_answer(client):
    held, hearing = hearing_with_calendar()
    actions.answer(
        promised(held, hearing), by=held.coordinator, text="Diện tích đúng là 420 m²", document_number="12/SNN"
    )
    heard(hearing)

    html = shown(client, given_a_code(hearing.registration))

    assert "Diện tích đúng là 420 m²" in html
    assert "12/SNN" in html


def test_chairs_word_in_the_hearing_stands_before_the_signature_after_it(client):
    held, hearing = hearing_with_calendar()
    promised(held, hearing)
    signed(hearing, held.officer)
    heard(hearing)

    html = shown(client, given_a_code(hearing.registration))

    line = ["Người tiếp công dân hẹn thời hạn", "Biên bản đã đọc lại và ký", "Thông báo kết quả xử lý"]
    assert sorted(line, key=html.index) == line


def test_signature_stands_before_a_word_that_was_said_later(client):
    held, hearing = hearing_with_calendar()
    signed(hearing, held.officer)
    promised(held, hearing)
    heard(hearing)

    html = shown(client, given_a_code(hearing.registration))

    assert html.index("Biên bản đã đọc lại và ký") < html.index("Người tiếp công dân hẹn thời hạn")


def test_heard_without_a_decision_shows_the_laws_own_limit(client):
    _held, hearing = hearing_with_calendar()
    heard(hearing)

    assert "Điều 28 khoản 1 Luật Tiếp công dân" in shown(client, given_a_code(hearing.registration))


@pytest.mark.parametrize("status", ["withdrawn", "refused", "no_show"])
def test_ended_registration_says_so(client, status):
    factories.enter_calendar()
    registration = factories.RegistrationFactory(
        confirmed=True,
        status=status,
        refusal_ground="4.1.h",
        refusal_reason="Đã trả lời.",
        refused_at=timezone.now(),
        withdrawn_at=timezone.now(),
    )
    words = {"withdrawn": "Đã rút đăng ký", "refused": "Đã trả lời.", "no_show": "Vắng mặt · "}

    assert words[status] in shown(client, given_a_code(registration))


def test_denunciation_shows_dates_and_no_content(client):
    held, hearing = hearing_with_calendar(denunciation=True)
    task = promised(held, hearing, answer=SECRET)
    actions.answer(task, by=held.coordinator, text=SECRET)
    heard(hearing)

    html = shown(client, given_a_code(hearing.registration), protected=True)

    case = hearing.registration.case
    assert "Đã trả lời kết quả" in html
    assert [word for word in (SECRET, case.subject, case.account, case.protected.alias) if word in html] == []


def test_decisions_on_the_way_and_the_awaited_one_are_shown(client):
    held, hearing = hearing_with_calendar()
    case, code = hearing.registration.case, given_a_code(hearing.registration)
    type(case).objects.filter(pk=case.pk).update(kind="complaint")
    case.refresh_from_db()
    noted(case, Event.DECISION_KNOWN, date(2026, 7, 20), by=held.coordinator)
    noted(case, Event.COMPLAINT_ACCEPTED, date(2026, 8, 3), by=held.coordinator)

    page = shown(client, code)

    assert "Thụ lý khiếu nại lần đầu (văn bản 12/QĐ)" in page
    assert "chậm nhất thứ Năm, 03/09/2026" in page
    assert "biết được quyết định" not in page
    assert page.index("Thụ lý khiếu nại") < page.index("Đã đăng ký tiếp công dân") < page.index("chậm nhất thứ Năm")

    noted(case, Event.SUSPENDED, date(2026, 8, 10), by=held.coordinator)
    assert "Tạm đình chỉ" in client.get(reverse("follow:show")).content.decode()

    settlement.take_back(case, by=held.coordinator, reason="Nhầm hồ sơ")
    page = client.get(reverse("follow:show")).content.decode()
    assert "Quyết định tạm đình chỉ" not in page
    assert "Nhầm hồ sơ" not in page


def test_decision_about_a_denunciation_shows_neither_number_nor_note(client):
    held, hearing = hearing_with_calendar(denunciation=True)
    code = given_a_code(hearing.registration)
    noted(
        hearing.registration.case, Event.DENUNCIATION_ACCEPTED, date(2026, 8, 3), by=held.coordinator, note="Về ông B"
    )

    page = shown(client, code, protected=True)

    assert "Quyết định thụ lý tố cáo" in page
    assert "12/QĐ" not in page
    assert "Về ông B" not in page


def test_answer_at_the_hearing_is_shown(client):
    held, hearing = hearing_with_calendar()
    actions.decide(hearing, by=held.chair, kind="answered", answer="Được bồi thường thêm.")
    heard(hearing)

    assert "Được bồi thường thêm." in shown(client, given_a_code(hearing.registration))
