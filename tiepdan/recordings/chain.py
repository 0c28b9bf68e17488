"""The chain of a recording's lines, in Python as in the recorder: engine/README.md."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

START = "0" * 64


class ChainBroken(Exception):
    """A line that does not follow from the one before it."""


def canonical(line: dict[str, Any]) -> bytes:
    """The line without its hash, in the one form that is hashed."""
    content = {name: value for name, value in line.items() if name != "hash"}
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous_hash: str, line: dict[str, Any]) -> str:
    """The hash of the line after `previous_hash`: SHA-256(previous ‖ the segment's SHA-256 ‖ canonical line).

    Raises: ChainBroken, when a hash is not hexadecimal.
    """
    try:
        segment = bytes.fromhex(line["sha256"]) if line.get("kind") == "segment" else b""
        before = bytes.fromhex(previous_hash)
    except (KeyError, TypeError, ValueError) as error:
        raise ChainBroken(f"line {line.get('sequence')}: no hash") from error
    return hashlib.sha256(before + segment + canonical(line)).hexdigest()


def follow(lines: Iterable[dict[str, Any]], *, hash_before: str = START, sequence_before: int = 0) -> str:
    """The hash of the last line, when each follows from the one before.

    Raises: ChainBroken, naming the first line that does not.
    """
    for line in lines:
        sequence_before += 1
        if line.get("sequence") != sequence_before:
            raise ChainBroken(f"line {sequence_before} is missing, {line.get('sequence')} came")
        hash_before = link(hash_before, line)
        if line.get("hash") != hash_before:
            raise ChainBroken(f"line {sequence_before} was changed")
    return hash_before
