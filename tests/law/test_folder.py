"""What a machine can check about the folder: sources, docstrings, tables, purity."""

import ast
import itertools
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tiepdan.law import sources
from tiepdan.law.clock_table import RULES
from tiepdan.law.facts import Answers
from tiepdan.law.rules import Direction
from tiepdan.law.sources import LegalSource

FOLDER = Path(sources.__file__).parent
FILES = sorted(FOLDER.glob("*.py"))
CONSTANTS = {name for name, value in vars(sources).items() if isinstance(value, LegalSource)}
FUNCTIONS = [
    pytest.param(node, id=f"{path.stem}.{node.name}")
    for path in FILES
    for node in ast.walk(ast.parse(path.read_text()))
    if isinstance(node, ast.FunctionDef)
]
IDS = [f"C{n}" for n in (*range(1, 23), *range(30, 38), 40)]


def cited_in_text(path: Path) -> set[str]:
    return set(re.findall(r"sources\.([A-Z][A-Z0-9_]+)", path.read_text()))


def test_table_holds_every_clock_of_the_reference():
    assert list(RULES) == IDS


def test_every_rule_is_asked_by_the_product_or_by_another_rule():
    """A rule that only its own test calls is enforced nowhere."""
    named = {
        name
        for path in FOLDER.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in _names_read(node)
    }
    made = {name: path.name for path in FILES if path.name != "sources.py" for name in _names_made(path)}

    assert {f"{file}: {name}" for name, file in made.items() if name not in named} == set()


def _names_read(node):
    if isinstance(node, ast.ImportFrom):
        return [] if node.module and node.module.startswith("tiepdan.law") else [alias.name for alias in node.names]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    return [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else []


def _names_made(path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("rule", RULES.values(), ids=IDS)
def test_rule_cites_its_sources_and_says_what_it_is(rule):
    assert rule.what
    assert rule.start
    assert isinstance(rule.source, LegalSource)
    assert all(isinstance(variant.source, LegalSource) for variant in rule.variants)
    assert bool(rule.variants) is (rule.direction is not Direction.NEITHER)


def test_every_source_is_cited_by_a_rule_and_every_citation_exists():
    others = [path for path in FILES if path.name != "sources.py"]
    cited = set().union(*map(cited_in_text, others))

    assert cited - CONSTANTS == set()
    assert CONSTANTS - cited == set()


@pytest.mark.parametrize("name", sorted(CONSTANTS))
def test_constant_is_named_after_its_article(name):
    source = getattr(sources, name)
    numbers = re.findall(r"\d+", source.provision)
    in_name = re.findall(r"\d+", re.sub(r"^(ND|TT|NQ)\d+|_(2011|2026)$", "", name))

    assert in_name == numbers[: len(in_name)] or name == "NQ80_2026"
    assert source.in_force_until is None or source.in_force_from < source.in_force_until


@pytest.mark.parametrize("rule", RULES.values(), ids=IDS)
def test_exactly_one_variant_answers_each_question_on_each_day(rule):
    choices = [[(fact.name, value) for value in fact.values] for fact in rule.facts if fact.values]
    for chosen in itertools.product(*choices):
        answers = Answers(dict(chosen), frozenset())
        for day in (date(2026, 6, 30), date(2026, 7, 1), date(2030, 1, 1)):
            fitting = [v for v in rule.variants if v.fits(answers) and v.source.in_force_on(day)]
            assert len(fitting) == (1 if rule.variants and _covered(rule, day) else 0), (chosen, day)


def _covered(rule, day):
    return any(variant.source.in_force_on(day) for variant in rule.variants)


@pytest.mark.parametrize("node", FUNCTIONS)
def test_function_says_its_source(node):
    text = ast.get_docstring(node) or ""

    assert text
    assert "Source:" in text or node.name.startswith("_"), text
    assert node.end_lineno - node.lineno + 1 <= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_is_short_and_knows_no_web_framework(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 400
    assert "django" not in text.lower()
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("forbidden", [r"date\.today", r"datetime\.now", r"time\.time", r"\bopen\("])
def test_folder_has_no_clock_and_reads_no_file(forbidden):
    assert [path.name for path in FILES if re.search(forbidden, path.read_text())] == []


def test_auditors_command_loads_neither_web_framework_nor_holidays():
    program = (
        "import sys, tiepdan.cli.law; "
        "print(sorted(name for name in ('django', 'holidays', 'psycopg') if name in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
