"""Where the files of a recording lie, and whether they still are what was recorded."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

MANIFEST = "manifest.jsonl"


def folder_of(run_folder: str) -> Path:
    """The absolute folder of one run. `run_folder` is ours."""
    return Path(settings.RECORDINGS_DIR).resolve() / run_folder


def segment_path(run_folder: str, file: str) -> Path:
    """One stored file. `file` comes from a chained line; a name with a path in it is refused.

    Raises: ValueError.
    """
    if Path(file).name != file or file in {"", ".", ".."}:
        raise ValueError(file)
    return folder_of(run_folder) / file


def manifest_lines(run_folder: str) -> Iterator[dict[str, Any]]:
    """The lines that the recorder left on the disk, up to the first one that is not whole."""
    path = folder_of(run_folder) / MANIFEST
    if not path.exists():
        return
    with path.open(encoding="utf-8") as manifest:
        for text in manifest:
            try:
                line = json.loads(text)
            except ValueError:
                return
            if not text.endswith("\n") or not isinstance(line, dict):
                return
            yield line


def fault_of(run_folder: str, line: dict[str, Any]) -> str:
    """What is wrong with the file of a segment, in English for the log; empty when it is what was recorded."""
    try:
        path = segment_path(run_folder, str(line["file"]))
        size = path.stat().st_size
    except (OSError, ValueError, KeyError):
        return f"{line.get('file')}: missing"
    if size != line["bytes"]:
        return f"{line['file']}: {size} bytes instead of {line['bytes']}"
    return "" if sha256_of(path) == line["sha256"] else f"{line['file']}: changed"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
