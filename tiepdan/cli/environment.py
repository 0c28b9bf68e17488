"""Where an installation keeps its things, and the environment its programs get."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tiepdan.cli import postgres, secrets

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Place:
    """The working directory of one installation (`TIEPDAN_VAR`, by default `var/`)."""

    var: Path

    @property
    def cluster(self) -> Path:
        return self.var / "postgresql"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def demo_mark(self) -> Path:
        """Stands in a directory that holds a demo province, so that nobody mistakes one for the other."""
        return self.var / "this-is-a-demo"

    def binary(self, name: str) -> Path:
        return Path(os.environ.get("TIEPDAN_BIN", str(ROOT / "var" / "bin"))) / name

    def environment(self, **ours: str) -> dict[str, str]:
        """Secrets of the file, over them what we decide, over all what the operator set himself."""
        base = {"TIEPDAN_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
        files = {name: value for name, value in secrets.read_or_make(self.secrets).items() if not _is_set(name)}
        return base | files | ours | dict(os.environ) | {"TIEPDAN_VAR": str(self.var), "PYTHONPATH": _python_path()}

    @property
    def secrets(self) -> Path:
        return self.var / "secrets.env"


def here() -> Place:
    return Place(Path(os.environ.get("TIEPDAN_VAR", str(ROOT / "var"))).absolute())


def use(environment: Mapping[str, str]) -> None:
    """Make this very process see it; then Django may be set up."""
    os.environ.update(environment)


def use_installed(place: Place) -> None:
    """For the short commands: the running embedded database is found by its own mark."""
    url = os.environ.get("DATABASE_URL") or postgres.running_url(place.cluster)
    use(place.environment(**({"DATABASE_URL": url} if url else {})))


def _is_set(name: str) -> bool:
    return name in os.environ or f"{name}_FILE" in os.environ


def _python_path() -> str:
    known = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join([str(ROOT), *([known] if known else [])])
