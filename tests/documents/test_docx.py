"""Every letter for Word: its words, its layout, text that tries to be markup, and the template beside its builder."""

import io
from dataclasses import replace

import docx
import pytest
from docx.shared import Mm

from tests.documents import samples
from tiepdan.documents.docx import letter
from tiepdan.documents.word_templates import FOLDER, LETTERS, build


def written(name, form=None):
    return docx.Document(io.BytesIO(letter(name, form or getattr(samples, name.upper()))))


def words_of(document):
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*tables, *(paragraph.text for paragraph in document.paragraphs)])


@pytest.mark.parametrize("name", LETTERS)
def test_template_is_what_its_builder_makes(name):
    kept = docx.Document(str(FOLDER / f"{name}.docx"))

    assert kept.element.xml == build(name).element.xml


@pytest.mark.parametrize("name", LETTERS)
def test_letter_has_the_head_of_the_decree_and_leaves_no_field_open(name):
    words = words_of(written(name))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "BAN TIẾP CÔNG DÂN TỈNH" in words
    assert "An Phú, ngày 23 tháng 11 năm 2026" in words
    assert "{" not in words.replace("{%p", "")


@pytest.mark.parametrize("name", LETTERS)
def test_letter_has_the_margins_of_the_decree(name):
    page = written(name).sections[0]

    wanted = [Mm(210), Mm(297), Mm(30), Mm(15), Mm(20), Mm(20)]
    sizes = [
        page.page_width,
        page.page_height,
        page.left_margin,
        page.right_margin,
        page.top_margin,
        page.bottom_margin,
    ]
    assert [round(size.mm, 1) for size in sizes] == [round(size.mm, 1) for size in wanted]


HOSTILE = "{{ form.citizen }} {% raw %} <w:p>&amp; ]]> " + samples.HOSTILE
TYPED = {
    "refusal": "reason",
    "invitation": "subject",
    "notice": "matters",
    "presentation": "text",
    "conclusion": "body",
    "guidance": "subject",
    "transfer": "subject",
    "receipt": "place",
}


@pytest.mark.parametrize("name", LETTERS)
def test_typed_text_is_written_and_never_obeyed_when_it_looks_like_markup(name):
    form = replace(getattr(samples, name.upper()), **{TYPED[name]: HOSTILE})

    assert HOSTILE in words_of(written(name, form))


def test_number_that_is_not_given_is_left_open_and_never_invented():
    assert "Số: ........../TB-BTCD" in words_of(written("refusal"))


def test_number_from_the_document_system_is_written():
    form = replace(samples.REFUSAL, head=replace(samples.HEAD, number="45/TB-BTCD"))

    assert "Số: 45/TB-BTCD" in words_of(written("refusal", form))


def test_each_typed_line_is_a_paragraph():
    form = replace(samples.PRESENTATION, text="Dòng một\nDòng hai")

    lines = [paragraph.text for paragraph in written("presentation", form).paragraphs]
    assert lines.index("Dòng hai") == lines.index("Dòng một") + 1


@pytest.mark.parametrize("name", ["refusal", "invitation", "presentation", "guidance", "transfer", "receipt"])
def test_letter_of_a_denouncer_names_the_alias_only(name):
    form = replace(getattr(samples, name.upper()), citizen=samples.DENOUNCER)

    words = words_of(written(name, form))

    assert "TC-7K2M" in words
    assert samples.CITIZEN.full_name not in words
    assert samples.CITIZEN.identity_number not in words
