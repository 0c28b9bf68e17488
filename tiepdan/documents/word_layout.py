"""The layout of NĐ 30/2020, Phụ lục I, for Word: sheet, head, kind of document, body, recipients, signatures.

The words of each letter are in `word_templates.py`; here is only where they stand and how large they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Letter
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
ALWAYS = datetime(2026, 7, 1, tzinfo=UTC)
"""The day of every template, so that building twice gives the same."""
TEXT_MM = 165
LEFT_MM, RIGHT_MM = 72, 93


@dataclass(frozen=True)
class Rows:
    """A table with one row for each of several."""

    each: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    widths_mm: tuple[int, ...]
    size: float = 13
    centred: tuple[int, ...] = ()


@dataclass(frozen=True)
class Signed:
    """Somebody who signs: title, what stands below it, name."""

    title: str
    note: str
    full_name: str


@dataclass(frozen=True)
class Words:
    """Everything that one letter says. `body` holds paragraphs and tables; `recipients` None: no such block."""

    kind: str
    about: str = ""
    addressee: tuple[str, ...] = ()
    mark: str = ""
    numbered: bool = True
    body: tuple["str | Rows", ...] = ()
    recipients: tuple[str, ...] | None = None
    signers: tuple[Signed, ...] = ()


def letter_of(words: Words) -> Letter:
    """One template: A4, margins and typeface of the decree."""
    letter = sheet()
    if words.mark:
        line(letter, words.mark, ALIGN.RIGHT, size=12, bold=True)
    _head(letter, numbered=words.numbered)
    line(letter, words.kind, ALIGN.CENTER, size=14, bold=True, before=18, after=0 if words.about else 12)
    if words.about:
        rule_under(line(letter, words.about, ALIGN.CENTER, size=14, bold=True, after=12), indent_mm=65)
    for addressee in words.addressee:
        line(letter, addressee, ALIGN.CENTER, size=14, bold=False, after=0 if is_command(addressee) else 6)
    for part in words.body:
        if isinstance(part, Rows):
            table_of(letter, part)
        else:
            _paragraph(letter, part)
    _foot(letter, words)
    return letter


def sheet(*, landscape: bool = False, size: float = 14) -> Letter:
    """An empty sheet; pages after the first are numbered in the middle above."""
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(20 if landscape else 30), Mm(15)
    normal = letter.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.paragraph_format.space_after = Pt(0)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    letter.core_properties.created = letter.core_properties.modified = ALWAYS
    letter.core_properties.author = letter.core_properties.title = ""
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    return letter


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(13)
    paragraph.alignment = ALIGN.CENTER
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = words or None
        run._r.append(part)  # noqa: SLF001 -- python-docx has no fields of its own


def _head(letter: Letter, *, numbered: bool) -> None:
    """The body on the left, the motto on the right; number and day below."""
    table = columns(letter, (LEFT_MM, RIGHT_MM), rows=2)
    _without_margins(table)
    left, right = table.rows[0].cells
    fill(left.paragraphs[0], "{%p if form.head.parent %}", size=12)
    fill(left.add_paragraph(), "{{ form.head.parent|upper }}", size=12)
    fill(left.add_paragraph(), "{%p endif %}", size=12)
    rule_under(fill(left.add_paragraph(), "{{ form.head.agency|upper }}", size=12, bold=True), indent_mm=22)
    fill(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    rule_under(fill(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True), indent_mm=16)
    left, right = table.rows[1].cells
    number = "Số: {{ form.head.number or ('........../' ~ form.head.kind_mark) }}"
    fill(left.paragraphs[0], number if numbered else "", size=13).paragraph_format.space_before = Pt(6)
    day = "{{ form.head.dated_on.long if form.head.dated_on else 'ngày … tháng … năm …' }}"
    dated = fill(right.paragraphs[0], "{{ form.head.place_name or '……' }}, " + day, size=13, italic=True)
    dated.paragraph_format.space_before = Pt(6)


def _paragraph(letter: Letter, words: str) -> None:
    """One paragraph of the body. "§ " before it makes a heading, "^ " a remark in the middle."""
    heading, remark = words.startswith("§ "), words.startswith("^ ")
    said = words[2:] if heading or remark else words
    paragraph = line(letter, "" if remark else said, ALIGN.JUSTIFY, size=14, bold=heading)
    if remark:
        fill(paragraph, said, size=12, italic=True)
    paragraph.paragraph_format.first_line_indent = Mm(0 if heading or remark or is_command(words) else 12.7)
    paragraph.paragraph_format.space_after = Pt(0 if is_command(words) else 6)
    paragraph.paragraph_format.keep_with_next = heading


def is_command(words: str) -> bool:
    """A line for the template engine, which leaves no paragraph behind."""
    return words.startswith("{%p")


def table_of(letter: Letter, rows: Rows) -> Table:
    """Heads in bold, then a row for each."""
    table = columns(letter, rows.widths_mm, rows=4)
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, rows.heads, strict=True):
        fill(cell.paragraphs[0], head, size=rows.size, bold=True)
    fill(table.rows[1].cells[0].paragraphs[0], "{%tr for one in " + rows.each + " %}", size=rows.size)
    for index, (cell, words) in enumerate(zip(table.rows[2].cells, rows.cells, strict=True)):
        fill(cell.paragraphs[0], words, size=rows.size, align=ALIGN.CENTER if index in rows.centred else ALIGN.LEFT)
    fill(table.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", size=rows.size)
    heads = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 -- python-docx cannot repeat a head
    heads.append(OxmlElement("w:tblHeader"))
    line(letter, "", ALIGN.LEFT, size=6)
    return table


def _foot(letter: Letter, words: Words) -> None:
    """Nơi nhận on the left and the head on the right; or those who sign side by side."""
    line(letter, "", ALIGN.LEFT, size=8)
    if words.recipients is None:
        _side_by_side(letter, words.signers)
        return
    left, right = columns(letter, (75, 90)).rows[0].cells
    fill(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT)
    for recipient in words.recipients:
        fill(left.add_paragraph(), recipient, size=11, align=ALIGN.LEFT)
    _signature(right, words.signers[0])


def _side_by_side(letter: Letter, signers: Sequence[Signed]) -> None:
    """Titles in one row, what stands below them in the next, names in the last: level, however long a title is."""
    table = columns(letter, (TEXT_MM // len(signers),) * len(signers), rows=3)
    for number, one in enumerate(signers):
        titles, notes, names = (row.cells[number] for row in table.rows)
        fill(titles.paragraphs[0], one.title, size=12 if len(signers) > 2 else 13, bold=True)
        fill(notes.paragraphs[0], one.note, size=12, italic=True)
        for _blank in range(4):
            fill(names.paragraphs[-1], "", size=14)
            names.add_paragraph()
        fill(names.paragraphs[-1], one.full_name, size=14, bold=True)


def _signature(cell: _Cell, signed: Signed) -> None:
    fill(cell.paragraphs[0], signed.title, size=13, bold=True)
    fill(cell.add_paragraph(), signed.note, size=12, italic=True)
    for _blank in range(4):
        fill(cell.add_paragraph(), "", size=14)
    fill(cell.add_paragraph(), signed.full_name, size=14, bold=True)


def columns(letter: Letter, widths_mm: Sequence[int], *, rows: int = 1) -> Table:
    """A table without lines whose columns keep their widths in every program."""
    table: Table = letter.add_table(rows=rows, cols=len(widths_mm))
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    return table


def _without_margins(table: Table) -> None:
    """Cells as wide as their columns: the motto must stand in one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 -- python-docx has no margins of cells


def rule_under(paragraph: Paragraph, *, indent_mm: int) -> Paragraph:
    """The short line that the decree wants under the body's name, the motto and the subject."""
    below = OxmlElement("w:pBdr")
    border = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    below.append(border)
    rule = OxmlElement("w:p")
    paragraph._p.addnext(rule)  # noqa: SLF001 -- python-docx has no borders of paragraphs
    drawn = Paragraph(rule, paragraph._parent)  # noqa: SLF001 -- as above
    drawn.paragraph_format.left_indent = drawn.paragraph_format.right_indent = Mm(indent_mm)
    drawn.paragraph_format.line_spacing = Pt(3)
    drawn.paragraph_format.space_after = paragraph.paragraph_format.space_after
    paragraph.paragraph_format.space_after = Pt(0)
    drawn._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 -- as above
        below, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return paragraph


def line(
    letter: Letter, words: str, align: ALIGN, *, size: float, bold: bool = False, before: int = 0, after: int = 0
) -> Paragraph:
    """One paragraph of the sheet."""
    paragraph = fill(letter.add_paragraph(), words, size=size, bold=bold, align=align)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def fill(
    paragraph: Paragraph,
    words: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> Paragraph:
    """Words into a paragraph."""
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = align
    return paragraph
