import socket

import pytest

from tiepdan.cli import ports
from tiepdan.cli.stop import Stop


def test_port_is_refused_with_the_way_to_choose_another_when_it_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Stop, match=f"{port}.*PORT="):
            ports.listen_on_loopback(port)


def test_both_loopbacks_answer_when_the_port_is_free() -> None:
    port = ports.free_port(0)
    opened = ports.listen_on_loopback(port)

    answering = []
    for listening in opened:
        with socket.socket(listening.family) as client:
            client.connect(listening.getsockname()[:2])
            answering.append(client.getpeername()[0])
        listening.close()

    assert answering[0] == "127.0.0.1"
    assert answering[1:] in ([], ["::1"])  # a machine without IPv6 has the first only


def test_another_port_is_chosen_when_the_preferred_one_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        assert ports.free_port(taken) != taken
