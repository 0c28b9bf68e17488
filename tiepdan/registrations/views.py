"""The coordinator's screening: the list of a session, one registration, its decision, its place in the list."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tiepdan.accounts.enums import Role
from tiepdan.cases import actions as cases
from tiepdan.cases.access import NAMED_OFFICERS, protected_identity_for
from tiepdan.cases.enums import CaseStatus
from tiepdan.errors import DomainError
from tiepdan.law.groups import allowed_representatives
from tiepdan.law.kinds import MatterKind
from tiepdan.registrations import access, actions
from tiepdan.registrations.enums import RegistrationStatus, Standing
from tiepdan.registrations.models import Registration
from tiepdan.registrations.parts_form import NAMED_KINDS, PartsForm
from tiepdan.registrations.queries import counts_of, look_alikes
from tiepdan.registrations.screening_forms import ConfirmForm, DenunciationConfirmForm, RefuseForm, RouteForm
from tiepdan.schedule.access import session_to_arrange
from tiepdan.schedule.forms import PostponeForm
from tiepdan.schedule.models import ReceptionSession
from tiepdan.web.requests import SignedInRequest


@require_safe
def screening(request: SignedInRequest, session_id: UUID | None = None) -> HttpResponse:
    access.require_list(request.user)
    sessions = access.sessions_with_registrations(request.user)
    session = _chosen(sessions, session_id)
    page: dict[str, Any] = {"sessions": sessions, "session": session, "is_coordinator": _decides(request)}
    page["works_at_a_desk"] = access.works_at_a_desk(request.user)
    page["may_see_denunciations"] = access.may_list_denunciations(request.user)
    if session is not None:
        rows = access.registrations_for(request.user).filter(session=session)
        page["rows"] = rows.order_by("list_position", "submitted_at")
        page["counts"] = counts_of(session)
    return render(request, "registrations/screening.html", page)


def _chosen(sessions: list[ReceptionSession], session_id: UUID | None) -> ReceptionSession | None:
    """The one asked for; else the nearest to come, which stands first; else the latest."""
    return next((session for session in sessions if session_id in (None, session.pk)), None)


def _decides(request: SignedInRequest) -> bool:
    return request.user.role == Role.COORDINATOR


@require_safe
def detail(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_for(request.user, registration_id)
    return detail_page(request, registration)


def detail_page(
    request: SignedInRequest,
    registration: Registration,
    *,
    confirm_form: ConfirmForm | None = None,
    refuse_form: RefuseForm | None = None,
    split_form: PartsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    attendees = list(registration.attendees.order_by("noted_at"))
    page = {
        "registration": registration,
        "twins": look_alikes(registration),
        "attendees": attendees,
        "representatives": sum(one.standing == Standing.GROUP_REPRESENTATIVE for one in attendees),
        "members": registration.members.order_by("number"),
        "notes_attendees": access.works_at_a_desk(request.user),
        "papers": registration.papers.select_related("receipt").order_by("added_at"),
        "allowed": allowed_representatives(registration.people_count) if registration.people_count > 1 else None,
        "is_coordinator": _decides(request),
        "may_print": access.works_at_a_desk(request.user),
        "may_confirm": _decides(request) and registration.can_move_to(RegistrationStatus.CONFIRMED),
        "may_refuse": _decides(request) and registration.can_move_to(RegistrationStatus.REFUSED),
        "route_form": RouteForm(initial={"desk": registration.case.desk}) if _decides(request) else None,
        "parts": registration.case.parts.exclude(kind="denunciation").order_by("opened_at"),
        "split_form": split_form or _split_form(request, registration),
        "confirm_form": confirm_form or ConfirmForm(registration=registration),
        "refuse_form": refuse_form or RefuseForm(kind=MatterKind(registration.case.kind)),
    }
    return render(request, "registrations/detail.html", page, status=status)


@require_POST
def confirm(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_to_screen(request.user, registration_id)
    form = ConfirmForm(request.POST, registration=registration)
    if not form.is_valid():
        return detail_page(request, registration, confirm_form=form, status=422)
    try:
        actions.confirm(registration, by=request.user, **form.decision)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return detail_page(request, registration, confirm_form=form, status=refused.status)
    messages.success(request, _("Đã xác nhận; thông báo đã vào hàng chờ gửi."))
    return redirect("registrations:screening", registration.session_id)


@require_POST
def refuse(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_to_screen(request.user, registration_id)
    return _refuse(request, registration, detail_page, "registrations:detail")


def _refuse(
    request: SignedInRequest, registration: Registration, page: Callable[..., HttpResponse], back: str
) -> HttpResponse:
    """The same for both classes: each has its door, its page and its way back."""
    form = RefuseForm(request.POST, kind=MatterKind(registration.case.kind))
    if not form.is_valid():
        return page(request, registration, refuse_form=form, status=422)
    try:
        actions.refuse(registration, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return page(request, registration, refuse_form=form, status=refused.status)
    messages.success(request, _("Đã ghi nhận việc từ chối và báo cho công dân."))
    return redirect(back, registration.pk)


def _split_form(request: SignedInRequest, registration: Registration) -> PartsForm | None:
    """What may still be split off before the hearing; None for those who do not, and afterwards."""
    is_open = registration.status in access.BEFORE_HEARING and registration.case.status == CaseStatus.OPEN
    if not is_open or not access.works_at_a_desk(request.user):
        return None
    return PartsForm(kind=MatterKind(registration.case.kind), offered=NAMED_KINDS)


@require_POST
def split(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_to_split(request.user, registration_id)
    form = PartsForm(request.POST, kind=MatterKind(registration.case.kind), offered=NAMED_KINDS)
    if not form.is_valid():
        return detail_page(request, registration, split_form=form, status=422)
    try:
        cases.split_before_hearing(registration.case, form.parts, by=request.user)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return detail_page(request, registration, split_form=form, status=refused.status)
    messages.success(request, _("Đã tách vụ việc; được tiếp cùng lượt, phân loại và ghi sổ riêng."))
    return redirect("registrations:detail", registration.pk)


@require_POST
def route(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.registration_to_screen(request.user, registration_id)
    cases.route(registration.case, by=request.user, desk=request.POST.get("desk", ""))
    messages.success(request, _("Đã ghi nơi tiếp tại Trụ sở."))
    return redirect("registrations:detail", registration.pk)


@require_POST
def route_denunciation(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.denunciation_to_screen(request.user, registration_id)
    cases.route(registration.case, by=request.user, desk=request.POST.get("desk", ""))
    messages.success(request, _("Đã ghi nơi tiếp tại Trụ sở."))
    return redirect("registrations:denunciation", registration.pk)


@require_POST
def move(request: SignedInRequest, registration_id: UUID, step: str) -> HttpResponse:
    """One place up or down in the general list of the session."""
    registration = access.registration_to_screen(request.user, registration_id)
    rows = access.registrations_for(request.user).filter(session=registration.session_id)
    ids = list(rows.order_by("list_position", "submitted_at").values_list("pk", flat=True))
    here = ids.index(registration.pk)
    there = here + (-1 if step == "len" else 1)
    if 0 <= there < len(ids):
        ids[here], ids[there] = ids[there], ids[here]
        actions.reorder(registration.session, ids, by=request.user)
    if request.htmx:
        return screening_rows(request, registration.session)
    return redirect("registrations:screening", registration.session_id)


def screening_rows(request: SignedInRequest, session: ReceptionSession) -> HttpResponse:
    """The fragment of the list, by the same template as the page."""
    rows = access.registrations_for(request.user).filter(session=session).order_by("list_position", "submitted_at")
    page = {"rows": rows, "is_coordinator": _decides(request), "session": session}
    return render(request, "registrations/_rows.html", page)


@require_POST
def postpone_session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = session_to_arrange(request.user, session_id)
    form = PostponeForm(request.POST)
    if not form.is_valid():
        raise DomainError("postponement_incomplete", _("Lùi buổi tiếp phải có lý do, ngày và giờ dự kiến mới."))
    reason, expected_at = form.cleaned_data["reason"], form.expected_new_at
    told = actions.postpone_session(session, by=request.user, reason=reason, expected_new_at=expected_at)
    messages.success(request, _("Đã lùi buổi tiếp; báo cho %(told)s người đã đăng ký.") % {"told": told})
    return redirect("schedule:session", session_id)


@require_POST
def cancel_session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = session_to_arrange(request.user, session_id)
    told = actions.cancel_session(session, by=request.user, reason=request.POST.get("reason", ""))
    words = _("Đã hủy buổi tiếp; báo cho %(told)s người đã đăng ký.") % {"told": told}
    messages.success(
        request, words if session.is_public else _("Đã bỏ dự thảo; giờ của người tiếp công dân trống lại.")
    )
    return redirect("schedule:session", session_id)


@require_safe
def denunciations(request: SignedInRequest) -> HttpResponse:
    access.require_denunciation_list(request.user)
    rows = access.denunciations_for(request.user).order_by("-session__starts_at", "list_position")
    return render(request, "registrations/denunciations.html", {"rows": rows[:200]})


@require_safe
def denunciation(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    return _denunciation(request, access.denunciation_for(request.user, registration_id))


def _denunciation(
    request: SignedInRequest, registration: Registration, *, form: Any = None, refuse_form: Any = None, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    page = {
        "registration": registration,
        "papers": registration.papers.order_by("added_at"),
        "may_confirm": _decides(request) and registration.can_move_to(RegistrationStatus.CONFIRMED),
        "may_refuse": _decides(request) and registration.can_move_to(RegistrationStatus.REFUSED),
        "may_open": request.user.role in NAMED_OFFICERS,
        "may_print": access.works_at_a_desk(request.user),
        "may_stop": request.user.role in NAMED_OFFICERS and registration.can_move_to(RegistrationStatus.WITHDRAWN),
        "route_form": RouteForm(initial={"desk": registration.case.desk}) if _decides(request) else None,
        "confirm_form": form or DenunciationConfirmForm(registration=registration),
        "refuse_form": refuse_form or RefuseForm(kind=MatterKind.DENUNCIATION),
        **more,
    }
    return render(request, "registrations/denunciation_detail.html", page, status=status)


@require_POST
def confirm_denunciation(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.denunciation_to_screen(request.user, registration_id)
    form = DenunciationConfirmForm(request.POST, registration=registration)
    if not form.is_valid():
        return _denunciation(request, registration, form=form, status=422)
    try:
        actions.confirm(registration, by=request.user, **form.decision)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return _denunciation(request, registration, form=form, status=refused.status)
    messages.success(request, _("Đã xác nhận tiếp trực tuyến."))
    return redirect("registrations:denunciations")


@require_POST
def refuse_denunciation(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    registration = access.denunciation_to_screen(request.user, registration_id)
    return _refuse(request, registration, _denunciation, "registrations:denunciation")


@require_POST
def open_identity(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """The envelope, opened for this one answer; the page cannot be loaded again without a new reason."""
    registration = access.denunciation_for(request.user, registration_id)
    protected = protected_identity_for(request.user, registration.case_id)
    person = cases.open_identity(protected, by=request.user, reason=request.POST.get("reason", ""))
    response = _denunciation(request, registration, person=person)
    response["Cache-Control"] = "no-store"
    return response
