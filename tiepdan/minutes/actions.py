"""Every write about minutes. Lock order: session, hearing, minutes."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_line, clean_text
from tiepdan.audit.actions import record
from tiepdan.cases.models import Case
from tiepdan.documents import pdfs
from tiepdan.errors import DomainError
from tiepdan.hearings.enums import HearingStatus
from tiepdan.hearings.models import Hearing
from tiepdan.live.actions import notify
from tiepdan.minutes import archive, checks, printing, register, texts
from tiepdan.minutes.access import issued_conclusion_of, sites_that_read
from tiepdan.minutes.conclusions import Limit, check_draft, check_issue, check_words
from tiepdan.minutes.enums import MinutesStatus
from tiepdan.minutes.models import ConclusionLimit, ConclusionNotice, Minutes, RegisterEntry
from tiepdan.registrations.paper_files import StoredFile, path_of
from tiepdan.schedule import actions as schedule
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession


@transaction.atomic
def open_minutes(hearing: Hearing, *, by: User, now: datetime | None = None) -> Minutes:
    """Open the minutes of a hearing, or return them when they are open already (mở biên bản).

    Locks the hearing, so that two windows open one and the same.
    Source: sources.ND154_26_1_B.
    Raises: DomainError session_archived, hearing_not_begun.
    """
    hearing = Hearing.objects.select_for_update(of=("self",), no_key=True).get(pk=hearing.pk)
    minutes = Minutes.objects.filter(hearing=hearing).first()
    if minutes is not None:
        return minutes
    checks.check_not_archived(hearing.session)
    if hearing.status == HearingStatus.CALLED:
        raise DomainError("hearing_not_begun", _("Lượt tiếp chưa mở; khi bắt đầu ghi hình mới mở được biên bản."))
    now = now or timezone.now()
    minutes = Minutes.objects.create(hearing=hearing, note_taker=by, opened_at=now, saved_at=now)
    record(by, "minutes.open", minutes)
    _tell(minutes)
    return minutes


@transaction.atomic
def save(
    minutes: Minutes,
    *,
    by: User,
    version: int,
    text: str,
    agencies_text: str,
    conclusion_text: str,
    now: datetime | None = None,
) -> Minutes:
    """Save what was typed on top of `version` (lưu biên bản). Saving the same words again changes nothing.

    Who typed on top of an older version is refused and nothing is written: both texts are kept, the page shows them.
    Raises: DomainError minutes_changed_elsewhere, minutes_wrong_state, text_too_long.
    """
    minutes = _locked(minutes)
    typed = {
        name: texts.as_stored(words)
        for name, words in zip(checks.TEXT_FIELDS, (text, agencies_text, conclusion_text), strict=True)
    }
    if all(getattr(minutes, name) == words for name, words in typed.items()):
        return minutes
    checks.check_writable(minutes)
    checks.check_length(typed)
    if version != minutes.version:
        raise DomainError(
            "minutes_changed_elsewhere",
            _("Biên bản đã được sửa ở cửa sổ khác. Cả hai bản đều còn: xin xem bản kia rồi chọn cách ghép."),
        )
    for name, words in typed.items():
        setattr(minutes, name, words)
    minutes.version += 1
    minutes.saved_at = now or timezone.now()
    minutes.save(update_fields=[*checks.TEXT_FIELDS, "version", "saved_at"])
    record(by, "minutes.save", minutes, version=minutes.version, letters=sum(len(words) for words in typed.values()))
    if minutes.status == MinutesStatus.READ_BACK:
        _tell(minutes)
    return minutes


@transaction.atomic
def read_back(minutes: Minutes, *, by: User, now: datetime | None = None) -> Minutes:
    """Show the text on the citizen's screen and read it aloud (đọc lại biên bản).

    Source: sources.ND154_14_1.
    Raises: DomainError minutes_wrong_state, minutes_empty.
    """
    minutes = _locked(minutes)
    minutes.require_move_to(MinutesStatus.READ_BACK)
    if not minutes.text.strip():
        raise DomainError("minutes_empty", _("Biên bản chưa ghi nội dung công dân trình bày; chưa đọc lại được."))
    minutes.read_back_at = now or timezone.now()
    minutes.read_paragraph = 0
    return _move(minutes, MinutesStatus.READ_BACK, "read_back_at", "read_paragraph", verb="minutes.read_back", by=by)


@transaction.atomic
def read_on(minutes: Minutes, *, by: User, paragraph: int) -> Minutes:
    """Note where the reader stands; the site's screen follows (đọc đến đoạn).

    Not an audited act: it changes no word.
    Unit: paragraphs, from 0; beyond the ends it stays at the end.
    Raises: DomainError minutes_not_read_back.
    """
    minutes = _locked(minutes)
    if minutes.status != MinutesStatus.READ_BACK or by.pk is None:
        raise DomainError("minutes_not_read_back", _("Biên bản không ở bước đọc lại."))
    last = max(len(texts.paragraphs(minutes)) - 1, 0)
    minutes.read_paragraph = min(max(paragraph, 0), last)
    minutes.save(update_fields=["read_paragraph"])
    _tell(minutes)
    return minutes


@transaction.atomic
def agree(minutes: Minutes, *, by: User, now: datetime | None = None) -> Minutes:
    """Take the text as agreed, hash it and make the PDF/A that will be signed (thống nhất biên bản).

    Source: sources.ND154_14_1, sources.ND154_24_2.
    Raises: DomainError minutes_wrong_state.
    """
    minutes = _locked(minutes)
    minutes.require_move_to(MinutesStatus.AGREED)
    minutes.agreed_at = now or timezone.now()
    minutes.text_sha256 = texts.sha256(minutes)
    form = printing.minutes_form(minutes, at=minutes.agreed_at, is_draft=False)
    minutes.pdf_name, minutes.pdf_sha256 = _keep_pdf(pdfs.minutes(form, made_at=minutes.agreed_at))
    changed = ("agreed_at", "text_sha256", "pdf_name", "pdf_sha256")
    return _move(minutes, MinutesStatus.AGREED, *changed, verb="minutes.agree", by=by, text_sha256=minutes.text_sha256)


@transaction.atomic
def reopen(minutes: Minutes, *, by: User, reason: str) -> Minutes:
    """Go back to writing because something was not right; the printed copy no longer counts (sửa lại biên bản).

    Raises: DomainError minutes_wrong_state, reason_missing.
    """
    minutes = _locked(minutes)
    minutes.require_move_to(MinutesStatus.DRAFT)
    reason = clean_text(reason)
    if not reason:
        raise DomainError("reason_missing", _("Xin ghi vì sao phải sửa lại biên bản."))
    minutes.text_sha256 = minutes.pdf_name = minutes.pdf_sha256 = ""
    changed = ("text_sha256", "pdf_name", "pdf_sha256")
    return _move(minutes, MinutesStatus.DRAFT, *changed, verb="minutes.reopen", by=by, reason=reason)


@transaction.atomic
def sign(
    minutes: Minutes,
    *,
    by: User,
    signature: str,
    note: str = "",
    scan: StoredFile | None = None,
    now: datetime | None = None,
) -> Minutes:
    """Note that the printed minutes were signed, keep the scan, freeze the text, enter the register (ký biên bản).

    Locks the hearing, then the minutes. From here on PostgreSQL refuses every change of the row.
    Source: sources.ND154_14_1, sources.ND154_24_2, sources.LTCD_25_2.
    Raises: DomainError minutes_wrong_state, signature_unknown, scan_missing, reason_missing, minutes_not_as_agreed.
    """
    Hearing.objects.select_for_update(of=("self",), no_key=True).get(pk=minutes.hearing_id)
    minutes = _locked(minutes)
    minutes.require_move_to(MinutesStatus.SIGNED)
    note = clean_text(note)
    checks.check_signature(signature, note, scan)
    if texts.sha256(minutes) != minutes.text_sha256:
        raise DomainError("minutes_not_as_agreed", _("Nội dung khác với bản đã thống nhất; xin sửa lại và đọc lại."))
    now = now or timezone.now()
    minutes.signature, minutes.signature_note, minutes.signed_at = signature, note[:300], now
    if scan is not None:
        minutes.scan_name, minutes.scan_sha256 = scan.file_name, scan.sha256
    changed = ("signature", "signature_note", "signed_at", "scan_name", "scan_sha256")
    detail = {"text_sha256": minutes.text_sha256, "scan_sha256": minutes.scan_sha256, "signature": signature}
    minutes = _move(minutes, MinutesStatus.SIGNED, *changed, verb="minutes.sign", by=by, **detail)
    enter_in_register(minutes.hearing, by=by, now=now)
    return minutes


@transaction.atomic
def enter_in_register(
    hearing: Hearing, *, by: User | None, now: datetime | None = None, part: Case | None = None
) -> RegisterEntry:
    """Enter a hearing in the book, once; a second call returns the same line (ghi Sổ tiếp công dân).

    Matters split off it follow in lines of their own; `part`: the line of that one, whenever it was split off.
    Numbers run from 1 in each year without a gap, under one advisory lock held to the end of the transaction.
    Source: sources.LTCD_25_2, sources.ND154_27_1, sources.ND154_14_4.
    Raises: ValueError for a part that may not stand there by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [register.NUMBERS_LOCK])
    origin, lines, now = hearing.registration.case, register.lines_of(hearing), now or timezone.now()
    if origin.pk not in lines:
        lines[origin.pk] = _enter(hearing, origin, by, now)
    for one in register.parts_with_a_line(hearing, part):
        if one.pk not in lines:
            lines[one.pk] = _enter_part(hearing, one, lines[origin.pk], by, now)
    return lines[(part or origin).pk]


def _enter(hearing: Hearing, case: Case, by: User | None, now: datetime) -> RegisterEntry:
    """The next line, under the lock of the numbers."""
    received_on = timezone.localtime(hearing.live_at or hearing.called_at).date()
    last = RegisterEntry.objects.filter(year=received_on.year).aggregate(last=Max("number"))["last"]
    entry = RegisterEntry.objects.create(
        session=hearing.session,
        hearing=hearing,
        year=received_on.year,
        number=(last or 0) + 1,
        received_on=received_on,
        entered_at=now,
        **register.first_columns(hearing, case),
    )
    record(by, "register.enter", entry, number=entry.number, year=entry.year)
    return entry


def _enter_part(hearing: Hearing, part: Case, own: RegisterEntry, by: User | None, now: datetime) -> RegisterEntry:
    """The next line for a matter split off; the line of its origin says where it stands."""
    entry = _enter(hearing, part, by, now)
    _note(own, by, register.split_off(part, str(entry)), {})
    return entry


@transaction.atomic
def note_in_register(
    hearing: Hearing,
    *,
    by: User | None,
    now: datetime | None = None,
    follow_up: str = "",
    part: Case | None = None,
    **columns: str | bool,
) -> RegisterEntry:
    """Fill later columns of a hearing's line: competence, guidance, who accepted, follow-up (theo dõi kết quả).

    Only columns 8 to 13 may be given; column 12 grows by a line and never loses one. `part`: one split off.
    Source: sources.ND154_27_1.
    Raises: ValueError for any other column.
    """
    if set(columns) - register.LATER_COLUMNS:
        raise ValueError(f"not a later column: {sorted(columns)}")
    return _note(enter_in_register(hearing, by=by, now=now, part=part), by, follow_up, columns)


def _note(entry: RegisterEntry, by: User | None, follow_up: str, columns: Mapping[str, str | bool]) -> RegisterEntry:
    entry = RegisterEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    for name, value in columns.items():
        setattr(entry, name, value[:300] if isinstance(value, str) else value)
    changed = list(columns)
    if follow_up and follow_up not in entry.follow_up:
        entry.follow_up = "\n".join([one for one in (entry.follow_up, follow_up) if one])[-2000:]
        changed.append("follow_up")
    if changed:
        entry.save(update_fields=changed)
        record(by, "register.note", entry, columns=sorted(changed))
    return entry


@transaction.atomic
def draft_conclusion(
    session: ReceptionSession, *, by: User, body: str, limits: Sequence[Limit], now: datetime | None = None
) -> ConclusionNotice:
    """Write or rewrite the draft with a time limit for each body (dự thảo thông báo kết luận).

    Locks the session, so that one session has one draft.
    Source: sources.ND154_25_2.
    Raises: DomainError session_archived, session_not_held, conclusion_issued, body_missing, limit_missing, limit_past,
        body_twice.
    """
    session = ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    checks.check_not_archived(session)
    if session.opened_at is None:
        raise DomainError("session_not_held", _("Buổi tiếp chưa khai mạc; chưa có gì để kết luận."))
    body = clean_text(body)
    check_words(body, limits, session.held_on)
    conclusion = ConclusionNotice.objects.select_for_update(no_key=True).filter(session=session).first()
    drafted_at = now or timezone.now()
    if conclusion is None:
        conclusion = ConclusionNotice.objects.create(session=session, body=body, drafted_at=drafted_at)
    check_draft(conclusion)
    conclusion.body, conclusion.drafted_at = body, drafted_at
    conclusion.save(update_fields=["body", "drafted_at"])
    ConclusionLimit.objects.filter(conclusion=conclusion).delete()
    ConclusionLimit.objects.bulk_create(
        ConclusionLimit(
            conclusion=conclusion, agency=one.agency, direction=clean_text(one.direction), due_on=one.due_on
        )
        for one in limits
    )
    record(by, "conclusion.draft", conclusion, limits=len(limits))
    notify(f"session:{session.pk}", "minutes")
    return conclusion


@transaction.atomic
def issue_conclusion(
    conclusion: ConclusionNotice, *, by: User, document_number: str, issued_on: date
) -> ConclusionNotice:
    """Note the number and the day under which the document system issued it (ban hành thông báo kết luận).

    Source: sources.ND154_25_2; the number comes from the document system and is never made here.
    Raises: DomainError conclusion_issued, number_missing, issued_in_future, issued_before_session, not_the_signer,
        text_too_long.
    """
    conclusion = ConclusionNotice.objects.select_for_update(of=("self",), no_key=True).get(pk=conclusion.pk)
    check_draft(conclusion)
    checks.check_not_archived(conclusion.session)
    number = clean_line(document_number, 60)
    session = conclusion.session
    check_issue(number, issued_on, session.held_on)
    if by.role not in (Role.CHAIR, Role.COORDINATOR):
        raise DomainError("not_the_signer", _("Chỉ người chủ trì hoặc người điều phối ghi việc ban hành."))
    conclusion.document_number, conclusion.issued_on, conclusion.signed_by = number, issued_on, session.receiver
    conclusion.save(update_fields=["document_number", "issued_on", "signed_by"])
    record(by, "conclusion.issue", conclusion, number=number, issued_on=str(issued_on))
    notify(f"session:{session.pk}", "minutes")
    return conclusion


@transaction.atomic
def archive_session(session: ReceptionSession, *, by: User) -> ReceptionSession:
    """Put a closed session away; from here on its row is frozen (lưu trữ buổi tiếp).

    Locks the session. Answers, tasks and later columns of the book go on: they follow the matter, not the sitting.
    Source: sources.ND154_24_1, sources.ND154_14_1, sources.ND154_27_1, sources.ND154_25_2.
    Raises: DomainError session_wrong_state, archive_lacks.
    """
    session = ReceptionSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    session.require_move_to(SessionStatus.ARCHIVED)
    if lacks := archive.lacking(archive.turns(session), issued_conclusion_of(session)):
        words = _("Chưa lưu trữ được buổi tiếp. Còn thiếu: %(what)s.")
        raise DomainError("archive_lacks", words % {"what": "; ".join(archive.words_of(one) for one in lacks)})
    return schedule.move_session(session, SessionStatus.ARCHIVED, by=by)


def _keep_pdf(content: bytes) -> tuple[str, str]:
    """Write the file under a name of ours; a rolled-back act leaves a file that no row names, and nothing else."""
    name = f"minutes/{uuid.uuid4()}.pdf"
    place = path_of(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return name, sha256_of(content)


def sha256_of(content: bytes) -> str:
    """SHA-256 of a file, 64 hexadecimal digits.

    Raises: nothing.
    """
    return hashlib.sha256(content).hexdigest()


def _locked(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=("self",), no_key=True).select_related(
        "hearing__session__agency", "hearing__session__receiver", "hearing__registration__case__citizen",
        "hearing__registration__case__protected", "hearing__registration__site__office", "note_taker",
    )  # fmt: skip
    found = rows.get(pk=minutes.pk)
    if found.status != MinutesStatus.SIGNED:
        checks.check_not_archived(found.hearing.session)
    return found


def _move(minutes: Minutes, status: MinutesStatus, *changed: str, verb: str, by: User, **detail: str) -> Minutes:
    minutes.status = status
    minutes.save(update_fields=["status", *changed])
    record(by, verb, minutes, **detail)
    _tell(minutes)
    return minutes


def _tell(minutes: Minutes) -> None:
    """The hearing's pages, the table of the session, and the screens that show the reading."""
    notify(f"hearing:{minutes.hearing_id}", "minutes")
    notify(f"session:{minutes.hearing.session_id}", "minutes")
    for site in sites_that_read(minutes):
        notify(f"site:{site.pk}", "minutes")
