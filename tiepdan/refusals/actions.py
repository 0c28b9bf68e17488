"""Every write after a refusal. Lock order: registration, then its clock."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.audit.actions import record
from tiepdan.clocks import actions as clocks
from tiepdan.errors import DomainError
from tiepdan.law.refusals import REFUSALS, RefusalGround
from tiepdan.live.actions import notify
from tiepdan.refusals.enums import NOTICE_CLOCK
from tiepdan.refusals.models import OralExplanation, RefusalNotice
from tiepdan.registrations.models import Registration


@transaction.atomic
def issue_notice(
    registration: Registration, *, by: User, document_number: str, issued_on: date, legal_basis: str
) -> RefusalNotice:
    """Note form 01/TCD as issued, which ends its clock C5 in the same act (ban hành Thông báo từ chối tiếp công dân).

    Number and legal basis are the document's own: the first is never invented, the second stays editable because
    decree and form differ. Locks the registration.
    Source: sources.ND154_4_3.
    Raises: DomainError not_refused, notice_not_due, notice_issued_already, notice_incomplete, day_in_future,
        issued_before_refusal.
    """
    registration = _locked(registration)
    if not REFUSALS[RefusalGround(registration.refusal_ground)].needs_notice:
        raise DomainError(
            "notice_not_due", _("Trường hợp này người tiếp công dân giải thích trực tiếp, không ban hành Mẫu 01/TCD.")
        )
    if RefusalNotice.of(registration) is not None:
        raise DomainError("notice_issued_already", _("Thông báo từ chối của đăng ký này đã được ban hành."))
    number, basis = clean_text(document_number), clean_text(legal_basis)
    if not (number and basis):
        raise DomainError("notice_incomplete", _("Xin ghi số văn bản và căn cứ pháp lý."))
    _check_day(registration, issued_on)
    notice = RefusalNotice.objects.create(
        registration=registration,
        document_number=number,
        issued_on=issued_on,
        legal_basis=basis,
        noted_by=by,
        noted_at=timezone.now(),
    )
    reason = _("Ban hành Mẫu 01/TCD số %(number)s") % {"number": number}
    clocks.stop_about(registration, by=by, on=issued_on, reason=reason, rules=NOTICE_CLOCK)
    record(by, "refusals.issue_notice", registration, number=number, on=str(issued_on))
    notify(f"session:{registration.session_id}", "queue")
    return notice


@transaction.atomic
def note_explanation(registration: Registration, *, by: User, explained_by: str, explained_on: date) -> OralExplanation:
    """Note who told the citizen the reason face to face (trực tiếp giải thích lý do từ chối). Locks the registration.

    Source: sources.ND154_4_2.
    Raises: DomainError not_refused, explained_already, name_missing, day_in_future, issued_before_refusal.
    """
    registration = _locked(registration)
    if OralExplanation.objects.filter(registration=registration).exists():
        raise DomainError("explained_already", _("Việc giải thích đã được ghi."))
    name = " ".join(clean_text(explained_by).split())
    if not name:
        raise DomainError("name_missing", _("Xin ghi họ tên, chức vụ người đã giải thích."))
    _check_day(registration, explained_on)
    explanation = OralExplanation.objects.create(
        registration=registration,
        explained_by=name,
        explained_on=explained_on,
        noted_by=by,
        noted_at=timezone.now(),
    )
    record(by, "refusals.note_explanation", registration, explained_by=name, on=str(explained_on))
    return explanation


def _check_day(registration: Registration, on: date) -> None:
    """Neither to come nor before the grounds were complete."""
    if on > timezone.localdate():
        raise DomainError("day_in_future", _("Sự kiện phải đã xảy ra; xin ghi ngày không sau hôm nay."))
    if registration.refused_at and on < timezone.localdate(registration.refused_at):
        raise DomainError("issued_before_refusal", _("Ngày này trước ngày từ chối; xin xem lại."))


def _locked(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    registration = rows.with_page_data().get(pk=registration.pk)
    if registration.refused_at is None:
        raise DomainError("not_refused", _("Đăng ký này không bị từ chối."))
    return registration
