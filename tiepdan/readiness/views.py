"""The session's gates as a line of time, and each site's own check."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.law.gates import Gate, GateState
from tiepdan.readiness import access, actions, queries
from tiepdan.readiness.line import BEFORE, Mark, line
from tiepdan.rooms.enums import RoomPurpose
from tiepdan.schedule.enums import SessionKind
from tiepdan.schedule.models import ReceptionSession
from tiepdan.schedule.queries import reading_of
from tiepdan.web.navigation import is_in_menu
from tiepdan.web.requests import SignedInRequest


@require_safe
def ahead(request: SignedInRequest) -> HttpResponse:
    sessions = access.sessions_ahead(request.user)
    own_office = request.user.office_id if request.user.role == Role.SITE_OFFICER else None
    rows = [(one, one.sites.filter(office=own_office).first() if own_office else None) for one in sessions]
    return render(request, "readiness/list.html", {"rows": rows})


@require_safe
def session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_to_read(request.user, session_id)
    template = "readiness/_session.html" if request.htmx else "readiness/session.html"
    return render(request, template, _page_of(request, found))


@require_POST
def send_notices(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_to_prepare(request.user, session_id)
    count = actions.send_notices(found, by=request.user)
    words = (
        _("Đã lập %(count)s thông báo; kết quả gửi hiện ngay dưới đây.") if count else _("Ai cần thông báo đều đã có.")
    )
    messages.success(request, words % {"count": count} if count else words)
    return redirect("readiness:session", found.pk)


@require_POST
def open_rehearsal(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_to_prepare(request.user, session_id)
    actions.open_rehearsal(found, by=request.user)
    messages.success(request, _("Phòng kết nối thử đã mở. Màn hình của các điểm cầu tự vào phòng."))
    return redirect("readiness:session", found.pk)


@require_POST
def close_rehearsal(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_to_prepare(request.user, session_id)
    actions.close_rehearsal(found, by=request.user)
    return redirect("readiness:session", found.pk)


@require_POST
def override_gate(request: SignedInRequest, session_id: UUID, gate: str) -> HttpResponse:
    found = access.session_to_decide(request.user, session_id)
    if gate not in list(Gate):
        raise Http404
    actions.override_gate(found, Gate(gate), by=request.user, reason=request.POST.get("reason", ""))
    return redirect("readiness:session", found.pk)


@require_POST
def hold_at_short_notice(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    found = access.session_to_decide(request.user, session_id)
    actions.hold_at_short_notice(found, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("Đã ghi quyết định. Hai điều kiện không đạt vẫn hiện trong báo cáo."))
    return redirect("readiness:session", found.pk)


@require_safe
def site(request: SignedInRequest, site_id: UUID) -> HttpResponse:
    here = access.site_of(request.user, site_id)
    row = next(one for one in queries.site_rows(here.session, timezone.now()) if one.site.pk == here.pk)
    template = "readiness/_site.html" if request.htmx else "readiness/site.html"
    return render(request, template, {"site": here, "session": here.session, "row": row})


@require_POST
def confirm_at_site(request: SignedInRequest, check_id: UUID) -> HttpResponse:
    check = actions.confirm_check_at_site(access.check_at_site(request.user, check_id), by=request.user)
    messages.success(request, _("Đã ghi xác nhận của điểm cầu."))
    return redirect("readiness:site", check.site_id)


@require_POST
def confirm_at_centre(request: SignedInRequest, check_id: UUID) -> HttpResponse:
    check = actions.confirm_check_at_centre(access.check_at_centre(request.user, check_id), by=request.user)
    messages.success(request, _("Đã ghi xác nhận của điểm cầu trung tâm."))
    return redirect("readiness:session", check.site.session_id)


def _page_of(request: SignedInRequest, found: ReceptionSession) -> dict[str, object]:
    now = timezone.now()
    marks = line(found, now)
    results = [one.gate for one in marks if one.gate]
    return {
        "session": found,
        "marks": [(one, _open_page(one, request.user)) for one in marks],
        "is_prepared": found.status in BEFORE,
        "reading": reading_of(found),
        "short_notice": queries.of_short_notice(results) if found.kind == SessionKind.EXTRAORDINARY else [],
        "rows": queries.site_rows(found, now),
        "rehearsal": found.rooms.filter(purpose=RoomPurpose.REHEARSAL).filter(status__in=actions.STANDING_ROOM).first(),
        "prepares": request.user.role in access.PREPARES,
        "may_act": request.user.role in access.PREPARES and request.user.agency_id == found.agency_id,
        "may_rehearse": request.user.role in access.PREPARES and found.status in actions.PREPARED,
        "decides": request.user.pk == found.receiver_id,
        "notices": found.notices.select_related(
            "message", "agency", "registration__case__citizen", "registration__case__protected"
        ).order_by("noticed_at"),
    }


def _open_page(mark: Mark, user: User) -> str:
    """Where the next thing to do is done, for whom it is: a link to a closed door helps nobody."""
    return mark.url if mark.state is not GateState.MET and is_in_menu(user, mark.url) else ""
