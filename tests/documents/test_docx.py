"""Every letter for Word: its words, its layout, text that tries to be markup, and the template beside its builder."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pypdf
import pytest
from docx.shared import Mm

from tests.documents import samples
from tiepdan.documents import pdfs
from tiepdan.documents.docx import letter
from tiepdan.documents.word_templates import FOLDER, LETTERS, OTHERS, build
from tiepdan.law.outcome import REGISTER_COLUMNS


def written(name, form=None):
    return docx.Document(io.BytesIO(letter(name, form or getattr(samples, name.upper()))))


def words_of(document):
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*tables, *(paragraph.text for paragraph in document.paragraphs)])


@pytest.mark.parametrize("name", [*LETTERS, *OTHERS])
def test_template_is_what_its_builder_makes(name):
    kept = docx.Document(str(FOLDER / f"{name}.docx"))

    assert kept.element.xml == build(name).element.xml
    assert kept.sections[0].header._element.xml == build(name).sections[0].header._element.xml


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
    "minutes": "agencies_text",
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


def test_minutes_say_that_the_recording_notice_was_read_and_what_the_chair_forbade():
    words = words_of(written("minutes"))

    assert (
        "tại Trụ sở tỉnh hồi 08 giờ 05 phút (Lê Thanh Bình); tại Xã Bình Minh hồi 08 giờ 06 phút (Hồ Thị Cúc)." in words
    )
    assert "Hồi 08 giờ 07 phút, người chủ trì yêu cầu người tham dự không tự ghi âm, ghi hình, phát trực tiếp" in words
    assert "Lý do: Nội dung trình bày có đời tư của người thứ ba." in words


@pytest.mark.parametrize("name", ["refusal", "receipt"])
def test_official_form_prints_day_and_place_of_issue_or_leaves_them_open(name):
    issued = replace(samples.CITIZEN, identity_issued_on=date(2021, 7, 1), identity_issue_place="Bộ Công an")

    stated = words_of(written(name, replace(getattr(samples, name.upper()), citizen=issued)))

    assert "048190001234, ngày cấp: 01/07/2021, nơi cấp: Bộ Công an" in stated
    assert "048190001234, ngày cấp: …/…/……, nơi cấp: ……" in words_of(written(name))


def test_each_typed_line_is_a_paragraph():
    form = replace(samples.PRESENTATION, text="Dòng một\nDòng hai")

    lines = [paragraph.text for paragraph in written("presentation", form).paragraphs]
    assert lines.index("Dòng hai") == lines.index("Dòng một") + 1


@pytest.mark.parametrize("name", LETTERS)
def test_letter_says_the_same_as_its_printed_form(name):
    """Word for word, but for marks, numbers of pages, and where lines break."""
    form = getattr(samples, name.upper())
    spoken = re.compile(r"[^\W\d_]+")
    printed = set(spoken.findall(" ".join(printed_words(getattr(pdfs, name)(form, made_at=samples.MADE_AT)))))
    told = set(spoken.findall(words_of(written(name))))
    only_printed = {"Mã", "kiểm", "SHA", "tra", "a", "nội", "dung"} if name == "minutes" else set()

    assert printed - told - only_printed == set()
    assert told - printed == set()


def printed_words(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("name", [name for name in LETTERS if LETTERS[name].recipients is not None])
def test_letter_of_a_head_has_its_recipients_and_ends_with_the_file(name):
    cells = written(name).tables[-1].rows[0].cells

    assert cells[0].text.splitlines()[0] == "Nơi nhận:"
    assert cells[0].text.splitlines()[-1] == "- Lưu: VT, hồ sơ."
    assert cells[1].text.splitlines()[:2] == ["KT. CHÁNH VĂN PHÒNG", "TRƯỞNG BAN"]


@pytest.mark.parametrize("name", LETTERS)
def test_letter_is_in_times_from_eleven_to_fourteen_points_and_numbers_its_later_pages(name):
    document = written(name)
    paragraphs = [*document.paragraphs, *(p for t in document.tables for c in t._cells for p in c.paragraphs)]
    sizes = {run.font.size.pt for paragraph in paragraphs for run in paragraph.runs if run.text.strip()}

    assert document.styles["Normal"].font.name == "Times New Roman"
    assert sizes <= {11, 12, 13, 14}
    assert document.sections[0].different_first_page_header_footer
    assert "PAGE" in document.sections[0].header._element.xml


def test_book_has_thirteen_columns_and_a_row_for_each_line():
    table = written("register").tables[0]

    heads = [cell.text.split("\n") for cell in table.rows[0].cells]
    assert heads == [[head, f"({number})"] for number, head in enumerate(REGISTER_COLUMNS, start=1)]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == [
        line.cells for line in samples.REGISTER.lines
    ]


def test_slip_shows_number_code_and_lines():
    words = words_of(written("slip"))

    assert [word for word in words.split("\n") if word in ("08", "ABCD-EFGH-JKLM-NPQR")] == [
        "08",
        "ABCD-EFGH-JKLM-NPQR",
    ]
    assert "Xã Bình Minh" in words


@pytest.mark.parametrize(
    "name", ["refusal", "invitation", "presentation", "guidance", "transfer", "receipt", "minutes"]
)
def test_letter_of_a_denouncer_names_the_alias_only(name):
    form = replace(getattr(samples, name.upper()), citizen=samples.DENOUNCER)

    words = words_of(written(name, form))

    assert "TC-7K2M" in words
    assert samples.CITIZEN.full_name not in words
    assert samples.CITIZEN.identity_number not in words
