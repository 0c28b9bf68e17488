"""Lines of form 03/TCD as text, for the page, the PDF and the sheet: 13 cells each, in order."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tiepdan.accounts import identity_numbers
from tiepdan.law.outcome import REGISTER_COLUMNS, check_register_columns
from tiepdan.minutes.models import RegisterEntry

WIDTHS = (6, 12, 30, 18, 44, 12, 12, 22, 12, 26, 26, 40, 24)
HEAD_ROW = 4
FACE = "Times New Roman"


def cells_of(entry: RegisterEntry, *, with_denunciations: bool) -> tuple[str, ...]:
    """The 13 cells. Of a denunciation the alias; what it is about only for whoever may read it."""
    hidden = entry.case.is_denunciation and not with_denunciations
    content = _("Nội dung ghi ở hồ sơ tố cáo") if hidden else "\n".join(filter(None, (entry.content, _asked(entry))))
    cells = (
        str(entry.number),
        f"{entry.received_on:%d/%m/%Y}",
        entry.person,
        identity_numbers.unseal(bytes(entry.identity)) if entry.identity else "",
        content,
        entry.kind,
        str(entry.people_count),
        entry.settled_by,
        "x" if entry.is_competent else "",
        entry.guided_to,
        entry.accepted_by,
        "" if hidden else entry.follow_up,
        entry.note,
    )
    check_register_columns(cells)
    return cells


def _asked(entry: RegisterEntry) -> str:
    return _("Yêu cầu: %(request)s") % {"request": entry.request} if entry.request else ""


def xlsx(lines: list[tuple[str, ...]], agency: str, title: str) -> bytes:
    """The book as a sheet. Every cell is text, so that nothing typed becomes a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- framework signature
    sheet.title = "03-TCD"
    for row, (words, size) in enumerate(((agency.upper(), 12), (_("SỔ TIẾP CÔNG DÂN"), 15), (title, 12)), start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=13)
        _write(
            sheet, row, 1, words, Font(name=FACE, size=size, bold=row < HEAD_ROW - 1), Alignment(horizontal="center")
        )
    _write_lines(sheet, [REGISTER_COLUMNS, tuple(str(n) for n in range(1, 14)), *lines])
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{HEAD_ROW + 2}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write_lines(sheet: Worksheet, rows: list[tuple[str, ...]]) -> None:
    """Heads, numbers of the columns, then the lines, all with borders."""
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for number, line in enumerate(rows, start=HEAD_ROW):
        is_head = number <= HEAD_ROW + 1
        font = Font(name=FACE, size=11, bold=number == HEAD_ROW, italic=number == HEAD_ROW + 1)
        alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if is_head else None)
        for column, words in enumerate(line, start=1):
            _write(sheet, number, column, words, font, alignment)
            sheet.cell(row=number, column=column).border = border


def _write(sheet: Worksheet, row: int, column: int, words: str, font: Font, alignment: Alignment) -> None:
    cell = sheet.cell(row=row, column=column)
    cell.value = "".join(sign for sign in words if sign.isprintable() or sign == "\n")
    cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
