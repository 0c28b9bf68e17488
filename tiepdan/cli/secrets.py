"""The keys of one installation, made once and kept in one file that only its owner may read."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet


def fernet_key() -> str:
    return Fernet.generate_key().decode()


MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "IDENTITY_KEY": fernet_key,
    "PROTECTED_IDENTITY_KEY": fernet_key,
    "IDENTITY_INDEX_KEY": fernet_key,
    "LIVEKIT_API_KEY": lambda: "tiepdan" + secrets.token_hex(6),
    "LIVEKIT_API_SECRET": lambda: secrets.token_urlsafe(32),
}


def read_or_make(path: Path) -> dict[str, str]:
    """The secrets of the file; missing ones are made and added, present ones are never changed.

    Losing the file loses every sealed identity number: `tiepdan backup` names it, and does not copy it.
    """
    known = _read(path) if path.exists() else {}
    missing = {name: make() for name, make in MAKERS.items() if name not in known}
    if missing:
        _write(path, known | missing)
    return known | missing


def _read(path: Path) -> dict[str, str]:
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _equals, value in pairs}


def _write(path: Path, values: dict[str, str]) -> None:
    """Replace the file at once, so that a full disk or a second start cannot leave half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("".join(f"{name}={value}\n" for name, value in values.items()))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
