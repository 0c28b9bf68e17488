"""Every address of the program, with what stands in its place holders."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

HOLE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
ABSENT = {"uuid": str(uuid.UUID(int=7)), "int": "7654321"}


@dataclass(frozen=True)
class Address:
    """One route, as it is written in urls.py, with its name."""

    route: str
    name: str
    module: str
    is_streaming: bool

    @property
    def holes(self) -> list[tuple[str, str]]:
        return [(found["name"], found["kind"] or "str") for found in HOLE.finditer(self.route)]

    def filled(self, ids: Mapping[str, list[Any]]) -> list[str]:
        """Addresses of real things: every value of every hole at least once."""
        values = [ids.get(name, [ABSENT.get(kind, "khong-co")]) for name, kind in self.holes]
        rounds = max((len(one) for one in values), default=1)
        return [self.with_values([str(one[turn % len(one)]) for one in values]) for turn in range(rounds)]

    def absent(self, ids: Mapping[str, list[Any]]) -> str:
        """The same address of things that do not exist; its words stay."""
        return self.with_values([ABSENT.get(kind) or str(ids[name][0]) for name, kind in self.holes])

    def with_values(self, values: list[str]) -> str:
        waiting = iter(values)
        return "/" + HOLE.sub(lambda _found: next(waiting), self.route)


def addresses(of_libraries: bool = True) -> list[Address]:
    found = list(_under(get_resolver(), "", ""))
    return [one for one in found if of_libraries or one.module.startswith(("tiepdan.", "django."))]


def _under(resolver: URLResolver, before: str, space: str) -> Iterable[Address]:
    for one in resolver.url_patterns:
        if not isinstance(one.pattern, RoutePattern):
            continue
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _under(one, route, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield Address(route, f"{space}{one.name}", one.callback.__module__, one.callback.__name__ == "stream")
