"""The offices' pages of sessions: the list, a plan, one session with what comes next."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.errors import DomainError
from tiepdan.law.deadlines import notice_by, publish_by
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.calendars import backward_reading, office_calendar
from tiepdan.schedule import access, actions
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.forms import PostponeForm, SessionForm, plan_of
from tiepdan.schedule.models import ReceptionSession
from tiepdan.schedule.queries import reading_of, sites_with_hours
from tiepdan.web.navigation import is_in_menu
from tiepdan.web.requests import SignedInRequest

MOST_TODAY = 3
OVER = [SessionStatus.CLOSED, SessionStatus.ARCHIVED, SessionStatus.CANCELLED, SessionStatus.POSTPONED]


@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    rows = access.sessions_for(request.user).prefetch_related("sites__office").order_by("starts_at")
    page = {
        "coming": rows.exclude(status__in=OVER),
        "past": rows.filter(status__in=OVER).order_by("-starts_at")[:40],
        "may_plan": request.user.role == Role.COORDINATOR,
    }
    return render(request, "schedule/sessions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    access.require_coordinator(request.user)
    form = SessionForm(
        request.POST if request.method == "POST" else None, by=request.user, initial=_begun_from(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            session = _draft(request, form)
        except DomainError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lập buổi tiếp. Xem lại rồi bấm công bố."))
            return redirect("schedule:session", session.pk)
    return render(request, "schedule/create.html", {"form": form}, status=422 if form.errors else 200)


def _begun_from(request: SignedInRequest) -> dict[str, object]:
    """The plan of the session that the address names (`?theo=`), if this person may read it."""
    try:
        like = access.session_for(request.user, UUID(request.GET.get("theo", "")))
    except (ValueError, Http404):
        return {}
    return plan_of(like)


def _draft(request: SignedInRequest, form: SessionForm) -> ReceptionSession:
    agency = request.user.agency
    assert agency is not None  # noqa: S101 -- require_coordinator
    typed = form.cleaned_data
    return actions.draft_session(
        agency,
        by=request.user,
        receiver=typed["receiver"],
        kind=typed["kind"],
        central_office=typed["central_office"],
        component_offices=list(typed["component_offices"]),
        places_per_hour_and_site=typed["places"],
        expected_matters=typed["expected_matters"],
        participants=typed["participants"],
        members=form.members,
        extraordinary_reason=typed["extraordinary_reason"],
        **form.hours,  # type: ignore[arg-type]
    )


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    """The state line of every page of the offices; fetched by the page, so that no page waits for it."""
    found = list(access.sessions_of_today(request.user)[: MOST_TODAY + 1])
    page = {"sessions": found[:MOST_TODAY], "there_are_more": len(found) > MOST_TODAY}
    return render(request, "schedule/_today.html", page)


@require_safe
def session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_for(request.user, session_id)
    page = {
        "session": found,
        "sites": sites_with_hours([found])[found.pk],
        "members": found.members.select_related("user__agency").order_by("duty", "user__full_name"),
        "may_arrange": request.user.role == Role.COORDINATOR and request.user.agency_id == found.agency_id,
        "postpone_form": PostponeForm(),
        "links": _links(found, request.user),
        **_clocks(found),
    }
    return render(request, "schedule/session.html", page)


def _clocks(found: ReceptionSession) -> dict[str, object]:
    """The last days to publish and to give notice; nothing while the year's holidays are not entered."""
    try:
        calendar, decision = office_calendar(), reading_of(found)
        reading = backward_reading(decision)
        publish = publish_by(found.held_on, calendar, reading)
        notice = notice_by(found.held_on, calendar, reading)
    except RuleRefused as refused:
        return {"calendar_gap": refused.message, "is_late": False, "is_day_off": False}
    is_day_off = not calendar.is_working_day(found.held_on)
    is_late = timezone.localdate(found.published_at or timezone.now()) > publish.due_on
    return {
        "publish_by": publish,
        "notice_by": notice,
        "is_late": is_late,
        "is_day_off": is_day_off,
        "reading": decision,
    }


def _links(found: ReceptionSession, user: User) -> list[tuple[str, str]]:
    """The pages of the later steps, as far as they are installed and stand in the person's menu.

    A site officer readies a site of the session, not the session: the list leads to it.
    """
    of_one_site = user.role == Role.SITE_OFFICER
    pages = [
        ("registrations:screening", [found.pk], _("Sàng lọc, sắp thứ tự đăng ký")),
        ("readiness:list", [], _("Kiểm tra điểm cầu"))
        if of_one_site
        else ("readiness:session", [found.pk], _("Các mốc theo luật, từ công bố đến lưu trữ")),
        ("hearings:table", [found.pk], _("Bàn điều phối phiên tiếp")),
    ]
    found_pages = [(_page_of(name, keys), label) for name, keys, label in pages]
    return [(url, label) for url, label in found_pages if url and is_in_menu(user, url)]


def _page_of(name: str, keys: list[UUID]) -> str:
    try:
        return reverse(name, args=keys)
    except NoReverseMatch:
        return ""


@require_POST
def publish(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_to_arrange(request.user, session_id)
    actions.publish_session(found, by=request.user)
    messages.success(request, _("Đã công bố lịch tiếp. Công dân có thể đăng ký."))
    return redirect("schedule:session", session_id)
