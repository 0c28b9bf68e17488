"""The desk: who is expected, who is here, the number that each one holds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiepdan.accounts.identity_numbers import unseal
from tiepdan.desk import access, actions
from tiepdan.desk.forms import AttendeeForm, GroupForm
from tiepdan.desk.models import QueueTicket
from tiepdan.desk.printing import slip_form
from tiepdan.documents import docx, pdfs
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind
from tiepdan.registrations import capacities
from tiepdan.registrations.enums import Standing
from tiepdan.registrations.forms import names_in
from tiepdan.registrations.models import Registration
from tiepdan.schedule.models import SessionSite
from tiepdan.web.requests import SignedInRequest


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    """The desk of today: straight to it when there is one only."""
    sites = access.sites_of(request.user)
    if len(sites) == 1:
        return redirect("desk:site", sites[0].pk)
    return render(request, "desk/today.html", {"sites": sites})


@require_safe
def site(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    here = access.site_of(request.user, site_id)
    template = "desk/_people.html" if request.htmx else "desk/site.html"
    return render(request, template, _page_of(here))


@require_POST
def check_in(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_at_my_desk(request.user, registration_id)
    ticket = actions.check_in(registration, by=request.user)
    return _back(request, ticket, _("Đã điểm danh. Số thứ tự của ông/bà là %(number)s.") % {"number": ticket})


@require_http_methods(["GET", "HEAD", "POST"])
def attendees(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Who speaks besides or instead of the citizen: the list, and one more with the papers seen."""
    registration = access.registration_to_speak_for(request.user, registration_id)
    if request.method != "POST":
        return _attendees_page(request, registration, AttendeeForm(initial=_declared(request, registration)))
    form = AttendeeForm(request.POST)
    if not form.is_valid():
        return _attendees_page(request, registration, form, status=422)
    try:
        attendee = actions.add_attendee(registration, by=request.user, **form.person)
    except DomainError as refused:
        form.add_error("shown" if refused.code == "attendee_papers_missing" else None, refused.message)
        return _attendees_page(request, registration, form, status=refused.status)
    messages.success(request, _("Đã ghi %(name)s vào danh sách người trình bày.") % {"name": attendee.full_name})
    return redirect("desk:attendees", registration.pk)


@require_POST
def strike_attendee(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_to_speak_for(request.user, registration_id)
    actions.strike_attendee(registration, request.POST.get("nguoi", ""), by=request.user)
    messages.success(request, _("Đã bỏ khỏi danh sách người trình bày."))
    return redirect("desk:attendees", registration.pk)


def _declared(request: SignedInRequest, registration: Registration) -> dict[str, object]:
    """What somebody declared of himself on the web, for the form in which his papers are noted."""
    wanted = request.GET.get("nguoi", "")
    one = registration.attendees.filter(awaits_papers=True, pk=wanted).first() if wanted.isdecimal() else None
    if one is None:
        return {}
    number = unseal(bytes(one.identity_sealed)) if one.identity_sealed else ""
    known = {"full_name": one.full_name, "standing": one.standing, "address": one.address}
    return {**known, "identity_kind": one.identity_kind, "identity_number": number}


def _attendees_page(
    request: SignedInRequest, registration: Registration, form: AttendeeForm, status: int = 200
) -> HttpResponse:
    page = {
        "registration": registration,
        "attendees": registration.attendees.order_by("noted_at"),
        "may_add": registration.status in actions.STILL_TO_SPEAK,
        "needed": capacities.table(MatterKind(registration.case.kind), timezone.localdate()),
        "form": form,
    }
    return render(request, "desk/attendees.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Who signed the paper that names the representatives: the list, written or written anew."""
    registration = access.registration_to_speak_for(request.user, registration_id)
    if request.method != "POST":
        noted = registration.members.order_by("number").values_list("full_name", flat=True)
        return _group_page(request, registration, GroupForm(initial={"names": "\n".join(noted)}))
    form = GroupForm(request.POST)
    if not form.is_valid():
        return _group_page(request, registration, form, status=422)
    names = names_in(form.cleaned_data["names"])
    try:
        actions.note_group(registration, by=request.user, names=names, paper_seen=form.cleaned_data["paper_seen"])
    except DomainError as refused:
        form.add_error("names" if refused.code != "group_paper_missing" else "paper_seen", refused.message)
        return _group_page(request, registration, form, status=refused.status)
    messages.success(request, _("Đã ghi danh sách %(people)s người.") % {"people": len(names)})
    return redirect("registrations:detail", registration.pk)


def _group_page(
    request: SignedInRequest, registration: Registration, form: GroupForm, status: int = 200
) -> HttpResponse:
    representatives = registration.attendees.filter(standing=Standing.GROUP_REPRESENTATIVE).order_by("noted_at")
    page = {"registration": registration, "form": form, "representatives": representatives}
    page["may_add"] = registration.status in actions.STILL_TO_SPEAK
    return render(request, "desk/group.html", page, status=status)


@require_POST
def leave(request: SignedInRequest, ticket_id: UUID) -> HttpResponse:
    ticket = actions.leave(access.ticket_at_my_desk(request.user, ticket_id), by=request.user)
    return _back(request, ticket, _("Đã ghi: người mang số %(number)s đã về.") % {"number": ticket})


@require_POST
def requeue(request: SignedInRequest, ticket_id: UUID) -> HttpResponse:
    ticket = actions.requeue(access.ticket_at_my_desk(request.user, ticket_id), by=request.user)
    return _back(request, ticket, _("Số %(number)s đã trở lại hàng chờ.") % {"number": ticket})


@require_safe
def slip(request: SignedInRequest, ticket_id: UUID) -> HttpResponse:
    """A page to print: the number in large figures and what happens next."""
    ticket = access.ticket_at_my_desk(request.user, ticket_id)
    return render(request, "desk/slip.html", {"ticket": ticket})


@require_safe
def slip_file(request: SignedInRequest, ticket_id: UUID, kind: str) -> HttpResponse:
    """The same slip as a file, for a slip printer (PDF/A) or for Word."""
    ticket = access.ticket_at_my_desk(request.user, ticket_id)
    form = slip_form(ticket)
    if kind == "docx":
        return _file(docx.letter("slip", form), docx.MEDIA_TYPE, "phieu-so-thu-tu.docx")
    return _file(pdfs.slip(form, made_at=ticket.issued_at), "application/pdf", "phieu-so-thu-tu.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _page_of(here: SessionSite) -> dict[str, object]:
    people = list(access.people_at(here))
    return {
        "site": here,
        "session": here.session,
        "people": people,
        "expected": sum(1 for one in people if one.status == "confirmed"),
        "waiting": sum(1 for one in people if hasattr(one, "ticket") and one.ticket.status == "waiting"),
    }


def _back(request: SignedInRequest, ticket: QueueTicket, words: str) -> HttpResponse:
    if request.htmx:
        here = access.site_of(request.user, ticket.site_id)
        return render(request, "desk/_people.html", {**_page_of(here), "done_words": words, "done_ticket": ticket})
    messages.success(request, words)
    return redirect("desk:site", ticket.site_id)
