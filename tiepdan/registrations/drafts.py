"""Answers of a registration that is still being typed: kept in the browser's session on our side, sealed.

The key stands in the address, so two tabs are two drafts and the back button finds the same one. The table of
sessions is not the place for a denouncer's name in clear, so every draft is encrypted, whatever it is about.
"""

import json
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest

from tiepdan.registrations import paper_files

PREFIX = "registration:"
MOST_DRAFTS = 20

Answers = dict[str, Any]


def read(request: HttpRequest, key: UUID) -> Answers | None:
    """What was answered so far, or None when nothing is kept under this key (any more)."""
    sealed = request.session.get(f"{PREFIX}{key}")
    if sealed is None:
        return None
    try:
        answers: Answers = json.loads(_box().decrypt(sealed.encode()))
    except InvalidToken:
        return None
    return answers


def write(request: HttpRequest, key: UUID, answers: Answers) -> None:
    """Keep these answers, and the files among them; the oldest of very many drafts makes room."""
    drafts = [name for name in request.session.keys() if name.startswith(PREFIX)]  # noqa: SIM118 -- a session is no dict
    for name in drafts[: max(0, len(drafts) - MOST_DRAFTS)]:
        del request.session[name]
    paper_files.keep_young([file["file_name"] for file in answers.get("files", [])])
    request.session[f"{PREFIX}{key}"] = _box().encrypt(json.dumps(answers).encode()).decode()


def _box() -> Fernet:
    return Fernet(settings.PROTECTED_IDENTITY_KEY)
