"""The coordinator's table, the chair's table, the site screen: happy, refused, stranger, without JavaScript."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.hearings.factories import held_session, open_hearing, waiting_ticket
from tests.sign_in import sign_in
from tiepdan.alarms import actions as alarms
from tiepdan.alarms.enums import AlarmKind
from tiepdan.alarms.models import Alarm
from tiepdan.hearings.models import FloorGrant, FloorRequest, Hearing
from tiepdan.law.conduct import PROCEDURE, RECORDING_NOTICE
from tiepdan.places import actions as places
from tiepdan.places.enums import PostedKind
from tiepdan.readiness.models import Presence
from tiepdan.registrations.models import Registration

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_coordinator_sees_sessions_to_come(client: Client):
    held = held_session()

    assert reverse("hearings:table", args=[held.session.pk]) in page(
        sign_in(client, held.coordinator), "hearings:table"
    )


def test_coordinator_sees_roll_call_before_the_session_is_opened(client: Client):
    held = held_session("published")

    assert reverse("hearings:open-session", args=[held.session.pk]) in page(
        sign_in(client, held.coordinator), "hearings:table", held.session.pk
    )


def test_coordinator_sees_queue_sites_and_the_button_to_call(client: Client):
    held = held_session()
    waiting_ticket(held)

    html = page(sign_in(client, held.coordinator), "hearings:table", held.session.pk)

    assert "Nguyễn Thị An" in html
    assert 'data-key="n"' in html
    assert all(site.office.short_name in html for site in (held.central, held.site, held.other_site))


def test_note_taker_sees_the_table_without_buttons(client: Client):
    held = held_session()
    waiting_ticket(held)
    note_taker = factories.UserFactory(note_taker=True, agency=held.session.agency)

    html = page(sign_in(client, note_taker), "hearings:table", held.session.pk)

    assert "Nguyễn Thị An" in html
    assert "data-key" not in html


@pytest.mark.parametrize("part", ["trang-thai", "hang-doi", "diem-cau", "can-xu-ly"])
def test_part_read_anew_is_the_part_of_the_page(client: Client, part: str):
    held = held_session("live")
    open_hearing(held)
    alarms.raise_alarm(held.session, AlarmKind.HELP_ASKED, site=held.site)
    sign_in(client, held.coordinator)
    whole = strip_tokens(page(client, "hearings:table", held.session.pk))

    fragment = strip_tokens(page(client, "hearings:table-part", held.session.pk, part))

    assert fragment.strip() in whole


def test_each_site_stands_once_and_its_picture_is_not_read_anew(client: Client):
    held = held_session("live")
    open_hearing(held)
    sign_in(client, held.coordinator)
    sites = [held.central, held.site, held.other_site]

    html = page(client, "hearings:table", held.session.pk)

    assert [html.count(f'data-picture-of="site:{site.pk}"') for site in sites] == [1, 1, 1]
    assert [html.count(f'id="site-{site.pk}"') for site in sites] == [1, 1, 1]
    assert all(f"#site-{site.pk}" in html.partition("hx-select-oob=")[2] for site in sites)


@pytest.mark.parametrize("part", ["trang-thai", "ho-so", "phat-bieu", "dong-ho"])
def test_part_of_the_chairs_table_read_anew_is_the_part_of_the_page(client: Client, part: str):
    held = held_session("live")
    open_hearing(held)
    sign_in(client, held.chair)
    whole = strip_tokens(page(client, "hearings:chair", held.session.pk))

    fragment = strip_tokens(page(client, "hearings:chair-part", held.session.pk, part))

    assert fragment.strip() in whole


def strip_tokens(html: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_unknown_part_is_not_found(client: Client):
    held = held_session()
    sign_in(client, held.coordinator)

    assert client.get(reverse("hearings:table-part", args=[held.session.pk, "khac"])).status_code == 404
    assert client.get(reverse("hearings:chair-part", args=[held.session.pk, "khac"])).status_code == 404
    sign_in(client, held.officer)
    assert client.get(reverse("screen:part", args=[held.site.pk, "khac"])).status_code == 404


def test_coordinator_calls_the_roll_opens_and_calls_without_javascript(client: Client):
    held = held_session("published", roll_call=False)
    sign_in(client, held.coordinator)
    for duty, name in (("receiver", "Trần Văn Dũng"), ("advising", "Phạm Thị Hoa")):
        form = {"site": held.central.pk, "duty": duty, "full_name": name, "position": ""}
        assert client.post(reverse("hearings:note-presence", args=[held.session.pk]), form).status_code == 302
    waiting_ticket(held)

    client.post(reverse("hearings:open-session", args=[held.session.pk]))
    response = client.post(reverse("hearings:call-next", args=[held.session.pk]))

    assert response.url == reverse("hearings:table", args=[held.session.pk])
    assert Hearing.objects.get().status == "opening"


def test_roll_call_shows_the_gates_and_refuses_to_open_while_one_is_missed(client: Client):
    held = held_session("published")
    held.session.overrides.filter(gate="trial").delete()
    sign_in(client, held.coordinator)

    html = page(client, "hearings:table", held.session.pk)
    response = client.post(reverse("hearings:open-session", args=[held.session.pk]))

    assert html.count("đã quyết định vẫn tiến hành") == 2
    assert reverse("readiness:session", args=[held.session.pk]) in html
    assert (response.status_code, "Kết nối thử thành công" in response.content.decode()) == (409, True)


def test_coordinator_keeps_what_was_typed_when_the_roll_call_is_incomplete(client: Client):
    held = held_session("published", roll_call=False)
    sign_in(client, held.coordinator)

    response = client.post(reverse("hearings:note-presence", args=[held.session.pk]), {"position": "Chánh Văn phòng"})

    assert response.status_code == 422
    assert "Chánh Văn phòng" in response.content.decode()
    assert not Presence.objects.exists()


def test_refused_call_says_why(client: Client):
    held = held_session()
    sign_in(client, held.coordinator)

    response = client.post(reverse("hearings:call-next", args=[held.session.pk]), HTTP_HX_REQUEST="true")

    assert (response.status_code, response["HX-Retarget"]) == (409, "#messages")
    assert "Không còn ai đang chờ" in response.content.decode()


def test_chair_gives_and_takes_the_floor_by_one_button(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.chair)

    response = client.post(reverse("hearings:give-floor", args=[hearing.pk, held.site.pk]), HTTP_HX_REQUEST="true")
    assert (response.status_code, response["HX-Trigger"]) == (204, "acted")
    client.post(reverse("hearings:take-floor", args=[hearing.pk, held.site.pk]))

    assert FloorGrant.objects.get().taken_at is not None


def test_chair_interrupts_and_resumes(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    hearing.room.places.update(connection="online")
    sign_in(client, held.chair)

    client.post(reverse("hearings:interrupt", args=[hearing.pk]))
    hearing.refresh_from_db()
    assert hearing.status == "interrupted"
    assert "Người chủ trì tạm dừng" in page(client, "hearings:chair", held.session.pk)
    client.post(reverse("hearings:resume", args=[hearing.pk]))

    hearing.refresh_from_db()
    assert hearing.status == "live"


def test_chair_ends_the_hearing(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.chair)

    response = client.post(reverse("hearings:end", args=[hearing.pk]), {"reason": "Đã trả lời"})

    assert response.url == reverse("hearings:chair", args=[held.session.pk])
    hearing.refresh_from_db()
    assert (hearing.status, hearing.end_reason) == ("ended", "Đã trả lời")


def test_chair_forbids_own_recordings_and_the_sites_read_it(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.chair)

    client.post(reverse("hearings:forbid-own-recording", args=[hearing.pk]), {"reason": "Đời tư"})

    sign_in(client, held.officer)
    html = page(client, "screen:show", held.site.pk)
    assert "người chủ trì yêu cầu không tự ghi âm, ghi hình, phát trực tiếp" in html
    assert "Đời tư" in html
    sign_in(client, held.other_officer)
    assert "Đời tư" not in page(client, "screen:show", held.other_site.pk)


@pytest.mark.parametrize("act", ["end", "forbid-own-recording"])
def test_reason_that_is_too_long_comes_back_whole_and_nothing_happens(client: Client, act: str):
    hearing = open_hearing(held := held_session("live"))
    sign_in(client, held.chair)
    reason = "Ông An đã trình bày xong. " * 20

    response = client.post(reverse(f"hearings:{act}", args=[hearing.pk]), {"reason": reason, "from": "table"})

    hearing.refresh_from_db()
    assert response.status_code == 409
    assert 'data-code="reason_too_long"' in response.text
    assert f">{reason}</textarea>" in response.text
    assert '<input type="hidden" name="from" value="table">' in response.text
    assert (hearing.status, hearing.end_reason, hearing.own_recording_forbidden_at) == ("live", "", None)


def test_officer_logs_that_the_recording_notice_was_read(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.officer)
    assert RECORDING_NOTICE.text in page(client, "screen:part", held.site.pk, "thanh")

    client.post(reverse("screen:note-notice-read", args=[held.site.pk]))

    place = hearing.room.places.get(site=held.site)
    assert (place.notice_read_by, place.notice_read_at is not None) == (held.officer, True)
    assert RECORDING_NOTICE.text not in page(client, "screen:part", held.site.pk, "thanh")
    sign_in(client, held.chair)
    assert f"({held.officer.full_name})" in page(client, "hearings:chair-part", held.session.pk, "phat-bieu")
    sign_in(client, held.coordinator)
    table = page(client, "hearings:table", held.session.pk)
    assert "Đã đọc thông báo ghi âm, ghi hình" in table


def test_chair_logs_the_notice_for_the_centre(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.chair)

    client.post(reverse("hearings:note-notice-read", args=[hearing.pk, held.central.pk]))

    assert hearing.room.places.get(site=held.central).notice_read_by == held.chair
    assert hearing.room.places.get(site=held.site).notice_read_at is None


def test_notice_is_not_read_at_a_site_that_sits_in_no_hearing(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)

    waiting = sign_in(client, held.other_officer).post(reverse("screen:note-notice-read", args=[held.other_site.pk]))
    stranger = client.post(reverse("screen:note-notice-read", args=[held.site.pk]))
    absent = sign_in(client, held.chair).post(
        reverse("hearings:note-notice-read", args=[hearing.pk, held.other_site.pk])
    )

    assert [waiting.status_code, stranger.status_code, absent.status_code] == [409, 404, 404]
    assert not hearing.room.places.filter(notice_read_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [("postponed", "Dự kiến tiếp lại: 14 giờ 00, thứ Ba, 01/12/2026"), ("cancelled", "Buổi tiếp công dân đã hủy")],
)
def test_screen_announces_a_session_that_is_not_held(client: Client, status: str, words: str):
    held = held_session("published")
    held.session.status, held.session.status_reason = status, "Bão số 12"
    held.session.expected_new_at = factories.at(date(2026, 12, 1), 14)
    held.session.save(update_fields=["status", "status_reason", "expected_new_at"])

    html = sign_in(client, held.officer).get(reverse("screen:mine"), follow=True).text

    assert words in html
    assert "Bão số 12" in html


def test_screen_shows_house_rules_and_procedure_of_its_own_body(client: Client):
    held = held_session()
    for agency, words in ((None, "Nội quy chung"), (held.site.office.agency, "Nội quy của xã")):
        places.post_text(
            PostedKind.HOUSE_RULES,
            by=held.coordinator,
            agency=agency,
            body=words,
            decision_number="15/QĐ",
            effective_on=held.session.held_on,
        )

    html = page(sign_in(client, held.officer), "screen:show", held.site.pk)

    assert "Nội quy của xã" in html
    assert "Nội quy chung" not in html
    assert PROCEDURE[0].text in html
    assert "Nội quy chung" in page(sign_in(client, held.other_officer), "screen:show", held.other_site.pk)


def test_coordinator_adds_a_site_to_the_case(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.coordinator)

    client.post(reverse("hearings:add-site", args=[hearing.pk, held.other_site.pk]), {"from": "table"})

    assert hearing.room.places.filter(site=held.other_site, admission="admitted").exists()


def test_site_of_another_session_cannot_be_added(client: Client):
    held, other = held_session("live"), held_session("live")
    hearing = open_hearing(held)
    sign_in(client, held.coordinator)

    assert client.post(reverse("hearings:add-site", args=[hearing.pk, other.site.pk])).status_code == 404


def test_coordinator_pauses_resumes_and_closes(client: Client):
    held = held_session("live")
    sign_in(client, held.coordinator)

    client.post(reverse("hearings:pause", args=[held.session.pk]), {"reason": "Nghỉ giải lao"})
    assert "Tiếp tục buổi tiếp" in page(client, "hearings:table", held.session.pk)
    client.post(reverse("hearings:go-on", args=[held.session.pk]))
    client.post(reverse("hearings:close", args=[held.session.pk]))

    held.session.refresh_from_db()
    assert held.session.status == "closed"


def test_coordinator_takes_an_alarm(client: Client):
    held = held_session("live")
    alarm = alarms.raise_alarm(held.session, AlarmKind.SITE_LOST, site=held.site)
    sign_in(client, held.coordinator)
    assert "Mất kết nối điểm cầu" in page(client, "hearings:table", held.session.pk)

    client.post(reverse("hearings:take-alarm", args=[alarm.pk]))

    assert Alarm.objects.get().taken_by == held.coordinator


@pytest.mark.parametrize("who", ["officer", "stranger", "nobody"])
def test_tables_do_not_exist_for_others(client: Client, who: str):
    held = held_session("live")
    hearing = open_hearing(held)
    people = {"officer": held.officer, "stranger": held_session().coordinator}
    if who != "nobody":
        sign_in(client, people[who])
    expected = 302 if who == "nobody" else 404

    for name in ("hearings:table", "hearings:chair"):
        assert client.get(reverse(name, args=[held.session.pk])).status_code == expected
    assert client.post(reverse("hearings:call-next", args=[held.session.pk])).status_code == expected
    assert client.post(reverse("hearings:give-floor", args=[hearing.pk, held.site.pk])).status_code == expected
    assert not FloorGrant.objects.exists()


def test_note_taker_cannot_give_the_floor(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    sign_in(client, factories.UserFactory(note_taker=True, agency=held.session.agency))

    assert client.post(reverse("hearings:give-floor", args=[hearing.pk, held.site.pk])).status_code == 404
    assert not FloorGrant.objects.exists()


def test_site_screen_shows_the_three_numbers_and_calls_its_own(client: Client):
    held = held_session()
    ticket = waiting_ticket(held)
    sign_in(client, held.officer)

    html = page(client, "screen:show", held.site.pk)

    assert f'data-say="Mời ông, bà có số {ticket.number} chuẩn bị."' in html
    assert "được ghi âm, ghi hình toàn bộ" in html


def test_other_site_reads_the_next_number_but_is_not_called(client: Client):
    held = held_session()
    ticket = waiting_ticket(held)
    sign_in(client, held.other_officer)

    html = page(client, "screen:show", held.other_site.pk)

    assert str(ticket) in html
    assert "chuẩn bị" not in html


def test_site_officer_asks_for_the_floor_and_for_help(client: Client):
    held = held_session("live")
    open_hearing(held)
    sign_in(client, held.officer)

    client.post(reverse("screen:ask-floor", args=[held.site.pk]))
    client.post(reverse("screen:ask-help", args=[held.site.pk]))

    assert FloorRequest.objects.get().site == held.site
    assert Alarm.objects.get().kind == AlarmKind.HELP_ASKED
    assert "Đã xin phát biểu" in page(client, "screen:part", held.site.pk, "thanh")


def test_site_outside_the_case_cannot_ask_for_the_floor(client: Client):
    held = held_session("live")
    open_hearing(held)
    sign_in(client, held.other_officer)

    assert client.post(reverse("screen:ask-floor", args=[held.other_site.pk])).status_code == 409
    assert not FloorRequest.objects.exists()


def test_screen_of_another_office_does_not_exist(client: Client):
    held = held_session()
    sign_in(client, held.other_officer)

    assert client.get(reverse("screen:show", args=[held.site.pk])).status_code == 404
    assert client.post(reverse("screen:ask-help", args=[held.site.pk])).status_code == 404
    assert not Alarm.objects.exists()


def test_wall_computers_bookmark_leads_to_todays_screen(client: Client):
    held = held_session()
    sign_in(client, held.officer)

    assert client.get(reverse("screen:mine")).url == reverse("screen:show", args=[held.site.pk])


def test_wall_computer_says_so_when_nothing_is_held_today(client: Client):
    sign_in(client, factories.UserFactory(site_officer=True))

    assert "Hôm nay không có buổi tiếp" in page(client, "screen:mine")


def test_denouncer_is_an_alias_on_every_page(client: Client):
    held = held_session("live")
    hearing = open_hearing(held)
    case = factories.CaseFactory(denunciation=True, account="Nội dung", protected__alias="Người tố cáo TC-0042")
    Registration.objects.filter(pk=hearing.registration_id).update(case=case)

    sign_in(client, held.coordinator)
    pages = [page(client, "hearings:table", held.session.pk), page(client, "hearings:chair", held.session.pk)]
    pages.append(client.get(reverse("rooms:viewer-state", args=[held.session.pk])).content.decode())

    assert all("TC-0042" in html for html in pages)
    assert not any("Nguyễn Thị An" in html for html in pages)


@pytest.mark.parametrize("rows", [1, 3])
def test_table_query_count_does_not_grow(client: Client, rows: int, django_assert_max_num_queries):
    held = held_session("live")
    open_hearing(held)
    for _ in range(rows):
        waiting_ticket(held)
        alarms.raise_alarm(held.session, AlarmKind.SITE_LOST, site=[held.central, held.site, held.other_site][_ % 3])
    sign_in(client, held.coordinator)

    with django_assert_max_num_queries(31):
        client.get(reverse("hearings:table", args=[held.session.pk]))
