"""The embedded server, really started."""

from pathlib import Path

import psycopg
import pytest

from tests.environment import _folder
from tiepdan.cli import postgres
from tiepdan.cli.processes import House
from tiepdan.cli.stop import Stop


@pytest.fixture
def data() -> Path:
    return Path(_folder("tiepdan-cluster-")) / "data"


def start(data: Path) -> tuple[House, postgres.Cluster]:
    cluster = postgres.prepare(data)
    house = House(lambda _text: None)
    house.at_the_end(lambda: postgres.tidy(cluster))
    house.start(postgres.program(cluster, data.parent / "log"))
    postgres.make_database(cluster)
    return house, cluster


def test_rows_are_there_again_when_the_server_is_started_again(data: Path) -> None:
    house, cluster = start(data)
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'đã ghi' AS word")
    house.stop()

    house, cluster = start(data)
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute("SELECT word, current_setting('fsync'), current_setting('max_connections') FROM kept")
        found = row.fetchone()
    house.stop()

    assert found == ("đã ghi", "on", "300")
    assert not cluster.sockets.exists()


def test_second_start_is_refused_when_the_server_runs(data: Path) -> None:
    house, cluster = start(data)
    try:
        assert postgres.running_url(data) == cluster.url
        with pytest.raises(Stop, match="đang được một lần chạy khác dùng"):
            postgres.prepare(data)
    finally:
        house.stop()

    assert postgres.running_url(data) is None
