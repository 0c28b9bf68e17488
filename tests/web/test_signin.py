"""An act that comes after the sign-in ran out leads back to the page with the form."""

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _closed_by_our_middleware(settings):
    settings.MIDDLEWARE = [
        name.replace(
            "django.contrib.auth.middleware.LoginRequiredMiddleware", "tiepdan.web.signin.SignInRequiredMiddleware"
        )
        for name in settings.MIDDLEWARE
    ]


def _next(address: str) -> str:
    return parse_qs(urlsplit(address).query)["next"][0]


def test_reader_comes_back_to_the_page_when_it_was_closed(visitor):
    response = visitor.get("/closed/?trang=2")

    assert response.status_code == 302
    assert _next(response["Location"]) == "/closed/?trang=2"
    assert "giu=1" not in response["Location"]


def test_writer_comes_back_to_the_form_when_the_sign_in_ran_out(visitor):
    response = visitor.post("/closed/", headers={"Referer": "http://testserver/quan-ly/phien/?site=a"})

    assert response.status_code == 302
    assert _next(response["Location"]) == "/quan-ly/phien/?site=a"
    assert "giu=1" in response["Location"]


def test_writer_comes_to_the_first_page_when_the_form_stood_elsewhere(visitor, settings):
    response = visitor.post("/closed/", headers={"Referer": "https://elsewhere.example/form"})

    assert _next(response["Location"]) == settings.LOGIN_REDIRECT_URL


def test_htmx_leaves_for_the_sign_in_page_when_the_sign_in_ran_out(visitor):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/quan-ly/phien/"}

    response = visitor.get("/closed/", headers=headers)

    assert response.status_code == 200
    assert _next(response["HX-Redirect"]) == "/quan-ly/phien/"


def test_sign_in_page_says_that_the_text_is_kept_when_an_act_came_too_late(visitor):
    page = visitor.get("/tai-khoan/login/?next=/closed/&giu=1").content.decode()

    assert "Những gì ông/bà vừa nhập được giữ trên máy này." in page
    assert "data-not-accepted" in page


def test_officer_reads_what_to_check_when_the_password_is_wrong(visitor, binh):
    page = visitor.post("/tai-khoan/login/", {"login": "binh", "password": "sai"}).content.decode()

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page
    assert 'value="binh"' in page
