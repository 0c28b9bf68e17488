"""House rules on files and names (house-style §§ 2, 4, 5, 12.1). Each rule is tried on a bad and a good line first."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.source_tree import ROOT, Tree, planted

HERE = Tree(ROOT)
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40
BANNED_FILES = {"utils.py", "helpers.py", "services.py", "signals.py", "managers.py", "common.py", "misc.py"}
BANNED_FOLDERS = {"utils", "helpers", "services", "common"}
BANNED_NAMES = {"data", "info", "obj", "item", "temp", "tmp", "manager", "helper", "handle", "process"}
BANNED_BEGINNINGS = ("do_", "handle_", "process_")

LONG_FUNCTIONS: dict[str, str] = {
    "tiepdan/registrations/actions.py:register": "the arguments of the form, one line each, handed on in one value",
    "tiepdan/schedule/actions.py:draft_session": "the fields of the form and the columns of the row, one line each",
    "tiepdan/desk/actions.py:add_attendee": "the arguments of the form and the columns of the row, one line each",
    "tiepdan/followup/actions.py:classify": "one classification writes case, act, clocks, parts and book together",
    "tiepdan/followup/actions.py:decide": "one decision writes outcome and task together, with the law's explanation",
}
ALLOWED_NAMES: dict[str, str] = {
    "tiepdan/cli/mail_sink.py:handle_DATA": "the signature of aiosmtpd",
    "tiepdan/web/errors.py:process_exception": "the signature of Django's middleware",
    "tiepdan/web/typed.py:process_view": "the signature of Django's middleware",
    "tiepdan/web/signin.py:handle_no_permission": "the signature of Django's middleware",
    "tiepdan/cli/postgres.py:data": "PostgreSQL's own word for its folder",
    "tiepdan/cli/processes.py:process": "a process of the operating system; the ban is on the verb",
    "tiepdan/recordings/recorder.py:process": "a process of the operating system; the ban is on the verb",
}


# ── Sizes ─────────────────────────────────────────────────────────────────────
def long_files(tree: Tree) -> list[str]:
    kinds = (".py", ".ts", ".go", ".html")
    paths = [path for path in tree.files if path.name.endswith(kinds) and "migrations" not in path.parts]
    sizes = {tree.named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    # A test file may be twice as long (house-style § 5: 800).
    most = {name: LINES_OF_A_FILE * (2 if is_test(name) else 1) for name in sizes}
    return [f"{name}: {lines} lines" for name, lines in sizes.items() if lines > most[name]]


def is_test(name: str) -> bool:
    return name.startswith("tests/") or "/test/" in name or name.endswith("_test.go")


def long_functions(tree: Tree) -> dict[str, int]:
    return {
        f"{source.name}:{node.name}": lines
        for source in tree.python()
        for node in source.functions()
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }


def test_no_file_is_long():
    assert long_files(HERE) == []


def test_a_long_function_has_its_reason():
    assert {name: lines for name, lines in long_functions(HERE).items() if not LONG_FUNCTIONS.get(name)} == {}


def test_no_reason_outlives_its_function():
    assert sorted(set(LONG_FUNCTIONS) - set(long_functions(HERE))) == []


def test_long_file_and_long_function_are_found(tmp_path):
    lines = "    pass\n" * LINES_OF_A_FUNCTION
    tree = planted(
        tmp_path,
        {
            "tiepdan/desk/views.py": f"def f():\n{lines}" + "\n" * LINES_OF_A_FILE,
            "tiepdan/desk/forms.py": "def g():\n" + "    pass\n" * (LINES_OF_A_FUNCTION - 1),
        },
    )

    assert [name.split(":")[0] for name in long_files(tree)] == ["tiepdan/desk/views.py"]
    assert list(long_functions(tree)) == ["tiepdan/desk/views.py:f"]


# ── Names ─────────────────────────────────────────────────────────────────────
def banned_files(tree: Tree) -> list[str]:
    names = [tree.named(path) for path in tree.files if tree.named(path).startswith(("tiepdan/", "config/", "bench/"))]
    return [n for n in names if Path(n).name in BANNED_FILES or BANNED_FOLDERS & set(Path(n).parts[:-1])]


def banned_names(tree: Tree) -> list[str]:
    """Functions, classes, arguments and variables; a keyword of somebody else's function is not ours to choose."""
    return [
        f"{source.name}:{line} {name}"
        for source in [*tree.python("tiepdan/"), *tree.python("config/")]
        for name, line in sorted(names_made_in(source.tree), key=lambda found: found[1])
        if is_banned(name) and f"{source.name}:{name}" not in ALLOWED_NAMES
    ]


def names_made_in(tree) -> set[tuple[str, int]]:
    made: set[tuple[str, int]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add((node.name, node.lineno))
        elif isinstance(node, ast.arg):
            made.add((node.arg, node.lineno))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add((node.id, node.lineno))
    return made


def is_banned(name: str) -> bool:
    plain = name.strip("_")
    return (
        plain in BANNED_NAMES or plain.startswith(BANNED_BEGINNINGS) or bool(re.fullmatch(r"[a-z_]{3,}[a-z]\d", plain))
    )


def test_no_file_is_a_drawer_for_anything():
    assert banned_files(HERE) == []


def test_no_name_says_nothing():
    assert banned_names(HERE) == []


def test_names_that_say_nothing_are_found(tmp_path):
    tree = planted(
        tmp_path,
        {
            "tiepdan/desk/utils.py": "",
            "tiepdan/desk/actions.py": "def check_in(data):\n    ticket2 = data\n    database = 1\ndef do_it(): ...\n",
        },
    )

    assert banned_files(tree) == ["tiepdan/desk/utils.py"]
    assert [found.split()[1] for found in banned_names(tree)] == ["data", "ticket2", "do_it"]


# ── What must not stand in a file that others receive ─────────────────────────
MACHINE = re.compile(rb"(?<![\w.\-/~$}])/(?:root|work|home/\w+|Users/\w+)/[\w.]")
HOSTS = rb"pypi\.org|python" + rb"hosted\.org|npm" + rb"js\.org|npm" + rb"mirror\.com|(?:proxy|sum)\.golang\.org"
# Written in pieces, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    rb"https?://(?:[\w.\-]+\.)?(?:" + HOSTS + rb')|--(?:extra-)?index-url\s+\S*http|"resolved": ' + rb'"http'
)


def paths_of_a_machine(tree: Tree) -> list[str]:
    return [found for path in tree.files for found in lines_with(tree, path, MACHINE)]


def addresses_of_a_registry(tree: Tree) -> list[str]:
    return [found for path in tree.files for found in lines_with(tree, path, REGISTRY)]


def lines_with(tree: Tree, path: Path, pattern: re.Pattern[bytes]) -> list[str]:
    lines = path.read_bytes().split(b"\n")
    return [f"{tree.named(path)}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]


def test_no_file_names_a_path_of_a_machine():
    assert paths_of_a_machine(HERE) == []


def test_no_file_names_the_address_of_a_registry():
    assert addresses_of_a_registry(HERE) == []


@pytest.mark.parametrize(
    "line",
    ["cd /" + "root/tiepdan", "open('/" + "home/an/x.py')", "'/" + "work/main/'"],
)
def test_path_of_a_machine_is_found(tmp_path, line):
    assert paths_of_a_machine(planted(tmp_path, {"a.md": "/etc/hosts, tiepdan/home/x\n" + line})) == ["a.md:2"]


@pytest.mark.parametrize(
    "line", ["https://files.python" + "hosted.org/x", "--index-url " + "http://x", '"resolved": ' + '"http://x"']
)
def test_address_of_a_registry_is_found(tmp_path, line):
    assert addresses_of_a_registry(planted(tmp_path, {"a.txt": "https://example.org\n" + line})) == ["a.txt:2"]


# ── Imports point back along the citizen's path ───────────────────────────────
LINTER = Path(sys.executable).parent / "lint-imports"


def layers(root: Path) -> list[str]:
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [name.removeprefix("tiepdan.") for name in contracts[0]["layers"]]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)


def test_imports_point_back_along_the_path():
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_has_its_place_on_the_path():
    folders = {path.parent.name for path in (ROOT / "tiepdan").glob("*/__init__.py")}

    assert sorted(layers(ROOT)) == sorted(folders)


def test_import_that_points_forward_is_found(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted(tmp_path, {"tiepdan/__init__.py": "", **{f"tiepdan/{name}/__init__.py": "" for name in layers(ROOT)}})
    good = lint(tmp_path)
    planted(
        tmp_path,
        {"tiepdan/desk/actions.py": "from tiepdan.hearings import actions\n", "tiepdan/hearings/actions.py": ""},
    )

    bad = lint(tmp_path)

    assert good.returncode == 0, good.stdout
    assert bad.returncode == 1
    assert "tiepdan.desk.actions -> tiepdan.hearings.actions" in bad.stdout


# ── Words ─────────────────────────────────────────────────────────────────────
GONE = re.compile("cấp huyện|cấp quận|UBND huyện|quận, huyện", re.IGNORECASE)


def words_of_yesterday(tree: Tree) -> list[str]:
    """Districts ended on 1 July 2025: no screen, message or form may speak of them. The law's old wordings may."""
    kinds = (".py", ".html", ".ts", ".typ")
    paths = [path for folder in ("tiepdan/", "room/") for kind in kinds for path in tree.under(folder, kind)]
    shown = [path for path in paths if not tree.named(path).startswith("tiepdan/law/")]
    return [
        f"{tree.named(path)}:{number}"
        for path in shown
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if GONE.search(line)
    ]


def test_no_screen_speaks_of_districts():
    assert words_of_yesterday(HERE) == []


def test_word_of_yesterday_is_found(tmp_path):
    tree = planted(
        tmp_path,
        {
            "tiepdan/law/sources.py": 'OLD = "Chủ tịch UBND huyện"\n',
            "tiepdan/desk/templates/desk/a.html": "<p>cấp xã</p>\n<p>Cấp huyện</p>\n",
        },
    )

    assert words_of_yesterday(tree) == ["tiepdan/desk/templates/desk/a.html:2"]


# ── The path is told where people look for it ─────────────────────────────────
def folders_not_told(tree: Tree, page: str) -> list[str]:
    text = (tree.root / page).read_text(encoding="utf-8")
    folders = sorted({path.parent.name for path in tree.files if tree.named(path).count("/") == 2 and is_package(path)})
    return [name for name in folders if f"{name}/" not in text]


def is_package(path: Path) -> bool:
    return path.name == "__init__.py" and path.parent.parent.name == "tiepdan"


@pytest.mark.parametrize("page", ["README.md", "docs/concepts.md"])
def test_every_folder_is_told(page):
    assert folders_not_told(HERE, page) == []


def test_folder_that_is_not_told_is_found(tmp_path):
    folders = {f"tiepdan/{name}/__init__.py": "" for name in ("desk", "minutes")}
    tree = planted(tmp_path, {**folders, "README.md": "desk/ check-in, and then the minutes"})

    assert folders_not_told(tree, "README.md") == ["minutes"]
