"""Vietnamese text as it is stored and as it is searched."""

import re
import unicodedata

from django.utils.translation import gettext as _

from tiepdan.errors import DomainError

LETTERS_OF_A_REASON = 300
REASON_TOO_LONG = "reason_too_long"
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters; tab and line ends stay
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, separators, direction marks and isolates
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"  # variation selectors, byte order mark, non-characters
    "\ud800-\udfff"  # halves of a pair, which no file and no database can hold
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"  # formats, tags
)


def visible_text(text: str) -> str:
    """Composed Unicode (NFC) without what nobody can see: zero-width and direction marks, control characters.

    The invisible goes first: between a letter and its accent it would keep the two apart.
    """
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def clean_text(text: str) -> str:
    """Visible text without white space at the ends."""
    return visible_text(text).strip()


def clean_reason(reason: str) -> str:
    """Clean text of a reason (lý do) that is kept in one line. Refused when it is too long; never cut.

    Raises: DomainError reason_too_long.
    """
    reason = clean_text(reason)
    if len(reason) > LETTERS_OF_A_REASON:
        words = _("Lý do dài %(count)s ký tự; chỉ lưu được %(most)s. Xin viết gọn lại; lời đã viết vẫn còn.")
        raise DomainError(REASON_TOO_LONG, words % {"count": len(reason), "most": LETTERS_OF_A_REASON})
    return reason


def clean_line(text: str, most: int) -> str:
    """Clean text of a short entry of at most `most` characters. Refused when it is too long; never cut.

    Raises: DomainError text_too_long.
    """
    text = clean_text(text)
    if len(text) > most:
        words = _("“%(start)s…” dài %(count)s ký tự; chỉ lưu được %(most)s. Xin viết gọn lại; lời đã viết vẫn còn.")
        raise DomainError("text_too_long", words % {"start": text[:30], "count": len(text), "most": most})
    return text


def fold(text: str) -> str:
    """Lower case without Vietnamese marks, for search: "Nguyễn Đức" becomes "nguyen duc"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
