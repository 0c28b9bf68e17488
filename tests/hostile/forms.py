"""The forms of a page as a browser sees them, filled in as an honest person would, then spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve

from tests.registrations.factories import pdf, picture

GOOD = {
    "date": "2026-12-15",
    "time": "08:30",
    "number": "1",
    "tel": "0905 123 456",
    "email": "an@example.vn",
    "password": "Mat-khau-rat-dai-2026",
    "text": "Nội dung kiểm tra",
    "textarea": "Nội dung kiểm tra",
    "search": "Nội dung",
}
GOOD_BY_NAME = {
    "identity_number": "049185012345",
    "identity_issued_on": "2021-07-01",
    "full_name": "Nguyễn Thị An",
    "username": "can-bo-moi",
    "document_number": "12/TB",
    "representatives": "",
    "card": "",
}


@dataclass
class Field:
    """One field: its kind in HTML, what stands in it, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)

    @property
    def good(self) -> str:
        if self.kind == "checkbox" and len(self.choices) == 1:
            return self.value  # a statement that an honest person may not make
        if self.choices:
            return self.value or next((one for one in self.choices if one), "")
        return self.value or GOOD_BY_NAME.get(self.name, GOOD.get(self.kind, ""))


@dataclass
class Form:
    """One form of a page; `where` names its address and fields, so that the same form counts once."""

    action: str
    fields: dict[str, Field]

    @property
    def where(self) -> str:
        try:
            name = resolve(self.action.partition("?")[0]).view_name
        except Resolver404:
            name = self.action
        return f"{name} {' '.join(sorted(self.fields))}"

    def filled(self, **spoilt: Any) -> dict[str, Any]:
        """The values of an honest person, some of them replaced."""
        honest = {
            one.name: one.good for one in self.fields.values() if one.kind not in ("file", "button") and one.good != ""
        }
        files = {one.name: SimpleUploadedFile("don.pdf", pdf()) for one in self.fields.values() if one.kind == "file"}
        return {**honest, **files, **spoilt}


class _Reader(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.form, self.area = here, [], None, None
        self.select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = found.get("method", "get").lower() == "post"
            self.form = Form(urljoin(self.here, found.get("action", "").partition("#")[0]), {}) if is_post else None
            return
        if self.form is None:
            return
        if tag == "option" and self.select is not None:
            self.select.choices.append(found.get("value", ""))
        elif found.get("name") and tag in ("input", "textarea", "select", "button"):
            self._field(tag, found)

    def _field(self, tag: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text") if tag == "input" else tag
        is_choice = kind in ("radio", "checkbox")
        if kind == "button" and found["name"] in ("remove", "stay"):
            return
        one = self.form.fields.setdefault(
            found["name"], Field(found["name"], kind, "" if is_choice else found.get("value", ""))
        )
        if is_choice:
            one.choices.append(found.get("value", "on"))
            one.value = found.get("value", "on") if "checked" in found else one.value
        self.select = one if tag == "select" else self.select

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.form is not None:
            self.form.fields.pop("csrfmiddlewaretoken", None)
            self.forms.append(self.form)
            self.form = None
        elif tag == "select":
            self.select = None


def forms_in(page: str, here: str) -> list[Form]:
    reader = _Reader(here)
    reader.feed(page)
    return reader.forms


DECOMPOSED = "Nguye\u0302\u0303n Thi\u0323 \u200bAn\u202e"
TEXTS = {
    "empty": "",
    "blank": " \t\u00a0\u3000",
    "invisible": "\u200b\u200d\ufeff\u2066\u202e",
    "nul": "a\x00b\x1b[0m",
    "emoji": "👩‍👩‍👧 Nguyễn 😀",
    "decomposed": DECOMPOSED,
    "markup": "<script>alert(1)</script>{{ 7 }}{% now %}\\'\";--",
    "long": "ạ" * 30_001,
    "lines": "a\r\nb\rc\n" * 10,
}
A_MEGABYTE = "ạ" * 500_000
DATES = [
    "31/02/2026",
    "2026-02-31",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "hôm qua",
    "1e9",
    "²⁰²⁶-01-01",
]
NUMBERS = ["-1", "0", "99999999999999999999", "1e400", "NaN", "một", "1.5", "٣"]
CHOICES = ["khong-co-loai-nay", "00000000-0000-0000-0000-000000000007", "-1", "9" * 30, "a\x00b"]
FILES = {
    "empty": ("rong.pdf", b""),
    "false extension": ("anh.pdf", picture()),
    "program": ("a.exe", b"MZ" + b"\0" * 300),
    "markup": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    "cut": ("a.pdf", pdf()[:40]),
    "path": ("../../../../etc/passwd.pdf", pdf()),
    "emoji": ("đơn 😀\u202efdp.pdf", pdf()),
    "long name": ("ạ" * 200 + ".pdf", pdf()),
    "no extension": ("don", pdf()),
}


def wrong_at_once(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """The ways in which this form is sent with most of its fields wrong."""
    words = [one.name for one in form.fields.values() if one.kind in ("text", "textarea", "search", "tel", "email")]
    yield "nothing", {}
    yield "unknown fields", form.filled(is_admin="1", role="administrator", pk="1", id="1", csrf="x", __proto__="x")
    yield "a value twice", {name: [value, "khác"] for name, value in form.filled().items()}
    yield "a file for a word", form.filled(**{w: SimpleUploadedFile("a.pdf", b"x") for w in words[:1]})
    for how, text in TEXTS.items():
        if words:
            yield f"words {how}", form.filled(**dict.fromkeys(words, text))


def wrong_alone(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """The ways in which a single field is wrong, by its kind."""
    for one in form.fields.values():
        for value in _wrong_values(one):
            yield f"{one.name}={str(value)[:30]}", form.filled(**{one.name: value})
        if one.kind == "file":
            for how, (name, content) in FILES.items():
                yield f"{one.name} {how}", form.filled(**{one.name: SimpleUploadedFile(name, content)})


def _wrong_values(one: Field) -> list[str]:
    if one.kind == "date":
        return DATES
    if one.kind in ("number", "time"):
        return NUMBERS
    return CHOICES if one.choices or one.kind in ("hidden", "button") else []
