"""200 citizens ask at the same moment for the 20 places of one slot, 10 rounds, twice over: straight at the action
`registrations.register` (2 processes of 20 connections, as the pages have), and over HTTP (the last page of the
registration, sent by 200 connections to 2 web processes). `oversold` and `undersold` are of both; `decisions_per_s`
counts every yes and every no of the action, `http_decisions_per_s` the same over HTTP; fsync is on."""

import asyncio
import itertools
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from bench import database
from bench.crowd import Timed, together
from tiepdan.cli.ports import free_port, listen_on_loopback
from tiepdan.cli.processes import House

ASKING = 200
PLACES = 20
ROUNDS = 10
numbers = itertools.count(1)


def run() -> dict[str, float]:
    with database.fresh() as house:
        at_action = [_round_at_action() for _number in range(ROUNDS)]
        with _web(house) as port:
            over_http = [asyncio.run(_round_over_http(port)) for _number in range(ROUNDS)]
    sold = [sold for sold, _rate in at_action + over_http]
    return {
        "oversold": sum(max(0, count - PLACES) for count in sold),
        "undersold": sum(max(0, PLACES - count) for count in sold),
        "decisions_per_s": round(statistics.median(rate for _sold, rate in at_action), 1),
        "http_decisions_per_s": round(statistics.median(rate for _sold, rate in over_http), 1),
        "rounds": len(sold),
    }


def _round_at_action() -> tuple[int, float]:
    from django.db import connection

    slot = _slot()
    connection.close()
    asked = together(_ask, [(slot, next(numbers)) for _number in range(ASKING)])
    return _sold(slot), _rate(asked)


def _rate(asked: list[Timed]) -> float:
    return len(asked) / (max(one.began + one.seconds for one in asked) - min(one.began for one in asked))


def _ask(slot_id: int, number: int) -> str:
    from tiepdan.cases.persons import DeclaredPerson
    from tiepdan.errors import DomainError
    from tiepdan.registrations import actions
    from tiepdan.schedule.models import Slot

    try:
        registration = actions.register(
            Slot(pk=slot_id),
            submission_key=uuid.uuid4(),
            kind="complaint",
            subject="Bồi thường đất ở thôn 3",
            account="Gia đình tôi chưa nhận được tiền bồi thường.",
            request="",
            person=DeclaredPerson(**_person(number)),
            registered_by="web",
        )
    except DomainError as refused:
        return refused.code
    return registration.code


def _person(number: int) -> dict[str, str]:
    return {
        "full_name": "Nguyễn Thị An",
        "address": "Thôn 3, xã Trà Giang",
        "identity_kind": "identity_card",
        "identity_number": f"049185{number:06d}",
        "phone": "0905 123 456",
    }


def _slot() -> int:
    from tests.factories import SlotFactory

    return SlotFactory(capacity=PLACES).pk


def _sold(slot_id: int) -> int:
    from tiepdan.registrations.models import Registration

    return Registration.objects.filter(slot=slot_id).holding_a_place().count()


@contextmanager
def _web(house: House) -> Iterator[int]:
    """Two processes of pages, as the demo has them."""
    import os
    from pathlib import Path

    from tiepdan.cli import up
    from tiepdan.cli.environment import Place

    port = free_port(18580)
    place = Place(Path(os.environ["TIEPDAN_VAR"]))
    sockets = listen_on_loopback(port)
    made = place.environment(BASE_URL=f"http://localhost:{port}", LOG_LEVEL="WARNING")
    for number in range(up.WEB_PROCESSES):
        house.start(up.web_program(up.Plan(place, port, sockets, None), made, number))
    yield port
    for opened in sockets:
        opened.close()


async def _round_over_http(port: int) -> tuple[int, float]:
    import aiohttp
    from asgiref.sync import sync_to_async

    slot = await sync_to_async(_slot)()
    drafts = [await sync_to_async(_draft)(slot, next(numbers)) for _number in range(ASKING)]
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as client:
        began = time.time()
        statuses = await asyncio.gather(*(_send(client, port, key, session) for key, session in drafts))
        lasted = time.time() - began
    assert set(statuses) <= {302, 409}, statuses
    return await sync_to_async(_sold)(slot), ASKING / lasted


def _draft(slot_id: int, number: int) -> tuple[uuid.UUID, str]:
    """A citizen who has answered everything and stands before the last button: the draft and the browser's session."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    from tiepdan.registrations import drafts

    request, key = HttpRequest(), uuid.uuid4()
    request.session = SessionStore()
    answers = {
        "kind": "complaint",
        "matter": {"subject": "Bồi thường đất ở thôn 3", "account": "", "request": ""},
        "person": _person(number) | {"email": "", "needs": ""},
        "slot": slot_id,
    }
    drafts.write(request, key, answers)
    request.session.create()
    return key, str(request.session.session_key)


async def _send(client: object, port: int, key: uuid.UUID, session: str) -> int:
    """The last button: 302 is a yes, 409 a no. The token of the form is the cookie's own."""
    token = "b" * 32
    headers = {"Cookie": f"sessionid={session}; csrftoken={token}", "Origin": f"http://localhost:{port}"}
    url = f"http://localhost:{port}/dang-ky/{key}/kiem-tra/"
    form = {"csrfmiddlewaretoken": token}
    async with client.post(url, data=form, headers=headers, allow_redirects=False) as answer:  # type: ignore[attr-defined]
        await answer.read()
        return int(answer.status)
