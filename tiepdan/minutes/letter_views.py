"""Letters as PDF/A and as .docx that officials go on editing, each behind the door of its registration or session."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tiepdan.documents import docx, pdfs
from tiepdan.minutes import access, letters, pages, printing
from tiepdan.minutes.forms import LegalBasisForm
from tiepdan.web.requests import SignedInRequest


@require_safe
def registration_letters(request: SignedInRequest, registration_id: UUID, *, protected: bool = False) -> HttpResponse:
    """Every letter of a registration; number and legal basis are typed here, from the document system."""
    del protected  # the door asks for the class itself
    registration = access.registration_to_print(request.user, registration_id)
    page = {
        "registration": registration,
        "letters": [
            (one, letters.proposed_basis(one, registration), letters.noted_number(one, registration))
            for one in letters.letters_of(registration, request.user)
        ],
        "receipts": registration.receipts.order_by("received_at"),
    }
    return render(request, "minutes/letters.html", page)


@require_safe
def letter(
    request: SignedInRequest, registration_id: UUID, name: str, kind: str, *, protected: bool = False
) -> HttpResponse:
    """One of them; `?number=` and `?legal_basis=` as the office typed them."""
    del protected  # the door asks for the class itself
    registration = access.registration_to_print(request.user, registration_id)
    typed, known = LegalBasisForm(request.GET), letters.LETTERS.get(name)
    if known is None or not typed.is_valid():
        raise Http404
    words = {**typed.cleaned_data, "part": access.part_to_print(registration, typed.cleaned_data["part"])}
    asked = letters.Asked(registration, request.user, timezone.now(), **words)
    if not known.exists(asked):
        raise Http404
    if kind == "docx":
        return pages.docx(docx.letter(name, known.fill(asked)), name)
    return pages.pdf(known.printed(known.fill(asked), made_at=asked.now), name)


@require_safe
def receipt_docx(request: SignedInRequest, receipt_id: UUID, *, protected: bool = False) -> HttpResponse:
    """Mẫu 02/TCD for Word."""
    del protected  # the door asks for the class itself
    receipt = access.receipt_to_print(request.user, receipt_id)
    return pages.docx(docx.letter("receipt", printing.receipt_form(receipt)), "giay-bien-nhan")


@require_safe
def conclusion_docx(request: SignedInRequest, session_id: UUID, *, protected: bool = False) -> HttpResponse:
    """Thông báo kết luận for Word."""
    session = access.session_to_conclude(request.user, session_id)
    drafted = access.conclusion_of(session)
    if drafted is None or protected:
        raise Http404
    return pages.docx(docx.letter("conclusion", printing.conclusion_form(drafted)), "thong-bao-ket-luan")


@require_safe
def notice(
    request: SignedInRequest, session_id: UUID, agency_id: UUID, kind: str, *, protected: bool = False
) -> HttpResponse:
    """Thông báo to one body that takes part; `?number=` as the document system gave it."""
    session = access.session_to_conclude(request.user, session_id)
    agency = access.bodies_of(session).filter(pk=agency_id).first()
    typed = LegalBasisForm(request.GET)
    if agency is None or protected or not typed.is_valid():
        raise Http404
    form = letters.notice_form(session, agency, on=timezone.localdate(), number=typed.cleaned_data["number"])
    if kind == "pdf":
        return pages.pdf(pdfs.notice(form, made_at=timezone.now()), "thong-bao-co-quan")
    return pages.docx(docx.letter("notice", form), "thong-bao-co-quan")


@require_safe
def minutes_docx(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    """Biên bản for Word: a draft until the minutes are agreed; what is signed is the PDF/A."""
    hearing = access.hearing_for(request.user, hearing_id, protected=protected)
    minutes = access.minutes_of(hearing)
    agreed_at = minutes.agreed_at if minutes.pdf_name else None
    form = printing.minutes_form(minutes, at=agreed_at or minutes.saved_at, is_draft=agreed_at is None)
    return pages.docx(docx.letter("minutes", form), f"bien-ban-{hearing.session.held_on:%Y%m%d}-{hearing.number:02d}")
