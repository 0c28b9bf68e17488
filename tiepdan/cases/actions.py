"""Every write to a case and to the envelope that holds a denouncer's identity."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.accounts import identity_numbers
from tiepdan.accounts.models import Citizen, User
from tiepdan.accounts.names import clean_line, clean_text, fold
from tiepdan.audit.actions import record
from tiepdan.cases.enums import CaseStatus
from tiepdan.cases.models import Case, CaseHandling, ProtectedIdentity
from tiepdan.cases.parts import Part, check_parts
from tiepdan.cases.persons import DeclaredPerson
from tiepdan.errors import DomainError
from tiepdan.law.competence import Subject
from tiepdan.law.identity import normalise
from tiepdan.law.kinds import MatterKind

LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
ALIAS_LENGTH = 4


@transaction.atomic(savepoint=False)
def open_case(*, kind: str, subject: str, account: str, request: str, citizen_form: DeclaredPerson) -> Case:
    """Open a matter for the person who brings it (mở vụ việc).

    A denouncer goes under seal and is never written anywhere else. Two inserts; the audit entry is the caller's.
    Source: sources.LTCD_7_2_A, sources.LTC_2_1.
    Raises: nothing.
    """
    is_denunciation = MatterKind(kind) is MatterKind.DENUNCIATION
    return Case.objects.create(
        kind=kind,
        subject=clean_text(subject),
        account=clean_text(account),
        request=clean_text(request),
        citizen=None if is_denunciation else _declare(citizen_form),
        protected=_seal(citizen_form) if is_denunciation else None,
        opened_at=timezone.now(),
    )


@transaction.atomic
def open_identity(protected: ProtectedIdentity, *, by: User, reason: str) -> DeclaredPerson:
    """Open the envelope of a denouncer for a named officer with a reason (mở danh tính người tố cáo).

    Always audited, so only on POST. Whether this officer may is asked by `cases.access` before.
    Source: sources.LTC_2_1, sources.ND154_20_4.
    Raises: DomainError reason_missing.
    """
    if not reason.strip():
        raise DomainError("reason_missing", _("Muốn xem danh tính người tố cáo phải ghi lý do."))
    record(by, "identity.open", protected, reason=clean_text(reason))
    return DeclaredPerson.from_words(json.loads(_envelope().decrypt(bytes(protected.sealed))))


@transaction.atomic(savepoint=False)
def note_handling(
    case: Case, *, by: User, act: str, to_body: str = "", document_number: str = "", corrects: CaseHandling | None
) -> CaseHandling:
    """Note what is done with a matter (ghi hướng xử lý). Called by the action that classifies, which checked the act.

    The number comes from the document system. `corrects` is what the same hearing noted before.
    Source: sources.LTCD_26_1_B, sources.LTCD_26_2_B.
    Raises: DomainError text_too_long.
    """
    now = timezone.now()
    if corrects is not None:
        corrects.superseded_at = now
        corrects.save(update_fields=["superseded_at"])
    done = CaseHandling.objects.create(
        case=case,
        act=act,
        to_body=clean_line(to_body, 200),
        document_number=clean_line(document_number, 60),
        noted_by=by,
        noted_at=now,
    )
    record(by, "case.handle", case, act=act, number=done.document_number)
    return done


@transaction.atomic
def route(case: Case, *, by: User, desk: str) -> Case:
    """Say who receives this subject at the provincial office (phân luồng tại Trụ sở tiếp công dân cấp tỉnh).

    Locks the case.
    Source: sources.LTCD_12_4_A, sources.LTCD_12_4_B, sources.LTCD_12_4_C, sources.LTCD_12_4_D, sources.LTCD_12_4_DD.
    Raises: DomainError desk_unknown.
    """
    if desk not in list(Subject):
        raise DomainError("desk_unknown", _("Xin chọn nơi tiếp trong danh sách."))
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    case.desk = desk
    case.save(update_fields=["desk"])
    record(by, "case.route", case, desk=desk)
    return case


@transaction.atomic(savepoint=False)
def split(case: Case, parts: Sequence[Part], *, by: User, now: datetime) -> list[Case]:
    """Make a case of each part of a mixed matter, of the same person, with the origin kept (tách vụ việc).

    The caller holds the case and has asked `check_parts`. A part that is a denunciation goes under seal; splitting a
    denunciation opens its envelope, audited.
    Source: sources.ND154_14_4.
    Raises: DomainError case_is_protected, text_too_long.
    """
    if not parts:
        return []
    person = _person_of(case, by)
    made = []
    for part in parts:
        one = open_case(
            kind=part.kind, subject=clean_line(part.subject, 300), account="", request="", citizen_form=person
        )
        one.origin, one.opened_at = case, now
        one.save(update_fields=["origin", "opened_at"])
        record(by, "case.split", one, origin=str(case.pk), kind=str(part.kind))
        made.append(one)
    return made


@transaction.atomic
def split_before_hearing(case: Case, parts: Sequence[Part], *, by: User) -> list[Case]:
    """Split a mixed matter at the registration or the screening (tách vụ việc khi đăng ký, sàng lọc).

    Locks the case. No denunciation on either side: whether the denouncer asks for protection is asked of him before
    anything of it is written (Đ20.4), so he registers it by itself.
    Source: sources.ND154_14_4, sources.ND154_20_4.
    Raises: DomainError case_classified, parts_missing, denunciation_registered_apart, part_same_kind, subject_missing.
    """
    case = Case.objects.select_for_update(of=("self",), no_key=True).select_related("citizen").get(pk=case.pk)
    if case.status != CaseStatus.OPEN:
        raise DomainError("case_classified", _("Vụ việc đã phân loại; xin tách ở trang kết luận lượt tiếp."))
    if not parts:
        raise DomainError("parts_missing", _("Xin ghi nội dung của vụ việc tách ra."))
    if case.is_denunciation or any(part.kind is MatterKind.DENUNCIATION for part in parts):
        message = _("Nội dung tố cáo được đăng ký riêng, sau khi hỏi về việc bảo vệ danh tính (Điều 20 khoản 4).")
        raise DomainError("denunciation_registered_apart", message)
    check_parts(case, parts)
    if case.parts.filter(kind__in=[part.kind for part in parts]).exists():
        raise DomainError("part_same_kind", _("Vụ việc loại này đã được tách ra rồi."))
    return split(case, parts, by=by, now=timezone.now())


def _person_of(case: Case, by: User) -> DeclaredPerson:
    citizen = case.citizen
    if citizen is None:
        if case.protected is None:
            raise DomainError("case_is_protected", _("Hồ sơ tố cáo có lối vào riêng."))
        return open_identity(case.protected, by=by, reason=_("Tách vụ việc có nhiều nội dung"))
    return DeclaredPerson(
        full_name=citizen.full_name,
        address=citizen.address,
        identity_kind=citizen.identity_kind,
        identity_number=citizen.identity_number,
        phone=citizen.phone,
        email=citizen.email,
        born_on=citizen.born_on,
        identity_issued_on=citizen.identity_issued_on,
        identity_issue_place=citizen.identity_issue_place,
    )


def _declare(person: DeclaredPerson) -> Citizen:
    """A citizen's row with the number encrypted and its blind index."""
    number = normalise(person.identity_number)
    full_name = clean_text(person.full_name)
    return Citizen.objects.create(
        full_name=full_name,
        folded_name=fold(full_name),
        born_on=person.born_on,
        address=clean_text(person.address),
        identity_kind=person.identity_kind,
        identity_sealed=identity_numbers.seal(number),
        identity_index=identity_numbers.blind_index(number),
        identity_issued_on=person.identity_issued_on,
        identity_issue_place=clean_text(person.identity_issue_place),
        phone=clean_text(person.phone),
        email=clean_text(person.email),
        declared_at=timezone.now(),
    )


def _seal(person: DeclaredPerson) -> ProtectedIdentity:
    """An envelope with a new alias."""
    words = json.dumps({key: clean_text(word) for key, word in person.as_words().items()}, ensure_ascii=False)
    return ProtectedIdentity.objects.create(
        alias=_new_alias(), sealed=_envelope().encrypt(words.encode()), sealed_at=timezone.now()
    )


def _new_alias() -> str:
    """ "Người tố cáo TC-7F3K": says nothing of the person; tried again while it is taken."""
    while True:
        alias = f"Người tố cáo TC-{''.join(secrets.choice(LETTERS) for _letter in range(ALIAS_LENGTH))}"
        if not ProtectedIdentity.objects.filter(alias=alias).exists():
            return alias


def _envelope() -> Fernet:
    """Its own key, apart from the one of other citizens' numbers."""
    return Fernet(settings.PROTECTED_IDENTITY_KEY)
