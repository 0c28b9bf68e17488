"""The official book by month or by session, the summary of a session, what is overdue. Nothing here writes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tiepdan.documents import docx, pdfs
from tiepdan.documents import forms as documents
from tiepdan.followup.views import row_of
from tiepdan.law.outcome import REGISTER_COLUMNS
from tiepdan.minutes import pages
from tiepdan.minutes.models import RegisterEntry
from tiepdan.reports import access, book, queries
from tiepdan.web.requests import SignedInRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS_ON_PAGE = 24
ROWS_ON_PAGE = 200


@dataclass(frozen=True)
class Chosen:
    """Which lines were asked for, and how the title says it."""

    entries: QuerySet[RegisterEntry]
    title: str
    month: str
    query: str


def _chosen(request: SignedInRequest) -> Chosen:
    """Lines of one session (`?buoi=`) or of one month (`?thang=2026-11`, this month when it says nothing)."""
    rows = access.entries_for(request.user).order_by("year", "number")
    session_key = _uuid(request.GET.get("buoi", ""))
    if session_key:
        session = access.session_for(request.user, session_key)
        title = _("Buổi tiếp ngày %(day)s") % {"day": f"{session.held_on:%d/%m/%Y}"}
        return Chosen(rows.filter(session=session), title, "", f"buoi={session.pk}")
    month = _month(request.GET.get("thang", ""))
    title = _("Tháng %(month)s năm %(year)s") % {"month": month.month, "year": month.year}
    rows = rows.filter(received_on__year=month.year, received_on__month=month.month)
    return Chosen(rows, title, f"{month:%Y-%m}", f"thang={month:%Y-%m}")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _lines(request: SignedInRequest, chosen: Chosen) -> list[tuple[str, ...]]:
    allowed = access.may_read_denunciations(request.user)
    return [book.cells_of(entry, with_denunciations=allowed) for entry in chosen.entries]


@require_safe
def register(request: SignedInRequest) -> HttpResponse:
    chosen = _chosen(request)
    months = access.entries_for(request.user).dates("received_on", "month", order="DESC")[:MONTHS_ON_PAGE]
    context = {"chosen": chosen, "heads": REGISTER_COLUMNS, "lines": _lines(request, chosen), "months": months}
    return render(request, "reports/register.html", context)


@require_safe
def register_pdf(request: SignedInRequest) -> HttpResponse:
    """Form 03/TCD to print: landscape, 13 columns."""
    chosen, now = _chosen(request), timezone.now()
    return pages.pdf(pdfs.register(_form(request, chosen, now), made_at=now), _name(chosen))


@require_safe
def register_docx(request: SignedInRequest) -> HttpResponse:
    """The same for Word."""
    chosen = _chosen(request)
    return pages.docx(docx.letter("register", _form(request, chosen, timezone.now())), _name(chosen))


def _name(chosen: Chosen) -> str:
    return f"so-tiep-cong-dan-{chosen.month or 'buoi'}"


def _form(request: SignedInRequest, chosen: Chosen, now: datetime) -> documents.RegisterForm:
    agency = request.user.agency
    return documents.RegisterForm(
        head=documents.Letterhead(agency=agency.name if agency else "", parent=agency.parent_name if agency else ""),
        title=chosen.title,
        lines=tuple(documents.RegisterLine(cells) for cells in _lines(request, chosen)),
        printed_at=now,
    )


@require_safe
def register_xlsx(request: SignedInRequest) -> HttpResponse:
    """The same as a sheet."""
    chosen = _chosen(request)
    agency = request.user.agency.name if request.user.agency else ""
    content = book.xlsx(_lines(request, chosen), agency, chosen.title)
    return pages.file(content, XLSX, f"{_name(chosen)}.xlsx")


@require_safe
def session_summary(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = access.session_for(request.user, session_id)
    context = {
        "session": session,
        "states": queries.registrations_by_state(session),
        "kinds": queries.heard_by_kind(session),
        "people": queries.people_heard(session),
        "counts": queries.papers_and_tasks(session),
        "gates": queries.gates_of(session, timezone.now()),
    }
    return render(request, "reports/session.html", context)


@require_safe
def passed_gates(request: SignedInRequest) -> HttpResponse:
    """Every missed gate that a decision of the head passed, the newest first."""
    return render(request, "reports/passed_gates.html", {"rows": access.passed_gates(request.user)[:ROWS_ON_PAGE]})


@require_safe
def overdue(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = access.overdue_tasks(request.user).filter(status="open", due_on__lt=today).order_by("due_on", "pk")
    return render(request, "reports/overdue.html", {"rows": [row_of(task, today) for task in rows], "today": today})
