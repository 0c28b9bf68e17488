"""`tiepdan backup`: one dump of the database, and a list of every file with its hash."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tiepdan.cli import postgres
from tiepdan.cli.stop import Stop

BLOCK = 1024 * 1024


def backup(folder: Path) -> int:
    """Write `tiepdan.dump` and `files.jsonl` into a new folder.

    Files are listed, not copied: papers and recordings are large and never change, so the operator's own tool copies
    them, and the list proves that the copy is whole. The secrets are not copied: they belong elsewhere.
    Raises: Stop.
    """
    from django.conf import settings  # noqa: PLC0415 -- exists only after the environment is read

    made = folder / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    made.mkdir(parents=True)
    _dump(settings.DATABASE_URL, made / "tiepdan.dump")
    count = _list_files([Path(settings.MEDIA_ROOT), settings.RECORDINGS_DIR], made / "files.jsonl")
    print(f"Đã sao lưu vào {made}: cơ sở dữ liệu và danh mục {count} tệp.")
    print(
        f"Khóa bí mật {settings.VAR_DIR / 'secrets.env'} phải được cất riêng; mất khóa là mất mọi số giấy tờ đã mã hóa."
    )
    return 0


def _dump(url: str, path: Path) -> None:
    command = [str(postgres.PROGRAMS / "pg_dump"), "--format=custom", f"--file={path}", url]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"pg_dump không làm được: {done.stderr.strip()}")


def _list_files(folders: list[Path], path: Path) -> int:
    lines = [line for folder in folders for line in _lines(folder)]
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    return len(lines)


def _lines(folder: Path) -> Iterator[dict[str, str | int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield {"file": str(path.relative_to(folder.parent)), "bytes": path.stat().st_size, "sha256": _hash(path)}


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
