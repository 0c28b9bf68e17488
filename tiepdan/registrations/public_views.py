"""The citizen's five pages. Each works without JavaScript; answers stay on our side, so going back loses nothing."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tiepdan.cases.persons import DeclaredPerson
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind
from tiepdan.places.queries import posted_at
from tiepdan.registrations import actions, capacities, drafts, offers, paper_files, slips
from tiepdan.registrations.capacities import INSTEAD
from tiepdan.registrations.drafts import Answers
from tiepdan.registrations.enums import Standing
from tiepdan.registrations.forms import (
    PROTECT,
    STATED,
    DenunciationForm,
    KindForm,
    MatterForm,
    NeedsForm,
    PlaceForm,
    speakers_in,
)
from tiepdan.registrations.models import Registration
from tiepdan.registrations.paper_files import StoredFile
from tiepdan.registrations.queries import by_code
from tiepdan.registrations.speaker_forms import SpeakerForm, declared_speaker
from tiepdan.schedule.models import Slot
from tiepdan.schedule.queries import slot_chosen

STEPS = ["kind", "matter", "person", "place", "check"]
MOST_FILES = 10
CHOOSE_AGAIN = {"slot_full", "slot_past", "slot_closed"}


def step_labels() -> list[str]:
    """What the five pages ask, for the stepper."""
    return [_("Loại việc"), _("Việc gì"), _("Ông/bà là ai"), _("Nơi và giờ"), _("Kiểm tra, gửi")]


@login_not_required
@require_safe
def start(_request: HttpRequest) -> HttpResponse:
    """A new key, at once in the address: from here on nothing is lost by going back."""
    return redirect("registrations_public:kind", uuid4())


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, key: UUID) -> HttpResponse:
    answers = drafts.read(request, key) or {}
    if "code" in answers:
        return redirect("registrations_public:done", key)
    form = KindForm(request.POST if request.method == "POST" else None, initial={"kind": answers.get("kind")})
    if request.method == "POST" and form.is_valid():
        return _keep(request, key, {**answers, "kind": form.cleaned_data["kind"]}, "kind")
    return _page(request, key, "kind", form, kinds=list(MatterKind))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    answers = drafts.read(request, key)
    if stopped := _stopped(request, key, answers):
        return stopped
    answers = answers or {}
    if _is_denunciation(answers) or "protection" in request.POST:
        return _denunciation(request, key, answers)
    form = MatterForm(request.POST if request.method == "POST" else None, initial=answers.get("matter"))
    files = _files(request, form, answers)
    answers["files"] = files
    if request.method == "POST" and form.is_valid() and not _stays(request):
        return _keep(request, key, {**answers, "matter": form.cleaned_data}, "matter")
    if request.method == "POST":
        drafts.write(request, key, answers)
    return _page(request, key, "matter", form, files=[StoredFile(**file) for file in files], accept=paper_files.ACCEPT)


def _denunciation(request: HttpRequest, key: UUID, answers: Answers) -> HttpResponse:
    """No content and no files by the web; with protection asked, nothing is kept at all but the way to go."""
    form = DenunciationForm(
        request.POST if request.method == "POST" else None,
        initial=answers.get("denunciation"),
        offices=offers.office_choices(),
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["protection"] == PROTECT:
            drafts.write(request, key, {"kind": MatterKind.DENUNCIATION})
            return redirect("registrations_public:in-person", key)
        kept = {**answers, "kind": MatterKind.DENUNCIATION, "denunciation": form.cleaned_data}
        return _keep(request, key, kept, "matter")
    return _page(request, key, "matter", form, template="denunciation")


@login_not_required
@require_safe
def in_person(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a denouncer who needs secrecy goes: no registration, nothing online."""
    return render(request, "registrations/in_person.html", {"key": key, "offices": offers.central_offices()})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    answers = drafts.read(request, key)
    if stopped := _stopped(request, key, answers):
        return stopped
    answers = answers or {}
    form_class = NeedsForm if _is_denunciation(answers) else SpeakerForm
    form = form_class(request.POST if request.method == "POST" else None, initial=answers.get("person"))
    if request.method == "POST" and form.is_valid():
        issued_on = form.cleaned_data["identity_issued_on"]
        told = {**form.cleaned_data, "identity_issued_on": issued_on.isoformat() if issued_on else ""}
        return _keep(request, key, {**answers, "person": told}, "person")
    needed = [] if _is_denunciation(answers) else capacities.table(_kind_in(answers), timezone.localdate(), INSTEAD)
    return _page(request, key, "person", form, is_denunciation=_is_denunciation(answers), needed=needed)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    answers = drafts.read(request, key)
    if stopped := _stopped(request, key, answers):
        return stopped
    answers = answers or {}
    offered = offers.offered(not_at=answers.get("denunciation", {}).get("accused_office", ""))
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        initial={"slot": answers.get("slot")},
        offered=offers.all_sites(offered),
    )
    if request.method == "POST" and form.is_valid():
        return _keep(request, key, {**answers, "slot": form.cleaned_data["slot"]}, "place")
    return _page(
        request,
        key,
        "place",
        form,
        offered=offered,
        chosen=form["slot"].value(),
        is_denunciation=_is_denunciation(answers),
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    answers = drafts.read(request, key)
    if answers is None:
        return _expired(request, key)
    if "code" in answers:
        return redirect("registrations_public:done", key)
    if (open_step := _first_open(answers)) != "check":
        return redirect(f"registrations_public:{open_step}", key)
    if request.method == "POST":
        return _send(request, key, answers)
    return _check_page(request, key, answers)


def _send(request: HttpRequest, key: UUID, answers: Answers) -> HttpResponse:
    """Register; a slot that was taken meanwhile is chosen again, everything else stays."""
    slot = slot_chosen(answers["slot"])
    if slot is None:
        return redirect("registrations_public:place", key)
    try:
        registration = _register(key, slot, answers)
    except DomainError as refused:
        if refused.code in CHOOSE_AGAIN:
            drafts.write(request, key, {name: kept for name, kept in answers.items() if name != "slot"})
        return _check_page(request, key, answers, refused=refused)
    drafts.write(request, key, {"code": registration.code})
    return redirect("registrations_public:done", key)


def _register(key: UUID, slot: Slot, answers: Answers) -> Registration:
    told = answers["person"]
    asked = answers["denunciation" if _is_denunciation(answers) else "matter"]
    return actions.register(
        slot,
        submission_key=key,
        kind=answers["kind"],
        subject=asked["subject"],
        account=asked.get("account", ""),
        request=asked.get("request", ""),
        person=_person_in(told),
        registered_by="web",
        people_count=told.get("people_count", 1),
        papers=[] if _is_denunciation(answers) else [StoredFile(**file) for file in answers.get("files", [])],
        attendees=[*declared_speaker(told), *speakers_in(told.get("representatives", ""))],
        needs=told["needs"],
        organisation=told.get("organisation", ""),
        is_foreigner=told.get("is_foreigner", False),
        protection_waived=_is_denunciation(answers),
    )


def _check_page(request: HttpRequest, key: UUID, answers: Answers, refused: DomainError | None = None) -> HttpResponse:
    slot = slot_chosen(answers["slot"])
    page = {
        "key": key,
        "steps": step_labels(),
        "now": len(STEPS),
        "kind": MatterKind(answers["kind"]),
        "asked": answers["denunciation" if _is_denunciation(answers) else "matter"],
        "told": answers["person"],
        "person": _person_in(answers["person"]),
        "speaker": _speaker_in(answers),
        "files": [StoredFile(**file) for file in answers.get("files", [])],
        "slot": slot,
        "texts": posted_at(slot.site.office.agency_id if slot else None, timezone.localdate()),
        "is_denunciation": _is_denunciation(answers),
        "refused": refused,
        "choose_again": refused is not None and refused.code in CHOOSE_AGAIN,
    }
    return render(request, "registrations/check.html", page, status=refused.status if refused else 200)


@login_not_required
@never_cache
@require_safe
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    registration = _registered(request, key)
    if registration is None:
        return _expired(request, key)
    page = {"registration": registration, "key": key, "coming": slips.what_happens_next(registration)}
    return render(request, "registrations/done.html", page)


@login_not_required
@never_cache
@require_safe
def qr(request: HttpRequest, key: UUID) -> HttpResponse:
    registration = _registered(request, key)
    if registration is None:
        raise Http404
    return HttpResponse(slips.qr_svg(registration), content_type="image/svg+xml")


def _registered(request: HttpRequest, key: UUID) -> Registration | None:
    answers = drafts.read(request, key) or {}
    return by_code(answers.get("code", ""))


def _keep(request: HttpRequest, key: UUID, answers: Answers, step: str) -> HttpResponse:
    """Keep the answers and go on: to the next page, or to the first one that still waits."""
    drafts.write(request, key, answers)
    following = STEPS[STEPS.index(step) + 1]
    waiting = _first_open(answers)
    target = waiting if STEPS.index(waiting) < STEPS.index(following) or "slot" in answers else following
    return redirect(f"registrations_public:{target}", key)


def _first_open(answers: Answers) -> str:
    """The first page whose answer is missing; check when none is."""
    named = {
        "kind": "kind" in answers,
        "matter": ("denunciation" if _is_denunciation(answers) else "matter") in answers,
        "person": "person" in answers,
        "place": "slot" in answers,
    }
    return next((step for step, answered in named.items() if not answered), "check")


def _stopped(request: HttpRequest, key: UUID, answers: Answers | None) -> HttpResponse | None:
    """Sent already, or a draft that is gone. What is posted into a draft that is gone is kept, not refused."""
    if answers is not None and "code" in answers:
        return redirect("registrations_public:done", key)
    if answers is None and request.method != "POST":
        return _expired(request, key)
    return None


def _expired(request: HttpRequest, key: UUID) -> HttpResponse:
    return render(request, "registrations/expired.html", {"key": key}, status=410)


def _kind_in(answers: Answers) -> MatterKind:
    """The kind that was chosen; a page that is opened before the first one speaks of a complaint."""
    return MatterKind(answers.get("kind", MatterKind.COMPLAINT))


def _speaker_in(answers: Answers) -> dict[str, Any] | None:
    """Who speaks for the citizen and what to bring, for the last page."""
    speaker = next(iter(declared_speaker(answers["person"])), None)
    if speaker is None:
        return None
    papers = capacities.papers_to_bring(speaker.standing, _kind_in(answers), timezone.localdate())
    return {"standing": Standing(speaker.standing).label, "name": speaker.full_name, "papers": papers}


def _is_denunciation(answers: Answers) -> bool:
    return answers.get("kind") == MatterKind.DENUNCIATION


def _person_in(told: dict[str, Any]) -> DeclaredPerson:
    """From the words of a draft; one from before a question was asked lacks its answer."""
    return DeclaredPerson.from_words({name: told.get(name, "") for name in STATED})


def _stays(request: HttpRequest) -> bool:
    """The person adds or removes a file and stays on the page."""
    return "stay" in request.POST or "remove" in request.POST


def _files(request: HttpRequest, form: forms.Form, answers: Answers) -> list[dict[str, Any]]:
    """The files kept so far, with those sent now; a bad one is named and the others are kept."""
    files: list[dict[str, Any]] = [
        file for file in answers.get("files", []) if file["file_name"] != request.POST.get("remove")
    ]
    for uploaded in request.FILES.getlist("files"):
        _keep_file(form, files, uploaded)
    return files


def _keep_file(form: forms.Form, files: list[dict[str, Any]], uploaded: UploadedFile[bytes]) -> None:
    if len(files) >= MOST_FILES:
        form.add_error(
            None, _("Gửi nhiều nhất %(most)s tệp; phần còn lại xin mang theo khi đến.") % {"most": MOST_FILES}
        )
        return
    try:
        files.append(asdict(paper_files.keep(uploaded)))
    except DomainError as refused:
        form.add_error(None, refused.message)


def _page(
    request: HttpRequest, key: UUID, step: str, form: forms.Form, template: str = "", **more: Any
) -> HttpResponse:
    """One of the five pages; typed wrongly it comes back with everything in it."""
    number = STEPS.index(step) + 1
    back = STEPS[number - 2] if number > 1 else ""
    page = {"key": key, "form": form, "steps": step_labels(), "now": number, "step": step, "back": back, **more}
    page["made_on"] = timezone.localdate()
    return render(request, f"registrations/{template or step}.html", page, status=422 if form.errors else 200)
