"""The words of the minutes: paragraphs to read, the canonical text that is hashed, the lines that the page offers."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.names import clean_text
from tiepdan.hearings.models import Hearing, Interruption
from tiepdan.minutes.models import Minutes


@dataclass(frozen=True)
class Part:
    """One part of the text: the name of its field, its heading, the words."""

    name: str
    heading: str
    text: str


@dataclass(frozen=True)
class Offered:
    """A line that goes into the text with one click."""

    words: str
    line: str


def as_stored(text: str) -> str:
    """Composed Unicode, no invisible marks, one kind of line end."""
    return clean_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def parts_of(minutes: Minutes) -> list[Part]:
    """The parts in the order in which they are read."""
    return [
        Part("text", str(_("Công dân trình bày")), minutes.text),
        Part("agencies_text", str(_("Ý kiến của các cơ quan")), minutes.agencies_text),
        Part("conclusion_text", str(_("Ý kiến của người tiếp công dân")), minutes.conclusion_text),
    ]


def paragraphs(minutes: Minutes) -> list[tuple[str, str]]:
    """(heading or "", words) of every paragraph, as they are read aloud."""
    found: list[tuple[str, str]] = []
    for part in parts_of(minutes):
        lines = [line.strip() for line in part.text.split("\n") if line.strip()]
        found += [(part.heading if index == 0 else "", line) for index, line in enumerate(lines)]
    return found


def canonical(minutes: Minutes) -> str:
    """The text that is agreed and hashed: whose hearing, then the three parts. Never translated, never laid out.

    Anyone can make it again from the printed minutes: the labels are fixed and stand on lines of their own.
    """
    return "\n".join([
        f"bien-ban {minutes.hearing_id}",
        "[trinh-bay]", minutes.text,
        "[co-quan]", minutes.agencies_text,
        "[ket-luan]", minutes.conclusion_text,
        "",
    ])  # fmt: skip


def sha256(minutes: Minutes) -> str:
    """SHA-256 of the canonical text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(minutes).encode()).hexdigest()


def pauses(hearing: Hearing) -> list[Offered]:
    """The interruptions of a hearing as lines of the minutes (gián đoạn)."""
    return [Offered(_pause_words(one), f"[{_clock(one.began_at)[:5]}] {_pause_words(one)}") for one in _rows(hearing)]


def _rows(hearing: Hearing) -> list[Interruption]:
    return list(hearing.interruptions.select_related("site__office").order_by("began_at"))


def _pause_words(one: Interruption) -> str:
    until = _("đến %(end)s") % {"end": _clock(one.ended_at)} if one.ended_at else _("chưa nối lại")
    return _("Gián đoạn: %(cause)s, từ %(began)s %(until)s.") % {
        "cause": pause_cause(one),
        "began": _clock(one.began_at),
        "until": until,
    }


def pause_cause(one: Interruption) -> str:
    """The cause with the site that it was about."""
    cause = str(one.get_cause_display())
    return f"{cause} ({one.site})" if one.site else cause


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M:%S}"
