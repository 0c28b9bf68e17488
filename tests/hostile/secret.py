"""The denouncer of the demo province, and every place in which the name could be found."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from pypdf import PdfReader

from tests.hostile.province import World
from tiepdan.accounts.names import fold
from tiepdan.demo.matters import SECRET

MARKS = (fold(SECRET.name), SECRET.number, fold(SECRET.person.phone), SECRET.person.phone.replace(" ", ""))
ROWS_THAT_TELL = "SELECT EXISTS (SELECT 1 FROM {} t WHERE t::text ~* %s)"


def tells_the_secret(text: str) -> bool:
    """Whether name, number or telephone stand in a text, with marks or without."""
    folded = fold(text)
    return any(mark in folded for mark in MARKS)


def words_of(answer: Any) -> str:
    """What a person reads in an answer, also in a printed paper, a letter and a table."""
    kind = answer.headers.get("Content-Type", "")
    named = str(dict(answer.headers))
    if answer.status_code != 200 or getattr(answer, "streaming", False):
        return named
    if kind == "application/pdf":
        return named + " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    if answer.content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            return named + " ".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())
    return named + answer.content.decode(errors="ignore")


def open_the_envelope(world: World) -> Any:
    """The named officer opens it, with a reason: the one answer in which the name stands."""
    address = f"/quan-ly/dang-ky/to-cao/{world.ids['registration_id'][0]}/danh-tinh/"
    return world.client("coordinator").post(address, {"reason": "Xác minh nhân thân khi tiếp"})


def tables_that_tell() -> list[str]:
    """Tables with a row in which a mark stands in clear."""
    marks = "|".join([SECRET.name, *(mark for mark in MARKS[1:])])
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return [table for table in tables if _holds(cursor, table, marks)]


def _holds(cursor: Any, table: str, marks: str) -> bool:
    cursor.execute(ROWS_THAT_TELL.format(connection.ops.quote_name(table)), [marks])
    return bool(cursor.fetchone()[0])


def stored_files() -> Iterator[Path]:
    """Everything on the disk: papers, minutes, recordings, messages sent."""
    for folder in (settings.MEDIA_ROOT, settings.RECORDINGS_DIR):
        yield from (path for path in Path(folder).rglob("*") if path.is_file())
    if settings.SMS_FILE.exists():
        yield settings.SMS_FILE
