"""Registering a person who walked in: one page, typed by the officer or by the card reader, in under a minute."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiepdan.accounts.enums import Role
from tiepdan.errors import DomainError
from tiepdan.law.identity import CardUnreadable, IdentityKind, parse_card_qr
from tiepdan.law.kinds import MatterKind
from tiepdan.registrations import access, actions, offers, slips
from tiepdan.registrations.enums import RegisteredBy
from tiepdan.registrations.forms import WalkInForm, speakers_in
from tiepdan.registrations.models import Registration
from tiepdan.schedule.queries import slot_chosen
from tiepdan.web.requests import SignedInRequest


@dataclass(frozen=True)
class CardRead:
    """What the card said, and what to tell the officer about it."""

    typed: QueryDict
    problem: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: SignedInRequest) -> HttpResponse:
    access.require_desk(request.user)
    slots = _slots(request)
    if request.method != "POST":
        return _page(request, WalkInForm(initial=_first_choices(slots), slots=slots))
    if "read_card" in request.POST or request.POST.get("card", "").strip():  # a USB reader ends with Enter
        return _card_into_page(request, slots)
    form = WalkInForm(request.POST, slots=slots)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        registration = _register(request, form)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return _page(request, form, status=refused.status)
    messages.success(request, _("Đã đăng ký. In phiếu và đưa cho công dân."))
    name = "denunciation-slip" if registration.case.is_denunciation else "slip"
    return redirect(f"registrations:{name}", registration.pk)


def _register(request: SignedInRequest, form: WalkInForm) -> Registration:
    typed = form.cleaned_data
    slot = slot_chosen(typed["slot"])
    if slot is None:
        raise Http404
    return actions.register(
        slot,
        submission_key=typed["submission_key"],
        kind=typed["kind"],
        subject=typed["subject"],
        account=typed["account"],
        request="",
        person=form.person,
        registered_by=RegisteredBy.DESK,
        officer=request.user,
        people_count=typed["people_count"],
        attendees=[] if typed["kind"] == MatterKind.DENUNCIATION else speakers_in(typed["representatives"]),
        needs=typed["needs"],
        organisation=typed["organisation"],
        is_foreigner=typed["is_foreigner"],
        protection_waived=typed["waived"],
    )


@require_POST
def read_card(request: SignedInRequest) -> HttpResponse:
    """The fields of the person, filled from the text of the card's QR, for the officer to confirm. Writes nothing."""
    access.require_desk(request.user)
    read = _card_read(request)
    form = WalkInForm(initial=read.typed.dict(), slots=_slots(request))
    return render(request, "registrations/_person_fields.html", {"form": form, "read": read})


def _card_into_page(request: SignedInRequest, slots: list[tuple[str, str]]) -> HttpResponse:
    """The same without JavaScript: the whole page again, with everything that was typed."""
    read = _card_read(request)
    return _page(request, WalkInForm(initial=read.typed.dict(), slots=slots), read=read)


def _card_read(request: SignedInRequest) -> CardRead:
    """What was typed, with the card's facts over it."""
    typed = request.POST.copy()
    try:
        card = parse_card_qr(request.POST.get("card", ""))
    except CardUnreadable as unreadable:
        return CardRead(typed, unreadable.message)
    typed["identity_kind"] = IdentityKind.IDENTITY_CARD
    typed["identity_number"] = card.number
    typed["full_name"] = card.full_name
    typed["address"] = card.residence or typed.get("address", "")
    typed["identity_issued_on"] = f"{card.issued_on:%Y-%m-%d}" if card.issued_on else ""
    typed["born_on"] = f"{card.born_on:%d/%m/%Y}" if card.born_on else ""
    return CardRead(typed)


def _slots(request: SignedInRequest) -> list[tuple[str, str]]:
    """Slots that can still be taken at the desk: an officer's own site, a coordinator's all."""
    office_id = request.user.office_id if request.user.role == Role.SITE_OFFICER else None
    return offers.slots_at_the_desk(request.user, office_id)


def _first_choices(slots: list[tuple[str, str]]) -> dict[str, object]:
    first = slots[0][0] if slots else ""
    return {"slot": first, "kind": MatterKind.COMPLAINT, "submission_key": uuid4(), "people_count": 1}


def _page(
    request: SignedInRequest, form: WalkInForm, *, read: CardRead | None = None, status: int = 200
) -> HttpResponse:
    page = {"form": form, "read": read, "offices": offers.central_offices()}
    return render(request, "registrations/walk_in.html", page, status=status)


@require_safe
def slip(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _slip_page(request, access.registration_for(request.user, registration_id))


@require_safe
def denunciation_slip(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _slip_page(request, access.denunciation_at_desk(request.user, registration_id), takes_papers=True)


def _slip_page(request: SignedInRequest, registration: Registration, *, takes_papers: bool = False) -> HttpResponse:
    """The slip; of a denunciation also the way to its papers, which are scanned by alias."""
    coming = slips.what_happens_next(registration)
    page = {
        "registration": registration,
        "coming": coming,
        "takes_papers": takes_papers,
        "works_at_a_desk": access.works_at_a_desk(request.user),
    }
    return render(request, "registrations/desk_slip.html", page)


@require_safe
def qr(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _svg(access.registration_for(request.user, registration_id))


@require_safe
def denunciation_qr(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _svg(access.denunciation_at_desk(request.user, registration_id))


def _svg(registration: Registration) -> HttpResponse:
    return HttpResponse(slips.qr_svg(registration), content_type="image/svg+xml")
