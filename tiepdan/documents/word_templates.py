"""Builds the Word templates of the letters that officials edit, in the layout of NĐ 30/2020, Phụ lục I.

A .docx cannot be read in a review; this file can. `python -m tiepdan.documents.word_templates` writes
`docx/*.docx` from it, and a test holds the two together. Between braces stand the fields of `forms.py`.
"""

from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Letter
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).parent / "docx"
FONT = "Times New Roman"
ALWAYS = datetime(2026, 7, 1, tzinfo=UTC)
"""The day of every template, so that building twice gives the same."""

Lines = tuple[str, ...]
CITIZEN: Lines = (
    "{{ form.citizen.label }}: {{ form.citizen.full_name }}.",
    "{%p if form.citizen.address %}",
    "Địa chỉ: {{ form.citizen.address }}.",
    "{%p endif %}",
    "{%p if form.citizen.identity_number %}",
    "{{ form.citizen.identity_label }}: {{ form.citizen.identity_number }}.",
    "{%p endif %}",
)


def each_line(field: str) -> Lines:
    """One paragraph for each line that was typed."""
    return (f"{{%p for line in {field}.splitlines() %}}", "{{ line }}", "{%p endfor %}")


def each(field: str, words: str) -> Lines:
    """One paragraph for each of several."""
    return (f"{{%p for one in {field} %}}", words, "{%p endfor %}")


TO_CITIZEN = "Kính gửi: {{ form.citizen.full_name }}"
LETTERS: dict[str, tuple[str, str, str, Lines]] = {
    # file: (kind of document, about, addressee, body)
    "refusal": (
        "THÔNG BÁO",
        "Về việc từ chối tiếp công dân",
        TO_CITIZEN,
        (
            "Mẫu số 01/TCD",
            "Ngày {{ form.came_on.short }}, ông (bà) {{ form.citizen.full_name }}.",
            *CITIZEN[1:],
            "Đến {{ form.came_to }} để {{ form.kind|lower }} về việc {{ form.subject }}.",
            "Lý do từ chối: {{ form.reason }}",
            (
                "Căn cứ {{ form.legal_basis }}, {{ form.head.agency }} từ chối tiếp nhận nội dung {{ "
                "form.kind|lower }} của "
                "ông (bà) {{ form.citizen.full_name }} và thông báo để ông (bà) được biết./."
            ),
        ),
    ),
    "receipt": (
        "GIẤY BIÊN NHẬN",
        "Thông tin, tài liệu",
        "",
        (
            "Mẫu số 02/TCD",
            "Vào hồi {{ form.received_at.hour }}, {{ form.received_at.long }}, tại {{ form.place }}.",
            "Tôi là {{ form.officer.full_name }}, {{ form.officer.position }}, đã nhận của:",
            *CITIZEN,
            "Các thông tin, tài liệu sau:",
            *each(
                "form.papers", "{{ loop.index }}. {{ one.title }}, {{ one.pages }} trang, {{ one.condition|lower }};"
            ),
            "Giấy biên nhận được lập thành {{ form.copies }} bản, mỗi bên giữ một bản./.",
        ),
    ),
    "invitation": (
        "GIẤY MỜI",
        "Dự buổi tiếp công dân trực tuyến",
        TO_CITIZEN,
        (
            (
                "{{ form.head.agency }} trân trọng kính mời ông (bà) dự buổi tiếp công dân trực tuyến do "
                "{{ form.receiver.position }} {{ form.receiver.full_name }} chủ trì."
            ),
            "1. Nội dung: {{ form.subject }}.",
            (
                "2. Thời gian: {{ form.starts_at.hour }}, {{ form.starts_at.long }}. Đề nghị ông (bà) có mặt từ "
                "{{ form.arrive_at.hour }}."
            ),
            "3. Địa điểm: {{ form.site }} ({{ form.site_kind|lower }}), {{ form.address }}. {{ form.travel_hint }}",
            "4. Khi đến, đề nghị ông (bà) mang theo:",
            *each("form.bring", "- {{ one }};"),
            "Buổi tiếp được ghi âm, ghi hình theo Điều 24 Nghị định số 154/2026/NĐ-CP. Mã tra cứu: {{ form.code }}.",
            "Cần hỗ trợ, xin liên hệ điện thoại {{ form.contact_phone }}./.",
        ),
    ),
    "notice": (
        "THÔNG BÁO",
        "Về buổi tiếp công dân trực tuyến",
        "Kính gửi: {{ form.agency }}",
        (
            (
                "Căn cứ khoản 1 Điều 23 Nghị định số 154/2026/NĐ-CP, {{ form.head.agency }} thông báo "
                "buổi tiếp công dân trực "
                "tuyến do {{ form.receiver.position }} {{ form.receiver.full_name }} chủ trì."
            ),
            "1. Thời gian: {{ form.starts_at.hour }}, {{ form.starts_at.long }}.",
            "2. Điểm cầu trung tâm: {{ form.central_site }}. Điểm cầu thành phần: {{ form.sites|join(', ') }}.",
            "3. Nội dung dự kiến: {{ form.matters }}.",
            (
                "Đề nghị quý cơ quan cử lãnh đạo tham dự, chuẩn bị hồ sơ, tài liệu và kết nối thử chậm "
                "nhất 01 ngày làm việc "
                "trước buổi tiếp./."
            ),
        ),
    ),
    "presentation": (
        "BẢN GHI NỘI DUNG TRÌNH BÀY",
        "",
        "",
        (
            "Vào hồi {{ form.written_at.hour }}, {{ form.written_at.long }}, tại {{ form.place }}.",
            *CITIZEN,
            "Về việc: {{ form.subject }}.",
            "Nội dung trình bày:",
            *each_line("form.text"),
            "Yêu cầu, đề nghị:",
            *each_line("form.request"),
            "Bản ghi đã được đọc lại, người trình bày nhất trí và ký hoặc điểm chỉ xác nhận./.",
        ),
    ),
    "conclusion": (
        "THÔNG BÁO",
        "Kết luận của {{ form.receiver.full_name }} tại buổi tiếp công dân ngày {{ form.held_on.short }}",
        "",
        (
            *each_line("form.body"),
            "Yêu cầu các cơ quan thực hiện:",
            *each(
                "form.directions",
                "{{ loop.index }}. {{ one.agency }}: {{ one.content }}, chậm nhất ngày {{ one.due_on.short }}.",
            ),
            "Nơi nhận: {{ form.recipients|join('; ') }}; lưu: VT, hồ sơ.",
        ),
    ),
    "guidance": (
        "PHIẾU HƯỚNG DẪN",
        "Về việc gửi {{ form.kind|lower }} đến cơ quan có thẩm quyền",
        TO_CITIZEN,
        (
            (
                "Ngày {{ form.came_on.short }}, {{ form.head.agency }} đã tiếp ông (bà) {{ "
                "form.citizen.full_name }} để "
                "{{ form.kind|lower }} về việc {{ form.subject }}."
            ),
            "Căn cứ {{ form.legal_basis }}, nội dung trên không thuộc thẩm quyền giải quyết của cơ quan tiếp công dân.",
            (
                "Đề nghị ông (bà) gửi đơn và tài liệu đến {{ form.guided_to or '…………' }} để được xem xét, "
                "giải quyết theo quy "
                "định của pháp luật./."
            ),
        ),
    ),
    "transfer": (
        "PHIẾU CHUYỂN ĐƠN",
        "",
        "Kính gửi: {{ form.transferred_to or '…………' }}",
        (
            (
                "Ngày {{ form.received_on.short }}, {{ form.head.agency }} tiếp nhận nội dung {{ "
                "form.kind|lower }} của ông "
                "(bà) {{ form.citizen.full_name }}."
            ),
            *CITIZEN[1:4],
            "Nội dung: {{ form.subject }}.",
            (
                "Căn cứ {{ form.legal_basis }}, {{ form.head.agency }} chuyển nội dung trên để xem xét, "
                "giải quyết theo thẩm "
                "quyền và thông báo kết quả theo Điều 27 Luật Tiếp công dân."
            ),
            *each("form.papers", "- {{ one }};"),
        ),
    ),
}
UNSIGNED = {"receipt", "presentation"}
"""Signed by the two people who are there, not by a head."""


def build(name: str) -> Letter:
    """One template: A4, margins and typeface of NĐ 30/2020, head, kind, body, signatures."""
    kind, about, addressee, body = LETTERS[name]
    letter = _sheet()
    _head(letter, numbered=name not in UNSIGNED)
    _line(letter, kind, ALIGN.CENTER, size=14, bold=True)
    for words, bold in ((about, True), (addressee, False)):
        if words:
            _line(letter, words, ALIGN.CENTER, size=14, bold=bold)
    for words in body:
        paragraph = _line(letter, words, ALIGN.JUSTIFY, size=14)
        paragraph.paragraph_format.first_line_indent = Mm(0 if words.startswith("{%p") else 12.7)
        paragraph.paragraph_format.space_after = Pt(6)
    _signature(letter, name)
    return letter


def _sheet() -> Letter:
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = letter.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    letter.core_properties.created = letter.core_properties.modified = ALWAYS
    letter.core_properties.author = letter.core_properties.title = ""
    return letter


def _head(letter: Letter, *, numbered: bool) -> None:
    """The body on the left, the motto on the right; number and day below."""
    table = letter.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    _fill(left.paragraphs[0], "{{ form.head.parent|upper }}", size=12)
    _fill(left.add_paragraph(), "{{ form.head.agency|upper }}", size=12, bold=True)
    _fill(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    _fill(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    left, right = table.rows[1].cells
    number = "Số: {{ form.head.number or ('........../' ~ form.head.kind_mark) }}"
    _fill(left.paragraphs[0], number if numbered else "", size=13)
    day = "{{ form.head.dated_on.long if form.head.dated_on else 'ngày … tháng … năm …' }}"
    _fill(right.paragraphs[0], "{{ form.head.place_name }}, " + day, size=13, italic=True)


def _signature(letter: Letter, name: str) -> None:
    if name in UNSIGNED:
        cells = letter.add_table(rows=1, cols=2).rows[0].cells
        officer = "{{ form.officer.full_name }}" if name == "receipt" else "{{ form.receiver.full_name }}"
        signers = [("NGƯỜI TRÌNH BÀY, GIAO TÀI LIỆU", "{{ form.citizen.full_name }}"), ("NGƯỜI TIẾP NHẬN", officer)]
    else:
        cells = letter.add_table(rows=1, cols=2).rows[0].cells[1:]
        signers = [("{{ form.signer.authority }} {{ form.signer.title|upper }}", "{{ form.signer.full_name }}")]
    for cell, (title, full_name) in zip(cells, signers, strict=True):
        _fill(cell.paragraphs[0], title, size=13, bold=True)
        _fill(cell.add_paragraph(), "(Ký, ghi rõ họ tên)", size=12, italic=True)
        for _blank in range(3):
            cell.add_paragraph()
        _fill(cell.add_paragraph(), full_name, size=14, bold=True)


def _line(letter: Letter, words: str, align: ALIGN, *, size: int, bold: bool = False) -> Paragraph:
    return _fill(letter.add_paragraph(), words, size=size, bold=bold, align=align)


def _fill(
    paragraph: Paragraph,
    words: str,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> Paragraph:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = align
    return paragraph


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(exist_ok=True)
    for name in LETTERS:
        build(name).save(str(FOLDER / f"{name}.docx"))


if __name__ == "__main__":
    main()
