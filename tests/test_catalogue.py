"""The English catalogue is complete, and nothing that a person reads stands outside of it (house-style § 6)."""

import ast
import gettext
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.functional import Promise

from tests.source_tree import ROOT, Source, Tree, planted
from tiepdan.cli import catalogue
from tiepdan.cli.catalogue import VIETNAMESE
from tiepdan.cli.messages import ENGLISH, compile_all

HERE = Tree(ROOT)
TRANSLATES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}

IN_VIETNAMESE_ONLY: dict[str, str] = {
    "tiepdan/law/": "plain Vietnamese on purpose: what screens show of it is collected by tiepdan.cli.catalogue",
    "tiepdan/cli/": "what the operator reads on the terminal",
    "tiepdan/documents/": "official forms are printed in Vietnamese",
    "tiepdan/demo/": "names, places and stories of the made-up province",
    "tiepdan/web/pattern_book.py": "examples for the makers of pages",
    "tiepdan/minutes/printing.py": "words printed in the minutes, an official paper",
    "tiepdan/desk/printing.py": "words printed on the slip, an official paper",
    "tiepdan/accounts/names.py": "letters that are folded, not words",
    "tiepdan/registrations/codes.py": "letters that are folded, not words",
}
KEPT_IN_A_ROW = {"Người tố cáo TC-"}
"""The alias of a denouncer is made once and stands in the record as it was made."""


@pytest.fixture(scope="module")
def words() -> dict[tuple[str, str], polib.POEntry]:
    return catalogue.words_of(ROOT)


# ── The catalogue ─────────────────────────────────────────────────────────────
def test_every_word_of_the_screens_is_in_english(words):
    """What is missing: `python -m tiepdan messages extract`, translate, `… check`."""
    assert catalogue.faults(polib.pofile(str(ENGLISH)), words) == []


def entry(**fields: object) -> polib.POEntry:
    return polib.POEntry(**{"msgid": "Số %(number)s", "msgstr": "No. %(number)s", **fields})


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (entry(msgstr=""), "untranslated: Số %(number)s"),
        (entry(flags=["fuzzy"]), "fuzzy: Số %(number)s"),
        (entry(msgstr="No. %(nubmer)s"), "placeholders: Số %(number)s"),
        (entry(msgid="Tên", msgstr="Name"), "stale: Tên"),
        (entry(msgid="Tên", obsolete=True), "obsolete: Tên"),
    ],
    ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
)
def test_fault_of_a_catalogue_is_found(bad, fault):
    good = entry()
    wanted = {("", "Số %(number)s"): good}
    made = polib.POFile()
    made.extend([good, bad] if bad.msgid != good.msgid else [bad])

    assert catalogue.faults(made, wanted) == [fault]


def test_word_that_the_catalogue_lacks_is_found():
    assert catalogue.faults(polib.POFile(), {("", "Tên"): entry(msgid="Tên")}) == ["missing: Tên"]


def test_words_are_collected_from_python_templates_and_law(tmp_path):
    tree = planted(
        tmp_path,
        {
            "tiepdan/desk/views.py": '_("Đã về")\nngettext("%(n)s việc", "%(n)s các việc", 2)\nlog("Đóng")\n',
            "tiepdan/desk/templates/desk/a.html": (
                '{% translate "Gọi" %}\n    {% blocktranslate with n=number %}Số {{ n }}{% endblocktranslate %}\n'
                "  <p>Tên</p>"
            ),
            "tiepdan/law/gates.py": '"""Điều kiện."""\nGATES = {"a": ("Công bố lịch", 5)}\nx = f"Chậm {5} ngày"\n',
            "tiepdan/law/sources.py": 'LTCD = "Luật Tiếp công dân"\n',
        },
    )

    found = catalogue.words_of(tree.root)

    assert sorted(key[1] for key in found) == ["%(n)s việc", "Công bố lịch", "Gọi", "Số %(n)s", "Đã về"]
    assert found["", "%(n)s việc"].msgid_plural == "%(n)s các việc"


def test_new_words_are_added_and_old_translations_kept():
    old = polib.POFile()
    old.extend([polib.POEntry(msgid="Tên", msgstr="Name"), polib.POEntry(msgid="Đã bỏ", msgstr="Gone")])

    made = catalogue.update(old, {("", "Mới"): polib.POEntry(msgid="Mới"), ("", "Tên"): polib.POEntry(msgid="Tên")})

    assert [(one.msgid, one.msgstr) for one in made] == [("Mới", ""), ("Tên", "Name")]


def test_screens_speak_english_once_compiled(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(ENGLISH.read_bytes())
    compile_all(tmp_path)

    with (folder / "django.mo").open("rb") as compiled:
        english = gettext.GNUTranslations(compiled)

    assert english.gettext("Đã đăng ký") == "Registered"


# ── Nothing stands outside of it ──────────────────────────────────────────────
def unwrapped(tree: Tree) -> list[str]:
    """Vietnamese in a string that is no docstring and not handed to gettext."""
    return [
        source.at(node, ast.unparse(node)[:60])
        for source in tree.python()
        if not any(source.name.startswith(name) for name in IN_VIETNAMESE_ONLY)
        for node in texts_in(source)
        if VIETNAMESE.search(str(node.value)) and node.value not in KEPT_IN_A_ROW
    ]


def texts_in(source: Source) -> list[ast.Constant]:
    let_through: set[int] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr):  # docstrings, and remarks below a constant
            let_through |= {id(one) for one in ast.walk(node) if one is node.value}
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in TRANSLATES:
            let_through |= {id(one) for one in ast.walk(node)}
    constants = (
        node for node in ast.walk(source.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return [node for node in constants if id(node) not in let_through]


def test_nothing_in_vietnamese_is_left_unwrapped():
    assert unwrapped(HERE) == []


def test_vietnamese_that_is_not_wrapped_is_found(tmp_path):
    lines = '"""Gọi số."""\nfrom x import gettext as _\na = _("Đã gọi")\nb = "Đã gọi"\nc = f"Số {a}"\n'
    tree = planted(tmp_path, {"tiepdan/desk/views.py": lines, "tiepdan/law/gates.py": lines})

    assert unwrapped(tree) == ["tiepdan/desk/views.py:4 'Đã gọi'", "tiepdan/desk/views.py:5 'Số '"]


@pytest.mark.parametrize("name", IN_VIETNAMESE_ONLY)
def test_no_exception_outlives_its_reason(name):
    sources = [source for source in HERE.python() if source.name.startswith(name)]

    assert any(VIETNAMESE.search(str(node.value)) for source in sources for node in texts_in(source))


def test_language_of_the_sources_is_vietnamese(settings):
    assert settings.LANGUAGE_CODE == "vi"
    with translation.override("vi"):
        assert translation.gettext("Đã đăng ký") == "Đã đăng ký"


def test_english_catalogue_stands_where_django_looks(settings):
    assert ENGLISH.parent.parent.parent in [Path(folder) for folder in settings.LOCALE_PATHS]


def test_words_of_the_law_are_translated_where_they_are_chosen():
    """law/ wraps nothing, so the lists of choices made of it must (decision 0008)."""
    from tiepdan.accounts.models import IDENTITY_CHOICES
    from tiepdan.cases.enums import KIND_CHOICES
    from tiepdan.readiness.enums import GATE_CHOICES
    from tiepdan.registrations.models import GROUND_CHOICES

    choices = [*IDENTITY_CHOICES, *KIND_CHOICES, *GATE_CHOICES, *GROUND_CHOICES]

    assert [label for _value, label in choices if not isinstance(label, Promise)] == []
