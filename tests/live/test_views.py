import asyncio

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from tests.factories import UserFactory
from tests.sign_in import sign_in
from tiepdan.live import doors
from tiepdan.live.actions import notify
from tiepdan.live.listener import Listener

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doors_of_a_test(monkeypatch):
    monkeypatch.setattr(doors, "_DOORS", {})
    doors.register_topic("open", lambda _request, _key: True)
    doors.register_topic("shut", lambda _request, _key: False)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="no topic"),
        pytest.param("?topic=shut:1", id="a closed topic"),
        pytest.param("?topic=open:1&topic=shut:1", id="one closed among open ones"),
        pytest.param("?topic=nobody:1", id="an unknown topic"),
        pytest.param("?topic=open:", id="no key"),
        pytest.param("?" + "&".join(f"topic=open:{n}" for n in range(9)), id="too many topics"),
    ],
)
def test_stream_of_what_one_may_not_hear_does_not_exist(client, query):
    sign_in(client, UserFactory())

    assert client.get(reverse("live:stream") + query).status_code == 404


def test_stream_answers_as_server_sent_events(client):
    response = client.get(reverse("live:stream") + "?topic=open:1")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/event-stream"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db(transaction=True)
def test_event_of_a_committed_change_reaches_those_who_listen_to_its_topic():
    async def hear() -> list[str]:
        listener = Listener()
        mine, others = listener.join(["open:1"]), listener.join(["open:2"])
        await asyncio.sleep(0.3)
        await asyncio.to_thread(tell)
        name = await asyncio.wait_for(mine.get(), 5)
        listener._task.cancel()
        return [name, others.qsize()]

    def tell() -> None:
        parameters = connection.get_connection_params()
        wanted = {k: v for k, v in parameters.items() if k in {"dbname", "user", "host", "port", "password"}}
        with psycopg.connect(**wanted) as other:
            other.execute('SELECT pg_notify(\'tiepdan_live\', \'{"topic": "open:1", "name": "queue"}\')')

    assert asyncio.run(hear()) == ["queue", 0]


@pytest.mark.django_db(transaction=True)
def test_notify_sends_topic_and_name_and_nothing_else():
    parameters = connection.get_connection_params()
    wanted = {k: v for k, v in parameters.items() if k in {"dbname", "user", "host", "port", "password"}}
    with psycopg.connect(**wanted, autocommit=True) as other:
        other.execute("LISTEN tiepdan_live")

        notify("session:7", "queue")

        heard = [notice.payload for notice in other.notifies(timeout=5, stop_after=1)]

    assert heard == ['{"topic": "session:7", "name": "queue"}']
