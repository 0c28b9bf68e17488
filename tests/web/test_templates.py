"""No template holds a script or a style of its own: the content security policy would refuse it."""

import re
from pathlib import Path

import pytest

TEMPLATES = sorted(Path("tiepdan").glob("*/templates/**/*.html"))
FORBIDDEN = {
    "style element": re.compile(r"<style[\s>]"),
    "style attribute": re.compile(r"""\sstyle\s*=\s*["']"""),
    "script without a file": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>"),
    "event handler": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "htmx script": re.compile(r"\shx-on[:-]"),
    "javascript address": re.compile(r"javascript:"),
    "address of another house": re.compile(r"https?://(?!www\.w3\.org)"),
}


def faults(text: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_template_holds_no_script_or_style_when_read(path):
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<style>p{}</style>", "style element"),
        ('<p style="color:red">', "style attribute"),
        ("<script>alert(1)</script>", "script without a file"),
        ('<button onclick="go()">', "event handler"),
        ('<button hx-on:click="go()">', "htmx script"),
        ('<a href="javascript:go()">', "javascript address"),
    ],
)
def test_the_check_finds_each_fault_when_there_is_one(text, fault):
    assert faults(text) == [fault]
