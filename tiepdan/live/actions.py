"""Telling open pages that a row changed: PostgreSQL NOTIFY inside the transaction, delivered at the commit."""

import json

from django.db import connection

CHANNEL = "tiepdan_live"


def notify(topic: str, name: str) -> None:
    """Announce the event `name` on `topic` ("session:<uuid>", …) when the transaction commits.

    Carries no content: a page that hears it asks again through its own door.
    Raises: nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"topic": topic, "name": name})])
