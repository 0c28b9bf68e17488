"""The tests' own guards, proved by breaking them."""

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Origin, Template, engines

from tests import prepared
from tests.conftest import NetworkClosed
from tests.undefined import UndefinedVariable


def test_socket_is_refused_when_it_leaves_this_machine() -> None:
    with socket.socket() as outgoing, pytest.raises(NetworkClosed):
        outgoing.connect(("192.0.2.1", 80))


def test_template_of_ours_fails_when_a_variable_is_undefined() -> None:
    ours = Origin(str(settings.BASE_DIR / "tiepdan" / "page.html"))
    template = Template("[{{ nothing }}]", origin=ours, engine=engines["django"].engine)

    with pytest.raises(UndefinedVariable, match="nothing"):
        template.render(Context())


def test_foreign_template_stays_silent_when_a_variable_is_undefined() -> None:
    template = engines["django"].from_string("[{{ nothing }}]").template

    assert template.render(Context()) == "[]"


def test_kept_database_is_for_the_migrations_it_was_made_of_alone(tmp_path: Path, monkeypatch) -> None:
    migrations, data = tmp_path / "tiepdan" / "cases" / "migrations", tmp_path / "data"
    migrations.mkdir(parents=True)
    data.mkdir()
    (data / "PG_VERSION").write_text("18")
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "KEPT", tmp_path / "kept")

    prepared.keep(data)
    prepared.keep(data)
    kept = prepared.kept()
    (migrations / "0002_more.py").write_text("# one more")

    assert kept is not None
    assert (kept / "PG_VERSION").read_text() == "18"
    assert prepared.kept() is None
