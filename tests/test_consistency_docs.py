"""House rules on docstrings (house-style § 6): what a mistake would break is said, and the law is cited."""

import ast
import re

import pytest

from tests.source_tree import ROOT, Source, Tree, planted
from tiepdan.law import sources
from tiepdan.law.sources import LegalSource

HERE = Tree(ROOT)
DOCUMENTED = {"actions.py", "access.py", "jobs.py"}
CITATION = re.compile(r"sources\.([A-Z][A-Z0-9_]+)")
KNOWN = {name for name, value in vars(sources).items() if isinstance(value, LegalSource)}


def is_documented(source: Source) -> bool:
    return source.folder == "law" or source.path.name in DOCUMENTED


def without_docstring(tree: Tree) -> list[str]:
    """Modules and functions of law/, actions, access and jobs, and every model.

    A private function of actions, access and jobs is a sentence of the function above it: its name says it. In law/
    every function is documented.
    """
    missing = []
    for source in tree.python():
        if is_documented(source) and source.path.name != "__init__.py" and not ast.get_docstring(source.tree):
            missing.append(source.at(source.tree, "module"))
        if is_documented(source):
            wanted = (f for f in source.functions() if source.folder == "law" or not f.name.startswith("_"))
            missing += [source.at(f, f.name) for f in wanted if not ast.get_docstring(f) and not is_inner(source, f)]
        if source.path.name == "models.py":
            missing += [source.at(c, c.name) for c in models_of(source) if not ast.get_docstring(c)]
    return missing


def is_inner(source: Source, function: ast.AST) -> bool:
    """A function inside another is part of it."""
    return any(function in ast.walk(outer) for outer in source.functions() if outer is not function)


def models_of(source: Source) -> list[ast.ClassDef]:
    classes = [node for node in source.tree.body if isinstance(node, ast.ClassDef)]
    return [one for one in classes if any(ast.unparse(base).endswith(("Model", "AbstractUser")) for base in one.bases)]


def actions_without_raises(tree: Tree) -> list[str]:
    return [
        source.at(function, function.name)
        for source in tree.python()
        if source.path.name == "actions.py"
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if "Raises:" not in (ast.get_docstring(function) or "")
    ]


def codes_not_told(tree: Tree) -> list[str]:
    """Codes that an action raises itself and does not name. Those who write know the deeper ones."""
    return [
        source.at(raised, code)
        for source in tree.python()
        if source.path.name == "actions.py"
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        for raised, code in codes_raised_in(function)
        if code not in (ast.get_docstring(function) or "")
    ]


def codes_raised_in(function: ast.FunctionDef) -> list[tuple[ast.AST, str]]:
    calls = (node.exc for node in ast.walk(function) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call))
    named = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "DomainError" and c.args]
    return [(call, str(call.args[0].value)) for call in named if isinstance(call.args[0], ast.Constant)]


def unknown_sources(tree: Tree, known: set[str]) -> list[str]:
    """`Source:` lines name a constant of tiepdan/law/sources.py, wherever they stand."""
    return [
        f"{source.name}: {name}"
        for source in tree.python()
        for name in sorted(set(CITATION.findall(source.text)))
        if name not in known
    ]


def uncited_sources(tree: Tree, known: set[str]) -> list[str]:
    """A constant that nothing cites is a text that nobody applies."""
    cited = {
        name for source in tree.python() if source.path.name != "sources.py" for name in CITATION.findall(source.text)
    }
    return sorted(known - cited)


def law_that_knows_more(tree: Tree) -> list[str]:
    """law/ is pure Python: no Django, no database, no clock."""
    return [
        source.at(node, name)
        for source in tree.python("tiepdan/law/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported(node)
        if name.split(".")[0] in {"django", "psycopg", "procrastinate"}
        or (name.startswith("tiepdan.") and not name.startswith("tiepdan.law"))
    ]


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


def test_law_actions_access_jobs_and_models_have_docstrings():
    assert without_docstring(HERE) == []


def test_every_action_says_what_it_raises():
    assert actions_without_raises(HERE) == []


def test_every_code_that_an_action_raises_is_named_in_its_docstring():
    assert codes_not_told(HERE) == []


def test_every_source_that_is_cited_exists():
    assert unknown_sources(HERE, set(vars(sources))) == []


def test_every_source_is_cited():
    assert uncited_sources(HERE, KNOWN) == []


def test_law_knows_only_itself():
    assert law_that_knows_more(HERE) == []


GOOD = '''"""Every write to the desk."""

def check_in(registration):
    """Note that the citizen is there (điểm danh).

    Source: sources.LTCD_25_1.
    Raises: DomainError too_early.
    """
    raise DomainError("too_early", "Chưa đến giờ.")

def _number():
    return 1
'''


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (without_docstring, GOOD.replace('"""Every write to the desk."""', "")),
        (without_docstring, GOOD + "def call(): ...\n"),
        (actions_without_raises, GOOD.replace("Raises:", "May raise")),
        (codes_not_told, GOOD.replace('DomainError("too_early"', 'DomainError("too_late"')),
    ],
    ids=["module", "function", "raises", "code"],
)
def test_action_that_does_not_tell_is_found(tmp_path, rule, bad):
    good = rule(planted(tmp_path / "good", {"tiepdan/desk/actions.py": GOOD}))

    assert (good, len(rule(planted(tmp_path / "bad", {"tiepdan/desk/actions.py": bad})))) == ([], 1)


def test_private_function_of_law_and_silent_model_are_found(tmp_path):
    tree = planted(
        tmp_path,
        {
            "tiepdan/law/clocks.py": '"""Clocks."""\ndef _days():\n    return 5\n',
            "tiepdan/desk/models.py": "class QueueTicket(models.Model):\n    pass\nclass Range(Func):\n    pass\n",
        },
    )

    assert without_docstring(tree) == ["tiepdan/desk/models.py:1 QueueTicket", "tiepdan/law/clocks.py:2 _days"]


def test_wrong_and_idle_sources_are_found(tmp_path):
    tree = planted(tmp_path, {"tiepdan/desk/actions.py": GOOD.replace("LTCD_25_1", "LTCD_99")})

    assert unknown_sources(tree, {"LTCD_25_1"}) == ["tiepdan/desk/actions.py: LTCD_99"]
    assert uncited_sources(tree, {"LTCD_25_1"}) == ["LTCD_25_1"]


def test_law_that_imports_django_or_a_later_step_is_found(tmp_path):
    tree = planted(
        tmp_path,
        {
            "tiepdan/law/clocks.py": "from tiepdan.law import sources\nimport datetime\n",
            "tiepdan/law/gates.py": "from django.utils import timezone\nfrom tiepdan.desk import models\n",
        },
    )

    assert law_that_knows_more(tree) == ["tiepdan/law/gates.py:1 django.utils", "tiepdan/law/gates.py:2 tiepdan.desk"]
