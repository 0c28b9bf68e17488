"""People, the calendar of working days, and messages that need a hand."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiepdan.accounts import actions as accounts
from tiepdan.administration import access
from tiepdan.administration.forms import DayForm, PersonForm, PostedTextForm, ReadingForm, YearForm
from tiepdan.audit import sealing
from tiepdan.law.conduct import POSTING_DUTY
from tiepdan.outbox import actions as outbox
from tiepdan.places import actions as places
from tiepdan.places.calendars import reading_in_force
from tiepdan.places.enums import BackwardWay, PostedKind
from tiepdan.web.requests import SignedInRequest

ENTRIES_A_PAGE = 50


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    page = {
        "people_count": access.people(request.user).filter(is_active=True).count(),
        "years": access.years(request.user),
        "agencies": access.agencies(request.user),
        "waiting": access.messages_to_look_at(request.user).count(),
    }
    return render(request, "administration/home.html", page)


@require_safe
def calendar(request: SignedInRequest, year: int | None = None) -> HttpResponse:
    if year is not None and not date.min.year <= year <= date.max.year:
        raise Http404
    return _calendar_page(request, year or timezone.localdate().year)


@require_POST
def enter_year(request: SignedInRequest) -> HttpResponse:
    access.require_administrator(request.user)
    form = YearForm(request.POST)
    if not form.is_valid():
        return _calendar_page(request, timezone.localdate().year, year_form=form, status=422)
    typed = form.cleaned_data
    places.enter_year(typed["year"], by=request.user, decision_number=typed["decision_number"])
    messages.success(request, _("Đã nhập lịch nghỉ năm %(year)s. Xin đối chiếu với thông báo của năm.") % typed)
    return redirect("administration:calendar", typed["year"])


@require_POST
def set_day(request: SignedInRequest) -> HttpResponse:
    access.require_administrator(request.user)
    form = DayForm(request.POST)
    if not form.is_valid():
        meant = form.cleaned_data.get("falls_on") or timezone.localdate()
        return _calendar_page(request, meant.year, day_form=form, status=422)
    day = places.set_day(by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã ghi ngày %(day)s.") % {"day": f"{day.falls_on:%d/%m/%Y}"})
    return redirect("administration:calendar", day.falls_on.year)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: SignedInRequest) -> HttpResponse:
    decisions = access.readings(request.user)
    form = ReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        places.choose_reading(
            BackwardWay(typed["way"]),
            by=request.user,
            decision_number=typed["decision_number"],
            decided_on=typed["decided_on"],
        )
        messages.success(request, _("Đã ghi quyết định; các buổi tiếp công bố từ ngày đó theo cách đếm này."))
        return redirect("administration:reading")
    page = {"form": form, "decisions": decisions, "reading": reading_in_force(timezone.localdate())}
    return render(request, "administration/reading.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def posted_texts(request: SignedInRequest) -> HttpResponse:
    """House rules and procedure: what is posted now, what will be, what was."""
    rows = access.posted_texts(request.user)
    form = PostedTextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        posted = places.post_text(PostedKind(typed.pop("kind")), by=request.user, **typed)
        messages.success(request, _("Đã niêm yết; hiện từ ngày %(day)s.") % {"day": f"{posted.effective_on:%d/%m/%Y}"})
        return redirect("administration:posted-texts")
    page = {"form": form, "rows": rows, "today": timezone.localdate(), "duty": POSTING_DUTY}
    return render(request, "administration/posted_texts.html", page, status=422 if form.errors else 200)


@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    return render(request, "administration/people.html", {"people": access.people(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: SignedInRequest) -> HttpResponse:
    access.require_administrator(request.user)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = accounts.create_person(by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã tạo tài khoản cho %(name)s.") % {"name": person.full_name})
        return redirect("administration:people")
    return render(request, "administration/new_person.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def close_account(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = access.person(request.user, person_id)
    accounts.close_account(person, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("Đã khóa tài khoản của %(name)s.") % {"name": person.full_name})
    return redirect("administration:people")


@require_safe
def audit(request: SignedInRequest) -> HttpResponse:
    entries = Paginator(access.audit_entries(request.user), ENTRIES_A_PAGE)
    page = {"page": entries.get_page(request.GET.get("trang")), "last_seal": access.audit_seals(request.user).first()}
    return render(request, "administration/audit.html", page)


@require_safe
def check_audit(request: SignedInRequest) -> HttpResponse:
    """Recomputes the whole chain: asked for by a button, because it reads every entry."""
    seals = access.audit_seals(request.user)
    page = {"broken": sealing.first_broken_seal(), "seals": seals.count(), "last_seal": seals.first()}
    return render(request, "administration/audit_check.html", page)


@require_safe
def post_room(request: SignedInRequest) -> HttpResponse:
    return render(request, "administration/post_room.html", {"rows": access.messages_to_look_at(request.user)})


@require_POST
def note_posted(request: SignedInRequest, message_id: UUID) -> HttpResponse:
    letter = access.message(request.user, message_id)
    outbox.note_posted(letter, by=request.user, detail=request.POST.get("detail", "") or _("Đã gửi"))
    messages.success(request, _("Đã ghi thư là đã gửi."))
    return redirect("administration:post-room")


@require_POST
def send_again(request: SignedInRequest, message_id: UUID) -> HttpResponse:
    outbox.send_again(access.message(request.user, message_id), by=request.user)
    messages.success(request, _("Thông báo được đưa lại vào hàng gửi."))
    return redirect("administration:post-room")


def _calendar_page(
    request: SignedInRequest,
    year: int,
    *,
    day_form: DayForm | None = None,
    year_form: YearForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "year": year,
        "years": access.years(request.user),
        "days": access.days_of(request.user, year),
        "day_form": day_form or DayForm(),
        "year_form": year_form or YearForm(),
    }
    return render(request, "administration/calendar.html", page, status=status)
