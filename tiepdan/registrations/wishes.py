"""What a registration form says, cleaned, and what the rules answer before a place is taken. Writes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts.enums import Role
from tiepdan.accounts.identity_numbers import blind_index
from tiepdan.accounts.models import User
from tiepdan.accounts.names import clean_text
from tiepdan.cases.persons import DeclaredPerson
from tiepdan.errors import DomainError
from tiepdan.law.grounds import Confirmation, Ground, OnlineFacts, check_site, may_be_heard_online
from tiepdan.law.groups import allowed_representatives
from tiepdan.law.identity import IdentityKind, check_number, normalise
from tiepdan.law.kinds import MatterKind
from tiepdan.law.persons import PersonRole, check_identity_kind, papers_needed
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.refusals import RefusalDuty, RefusalGround, refuse_reception
from tiepdan.places.calendars import office_calendar
from tiepdan.places.models import Agency
from tiepdan.registrations.capacities import NOTHING_STATED, Stated, check_declared
from tiepdan.registrations.enums import RegisteredBy, Standing
from tiepdan.registrations.models import PLACE_GIVEN_BACK, Attendee, Registration
from tiepdan.registrations.paper_files import StoredFile
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession, SessionSite, Slot

TAKING = {SessionStatus.PUBLISHED, SessionStatus.OPEN, SessionStatus.LIVE, SessionStatus.PAUSED}
"""States of a session in which a place can still be taken at the desk; from the web only before its slot begins."""


@dataclass(frozen=True)
class Speaker:
    """Somebody who comes and speaks besides or instead of the citizen (người đại diện, luật sư …)."""

    standing: str
    full_name: str
    stated: Stated = NOTHING_STATED


@dataclass(frozen=True)
class Wish:
    """All that a registration form says, cleaned (nội dung đăng ký)."""

    submission_key: UUID
    kind: MatterKind
    subject: str
    account: str
    request: str
    person: DeclaredPerson
    registered_by: RegisteredBy
    officer: User | None
    people_count: int
    papers: tuple[StoredFile, ...]
    speakers: tuple[Speaker, ...]
    needs: str
    organisation: str
    is_foreigner: bool
    protection_waived: bool

    @property
    def is_denunciation(self) -> bool:
        """Denunciations go under seal (tố cáo)."""
        return self.kind is MatterKind.DENUNCIATION

    @property
    def names_representatives(self) -> bool:
        """Whether the form says who speaks for the group (người đại diện)."""
        return any(speaker.standing == Standing.GROUP_REPRESENTATIVE for speaker in self.speakers)


@dataclass(frozen=True)
class Taken:
    """What is already in the session when somebody asks for a place."""

    in_slot: int
    same_form: int
    same_matter: int
    last_position: int


def check_wish(wish: Wish) -> None:
    """What the form must say whatever the slot."""
    if not wish.subject and not wish.is_denunciation:
        raise DomainError("subject_missing", _("Xin ghi việc cần gặp là việc gì."))
    if wish.is_denunciation and not wish.protection_waived:
        raise DomainError(
            "denunciation_not_online",
            _(
                "Người tố cáo cần giữ bí mật danh tính thì không tiếp trực tuyến (Điều 20 khoản 4 Nghị định "
                "154/2026/NĐ-CP). Mời ông/bà đến trực tiếp nơi tiếp công dân của tỉnh; không phải đăng ký trước."
            ),
        )
    if wish.is_denunciation and wish.speakers:
        raise DomainError("attendees_under_seal", _("Không ghi tên người đi cùng trong đăng ký tố cáo."))
    for speaker in wish.speakers:
        if speaker.standing != Standing.GROUP_REPRESENTATIVE:
            check_declared(speaker.standing, speaker.full_name, speaker.stated, wish.kind, timezone.localdate())
    kind = IdentityKind(wish.person.identity_kind)
    wrong = check_number(kind, wish.person.identity_number, wish.person.born_on, on=timezone.localdate())
    if wrong:
        raise DomainError("identity_number_wrong", wrong)
    issued_on = wish.person.identity_issued_on
    if issued_on and issued_on > timezone.localdate():
        raise DomainError("identity_issued_in_future", _("Ngày cấp không thể ở sau hôm nay."))
    _check_who(wish, kind)
    check_representatives(wish.people_count, sum(s.standing == Standing.GROUP_REPRESENTATIVE for s in wish.speakers))


def _check_who(wish: Wish, kind: IdentityKind) -> None:
    """A foreigner by passport; an organisation complains or recommends, it does not denounce."""
    try:
        check_identity_kind(kind, foreigner=wish.is_foreigner)
        if wish.organisation:
            papers_needed(PersonRole.HEAD_OF_ORGANISATION, wish.kind, timezone.localdate())
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused


def distinct(places: list[int]) -> list[int]:
    """The same places, each at least one further than the one before."""
    for earlier, later in enumerate(range(1, len(places))):
        places[later] = max(places[later], places[earlier] + 1)
    return places


def check_representatives(people: int, named: int) -> None:
    """Nobody named means that who registers represents the group alone (số người đại diện).

    Source: sources.LTCD_29. Raises: DomainError group_empty, representatives_number.
    """
    try:
        allowed = allowed_representatives(people)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    if not named or named in allowed:
        return
    message = _("Nhóm %(people)s người được cử nhiều nhất %(most)s người đại diện (Điều 29 Luật Tiếp công dân).")
    if people == 1:
        message = _("Một người thì không cử người đại diện; nếu đi cùng nhóm, xin ghi số người của nhóm.")
    raise DomainError("representatives_number", message % {"people": people, "most": max(allowed, default=0)})


def check_slot(slot: Slot, wish: Wish, now: datetime) -> None:
    """A place can be taken at the desk until the slot is over, from the web until it begins."""
    if slot.site.session.status not in TAKING:
        raise DomainError("slot_closed", _("Buổi tiếp này không nhận đăng ký; xin chọn buổi khác trên lịch tiếp."))
    at_desk = wish.registered_by is RegisteredBy.DESK
    if (slot.ends_at if at_desk else slot.starts_at) <= now:
        raise DomainError("slot_past", _("Khung giờ này đã qua; xin chọn giờ khác."))


TAKEN = """
    SELECT count(*) FILTER (WHERE NOT r.status = ANY(%(given_back)s) AND r.slot_id = %(slot)s),
           count(*) FILTER (WHERE r.submission_key = %(key)s),
           count(*) FILTER (WHERE NOT r.status = ANY(%(given_back)s)
                            AND person.identity_index = %(number)s AND upper(matter.subject) = upper(%(subject)s)),
           coalesce(max(r.list_position), 0)
      FROM registrations_registration r
      JOIN cases_case matter ON matter.id = r.case_id
      LEFT JOIN accounts_citizen person ON person.id = matter.citizen_id
     WHERE r.session_id = %(session)s"""
"""By hand, because everybody waits for it under the slot's lock: the ORM takes 3 ms to write it, PostgreSQL 0.4."""


FULL = """
    SELECT (SELECT count(*) FROM registrations_registration r
             WHERE r.slot_id = slot.id AND NOT r.status = ANY(%(given_back)s)) >= slot.capacity
       AND NOT EXISTS (SELECT 1 FROM registrations_registration r WHERE r.submission_key = %(key)s)
      FROM schedule_slot slot WHERE slot.id = %(slot)s"""


def refuse_if_full(slot: Slot, wish: Wish) -> None:
    """Say no without waiting for the lock: most of a crowd gets this answer. A yes is decided again under the lock."""
    given_back = [str(status) for status in PLACE_GIVEN_BACK]
    with connection.cursor() as cursor:
        cursor.execute(FULL, {"given_back": given_back, "key": wish.submission_key, "slot": slot.pk})
        row = cursor.fetchone()
    if row and row[0]:
        raise slot_full()


def slot_full() -> DomainError:
    """The refusal, in the same words before the lock and under it."""
    message = _("Khung giờ này vừa đủ lượt; xin chọn giờ khác. Những gì đã nhập vẫn được giữ.")
    return DomainError("slot_full", message)


def already_taken(slot: Slot, wish: Wish) -> Taken:
    """Everything to decide on, in one query over the session."""
    facts: dict[str, Any] = {  # Any: what psycopg takes
        "given_back": [str(status) for status in PLACE_GIVEN_BACK],
        "slot": slot.pk,
        "key": wish.submission_key,
        "number": "" if wish.is_denunciation else blind_index(normalise(wish.person.identity_number)),
        "subject": wish.subject,
        "session": slot.site.session_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, facts)
        return Taken(*cursor.fetchone())


def attendees_of(registration: Registration, wish: Wish, now: datetime) -> list[Attendee]:
    """Those named, as rows to write; a group that names nobody is represented by who registers."""
    speakers = list(wish.speakers)
    if wish.people_count > 1 and not wish.is_denunciation and not wish.names_representatives:
        speakers.append(Speaker(Standing.GROUP_REPRESENTATIVE, wish.person.full_name))
    return [
        Attendee(
            registration=registration,
            standing=speaker.standing,
            full_name=clean_text(speaker.full_name),
            **speaker.stated.columns(),
            awaits_papers=speaker.standing != Standing.GROUP_REPRESENTATIVE,
            noted_at=now,
        )
        for speaker in speakers
    ]


def check_session_takes(session: ReceptionSession) -> None:
    if session.status not in TAKING:
        message = _("Buổi tiếp đang ở trạng thái “%(state)s”; không làm được việc này.")
        raise DomainError("session_wrong_state", message % {"state": session.get_status_display()})


def check_decision(decided_by: User, decided_on: date) -> None:
    """The head decides, not later than today. Source: sources.ND154_20."""
    if decided_by.role != Role.CHAIR:
        raise DomainError(
            "decider_not_head", _("Người quyết định phải là người đứng đầu, người chủ trì tiếp công dân.")
        )
    if decided_on > timezone.localdate():
        raise DomainError("decided_in_future", _("Ngày quyết định không thể sau hôm nay."))


@dataclass(frozen=True)
class AnsweredFor:
    """What an official answers for by name before a denunciation is heard online (điều kiện Đ20.4)."""

    is_complex: bool = False
    is_confidential: bool = False
    denounced_agency: Agency | None = None


NOTHING_ANSWERED = AnsweredFor()
DECIDED = (
    "status",
    "ground",
    "ground_note",
    "ground_decided_by",
    "ground_decided_on",
    "confirmed_at",
    "complexity_confirmed_by",
    "complexity_confirmed_at",
    "confidentiality_confirmed_by",
    "confidentiality_confirmed_at",
    "denounced_agency",
)
"""What a confirmation writes on a registration."""


def note_answered(registration: Registration, answered: AnsweredFor, by: User, now: datetime) -> None:
    """Put name and time to what the official answers for, on the row in hand. Source: sources.ND154_20_4."""
    registration.denounced_agency = answered.denounced_agency
    if answered.is_complex:
        registration.complexity_confirmed_by, registration.complexity_confirmed_at = by, now
    if answered.is_confidential:
        registration.confidentiality_confirmed_by, registration.confidentiality_confirmed_at = by, now


def check_not_denounced(registration: Registration, site: SessionSite) -> None:
    """A denunciation is not heard at a site of the body denounced, nor with it let in (xung đột của điểm cầu).

    Source: sources.ND154_3_5, sources.ND154_20_4. Raises: DomainError site_of_denounced.
    """
    denounced = [str(registration.denounced_agency_id)] if registration.denounced_agency_id else []
    try:
        check_site(MatterKind(registration.case.kind), str(site.office.agency_id), denounced)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused


def check_grounds(
    registration: Registration, *, ground: str, need: str, decided_by: User, decided_on: date, now: datetime
) -> None:
    """Whether the law lets this matter be heard online, with what is on record."""
    case = registration.case
    facts = OnlineFacts(
        head_decision=Confirmation(str(decided_by), now),
        citizen_wishes=Confirmation(case.person_label, registration.submitted_at),
        is_complex=_confirmed(registration.complexity_confirmed_by, registration.complexity_confirmed_at),
        no_protection_asked=_confirmed(
            registration.waiver_recorded_by or case.person_label, registration.waived_protection_at
        ),
        waiver_withdrawn_at=registration.waiver_withdrawn_at,
        confidentiality=_confirmed(
            registration.confidentiality_confirmed_by, registration.confidentiality_confirmed_at
        ),
        decided_on=decided_on,
        practical_need=need,
    )
    verdict = may_be_heard_online(MatterKind(case.kind), Ground(ground) if ground else None, facts)
    for reason in verdict.reasons:
        raise DomainError(reason.code, f"{reason.message} ({reason.source}).")


def _confirmed(by: User | str | None, moment: datetime | None) -> Confirmation | None:
    return Confirmation(str(by), moment) if moment else None


def check_still_online(registration: Registration) -> None:
    """Ask the law again on the way in: at the desk and when the number is called (vẫn được tiếp trực tuyến).

    A complaint or recommendation keeps what was decided, by a constraint; a denunciation is asked whole.
    Raises: DomainError with the code of the first reason of `law.grounds`.
    """
    if not registration.case.is_denunciation:
        return
    if registration.ground_decided_by is None or registration.ground_decided_on is None:
        raise DomainError("ground_missing", _("Chưa có quyết định tiếp trực tuyến theo Điều 20."))
    check_grounds(
        registration,
        ground=registration.ground,
        need=registration.ground_note,
        decided_by=registration.ground_decided_by,
        decided_on=registration.ground_decided_on,
        now=registration.confirmed_at or registration.submitted_at,
    )


def refusal_duty(registration: Registration, ground: str, reason: str, today: date) -> RefusalDuty:
    """What the law asks of the office that refuses on this ground."""
    if not reason.strip():
        raise DomainError("reason_missing", _("Từ chối tiếp phải ghi rõ lý do."))
    if ground not in list(RefusalGround):
        raise DomainError("refusal_ground_unknown", _("Xin chọn căn cứ từ chối trong danh sách."))
    kind = MatterKind(registration.case.kind)
    try:
        return refuse_reception(RefusalGround(ground), today, office_calendar(), kind=kind, proof=reason)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
