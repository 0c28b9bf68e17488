"""Every failure says what happened, that nothing was lost, what to do, and a number to read out."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<p class="code-number">\d{3} \d{3}</p>')


def test_visitor_sees_the_refusal_when_a_form_breaks_a_rule(visitor):
    response = visitor.post("/refuse/")

    page = response.content.decode()
    assert response.status_code == 409
    assert 'data-code="slot_full"' in page
    assert "Khung giờ này đã đủ lượt." in page
    assert "không mất gì" in page
    assert "data-not-accepted" in page


def test_htmx_gets_the_refusal_for_the_messages_when_an_act_breaks_a_rule(visitor):
    response = visitor.post("/refuse/", headers={"HX-Request": "true"})

    assert response.status_code == 409
    assert response["HX-Retarget"] == "#messages"
    assert "<html" not in response.content.decode()
    assert "Khung giờ này đã đủ lượt." in response.content.decode()


def test_the_stage_gets_the_refusal_as_json_when_it_asks_for_json(visitor):
    response = visitor.post("/refuse/", headers={"Accept": "application/json"})

    assert response.status_code == 409
    assert response.json() == {"code": "slot_full", "message": "Khung giờ này đã đủ lượt."}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/forbid/", 403, "Trang này không dành cho tài khoản đang dùng"),
        ("/khong-co/", 404, "Không tìm thấy trang này"),
        ("/too-big/", 413, "Tệp gửi lên quá lớn"),
    ],
)
def test_visitor_reads_what_happened_when_a_page_fails(visitor, path, status, words):
    response = visitor.get(path)

    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert NUMBER.search(page)


def test_visitor_reads_what_to_do_when_the_host_is_unknown(visitor):
    response = visitor.get("/", headers={"host": "khong-phai-cua-toi.vn"})

    assert response.status_code == 400
    assert "Máy chủ không đọc được yêu cầu này" in response.content.decode()


def test_visitor_gets_a_number_and_no_secret_when_the_server_fails(visitor, caplog):
    response = visitor.get("/crash/")

    page = response.content.decode()
    number = re.search(r"\d{3} \d{3}", page[page.index("code-number") :])
    assert response.status_code == 500
    assert "Chữ đã nhập vẫn được giữ" in page
    assert "a secret of the server" not in page
    assert f"page of error {number[0]} shown for /crash/" in caplog.text


def test_the_failure_page_asks_for_no_database_when_the_server_fails(visitor, django_assert_num_queries):
    with django_assert_num_queries(3):  # savepoint, read-only, release: all before the page
        visitor.get("/crash/")


def test_visitor_keeps_the_text_when_the_form_was_open_too_long(settings):
    settings.CSRF_FAILURE_VIEW = "tiepdan.web.views.csrf_failure"
    browser = Client(enforce_csrf_checks=True)

    response = browser.post("/refuse/")

    page = response.content.decode()
    assert response.status_code == 403
    assert "Những gì ông/bà đã nhập vẫn được giữ" in page
    assert "data-not-accepted" in page
