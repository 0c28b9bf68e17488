"""The conclusion notice, and letters printed from a registration."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiepdan.documents import pdfs
from tiepdan.minutes import access, actions, pages, printing
from tiepdan.minutes.conclusions import Limit
from tiepdan.minutes.forms import ConclusionForm, IssueForm, LimitFormSet
from tiepdan.minutes.models import ConclusionNotice
from tiepdan.schedule.models import ReceptionSession
from tiepdan.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def conclusion(request: SignedInRequest, session_id: UUID, *, protected: bool = False) -> HttpResponse:
    session = _session(request, session_id, protected=protected)
    drafted = access.conclusion_of(session)
    form = ConclusionForm(request.POST or None, initial={"body": drafted.body if drafted else ""})
    limits = LimitFormSet(request.POST or None, initial=_initial(drafted), prefix="han")
    if request.method == "POST":
        if form.is_valid() and limits.is_valid():
            given = [Limit(**row.cleaned_data) for row in limits if row.has_changed() or row.initial]
            actions.draft_conclusion(session, by=request.user, body=form.cleaned_data["body"], limits=given)
            messages.success(request, _("Đã lưu dự thảo thông báo kết luận."))
            return redirect("minutes:conclusion", session.pk)
        return render(request, "minutes/conclusion.html", _context(session, drafted, form, limits), status=422)
    return render(request, "minutes/conclusion.html", _context(session, drafted, form, limits))


def _session(request: SignedInRequest, session_id: UUID, *, protected: bool) -> ReceptionSession:
    if protected:
        raise Http404
    return access.session_to_conclude(request.user, session_id)


def _initial(drafted: ConclusionNotice | None) -> list[dict[str, object]]:
    if drafted is None:
        return []
    rows = drafted.limits.order_by("due_on", "pk")
    return [{"agency": one.agency_id, "direction": one.direction, "due_on": one.due_on} for one in rows]


def _context(
    session: ReceptionSession, drafted: ConclusionNotice | None, form: object, limits: object
) -> dict[str, object]:
    page = {"session": session, "conclusion": drafted, "form": form, "limits": limits, "issue_form": IssueForm()}
    return {**page, "bodies": access.bodies_of(session)}


@require_POST
def issue(request: SignedInRequest, session_id: UUID, *, protected: bool = False) -> HttpResponse:
    session = _session(request, session_id, protected=protected)
    drafted = access.conclusion_of(session)
    if drafted is None:
        raise Http404
    form = IssueForm(request.POST)
    if not form.is_valid():
        limits = LimitFormSet(initial=_initial(drafted), prefix="han")
        context = _context(session, drafted, ConclusionForm(initial={"body": drafted.body}), limits)
        return render(request, "minutes/conclusion.html", {**context, "issue_form": form}, status=422)
    actions.issue_conclusion(drafted, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã ghi việc ban hành thông báo kết luận."))
    return redirect("minutes:conclusion", session.pk)


@require_POST
def archive(request: SignedInRequest, session_id: UUID, *, protected: bool = False) -> HttpResponse:
    if protected:
        raise Http404
    session = access.session_to_archive(request.user, session_id)
    actions.archive_session(session, by=request.user)
    messages.success(request, _("Đã lưu trữ buổi tiếp. Biên bản, bản ghi và Sổ vẫn xem, in được."))
    return redirect("readiness:session", session_id)


@require_safe
def conclusion_pdf(request: SignedInRequest, session_id: UUID, *, protected: bool = False) -> HttpResponse:
    session = _session(request, session_id, protected=protected)
    drafted = access.conclusion_of(session)
    if drafted is None:
        raise Http404
    content = pdfs.conclusion(printing.conclusion_form(drafted), made_at=drafted.drafted_at)
    return pages.pdf(content, f"thong-bao-ket-luan-{session.held_on:%Y%m%d}")


@require_safe
def receipt_pdf(request: SignedInRequest, receipt_id: UUID, *, protected: bool = False) -> HttpResponse:
    """Mẫu 02/TCD of papers handed over at one's own site."""
    del protected  # the door asks for the class itself
    receipt = access.receipt_to_print(request.user, receipt_id)
    return pages.pdf(pdfs.receipt(printing.receipt_form(receipt), made_at=receipt.received_at), "giay-bien-nhan")
