"""The lawyer's table says what the program does."""

import re
from pathlib import Path

import pytest

from tiepdan.law.clock_table import RULES

ROOT = Path(__file__).parent.parent.parent
LINES = (ROOT / "docs" / "law" / "clocks.md").read_text(encoding="utf-8").splitlines()


def expected_rows():
    for rule in RULES.values():
        if not rule.variants:
            yield f"| {rule.id} | {rule.what} | {rule.start} | không quy định | {rule.source} |"
        for variant in rule.variants:
            note = f" ({variant.note})" if variant.note else ""
            source = f"{variant.source}, từ {variant.source.in_force_from:%d/%m/%Y}"
            if variant.source.in_force_until is not None:
                source += f"; đến {variant.source.in_force_until:%d/%m/%Y}"
            length = f"{variant.length} {variant.unit.label}{note}"
            yield f"| {rule.id} | {rule.what} | {rule.start} | {length} | {source} |"


def test_lawyers_table_is_the_table_of_the_program_line_by_line():
    rows = [line for line in LINES if re.match(r"\| C\d", line)]

    assert rows == list(expected_rows())


@pytest.mark.parametrize("name", ["clocks.md", "unsettled.md"])
def test_files_named_in_the_pages_exist(name):
    text = (ROOT / "docs" / "law" / name).read_text(encoding="utf-8")
    named = {word for part in text.split("`")[1::2] for word in part.split(",") if word.endswith(".py")}

    assert named
    assert [word for word in named if not ((ROOT / word).exists() or (ROOT / "tiepdan" / "law" / word).exists())] == []
