"""Which ports of the loopback are free, and the sockets on which the web listens."""

import errno
import socket
from contextlib import closing

from tiepdan.cli.stop import Stop

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def listen_on_loopback(port: int) -> list[socket.socket]:
    """One listening socket for each loopback address: browsers resolve *.localhost to either.

    Raises: Stop when the port is taken.
    """
    sockets = [made for family, address in LOOPBACKS if (made := _listen(family, address, port))]
    if not sockets:
        raise Stop(f"Không mở được cổng {port} trên 127.0.0.1.")
    return sockets


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket | None:
    """The socket, or nothing where the machine has no such address (IPv6 is often switched off)."""
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        return None
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        made.bind((address, port))
        made.listen(256)
    except OSError as error:
        made.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise Stop(taken(port, error)) from None
        return None
    return made


def taken(port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"Không được phép mở cổng {port} (permission denied). Chọn cổng khác: make demo PORT={port + 8000}"
    return (
        f"Cổng {port} đã có chương trình khác dùng (the port is taken). "
        f"Chọn cổng khác, ví dụ (choose another): make demo PORT={port + 100}"
    )


def free_port(preferred: int, kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """The preferred port of 127.0.0.1 when it is free, otherwise any free one."""
    for port in (preferred, 0):
        with closing(socket.socket(socket.AF_INET, kind)) as probe:
            if kind == socket.SOCK_STREAM:  # as the servers do: connections of the last run may still be closing
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            chosen: int = probe.getsockname()[1]
            return chosen
    raise Stop("Không còn cổng nào trống trên 127.0.0.1.")
