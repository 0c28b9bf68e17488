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
    migrations, kinds, data = (tmp_path / at for at in ("tiepdan/cases/migrations", "tiepdan/kinds.py", "data"))
    migrations.mkdir(parents=True)
    (migrations / "0001_first.py").write_text("import tiepdan.kinds\n")
    kinds.write_text("")
    data.mkdir()
    (data / "PG_VERSION").write_text("18")
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "KEPT", tmp_path / "kept")

    prepared.keep(data)
    at_first = (prepared.kept() / "PG_VERSION").read_text()
    kinds.write_text("COMPLAINT = 1")
    after_another_module = prepared.kept()
    prepared.keep(data)
    (migrations / "0002_more.py").write_text("")

    assert (at_first, after_another_module, prepared.kept()) == ("18", None, None)
