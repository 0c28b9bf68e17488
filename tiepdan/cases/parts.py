"""What is split off a mixed matter: the parts as they are asked for. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiepdan.accounts.names import clean_text
from tiepdan.cases.models import Case
from tiepdan.errors import DomainError
from tiepdan.law.kinds import MatterKind


@dataclass(frozen=True)
class Part:
    """One matter of a mixed one, to become a case of its own (Đ14.4)."""

    kind: MatterKind
    subject: str


def check_parts(case: Case, parts: Sequence[Part]) -> None:
    """One part a kind, each with its own subject.

    Raises: DomainError part_same_kind, subject_missing.
    """
    kinds = [part.kind for part in parts]
    if case.kind in kinds or len(set(kinds)) != len(kinds):
        raise DomainError("part_same_kind", _("Mỗi loại chỉ tách một vụ việc, khác với loại của vụ việc gốc."))
    if not all(clean_text(part.subject) for part in parts):
        raise DomainError("subject_missing", _("Xin ghi nội dung của từng vụ việc tách ra."))
