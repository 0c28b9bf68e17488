"""Papers: listed, added at the desk, receipted, seen page by page, taken as a file with a trace."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from tiepdan.errors import DomainError
from tiepdan.papers import access, actions
from tiepdan.papers.forms import PaperForm
from tiepdan.registrations import paper_files
from tiepdan.registrations.access import denunciation_at_desk, registration_for
from tiepdan.registrations.models import Paper, Registration
from tiepdan.web.requests import SignedInRequest


@require_safe
def of_registration(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _page(request, registration_for(request.user, registration_id))


@require_safe
def of_denunciation(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _page(request, denunciation_at_desk(request.user, registration_id))


@require_POST
def add_paper(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_at_hand(request.user, registration_id)
    form = PaperForm(request.POST, request.FILES)
    if _added(request, registration, form):
        return redirect("papers:list", registration.pk)
    return _page(request, registration, form=form, status=422)


@require_POST
def add_denunciation_paper(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = denunciation_at_desk(request.user, registration_id)
    form = PaperForm(request.POST, request.FILES)
    if _added(request, registration, form):
        return redirect("papers:denunciation-list", registration.pk)
    return _page(request, registration, form=form, status=422)


def _page(
    request: SignedInRequest, registration: Registration, *, form: PaperForm | None = None, status: int = 200
) -> HttpResponse:
    """The papers of one registration; of a denunciation by alias, opened only by those who may read under seal."""
    is_denunciation = registration.case.is_denunciation
    page = {
        "registration": registration,
        "papers": registration.papers.select_related("receipt").order_by("added_at"),
        "takes_papers": is_denunciation or access.may_take_papers(request.user),
        "prints_receipts": access.may_print_receipts(request.user),
        "may_open": access.may_read_under_seal(request.user),
        "form": form or PaperForm(),
    }
    template = "papers/denunciation_list.html" if is_denunciation else "papers/list.html"
    return render(request, template, page, status=status)


def _added(request: SignedInRequest, registration: Registration, form: PaperForm) -> bool:
    """Whether the paper was taken; if not, the form says why and keeps the title."""
    if not form.is_valid():
        return False
    try:
        paper = actions.add_paper(registration, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error("uploaded" if refused.code.startswith("file_") else None, refused.message)
        return False
    messages.success(
        request, _("Đã thêm “%(title)s” (%(pages)s trang).") % {"title": paper.title, "pages": paper.pages}
    )
    return True


@require_POST
def give_receipt(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_at_hand(request.user, registration_id)
    papers = list(registration.papers.filter(pk__in=_uuids(request.POST.getlist("paper"))))
    office = request.user.office or registration.site.office
    actions.give_receipt(registration, by=request.user, papers=papers, place=office.name)
    messages.success(request, _("Đã lập giấy biên nhận Mẫu số 02/TCD cho %(count)s tài liệu.") % {"count": len(papers)})
    return redirect("papers:list", registration.pk)


@require_safe
@cache_control(private=True, max_age=3600)
def page_image(request: SignedInRequest, paper_id: UUID, number: int) -> HttpResponse:
    return _image(access.paper_for(request.user, paper_id), number)


@require_safe
@cache_control(private=True, no_store=True)
def denunciation_page_image(request: SignedInRequest, paper_id: UUID, number: int) -> HttpResponse:
    return _image(access.denunciation_paper_for(request.user, paper_id), number)


@require_POST
def take_file(request: SignedInRequest, paper_id: UUID) -> FileResponse:
    """By POST, because taking a paper leaves an entry in the audit."""
    return _file(request, access.paper_for(request.user, paper_id))


@require_POST
def take_denunciation_file(request: SignedInRequest, paper_id: UUID) -> FileResponse:
    return _file(request, access.denunciation_paper_for(request.user, paper_id))


def _image(paper: Paper, number: int) -> HttpResponse:
    try:
        drawn = paper_files.page_image(paper.file_name, paper.media_type, number)
    except IndexError as missing:
        raise Http404 from missing
    return HttpResponse(drawn, content_type="image/png")


def _file(request: SignedInRequest, paper: Paper) -> FileResponse:
    actions.note_download(paper, by=request.user)
    place = paper_files.path_of(paper.file_name)
    name = f"tai-lieu-{str(paper.pk)[:8]}{Path(paper.file_name).suffix}"
    return FileResponse(place.open("rb"), as_attachment=True, filename=name, content_type=paper.media_type)


def _uuids(keys: list[str]) -> list[UUID]:
    """Keys as sent by a form; one of another shape is nobody's paper."""
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError as error:
            raise Http404 from error
    return found
