"""The acts on papers after the registration: added, receipted, taken (tài liệu, giấy biên nhận)."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.audit.actions import record
from tiepdan.errors import DomainError
from tiepdan.live.actions import notify
from tiepdan.papers.keepers import not_held
from tiepdan.registrations import paper_files
from tiepdan.registrations.enums import PaperCondition, RegistrationStatus
from tiepdan.registrations.models import DocumentReceipt, Paper, Registration

logger = logging.getLogger(__name__)


def add_paper(
    registration: Registration, *, by: User | None, title: str, condition: str, uploaded: UploadedFile[bytes]
) -> Paper:
    """Check, store and add one paper to a registration (thêm tài liệu). The file is written before the rows.

    Source: sources.ND154_15_4.
    Raises: DomainError file_empty, file_too_large, file_wrong_type, file_false_extension, file_broken, file_locked,
        registration_wrong_state.
    """
    file = paper_files.keep(uploaded, title)
    with transaction.atomic():
        registration = _locked(registration)
        if registration.status in (RegistrationStatus.WITHDRAWN, RegistrationStatus.REFUSED):
            raise DomainError("registration_wrong_state", _("Phiếu đăng ký đã khép lại; không thêm tài liệu được."))
        rows = paper_files.as_papers(registration, [file], PaperCondition(condition), by=by, now=timezone.now())
        (paper,) = Paper.objects.bulk_create(rows)
        record(by, "paper.add", paper, pages=paper.pages, sha256=paper.sha256)
        notify(f"session:{registration.session_id}", "paper")
    return paper


@transaction.atomic
def note_download(paper: Paper, *, by: User) -> None:
    """Note that somebody took the file of a paper (tải tài liệu). Called before the bytes are sent.

    Source: sources.ND154_15_4.
    Raises: nothing.
    """
    record(by, "paper.download", paper)


@transaction.atomic
def give_receipt(registration: Registration, *, by: User, papers: Sequence[Paper], place: str) -> DocumentReceipt:
    """Give a receipt, form 02/TCD, for papers handed over at one place (giấy biên nhận thông tin, tài liệu).

    Locks the registration, so a paper is receipted once.
    Source: sources.ND154_15_4.
    Raises: DomainError papers_missing, paper_not_here, paper_receipted.
    """
    registration = _locked(registration)
    if not papers:
        raise DomainError("papers_missing", _("Xin chọn ít nhất một tài liệu để lập giấy biên nhận."))
    ids = {paper.pk for paper in papers}
    rows = list(Paper.objects.filter(registration=registration, pk__in=ids))
    if len(rows) != len(ids):
        raise DomainError("paper_not_here", _("Có tài liệu không thuộc phiếu đăng ký này; xin tải lại trang."))
    if any(row.receipt_id for row in rows):
        raise DomainError("paper_receipted", _("Có tài liệu đã được ghi vào giấy biên nhận khác; xin tải lại trang."))
    receipt = DocumentReceipt.objects.create(
        registration=registration, received_by=by, received_at=timezone.now(), place=clean_text(place)
    )
    Paper.objects.filter(pk__in=ids).update(receipt=receipt)
    record(by, "receipt.give", receipt, papers=len(ids))
    return receipt


def sweep_uploads(now: datetime) -> int:
    """Delete stored uploads, and their drawn pages, that no row names and that no draft can name any more.

    A draft lives as long as its browser's session and keeps its files young (`registrations.drafts`). Writes no row.
    Unit: files deleted; age at least one day.
    Raises: nothing.
    """
    oldest = now - max(timedelta(days=1), timedelta(seconds=settings.SESSION_COOKIE_AGE))
    swept = 0
    for name in not_held(paper_files.stored_before(oldest)):
        paper_files.forget(name)
        swept += 1
    if swept:
        logger.info("papers.sweep_uploads files=%s", swept)
    return swept


def _locked(registration: Registration) -> Registration:
    return Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
