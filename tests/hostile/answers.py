"""What every answer to a bad request must be: no fault of the server, and words of ours for the person."""

import json
import re
from typing import Any

from django.db import connection
from django.test import Client

VIETNAMESE = re.compile("[à-ỹđăâêôơư]", re.IGNORECASE)
CHANGING = re.compile(
    rb'(?:csrfmiddlewaretoken"? value="|nonce=")[^"]+|code-number">\d{3} \d{3}|\d{4}-\d\d-\d\dT[\d:.+]+|\d\d:\d\d:\d\d'
)
KEY = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|/\d+[/.]")
MACHINES_ONLY = {401, 416}  # LiveKit's signature, a browser's own request for a stretch: nobody reads an answer
ROWS = "SELECT coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {} t"
SIGN_INS = "django_session"


def faults_of(answer: Any) -> str:
    """Empty when the answer is good; otherwise what is wrong with it."""
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    if answer.status_code < 400 or answer.streaming or answer.status_code in MACHINES_ONLY:
        return ""
    if answer.headers.get("Content-Type", "") == "application/json":
        told = json.loads(answer.content)
        return "" if VIETNAMESE.search(told.get("message", "")) else f"{answer.status_code} without a message: {told}"
    return "" if VIETNAMESE.search(answer.content.decode()) else f"{answer.status_code} without a word"


def asked(client: Client, method: str, path: str, **request: Any) -> Any:
    """The answer, or the exception that the server would have turned into a page of failure."""
    try:
        is_form = method == "POST" and "content_type" not in request
        answer = client.post(path, **request) if is_form else client.generic(method, path, **request)
    except Exception as fault:  # whatever it is, it is a finding with an address
        return Fault(fault)
    for close in answer._resource_closers:  # the files only: answer.close() would close the connection of the test too
        close()
    return answer


class Fault:
    """A view that raised."""

    status_code, streaming = 500, False
    headers: dict[str, str] = {}

    def __init__(self, fault: Exception) -> None:
        self.content = repr(fault).encode()


def without_what_changes(page: bytes) -> bytes:
    """A page as two people would compare it: tokens, numbers to read out and keys blanked."""
    return KEY.sub(b"#", CHANGING.sub(b"", page))


def fingerprint() -> int:
    """A sum over every row of every table but the sign-ins."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != SIGN_INS]
        cursor.execute(" UNION ALL ".join(ROWS.format(connection.ops.quote_name(name)) for name in tables))
        return sum(int(row) for (row,) in cursor.fetchall())
