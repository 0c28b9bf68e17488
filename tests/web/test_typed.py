"""Words are cleaned and methods refused before any view sees them."""

import pytest
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory

from tiepdan.web.typed import TypedTextMiddleware

DECOMPOSED = "Nguye\u0302\u0303n \u200bAn\u202e\x00"


def typed(request):
    TypedTextMiddleware(lambda _request: HttpResponse()).process_view(request)
    return request


def test_words_of_a_form_and_of_a_query_are_composed_and_visible_when_a_view_reads_them():
    request = typed(RequestFactory().post("/?noi=" + "a%CC%81%00", {"reason": [DECOMPOSED, " giữ khoảng trắng "]}))

    assert request.POST.getlist("reason") == ["Nguyễn An", " giữ khoảng trắng "]
    assert request.GET["noi"] == "á"


def test_a_form_that_was_good_is_left_as_it_is():
    request = RequestFactory().post("/", {"reason": "Bão số 9\r\nđường ngập"})
    before = request.POST

    assert typed(request).POST is before


def test_a_cleaned_form_cannot_be_changed_by_a_view():
    request = typed(RequestFactory().post("/", {"reason": DECOMPOSED}))

    with pytest.raises(AttributeError):
        request.POST["reason"] = "khác"
    assert isinstance(request.POST, QueryDict)


def test_a_raw_body_is_left_to_its_view():
    request = typed(RequestFactory().post("/", b'{"a": "\\u200b"}', content_type="application/json"))

    assert request.body == b'{"a": "\\u200b"}'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/"), ("DELETE", "/screen/"), ("POST", "/tro-giup/"), ("OPTIONS", "/")]
)
def test_visitor_reads_what_to_do_when_the_page_does_not_offer_the_method(visitor, method, path):
    answer = visitor.generic(method, path)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "Trang này chỉ nhận khi bấm nút gửi" in answer.content.decode()


@pytest.mark.django_db
def test_a_script_reads_json_when_the_page_does_not_offer_the_method(visitor):
    answer = visitor.generic("PUT", "/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_offered")
