"""Every form on every page, sent wrongly in every way: refused in words, and nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from unittest.mock import PropertyMock, patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client

from tests.hostile.addresses import Address, addresses
from tests.hostile.answers import asked, faults_of, fingerprint
from tests.hostile.forms import A_MEGABYTE, DECOMPOSED, Form, forms_in, wrong_alone, wrong_at_once
from tests.hostile.province import NOBODY, World
from tests.hostile.share import Share
from tests.hostile.visits import WRITERS, Visit
from tiepdan.accounts.names import visible_text
from tiepdan.registrations.models import Registration

ALL_WRONG = ("nothing", "words nul", "words long", "words invisible", "a value twice")
EXPECTED_FORMS = 50
"""A page that stops showing its forms to this reader must not pass in silence."""


@pytest.fixture(scope="module")
def every_form(_province: World, visits: list[Visit]) -> list[tuple[str, Form]]:
    """Each form once, with somebody who is shown it. Found on all the pages that were opened, not by a list."""
    found: dict[str, tuple[str, Form]] = {}
    for visit in visits:
        if visit.who in WRITERS and visit.is_page:
            for form in forms_in(visit.answer.content.decode(), visit.path):
                found.setdefault(form.where, (visit.who, form))
    with transaction.atomic():
        for form in _registration_forms(_province.client(NOBODY)):
            found.setdefault(form.where, (NOBODY, form))
        transaction.set_rollback(True)
    return list(found.values())


def _registration_forms(client: Client) -> Iterator[Form]:
    """The five pages behind one another, each reached by filling in the one before."""
    path = client.get("/dang-ky/")["Location"]
    for _step in range(5):
        (form,) = [one for one in forms_in(client.get(path).content.decode(), path) if "/dang-ky/" in one.action]
        yield form
        path = client.post(form.action, form.filled())["Location"]


@dataclass
class Refusal:
    """One form, sent wrongly once: what is wrong with the answer, and whether a refusal wrote anything."""

    who: str
    where: str
    how: str
    fault: str
    has_written: bool

    def __str__(self) -> str:
        return f"{self.who} {self.where}: {self.how}: {self.fault}"


@pytest.fixture(scope="module")
def refusals(_province: World, every_form: list[tuple[str, Form]], share: Share) -> list[Refusal]:
    """Every form in every wrong way, once for both who judge the words and who count the rows."""
    made: list[Refusal] = []
    for turn, (who, form) in enumerate(every_form):
        with transaction.atomic():
            client = _province.client(who)
            before = fingerprint()  # after signing in, which is a write
            for how, values in chain(wrong_at_once(form), share.of(wrong_alone(form), turn)):
                fault, is_refused, after = sent(client, form, values, sum_rows=how in ALL_WRONG)
                made.append(Refusal(who, form.where, how, fault, is_refused and after not in (None, before)))
            transaction.set_rollback(True)
    return made


def sent(client: Client, form: Form, values: dict, *, sum_rows: bool = False) -> tuple[str, bool, int | None]:
    """What is wrong with the answer, whether it refuses, and the sum of all rows then. What was written is undone."""
    with transaction.atomic():
        answer = asked(client, "POST", form.action, data=values)
        fault = faults_of(answer)
        after = fingerprint() if sum_rows and answer.status_code >= 400 else None
        transaction.set_rollback(True)
    return (f"{fault} {answer.content[:300]!r}" if fault else ""), answer.status_code >= 400, after


def test_every_form_is_found(world, every_form):
    assert len(every_form) >= EXPECTED_FORMS


def test_every_form_refuses_in_words_whatever_is_sent(world, refusals):
    assert [str(one) for one in refusals if one.fault] == []


def test_a_refusal_writes_nothing(world, refusals):
    """A sum over all rows, before and after: taken for the ways in which most fields are wrong at once."""
    wrote = [one for one in refusals if one.has_written]

    assert [str(one) for one in wrote if not one.where.startswith("follow:enter")] == []  # wrong codes are counted
    assert wrote  # so the sum had something to find


def test_a_megabyte_in_any_field_is_no_fault(world, every_form):
    faults = []
    for who, form in every_form:
        words = [one.name for one in form.fields.values() if one.kind in ("text", "textarea")]
        if words:
            fault, *_answer = sent(world.client(who), form, form.filled(**{words[-1]: A_MEGABYTE}))
            if fault:
                faults.append(f"{who} {form.where}: {words[-1]} {fault}")

    assert faults == []


HOLDS = """SELECT '{table}.{column}' WHERE EXISTS (
    SELECT 1 FROM {table} WHERE {column}::text IS NOT NFC NORMALIZED OR {column}::text ~ '[\\u200b\\u202e]')"""
NOT_COMPOSED = """
    SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb')
       AND table_name NOT LIKE 'django%%' AND table_name NOT LIKE 'procrastinate%%'"""


def test_what_is_typed_decomposed_is_stored_composed_everywhere(world, every_form):
    """Each form is sent with accents in two parts and invisible marks; then every text in the database is read."""
    stored, accepted = [], 0
    for who, form in every_form:
        words = [one.name for one in form.fields.values() if one.kind in ("text", "textarea") and not one.value]
        if not words:
            continue
        with transaction.atomic():
            typed = {w: DECOMPOSED for w in words if w not in ("identity_number", "username", "code")}
            answer = asked(world.client(who), "POST", form.action, data=form.filled(**typed))
            accepted += answer.status_code < 400
            stored += [f"{who} {form.where}: {place}" for place in texts_not_composed()]
            transaction.set_rollback(True)

    assert stored == []
    assert accepted >= 10  # so the search had something to find


def texts_not_composed() -> list[str]:
    """Columns that hold a text that is not composed, or that holds what nobody can see."""
    with connection.cursor() as cursor:
        cursor.execute(NOT_COMPOSED)
        cursor.execute(
            " UNION ALL ".join(HOLDS.format(table=table, column=column) for table, column in cursor.fetchall())
        )
        return [place for (place,) in cursor.fetchall()]


def test_a_text_that_is_not_composed_would_be_found(world):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET account = %s", [DECOMPOSED])

    assert texts_not_composed() == ["cases_case.account"]
    assert visible_text(DECOMPOSED) == "Nguyễn Thị An"


# ── Twice ─────────────────────────────────────────────────────────────────────
def test_a_form_sent_twice_counts_once_or_is_refused_in_words(world, every_form):
    faults = []
    for who, form in every_form:
        client = world.client(who)
        with transaction.atomic():
            for _time in range(2):
                answer = asked(client, "POST", form.action, data=form.filled())
                if fault := faults_of(answer):
                    faults.append(f"{who} {form.where}: {fault} {answer.content[:300]!r}")
            transaction.set_rollback(True)

    assert faults == []


# ── What no form sends ────────────────────────────────────────────────────────
JSON = "application/json"
BODIES = [
    (JSON, b"{"),
    (JSON, b"[" * 20_000),
    (JSON, b'{"received": [], "sent": {"frames": 1' + b"0" * 400 + b"}}"),
    (JSON, b'{"room": "\\ud800", "received": [null], "sent": {}}'),
    (JSON, b"\xff\xfe"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--'),
    ("multipart/form-data; boundary=", b"x"),
    ("multipart/form-data", b"x"),
    ("application/x-www-form-urlencoded", b"a=%00&%ff=%ff&reason=%ED%A0%80&" + b"&".join(b"x=1" for _ in range(1_100))),
    ("application/x-www-form-urlencoded; charset=utf-99", b"reason=a"),
]


def test_a_body_of_another_shape_does_no_harm(world, share):
    """A body that is no form is an empty form to whoever does not read it raw, and what Django refuses before any view,
    with 400, is the same everywhere: of the first the rest goes to the readers only, of the second one is enough.
    """
    faults: list[str] = []
    forms: list[Address] = []
    raw: list[Address] = []
    client = world.client("coordinator")
    for address in addresses(of_libraries=False):
        with patch.object(HttpRequest, "body", new_callable=PropertyMock, return_value=b"{") as read:
            answer = _sent(client, world, address, JSON, b"{")
        if answer.status_code != 405:
            forms.append(address)
            raw += [address] if read.called else []
            faults += _fault_of(address, JSON, answer)
    for turn, (kind, body) in enumerate(BODIES):
        for address in raw if kind == JSON else share.of(forms, turn):
            answer = _sent(client, world, address, kind, body)
            faults += _fault_of(address, kind, answer)
            if kind != JSON and answer.status_code == 400:
                break

    assert len(forms) > 100
    assert {one.name for one in raw} == {"rooms:webhook", "rooms:report"}  # a third one must not pass in silence
    assert faults == []


def _sent(client: Client, world: World, address: Address, kind: str, body: bytes) -> Any:
    with transaction.atomic():
        answer = asked(client, "POST", address.filled(world.ids)[0], data=body, content_type=kind)
        transaction.set_rollback(True)
    return answer


def _fault_of(address: Address, kind: str, answer: Any) -> list[str]:
    fault = faults_of(answer)
    return [f"{address.name} {kind}: {fault} {answer.content[:300]!r}"] if fault else []


def test_a_file_larger_than_allowed_is_refused_in_words(world, settings):
    settings.MAX_PAPER_BYTES = 1000
    registration = Registration.objects.general().filter(status="confirmed").first().pk
    client = world.client("coordinator")

    answer = client.post(
        f"/quan-ly/tai-lieu/{registration}/them/",
        {"title": "Đơn", "condition": "copy", "uploaded": SimpleUploadedFile("a.pdf", b"%PDF" + b"0" * 2000)},
    )

    assert answer.status_code in (409, 422)
    assert "lớn hơn" in answer.content.decode()


def test_a_draft_of_a_registration_is_kept_apart_in_two_tabs(world):
    client = world.client(NOBODY)
    first, second = (client.get("/dang-ky/")["Location"] for _tab in range(2))

    client.post(first, {"kind": "complaint"})
    client.post(second, {"kind": "recommendation_or_feedback"})

    assert [chosen_in(client, path) for path in (first, second)] == ["complaint", "recommendation_or_feedback"]


def chosen_in(client: Client, path: str) -> str:
    (form,) = [one for one in forms_in(client.get(path).content.decode(), path) if "kind" in one.fields]
    return form.fields["kind"].value
