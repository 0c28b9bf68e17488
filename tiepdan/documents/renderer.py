"""From a form's value to PDF/A-2b, by typst. What people typed goes in as JSON and is never read as markup."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from django.utils import timezone

from tiepdan.documents import fonts

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEMPLATES = Path(__file__).parent / "typst"


def render(template: str, form: "DataclassInstance", *, made_at: datetime) -> bytes:
    """The PDF/A-2b of one form (bản in).

    Deterministic: the same value and the same `made_at` give the same bytes.
    Raises: typst.TypstError, when a template is wrong; FileNotFoundError, when the typeface is not installed.
    """
    compiler = typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=fonts.faces())
    written = compiler.compile(
        format="pdf",
        sys_inputs={"form": json.dumps(plain(asdict(form)), ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(written, bytes)  # noqa: S101 -- framework signature
    return written


def plain(value: Any) -> Any:  # JSON values
    """JSON values only, for typst and for Word: dates as Vietnamese text, text that the typeface can print."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return _moment(timezone.localtime(value))
    if isinstance(value, date):
        return _day(value)
    return fonts.printable(value) if isinstance(value, str) else value


def _day(day: date) -> dict[str, Any]:
    """Parts for "ngày 05 tháng 02 năm 2026" (NĐ 30/2020, Phụ lục I: days under 10 and months 1, 2 with a nought)."""
    return {
        "short": f"{day:%d/%m/%Y}",
        "long": f"ngày {day:%d} tháng {day.month:02d} năm {day.year}"
        if day.month <= 2
        else f"ngày {day:%d} tháng {day.month} năm {day.year}",
    }


def _moment(moment: datetime) -> dict[str, Any]:
    return {"hour": f"{moment.hour:02d} giờ {moment:%M} phút", **_day(moment.date())}
