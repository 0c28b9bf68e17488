"""Everybody opens every page: thousands of requests, made once for all who read the answers."""

from dataclasses import dataclass
from typing import Any

from tests.hostile.addresses import Address, addresses
from tests.hostile.answers import asked
from tests.hostile.province import NOBODY, World
from tests.hostile.share import Share

WRITERS = (
    "coordinator",
    "chair",
    "note_taker",
    "site_officer",
    "administrator",
    "agency_representative",
    NOBODY,
)
LEADERS = ("coordinator", "site_officer")
"""They open two of each kind: the first is about the denunciation, the second is not."""
OF_LIBRARIES = {"pk": [1], "code": ["x"], "uidb36": ["x"], "provider_id": ["x"], "provider": ["x"]}


@dataclass
class Visit:
    """One page opened by one person, and what came back."""

    who: str
    address: Address
    path: str
    answer: Any

    def __str__(self) -> str:
        return f"{self.who} {self.address.name} {self.path}"

    @property
    def is_page(self) -> bool:
        return self.answer.status_code == 200 and self.answer.headers["Content-Type"].startswith("text/html")


def everybody_everywhere(world: World, share: Share) -> list[Visit]:
    """The first of its kind is about the denunciation. Events have their own test; an act is no page for anybody.

    Those who write open everything in every run: their pages are where the forms are found.
    """
    made: list[Visit] = []
    for turn, who in enumerate(world.everybody):
        no_pages = {visit.address for visit in made if visit.answer.status_code == 405}
        wanted = [one for one in addresses() if not one.is_streaming and one not in no_pages]
        made += _round_of(world, who, wanted if who in WRITERS else share.of(wanted, turn))
    return made


def opened_by(who: str, visits: list[Visit]) -> dict[str, Any]:
    """What came back to one person, by path."""
    return {one.path: one.answer for one in visits if one.who == who}


def _round_of(world: World, who: str, wanted: list[Address]) -> list[Visit]:
    client, ids = world.client(who), {**OF_LIBRARIES, **world.ids}
    return [
        Visit(who, address, path, asked(client, "GET", path))
        for address in wanted
        for path in address.filled(ids)[: 2 if who in LEADERS else 1]
    ]
