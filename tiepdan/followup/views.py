"""Tasks by deadline, the chair's word, classification. `protected` is True behind the denunciations' door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tiepdan.accounts.enums import Role
from tiepdan.cases.models import Case, CaseHandling
from tiepdan.cases.queries import handling_of
from tiepdan.clocks import access as clocks
from tiepdan.clocks.queries import clocks_of
from tiepdan.errors import DomainError
from tiepdan.followup import access, actions
from tiepdan.followup.forms import AnswerForm, ClassifyForm, CompleteForm, DecideForm, SplitForm
from tiepdan.followup.models import FollowUpTask
from tiepdan.followup.promises import legal_limit
from tiepdan.hearings.models import Hearing
from tiepdan.law.competence import Act
from tiepdan.law.kinds import MatterKind
from tiepdan.minutes.pages import go
from tiepdan.web.requests import SignedInRequest

ROWS_ON_PAGE = 50
FILTERS = {
    "open": gettext_lazy("Đang thực hiện"),
    "overdue": gettext_lazy("Quá hạn"),
    "done": gettext_lazy("Đã xong"),
    "all": gettext_lazy("Tất cả"),
}


@dataclass(frozen=True)
class TaskRow:
    """A task with what the list shows of it."""

    task: FollowUpTask
    is_overdue: bool
    days_left: int


@require_safe
def tasks(request: SignedInRequest, *, protected: bool = False) -> HttpResponse:
    today = timezone.localdate()
    rows = access.tasks_for(request.user, protected=protected)
    agencies = access.agencies_of(rows)
    chosen = request.GET.get("loc", "open")
    rows = _filtered(rows, chosen, request.GET.get("co-quan", ""), today)
    page = Paginator(rows.order_by("due_on", "agency__name", "pk"), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [row_of(task, today) for task in page.object_list],
        "agencies": agencies,
        "agency": request.GET.get("co-quan", ""),
        "filters": FILTERS.items(),
        "chosen": chosen,
        "protected": protected,
        "has_other_door": access.has_protected_door(request.user),
        "general_url": reverse("followup:tasks"),
    }
    return render(request, "followup/tasks.html", context)


def _filtered(rows: QuerySet[FollowUpTask], chosen: str, agency: str, today: date) -> QuerySet[FollowUpTask]:
    if chosen == "overdue":
        rows = rows.filter(status="open", due_on__lt=today)
    elif chosen in ("open", "done"):
        rows = rows.filter(status=chosen)
    return rows.filter(agency__code=agency) if agency else rows


def row_of(task: FollowUpTask, today: date) -> TaskRow:
    """A task as lists and pages show it."""
    return TaskRow(task, task.is_overdue(today), (task.due_on - today).days)


@require_safe
def task(request: SignedInRequest, task_id: UUID, *, protected: bool = False) -> HttpResponse:
    found = access.task_for(request.user, task_id, protected=protected)
    return _task_page(request, found, CompleteForm(), AnswerForm(), protected=protected)


def _task_page(
    request: SignedInRequest,
    found: FollowUpTask,
    done: CompleteForm,
    told: AnswerForm,
    *,
    protected: bool,
    status: int = 200,
) -> HttpResponse:
    context = {
        "row": row_of(found, timezone.localdate()),
        "task": found,
        "answer": getattr(found, "answer", None),
        "clocks": clocks_of(found.case, timezone.localdate()),
        "may_open_clocks": clocks.may_open(request.user, found.case),
        "may_act": request.user.role in (Role.AGENCY_REPRESENTATIVE, Role.COORDINATOR),
        "complete_form": done,
        "answer_form": told,
        "protected": protected,
    }
    return render(request, "followup/task.html", context, status=status)


@require_POST
def complete(request: SignedInRequest, task_id: UUID, *, protected: bool = False) -> HttpResponse:
    found = access.task_to_do(request.user, task_id, protected=protected)
    form = CompleteForm(request.POST)
    if not form.is_valid():
        return _task_page(request, found, form, AnswerForm(), protected=protected, status=422)
    actions.complete(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã ghi kết quả thực hiện."))
    return go(request, "followup:task", found.pk)


@require_POST
def answer(request: SignedInRequest, task_id: UUID, *, protected: bool = False) -> HttpResponse:
    found = access.task_to_do(request.user, task_id, protected=protected)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _task_page(request, found, CompleteForm(), form, protected=protected, status=422)
    actions.answer(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã trả lời công dân. Công dân xem được bằng mã tra cứu."))
    return go(request, "followup:task", found.pk)


@require_safe
def outcome(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_decide(request.user, hearing_id, protected=protected)
    form = DecideForm(initial=_proposal(hearing))
    return _outcome_page(request, hearing, form, _classify_form(hearing), protected=protected)


def _proposal(hearing: Hearing) -> dict[str, object]:
    return {"kind": "time_limit", "agency": hearing.registration.case.responsible_id}


def _classify_form(hearing: Hearing) -> SplitForm:
    case = hearing.registration.case
    return SplitForm(initial=_known(case), kind=MatterKind(case.kind))


def _known(case: Case) -> dict[str, object]:
    """What was said of the matter before."""
    competence = "" if case.competence == "unknown" else case.competence
    done = handling_of(case)
    known: dict[str, object] = {"competence": competence, "responsible": case.responsible_id}
    return known if done is None else {**known, "guided_to": done.to_body, "document_number": done.document_number}


@dataclass(frozen=True)
class PartRow:
    """A matter split off, with what was done with it and the form to say so."""

    case: Case
    handling: CaseHandling | None
    form: ClassifyForm

    @property
    def letter(self) -> str:
        """The letter of what was done; none of a denunciation, which would name its denouncer here."""
        if self.handling is None or self.case.is_denunciation:
            return ""
        return {Act.GUIDE.value: "guidance", Act.TRANSFER.value: "transfer"}.get(self.handling.act, "")


def _parts(case: Case, refused: dict[UUID, ClassifyForm]) -> list[PartRow]:
    return [
        PartRow(
            one, handling_of(one), refused.get(one.pk) or ClassifyForm(initial=_known(one), prefix=f"p{one.pk.hex[:6]}")
        )
        for one in case.parts.select_related("responsible").order_by("opened_at", "kind")
    ]


def _outcome_page(
    request: SignedInRequest,
    hearing: Hearing,
    decide_form: DecideForm,
    classify_form: ClassifyForm,
    *,
    protected: bool,
    refused_parts: dict[UUID, ClassifyForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    received_on = timezone.localtime(hearing.live_at or hearing.called_at).date()
    tasks_here = hearing.tasks.select_related("agency", "case").order_by("due_on")
    context = {
        "hearing": hearing,
        "case": hearing.registration.case,
        "outcome": access.outcome_of(hearing),
        "tasks": [row_of(one, today) for one in tasks_here],
        "parts": _parts(hearing.registration.case, refused_parts or {}),
        "handling": handling_of(hearing.registration.case),
        "legal": legal_limit(received_on),
        "decide_form": decide_form,
        "classify_form": classify_form,
        "letters_url": reverse(
            "minutes:letters",
            args=[hearing.registration_id],
            current_app="minutes-protected" if protected else "minutes",
        ),
        "may_classify": request.user.role == Role.COORDINATOR,
        "clocks": clocks_of(hearing.registration.case, today),
        "may_open_clocks": clocks.may_open(request.user, hearing.registration.case),
        "protected": protected,
    }
    return render(request, "followup/outcome.html", context, status=status)


@require_POST
def decide(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_decide(request.user, hearing_id, protected=protected)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _outcome_page(request, hearing, form, _classify_form(hearing), protected=protected, status=422)
    actions.decide(hearing, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã ghi kết luận của người chủ trì."))
    if request.htmx:
        return HttpResponse(status=204)
    return go(request, "followup:outcome", hearing.pk)


@require_safe
def decided(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    """What stands on the chair's table in place of the questions once they are answered; nothing before."""
    hearing = access.hearing_to_decide(request.user, hearing_id, protected=protected)
    found = access.outcome_of(hearing)
    if found is None:
        return HttpResponse(status=204)
    door = "followup-protected" if protected else "followup"
    page = {"outcome": found, "outcome_url": reverse(f"{door}:outcome", args=[hearing.pk])}
    return render(request, "followup/_decided.html", page)


@require_POST
def classify(request: SignedInRequest, hearing_id: UUID, *, protected: bool = False) -> HttpResponse:
    hearing = access.hearing_to_classify(request.user, hearing_id, protected=protected)
    form = SplitForm(request.POST, kind=MatterKind(hearing.registration.case.kind))
    decide_form = DecideForm(initial=_proposal(hearing))
    if not form.is_valid():
        return _outcome_page(request, hearing, decide_form, form, protected=protected, status=422)
    try:
        actions.classify(hearing, by=request.user, parts=form.parts, **form.found)
    except DomainError as refused:
        form.add_error(None, refused.message)
        return _outcome_page(request, hearing, decide_form, form, protected=protected, status=refused.status)
    messages.success(request, _("Đã phân loại vụ việc."))
    return go(request, "followup:outcome", hearing.pk)


@require_POST
def classify_part(
    request: SignedInRequest, hearing_id: UUID, case_id: UUID, *, protected: bool = False
) -> HttpResponse:
    """The same for a matter that was split off."""
    hearing = access.hearing_to_classify(request.user, hearing_id, protected=protected)
    part = access.part_of(hearing, case_id)
    form = ClassifyForm(request.POST, prefix=f"p{part.pk.hex[:6]}")
    status = 422
    if form.is_valid():
        try:
            actions.classify(hearing, by=request.user, part=part, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, refused.message)
            status = refused.status
        else:
            messages.success(request, _("Đã phân loại vụ việc."))
            return go(request, "followup:outcome", hearing.pk)
    decide_form, own = DecideForm(initial=_proposal(hearing)), _classify_form(hearing)
    refused_parts = {part.pk: form}
    return _outcome_page(
        request, hearing, decide_form, own, protected=protected, refused_parts=refused_parts, status=status
    )
