"""Typed reading of the environment. A wrong or missing value stops the start with the name of the variable."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def env_text(name: str, default: str) -> str:
    """The variable as text."""
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off.

    Raises: ImproperlyConfigured for any other text.
    """
    text = os.environ.get(name, "1" if default else "0").strip().lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {text!r}")


def env_int(name: str, default: int) -> int:
    """The variable as a whole number.

    Raises: ImproperlyConfigured.
    """
    text = os.environ.get(name, str(default))
    try:
        return int(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {text!r}") from error


def env_list(name: str, default: str) -> list[str]:
    """Comma-separated values, empty ones left out."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def env_secret(name: str, *, default: str | None = None) -> str:
    """A secret, from NAME or from the file that NAME_FILE names.

    Raises: ImproperlyConfigured when there is none and no default.
    """
    if file_name := os.environ.get(f"{name}_FILE"):
        return Path(file_name).read_text().strip()
    secret = os.environ.get(name, default)
    if not secret:
        raise ImproperlyConfigured(f"set {name} or {name}_FILE")
    return secret
