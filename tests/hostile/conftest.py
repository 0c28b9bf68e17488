"""One province for all hostile visits; each test is undone.

The province takes seconds to live through, so it stands in one transaction around all tests of this folder.
pytest-django would close the connection, and with it that transaction, after each test: its `db` is ours here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.template.base import Template
from django.test.utils import _TestState

from tests.hostile.share import Share, share_of_this_run

if TYPE_CHECKING:
    from tests.hostile.province import World
    from tests.hostile.visits import Visit


@pytest.fixture(scope="package")
def _unnoted_pages() -> Iterator[None]:
    """The client would copy and keep the context of every page and of every icon; nobody here reads it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)
        yield


@pytest.fixture(scope="package")
def _province(_unnoted_pages: None, django_db_setup: None, django_db_blocker) -> Iterator[World]:
    from tests.hostile.province import build  # after the apps are ready

    refusals = logging.getLogger("django.request"), logging.getLogger("tiepdan.web.views")
    for one in refusals:
        one.setLevel(logging.CRITICAL)  # a line for each of thousands
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    for one in refusals:
        one.setLevel(logging.NOTSET)


@pytest.fixture(scope="package")
def visits(_province: World, share: Share) -> list[Visit]:
    from tests.hostile.visits import everybody_everywhere  # after the apps are ready

    with transaction.atomic():
        made = everybody_everywhere(_province, share)
        transaction.set_rollback(True)
    return made


@pytest.fixture(scope="package")
def share(request: pytest.FixtureRequest) -> Share:
    return share_of_this_run(request.config.getoption("randomly_seed", 0))


@pytest.fixture
def db(_province: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(db: None, _province: World) -> World:
    return _province
