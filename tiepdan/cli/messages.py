"""`tiepdan messages`: the catalogues of the screens' languages, without the gettext tools."""

from pathlib import Path

import polib

from tiepdan.cli.environment import ROOT

LOCALE = ROOT / "tiepdan" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
METADATA = {
    "Project-Id-Version": "TiepDan",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def messages(act: str) -> int:
    """Run one act on the catalogues: `compile`, `extract`, `check`."""
    match act:
        case "extract":
            return extract()
        case "check":
            return check()
        case _:
            print(f"Đã biên dịch {compile_all()} bản dịch.")
            return 0


def extract(path: Path = ENGLISH) -> int:
    """Write the words of the sources into the catalogue, keeping what is translated."""
    from tiepdan.cli import catalogue  # noqa: PLC0415 -- slow import

    made = catalogue.update(_read(path), catalogue.words_of())
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    print(f"{len(made)} mục, {len(made.untranslated_entries())} mục chưa dịch: {path.relative_to(ROOT)}")
    return 0


def check(path: Path = ENGLISH) -> int:
    """Print what is missing, stale, untranslated or wrong; the exit status is 1 when there is something."""
    from tiepdan.cli import catalogue  # noqa: PLC0415 -- slow import

    found = catalogue.faults(_read(path), catalogue.words_of())
    for fault in found:
        print(f"✗ {fault}")
    print(f"{len(found)} lỗi." if found else "✓ Bản dịch đầy đủ.")
    return 1 if found else 0


def _read(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path))
    made = polib.POFile()
    made.metadata = dict(METADATA)
    return made


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
