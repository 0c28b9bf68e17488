"""A LiveKit server of our own for the tests that need the real one."""

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tiepdan.cli.livekit_config import MediaPlace, configuration

BINARY = Path(os.environ.get("LIVEKIT_BIN") or django_settings.RECORDER_BIN.parent / "livekit-server")


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@pytest.fixture(scope="module")
def livekit_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A LiveKit of our own on free ports."""
    port, tcp, udp = free_ports(3)
    place = MediaPlace("127.0.0.1", port, tcp, udp)
    key, secret = django_settings.LIVEKIT_API_KEY, django_settings.LIVEKIT_API_SECRET
    folder = tmp_path_factory.mktemp("livekit")
    config = folder / "livekit.json"
    config.write_text(json.dumps(configuration(place, key, secret, "http://127.0.0.1:9/")))
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([BINARY, "--config", config], stdout=log, stderr=log)
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("LiveKit does not answer")
