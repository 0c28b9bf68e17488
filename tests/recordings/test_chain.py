"""The chain, in Python as in Go: one file of vectors for both."""

import json
from pathlib import Path

import pytest

from tiepdan.recordings import chain

VECTORS = json.loads((Path(__file__).resolve().parents[2] / "engine/recorder/testdata/chain.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{len(vector['lines'])} lines")
def test_lines_of_the_recorder_are_followed(vector: dict):
    lines = [one["line"] for one in vector["lines"]]

    last = chain.follow(
        lines, hash_before=vector.get("previous_hash", chain.START), sequence_before=lines[0]["sequence"] - 1
    )

    assert last == lines[-1]["hash"]
    assert [chain.canonical(one["line"]).decode() for one in vector["lines"]] == [
        one["canonical"] for one in vector["lines"]
    ]


LINES = [one["line"] for one in VECTORS[0]["lines"]]
BEFORE = VECTORS[0].get("previous_hash", chain.START)


@pytest.mark.parametrize(
    "broken",
    [
        [*LINES[:1], *LINES[2:]],
        [LINES[1], LINES[0], *LINES[2:]],
        [{**LINES[0], "room": "khac"}, *LINES[1:]],
        [{**LINES[0], "hash": "0" * 64}, *LINES[1:]],
        [*LINES[:2], {**LINES[2], "sha256": "not hexadecimal"}, *LINES[3:]],
    ],
    ids=["one dropped", "two exchanged", "one changed", "hash changed", "segment hash spoilt"],
)
def test_broken_chain_is_found(broken: list[dict]):
    with pytest.raises(chain.ChainBroken):
        chain.follow(broken, hash_before=BEFORE, sequence_before=LINES[0]["sequence"] - 1)
