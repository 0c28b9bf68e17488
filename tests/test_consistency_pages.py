"""House rules on pages (house-style § 9): addresses tested, templates used, nothing inline, every word wrapped."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.template import engines
from django.template.exceptions import TemplateDoesNotExist
from django.urls import URLResolver, get_resolver, is_valid_path

from tests.source_tree import ROOT, Tree, planted
from tiepdan.web.navigation import OF_ROLE, PUBLIC

HERE = Tree(ROOT)
TESTS = "tests/"


# ── Addresses ─────────────────────────────────────────────────────────────────
def our_url_names() -> list[str]:
    """`desk:check-in` for every address of ours; those of allauth are tested by allauth."""
    return sorted(set(_names_under(get_resolver(), "")))


def _names_under(resolver: URLResolver, space: str) -> Iterable[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _names_under(one, f"{one.app_name or one.namespace}:" if one.namespace else space)
        elif one.name and space and one.callback.__module__.startswith(("tiepdan.", "django.")):
            yield f"{space}{one.name}"


def untested(names: list[str], tree: Tree) -> list[str]:
    """A test mentions the name in quotes: whole, or its end where the same file says `f"desk:{name}"` once."""
    files = [path.read_text(encoding="utf-8") for path in tree.under(TESTS, ".py")]
    return [name for name in names if not any(mentions(text, name) for text in files)]


def mentions(text: str, name: str) -> bool:
    namespace, _, end = name.partition(":")
    is_whole = re.search(rf"[\"']{re.escape(name)}[\"']", text) is not None
    by_its_end = f'f"{namespace}:{{' in text and re.search(rf"[\"']{re.escape(end)}[\"']", text) is not None
    return is_whole or by_its_end


def test_every_address_is_mentioned_by_a_test():
    assert untested(our_url_names(), HERE) == []


def test_address_without_a_test_is_found(tmp_path):
    tree = planted(tmp_path, {"tests/desk/test_views.py": 'reverse("desk:today")  # desk:slip is not tested'})

    assert untested(["desk:today", "desk:slip"], tree) == ["desk:slip"]


def test_address_named_by_its_end_counts_where_the_namespace_is_said_once(tmp_path):
    views = 'def url(name): return reverse(f"desk:{name}")\nurl("today")'
    other = {"tests/rooms/test_views.py": 'thing("slip")'}
    tree = planted(tmp_path, {"tests/desk/test_views.py": views, **other})

    assert untested(["desk:today", "desk:slip"], tree) == ["desk:slip"]


def test_menu_of_every_role_leads_to_pages_that_are_there():
    addresses = {url for entries in (PUBLIC, *OF_ROLE.values()) for url, _label in entries}

    assert sorted(url for url in addresses if not is_valid_path(url)) == []


# ── Templates ─────────────────────────────────────────────────────────────────
def unused_templates(tree: Tree) -> list[str]:
    """Named by no view, no other template, and not by a library that asks for it under that very name."""
    texts = [path.read_text(encoding="utf-8") for path in [*tree.under("tiepdan/", ".py"), *tree.templates()]]
    named = [pattern for text in texts for pattern in names_of_templates(text)]
    return [
        tree.named(path)
        for path in tree.templates()
        if not any(pattern.fullmatch(name_of(path)) for pattern in named) and not is_of_a_library(path)
    ]


def name_of(path: Path) -> str:
    return path.as_posix().rsplit("/templates/", 1)[1]


def names_of_templates(text: str) -> list[re.Pattern[str]]:
    """Quoted names ending in .html; a part in braces may be anything."""
    quoted = re.findall(r"[\"']([\w./{} -]+\.html)[\"']", text)
    return [re.compile(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(name).replace(r"\ ", " "))) for name in quoted]


def is_of_a_library(path: Path) -> bool:
    """The library's own template of that name exists, and ours stands before it."""
    name = name_of(path)
    for loader in engines["django"].engine.template_loaders[0].loaders:
        for origin in loader.get_template_sources(name):
            if "site-packages" in str(origin.name) and Path(str(origin.name)).exists():
                return True
    return False


def missing_templates(tree: Tree) -> list[str]:
    """Named by a template and not there: an include that fails only when its branch is reached."""
    return [
        f"{tree.named(path)}: {name}"
        for path in tree.templates()
        for name in re.findall(r"{% *(?:include|extends) +\"([^\"]+)\"", path.read_text(encoding="utf-8"))
        if not is_there(name)
    ]


def is_there(name: str) -> bool:
    try:
        engines["django"].get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def test_every_template_is_used():
    assert unused_templates(HERE) == []


def test_every_template_that_is_named_exists():
    assert missing_templates(HERE) == []


def test_idle_and_missing_templates_are_found(tmp_path):
    folder = "tiepdan/desk/templates/desk"
    tree = planted(
        tmp_path,
        {
            "tiepdan/desk/views.py": 'PAGE = "desk/today.html"\nERROR = f"desk/errors/{status}.html"\n',
            f"{folder}/today.html": '{% include "desk/_person.html" %}{% include "desk/_nobody.html" %}',
            f"{folder}/_person.html": "",
            f"{folder}/errors/404.html": "",
            f"{folder}/idle.html": "",
        },
    )

    assert unused_templates(tree) == [f"{folder}/idle.html"]
    assert f"{folder}/today.html: desk/_nobody.html" in missing_templates(tree)


# ── Content security: no script, no style, no handler in a page ───────────────
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:"
)
COMMENT = re.compile(r"{#.*?#}|{% *comment *%}.*?{% *endcomment *%}", re.DOTALL)


def inline_code(tree: Tree) -> list[str]:
    return [
        f"{tree.named(path)}:{line_of(text, found)} {found.group().strip()}"
        for path in tree.templates()
        for text in [blanked(COMMENT, path.read_text(encoding="utf-8"))]
        for found in INLINE.finditer(text)
    ]


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern finds; lines keep their numbers."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def line_of(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


def test_no_page_holds_script_or_style():
    assert inline_code(HERE) == []


@pytest.mark.parametrize(
    "line",
    [
        "<script>run()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a onclick="go()">',
        "<a href='javascript:x'>",
    ],
)
def test_script_or_style_in_a_page_is_found(tmp_path, line):
    good = '{# <style> #}\n<script src="a.js"></script><p class="style" data-on="x">\n'
    tree = planted(tmp_path, {"tiepdan/desk/templates/desk/a.html": good + line})

    assert [found.split()[0] for found in inline_code(tree)] == ["tiepdan/desk/templates/desk/a.html:3"]


# ── Words wrapped for translation ─────────────────────────────────────────────
WRAPPED = re.compile(
    r"{% *(?:translate|trans)\b.*?%}|{% *blocktrans(?:late)?\b.*?{% *endblocktrans(?:late)? *%}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
IN_A_TAG = re.compile(r"(?<=\s)(?!(?:alt|title|placeholder|aria-label|content|value)=)[\w:@.-]+=(\"[^\"]*\"|'[^']*')")
SAID = re.compile(r"[^\W\d_]{2,}")
NOT_WORDS = re.compile(
    r"&\w+;|<!--.*?-->|<!doctype html>|<script\b.*?</script>|<kbd>.*?</kbd>"
    r"|{% block (?:area|body_attributes) %}.*?{% endblock %}",
    re.DOTALL | re.IGNORECASE,
)
VIETNAMESE = re.compile("[à-ỹđĂÂĐÊÔƠƯÀ-Ỹ]")
SAME_EVERYWHERE = {"TiepDan", "OTP", "PDF", "SMS", "KB", "MB", "English", "Tiếng", "Việt", "TCD", "QR", "Ctrl", "Mẫu"}
IN_ONE_LANGUAGE: dict[str, str] = {
    "tiepdan/web/templates/web/components.html": "the pattern book is for its makers",
    "tiepdan/web/templates/web/errors/500.html": "shown when nothing works any more, the catalogue included",
    "tiepdan/minutes/templates/minutes/_sheet.html": "the minutes themselves: an official paper is in Vietnamese",
}


def unwrapped_words(tree: Tree) -> list[str]:
    return [
        f"{tree.named(path)}:{line_of(text, found)} {found.group()}"
        for path in tree.templates()
        if tree.named(path) not in IN_ONE_LANGUAGE
        for text in [words_only(path.read_text(encoding="utf-8"))]
        for found in SAID.finditer(text)
        if found.group() not in SAME_EVERYWHERE
    ]


def words_only(text: str) -> str:
    """What is left of a template when comments, wrapped words, values, tags and their silent attributes are gone."""
    for pattern in (COMMENT, NOT_WORDS, WRAPPED, IN_A_TAG):
        text = blanked(pattern, text)
    return re.sub(r"<[^<>]*>", lambda tag: attributes_in_vietnamese(tag.group()), text)


def attributes_in_vietnamese(tag: str) -> str:
    """Of a tag only the values that are read or heard, and of them only Vietnamese ones: `value="open"` is no word."""
    values = re.findall(r"(?:alt|title|placeholder|aria-label|content|value)=[\"']([^\"']*)[\"']", tag)
    return " ".join(value for value in values if VIETNAMESE.search(value)) + "\n" * tag.count("\n")


def test_every_word_of_a_template_is_wrapped():
    assert unwrapped_words(HERE) == []


def test_word_that_is_not_wrapped_is_found(tmp_path):
    page = (
        '{% extends "web/base.html" %}\n{# ghi chú #}\n<p class="đỏ" title="{% translate "Đăng ký" %}">\n'
        "{% blocktranslate with n=number %}Số {{ n }}{% endblocktranslate %} {{ name }}&nbsp;PDF</p>\n"
        '<img alt="Ảnh" src="a.png">\n<b>In</b>\n'
    )
    tree = planted(tmp_path, {"tiepdan/desk/templates/desk/a.html": page})

    assert [found.split(":", 1)[1] for found in unwrapped_words(tree)] == ["5 Ảnh", "6 In"]


# ── What was typed is kept ────────────────────────────────────────────────────
NOT_KEPT: dict[str, str] = {
    "tiepdan/accounts/templates/account/login.html": "signs in",
    "tiepdan/accounts/templates/mfa/authenticate.html": "signs in",
    "tiepdan/accounts/templates/mfa/totp/activate_form.html": "signs in",
    "tiepdan/followup/templates/followup/enter.html": "asks for a code, which is a key",
    "tiepdan/hearings/templates/hearings/_matter.html": "a page number",
    "tiepdan/papers/templates/papers/_files.html": "ticks of papers that lie on the table",
    "tiepdan/papers/templates/papers/denunciation_list.html": "of a denunciation nothing stays on a machine",
    "tiepdan/registrations/templates/registrations/denunciation_detail.html": "of a denunciation nothing stays",
    "tiepdan/web/templates/web/errors/refused.html": "carries in itself what was sent",
}
FORM = re.compile(r'(<form\b(?:[^>"]|"[^"]*")*method="post"(?:[^>"]|"[^"]*")*>)(.*?)</form>', re.DOTALL)
TYPED = re.compile(r'<textarea|<select|components/field\.html|<input(?![^>]*type="hidden")')


def forms_that_forget(tree: Tree) -> list[str]:
    """Templates with a form to type into that does not keep it when the sign-in has expired (keep.ts)."""
    return sorted(
        {
            tree.named(path)
            for path in tree.templates()
            for opening, body in FORM.findall(path.read_text(encoding="utf-8"))
            if TYPED.search(body) and "data-keep" not in opening
        }
    )


def test_every_form_keeps_what_was_typed():
    assert forms_that_forget(HERE) == sorted(NOT_KEPT)


def test_form_that_forgets_is_found(tmp_path):
    form = '<form method="post" action="/" data-once{}><textarea name="reason"></textarea></form>'
    template = "tiepdan/desk/templates/desk/leave.html"

    assert forms_that_forget(planted(tmp_path, {template: form.format("")})) == [template]
    assert forms_that_forget(planted(tmp_path, {template: form.format(" data-keep")})) == []
