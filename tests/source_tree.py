"""The files of a tree, for the tests of the house rules. A rule takes a tree, so it can be tried on a small one."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {".git", ".venv", "node_modules", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands in the tree, and its syntax tree."""

    path: Path
    name: str

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)

    @property
    def folder(self) -> str:
        """The folder inside the package: `desk` for tiepdan/desk/actions.py."""
        return self.path.parent.name

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    def at(self, node: ast.AST, what: str = "") -> str:
        """How a finding names a line, so that an editor can jump to it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}{' ' + what if what else ''}"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


class Tree:
    """What git knows of a checkout, new files included; every file where there is no git."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def files(self) -> list[Path]:
        if (self.root / ".git").exists():
            command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
            listed = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True).stdout
            found = [self.root / name for name in listed.split("\0") if name]
        else:
            found = [p for p in self.root.rglob("*") if not LEFT_OUT & set(p.relative_to(self.root).parts)]
        return sorted(path for path in found if path.is_file())

    def named(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def under(self, folder: str, ending: str) -> list[Path]:
        return [path for path in self.files if self.named(path).startswith(folder) and path.name.endswith(ending)]

    def python(self, folder: str = "tiepdan/") -> list[Source]:
        """Python files by hand: migrations are made by Django."""
        paths = [path for path in self.under(folder, ".py") if "migrations" not in path.parts]
        return [Source(path, self.named(path)) for path in paths]

    def templates(self) -> list[Path]:
        return [path for path in self.under("tiepdan/", ".html") if "templates" in path.parts]


def planted(root: Path, files: dict[str, str]) -> Tree:
    """A small tree for trying a rule."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Tree(root)
