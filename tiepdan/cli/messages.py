"""`tiepdan messages`: compiles the catalogues of the screens' languages, without the gettext tools."""

from pathlib import Path

import polib

from tiepdan.cli.environment import ROOT

LOCALE = ROOT / "tiepdan" / "locale"


def compile_all(folder: Path = LOCALE) -> int:
    """Write each .mo that is older than its .po; return how many were written."""
    catalogues = [path for path in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(path)]
    for path in catalogues:
        draft = path.with_suffix(".mo.part")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(path.with_suffix(".mo"))
    return len(catalogues)


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime
