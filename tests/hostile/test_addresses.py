"""Every address, opened by everybody: never a fault, never a silent refusal, never a difference that tells."""

import base64
import logging
from urllib.parse import unquote

import pytest
from django.db import connection
from django.urls import is_valid_path

from tests.hostile.addresses import addresses
from tests.hostile.answers import asked, faults_of, without_what_changes
from tests.hostile.province import CITIZEN, NOBODY
from tests.hostile.secret import open_the_envelope, stored_files, tables_that_tell, tells_the_secret, words_of
from tests.hostile.visits import opened_by
from tiepdan.rooms.models import VideoRoom


def test_every_place_holder_has_its_values(world):
    asked_for = {name for address in addresses(of_libraries=False) for name, _kind in address.holes}

    assert sorted(asked_for - {name for name, values in world.ids.items() if values}) == []  # see `province.py`


def test_every_address_answers_everybody_with_a_page_or_with_words(world, visits):
    faults = [f"{one}: {fault} {one.answer.content[:200]!r}" for one in visits if (fault := faults_of(one.answer))]

    assert faults == []
    assert sum(one.answer.status_code == 200 for one in visits) > 300  # people see pages, not only closed doors


# ── The denouncer's name ──────────────────────────────────────────────────────
def test_no_page_and_no_file_tells_who_the_denouncer_is(world, visits):
    assert [str(one) for one in visits if tells_the_secret(words_of(one.answer))] == []


def test_neither_rows_nor_events_nor_files_tell_who_the_denouncer_is(world):
    opened = open_the_envelope(world)

    assert tells_the_secret(opened.content.decode())  # there is something to leak
    assert tables_that_tell() == []
    assert [one for one in world.events if tells_the_secret(one)] == []
    assert [
        str(one) for one in stored_files() if tells_the_secret(f"{one} {one.read_bytes().decode(errors='ignore')}")
    ] == []


def test_the_media_server_and_the_log_do_not_learn_who_the_denouncer_is(world, caplog):
    with caplog.at_level(logging.DEBUG):
        open_the_envelope(world)
        leave = world.client("coordinator").post(f"/phong/buoi-tiep/{world.ids['session_id'][0]}/ve/").json()

    claims = base64.urlsafe_b64decode(leave["token"].split(".")[1] + "==").decode()
    rooms = list(VideoRoom.objects.values_list("name", flat=True))
    assert not tells_the_secret(claims + str(leave) + " ".join(rooms))
    assert not tells_the_secret(caplog.text)
    assert "Võ" not in caplog.text


def test_a_name_that_leaks_would_be_found(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox_message SET body = 'Kính gửi bà VÕ VĂN KHẢI' WHERE id = %s", world.ids["message_id"]
        )

    assert tables_that_tell() == ["outbox_message"]


OUTSIDERS = ["stranger", "officer_elsewhere", "agency_representative"]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_one_may_not_see_looks_like_what_is_not_there(world, visits, who, share):
    client, seen = world.client(who), opened_by(who, visits)
    told = []
    with_keys = [one for one in addresses(of_libraries=False) if any(kind == "uuid" for _n, kind in one.holes)]
    for address in share.of(with_keys, OUTSIDERS.index(who)):
        for method in ("GET", "POST"):
            path = address.filled(world.ids)[0]
            shown = (method == "GET" and seen.get(path)) or asked(client, method, path)
            if shown.status_code in (404, 403):
                absent = asked(client, method, address.absent(world.ids))
                same = without_what_changes(shown.content) == without_what_changes(absent.content)
                if absent.status_code != shown.status_code or not same:
                    told.append(f"{method} {address.name}: {shown.status_code}, absent {absent.status_code}")

    assert told == []


METHODS = ["PUT", "DELETE", "OPTIONS"]


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_a_page_does_not_offer_is_refused_in_words(world, method, share):
    client = world.client("coordinator")
    faults = []
    for address in share.of(addresses(of_libraries=False), METHODS.index(method)):
        answer = asked(client, method, address.filled(world.ids)[0])
        if (fault := faults_of(answer)) or answer.status_code != 405:
            faults.append(f"{address.name}: {answer.status_code} {fault}")

    assert faults == []


def test_whatever_may_be_read_may_be_asked_for_its_head(world, visits, share):
    """Programs that watch over links ask so. The stream of events never ends, so it alone has no head."""
    client, seen = world.client("coordinator"), opened_by("coordinator", visits)
    faults = []
    for address in share.of(addresses(of_libraries=False)):
        path = address.filled(world.ids)[0]
        read = (seen.get(path) or asked(client, "GET", path)).status_code
        head = asked(client, "HEAD", path).status_code
        if read != head and address.name != "live:stream":
            faults.append(f"{address.name}: {read}, {head}")

    assert faults == []


def test_an_act_is_no_page_when_somebody_types_its_address(world):
    answer = world.client("coordinator").get(f"/quan-ly/phien/{world.ids['session_id'][0]}/goi/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "data-not-accepted" in answer.content.decode()
    assert "Trang này chỉ nhận khi bấm nút gửi" in answer.content.decode()


BAD_KEYS = [
    "khong-phai-uuid",
    "%00",
    "00000000-0000-0000-0000-00000000000g",
    "١٢٣",
    "9" * 400,
    "..%2f..%2fetc",
    "%ff%fe",
]


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_of_another_shape_is_a_page_that_is_not_there(world, key, share):
    """Where a view answers; of the addresses that no route knows with this key, one: the same page answers for all."""
    client, faults = world.client("coordinator"), []
    paths = {one.with_values([key] * len(one.holes)) for one in addresses(of_libraries=False) if one.holes}
    unknown = sorted(path for path in paths if not is_valid_path(unquote(path, errors="replace")))
    for path in [*share.of(sorted(paths - set(unknown)), BAD_KEYS.index(key)), unknown[0]]:
        answer = asked(client, "GET", path)
        if (fault := faults_of(answer)) or answer.status_code not in (404, 405, 302):
            faults.append(f"{path}: {answer.status_code} {fault} {answer.content[:200]!r}")

    assert faults == []


HEADERS = [
    {"Accept-Language": "x" * 500 + ",;q=9,\x00é"},
    {"Cookie": "sessionid=\x01; csrftoken=x; django_language=../../x; =; ;;"},
    {"Cookie": "django_language=" + "x" * 5000},
    {"Range": "bytes=" + "9" * 5000 + "-"},
    {"Range": "bytes=5-1,a-b"},
    {"HX-Request": "true", "HX-Current-URL": "http://[khong"},
    {"Referer": "http://[khong", "HX-Request": "true"},
    {"Accept": "application/json; q=x"},
    {"If-Modified-Since": "hôm qua", "If-None-Match": '"'},
    {"X-Forwarded-For": "a, b", "Content-Type": "x/\x01"},
]
WHERE_HEADERS_COUNT = (
    "/",
    "/lich-tiep/",
    "/dang-ky/",
    "/tra-cuu/",
    "/quan-ly/phien/",
    "/tai-khoan/login/",
    "/su-kien/",
)


@pytest.mark.parametrize(
    "headers", HEADERS, ids=[" ".join(f"{k}={v[:20]!r}" for k, v in one.items()) for one in HEADERS]
)
@pytest.mark.parametrize("who", [NOBODY, CITIZEN, "site_officer"])
def test_headers_that_nobody_sends_do_no_harm(world, headers, who):
    faults = []
    for path in WHERE_HEADERS_COUNT:
        for method in ("GET", "POST"):
            answer = asked(world.client(who), method, path, headers=headers)
            if fault := faults_of(answer):
                faults.append(f"{method} {path}: {fault} {answer.content[:300]!r}")

    assert faults == []


@pytest.mark.parametrize(
    "query",
    [
        "/lich-tiep/?noi=%00",
        "/lich-tiep/?noi=' OR 1=1",
        "/lich-tiep/99999-13/",
        "/lich-tiep/0-1/",
        "/lich-tiep/9999-12/",
        "/lich-tiep/1-1/",
        "/quan-ly/nhiem-vu/?trang=-1&loc=%00&co-quan=%00",
        "/quan-ly/nhiem-vu/?trang=9999999999999999999999&loc=khac&co-quan=x",
        "/quan-ly/thoi-han/?loc=%00&trang=abc",
        "/quan-ly/so-tiep/?buoi=%00&thang=2026-13",
        "/quan-ly/so-tiep/?buoi=x&thang=9999-12",
        "/quan-ly/so-tiep/?thang=0000-00",
        "/quan-ly/so-tiep/so-tiep.xlsx?thang=2026-99",
        "/quan-ly/quan-tri/nhat-ky/?trang=%00",
        "/quan-ly/quan-tri/lich-lam-viec/99999999999/",
        "/quan-ly/quan-tri/lich-lam-viec/0/",
        "/su-kien/",
        "/su-kien/?topic=",
        "/su-kien/?topic=session:%00",
        "/su-kien/?topic=session:khong-phai-uuid",
        "/su-kien/?topic=hearing:1%27--&topic=board:x",
        "/su-kien/?" + "topic=session:x&" * 20,
    ],
)
@pytest.mark.parametrize("who", [NOBODY, "coordinator", "administrator"])
def test_a_query_of_another_shape_does_no_harm(world, query, who):
    answer = asked(world.client(who), "GET", query)

    assert faults_of(answer) == "", answer.content[:300]
