"""The words of the screens, collected from the sources, beside what the catalogue of a language says.

Python and templates are read by Babel, a tool of those who work on the program, so it is imported only when words are
collected. `tiepdan/law` wraps nothing, because it knows no framework: its Vietnamese string constants are collected
as they stand, and a page shows them by `{% translate variable %}`.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from tiepdan.cli.environment import ROOT

VIETNAMESE = re.compile("[à-ỹđĂÂĐÊÔƠƯÀ-Ỹ]")
WORD = re.compile(r"[^\W\d_]{2}")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|{\w*}")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
FOLDERS = ("tiepdan", "config")
SHOWN_LAW = (
    "clocks.py",
    "competence.py",
    "complexity.py",
    "conduct.py",
    "duties.py",
    "gates.py",
    "grounds.py",
    "groups.py",
    "identity.py",
    "kinds.py",
    "milestones.py",
    "outcome.py",
    "persons.py",
    "refusals.py",
)
"""Files of law/ whose words stand on screens. Citations and the auditors' explanations are quoted in Vietnamese."""

Found = tuple[str, str, str | None, str]
"""Context, words, words for several, file."""


def words_of(root: Path = ROOT) -> dict[tuple[str, str], polib.POEntry]:
    """Every text to translate, by context and words, with the files in which it stands."""
    entries: dict[tuple[str, str], polib.POEntry] = {}
    for context, words, several, name in sorted(_found(root), key=lambda one: (one[3], one[1])):
        fresh = polib.POEntry(msgid=words, msgctxt=context or None, msgid_plural=several or "")
        entry = entries.setdefault((context, words), fresh)
        if (name, "") not in entry.occurrences:
            entry.occurrences.append((name, ""))
        if PLACEHOLDER.search(words) and "%" in words:
            entry.flags = ["python-format"]
    return entries


def _found(root: Path) -> Iterator[Found]:
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
            yield from _wrapped(text, name)
            if path.parent.name == "law" and path.name in SHOWN_LAW:
                yield from (("", words, None, name) for words in _constants(text))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from _wrapped(_as_python(path.read_text(encoding="utf-8")), name)


def _wrapped(python: str, name: str) -> Iterator[Found]:
    """What stands inside gettext's functions."""
    from babel.messages.extract import extract  # noqa: PLC0415 -- only in the environment of those who write

    source = io.BytesIO(python.encode())
    for _line, words, _comments, context in extract("python", source, keywords=KEYWORDS):
        one, several = (words[0], words[1]) if isinstance(words, tuple) else (words, None)
        if one:
            yield context or "", one, several, name


def _as_python(template: str) -> str:
    """A template as Django's own tool reads it; what is no translation becomes X, and indents are no blocks."""
    return "\n".join(line.strip() for line in templatize(template).splitlines()) + "\n"


def _constants(python: str) -> Iterator[str]:
    """Vietnamese strings that are no docstring and no piece of an f-string."""
    tree = ast.parse(python)
    pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in pieces | remarks)
    yield from (text.value for text in texts if isinstance(text.value, str) and _is_said(text.value))


def _is_said(text: str) -> bool:
    """Words, and no value of an enum such as "4.1.đ"."""
    return bool(VIETNAMESE.search(text) and WORD.search(text))


def update(catalogue: polib.POFile, words: dict[tuple[str, str], polib.POEntry]) -> polib.POFile:
    """The same translations in the order of the sources; new words are empty, words that are gone are gone."""
    known = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    made = polib.POFile(wrapwidth=118)
    made.metadata = catalogue.metadata
    for key, entry in words.items():
        if key in known:
            entry.msgstr, entry.msgstr_plural = known[key].msgstr, known[key].msgstr_plural
            entry.flags = sorted({*entry.flags, *(flag for flag in known[key].flags if flag == "fuzzy")})
        if entry.msgid_plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        made.append(entry)
    return made


def faults(catalogue: polib.POFile, words: dict[tuple[str, str], polib.POEntry]) -> list[str]:
    """What is missing, stale, untranslated, unsure, or says something else in its placeholders."""
    known = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    return [
        *(
            f"missing: {words_} ({context})" if context else f"missing: {words_}"
            for context, words_ in words.keys() - known
        ),
        *(f"stale: {entry.msgid}" for key, entry in known.items() if key not in words),
        *(f"obsolete: {entry.msgid}" for entry in catalogue if entry.obsolete),
        *(f"fuzzy: {entry.msgid}" for entry in known.values() if entry.fuzzy),
        *(f"untranslated: {entry.msgid}" for entry in known.values() if not all(_translations(entry))),
        *(f"placeholders: {entry.msgid}" for entry in known.values() if _differs(entry)),
    ]


def _differs(entry: polib.POEntry) -> bool:
    wanted = sorted(set(PLACEHOLDER.findall(entry.msgid)))
    return any(text and sorted(set(PLACEHOLDER.findall(text))) != wanted for text in _translations(entry))


def _translations(entry: polib.POEntry) -> Iterable[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid
