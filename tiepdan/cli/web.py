"""One process that answers pages. The sockets are opened by the parent, so that several processes share them."""

import socket

import uvicorn

GRACE_SECONDS = 2  # open streams never end by themselves


def run(descriptors: list[int], *, quiet: bool) -> int:
    """Serve until SIGTERM."""
    config = uvicorn.Config(
        "config.asgi:application",
        lifespan="off",
        log_level="warning" if quiet else "info",
        access_log=not quiet,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1,::1",
        server_header=False,
    )
    sockets = [socket.socket(fileno=descriptor) for descriptor in descriptors]
    for opened in sockets:
        opened.setblocking(False)  # noqa: FBT003 -- framework signature
    server = uvicorn.Server(config)
    server.run(sockets=sockets)
    return 0
