"""The one typeface of all forms: Tinos, whose letters are as wide as those of Times New Roman (decision 0002)."""

from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

from tiepdan.accounts.names import clean_text

FAMILY = "Tinos"
MISSING = "□"  # stands for a sign that the typeface lacks; PDF/A forbids an empty glyph


def folder() -> Path:
    """Where the four files are: as npm installs them, or where the operator put them."""
    return Path(getattr(settings, "DOCUMENT_FONTS_DIR", settings.BASE_DIR / "node_modules/@expo-google-fonts/tinos"))


@lru_cache(maxsize=1)
def faces() -> typst.Fonts:
    """Nothing but our own files, so that a form looks the same on every machine."""
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder()])
    if FAMILY not in faces.families():
        raise FileNotFoundError(f"The typeface {FAMILY} is not in {folder()}: run make ready")
    return faces


@lru_cache(maxsize=1)
def known_signs() -> frozenset[str]:
    """Every sign that all four faces can print."""
    covered = [_codes(path) for path in sorted(folder().glob("*/*.ttf"))]
    return frozenset(chr(code) for code in set.intersection(*covered)) | {"\n"}


def _codes(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as face:
        return set(face.getBestCmap())


def printable(text: str) -> str:
    """Composed Unicode in which every sign can be printed; white space at the ends and invisible marks are dropped."""
    lines = clean_text(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    known = known_signs()
    return "".join(sign if sign in known else MISSING for sign in lines if sign.isprintable() or sign in "\n\u00a0")
