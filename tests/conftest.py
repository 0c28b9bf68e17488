"""Hostile by default: nothing outside this machine is reached, and an undefined template variable fails."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests import environment

environment.prepare()  # before pytest-django reads the settings

from tests.undefined import Undefined  # noqa: E402 -- after the environment


def pytest_configure() -> None:
    from django.conf import settings

    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("undefined: %s")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # otherwise each client of each test reads all static files first


def pytest_xdist_setupnodes() -> None:
    environment.leave_it_to_the_workers()


class _ByFile(LoadScopeScheduling):
    """A worker takes a file at a time, and all hostile visits: their province and thousands of pages are made once.

    Not `--dist loadgroup`: xdist 3.8 writes the group where pytest 9.2 does not read it.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "hostile" if "tests/hostile/" in nodeid else nodeid.partition("::")[0]


LONGEST = ("tests/hostile/", "tests/demo/", "tests/recordings/test_supervisor.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first: with several workers, none must begin one of them when the others end."""
    items.sort(key=lambda item: next((n for n, at in enumerate(LONGEST) if item.nodeid.startswith(at)), len(LONGEST)))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return _ByFile(config, log)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database may be there already, with its migrations (`prepared.py`); it goes with the server of this run."""
    return environment.is_server_our_own()


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """No name for each worker where each has a server."""
    if not environment.is_server_our_own():
        request.getfixturevalue("django_db_modify_db_settings_xdist_suffix")


@pytest.fixture(scope="session", autouse=True)
def no_permissions() -> None:
    """Roles are ours. After each test that commits, Django would write its own permissions again."""
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


class NetworkClosed(Exception):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def network_closed() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):  # type: ignore[index]
            raise NetworkClosed(f"tests may not reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
