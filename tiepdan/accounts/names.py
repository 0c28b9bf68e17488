"""Vietnamese text as it is stored and as it is searched."""

import re
import unicodedata

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")


def clean_text(text: str) -> str:
    """Composed Unicode (NFC), no zero-width or direction marks, no white space at the ends."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Lower case without Vietnamese marks, for search: "Nguyễn Đức" becomes "nguyen duc"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
