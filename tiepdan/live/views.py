"""The stream of server-sent events (WHATWG HTML, "Server-sent events") to which open pages listen."""

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from tiepdan.live.doors import may_listen
from tiepdan.live.listener import listener

BEAT_SECONDS = 15
MOST_TOPICS = 8


@login_not_required
@require_GET
async def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Events of `?topic=…&topic=…`. One closed topic closes all: absent and forbidden look the same."""
    topics = request.GET.getlist("topic")
    if not 0 < len(topics) <= MOST_TOPICS or not await sync_to_async(_may_hear_all)(request, topics):
        raise Http404
    response = StreamingHttpResponse(_events(topics), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


# It streams: web.readonly must open no transaction around it.
stream.writes_on_get = True  # type: ignore[attr-defined]


def _may_hear_all(request: HttpRequest, topics: list[str]) -> bool:
    """Asks each door, then gives the connection back: the stream lasts for hours and must not keep one of the pool."""
    allowed = all(may_listen(request, topic) for topic in topics)
    if not connection.in_atomic_block:
        connection.close()
    return allowed


async def _events(topics: list[str]) -> AsyncIterator[str]:
    hears = listener()
    queue = hears.join(topics)
    try:
        yield "retry: 2000\n\n"
        while True:
            yield await _next_event(queue)
    finally:
        hears.leave(queue, topics)


async def _next_event(queue: asyncio.Queue[str]) -> str:
    """The next event, or a beat that tells the page that the line stands. Equal events that wait become one."""
    try:
        names = {await asyncio.wait_for(queue.get(), BEAT_SECONDS)}
    except TimeoutError:
        return "event: beat\ndata: 1\n\n"
    while not queue.empty():
        names.add(queue.get_nowait())
    return "".join(f"event: {name}\ndata: 1\n\n" for name in sorted(names))
