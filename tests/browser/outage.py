"""LiveKit is really gone: its process killed, and whatever starts in its place finds the port taken."""

import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit

from tests.browser.house import RunningHouse

TAKEN_WITHIN_SECONDS = 10
HANGS_UP = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset, as a port that nobody listens on answers


@contextmanager
def media_down(house: RunningHouse) -> Iterator[None]:
    """Kill LiveKit and hold its port, hanging up at once on whoever calls; the house may start it again afterwards."""
    address = urlsplit(str(house.listing["livekit_url"]))
    [media] = house.pids("livekit")
    os.kill(media, signal.SIGKILL)
    held = _take(address.hostname or "127.0.0.1", int(address.port or 7880))
    Thread(target=_hang_up, args=[held], daemon=True).start()
    try:
        yield
    finally:
        held.shutdown(socket.SHUT_RDWR)
        held.close()


def _take(host: str, port: int) -> socket.socket:
    until = time.monotonic() + TAKEN_WITHIN_SECONDS
    while True:
        held = socket.socket()
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((host, port))
            held.listen()
        except OSError:
            held.close()
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return held


def _hang_up(held: socket.socket) -> None:
    while True:
        try:
            caller, _address = held.accept()
        except OSError:
            return
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANGS_UP)
        caller.close()
