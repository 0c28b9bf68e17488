"""What a classification must say, which act the law gives for it, and how the register tells it. Writes nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiepdan.cases import queries
from tiepdan.cases.enums import Competence
from tiepdan.cases.models import Case, CaseHandling
from tiepdan.errors import DomainError
from tiepdan.law import competence as law
from tiepdan.law.competence import Act
from tiepdan.law.kinds import MatterKind
from tiepdan.law.refusal import RuleRefused
from tiepdan.places.models import Agency


@dataclass(frozen=True)
class Found:
    """What was found of a matter: whose it is, and where it goes."""

    competence: str
    responsible: Agency | None = None
    guided_to: str = ""
    settled_by: str = ""
    document_number: str = ""
    act: str = ""

    @property
    def to_body(self) -> str:
        """The body that the matter is guided or transferred to."""
        return self.guided_to or (self.responsible.name if self.responsible else "")


def check_found(found: Found) -> None:
    """Each competence asks for its own word.

    Raises: DomainError competence_unknown, guidance_missing, settled_by_missing, agency_missing.
    """
    competence = found.competence
    if competence not in Competence.values or competence == Competence.UNKNOWN:
        raise DomainError("competence_unknown", _("Xin chọn vụ việc thuộc thẩm quyền của ai."))
    if competence == Competence.OTHER and not found.guided_to:
        raise DomainError("guidance_missing", _("Xin ghi hướng dẫn, chuyển đến cơ quan nào."))
    if competence == Competence.SETTLED and not found.settled_by:
        raise DomainError("settled_by_missing", _("Xin ghi cơ quan đã giải quyết, số văn bản."))
    if competence in (Competence.OWN, Competence.SUBORDINATE) and found.responsible is None:
        raise DomainError("agency_missing", _("Xin chọn cơ quan giải quyết."))


def chosen_act(case: Case, found: Found, corrects: CaseHandling | None) -> Act:
    """The act that was chosen, or the law's first; guidance and transfer once only for the same content.

    Raises: DomainError act_not_allowed.
    """
    kind, competence = MatterKind(case.kind), law.Competence(found.competence)
    before = queries.guided_or_transferred_before(case, correcting=corrects)
    if not found.act:
        return law.handling(kind, competence, guided_or_transferred_before=before).acts[0]
    try:
        law.check_act(kind, competence, Act(found.act), guided_or_transferred_before=before)
    except RuleRefused as refused:
        raise DomainError(refused.code, refused.message) from refused
    return Act(found.act)


def register_columns(found: Found, act: Act) -> dict[str, str | bool]:
    """Columns 8 to 11 of the book: settled, competent, guided with its number, accepted or transferred with its."""
    numbered = ", ".join(filter(None, (found.to_body, found.document_number)))
    return {
        "settled_by": found.settled_by,
        "is_competent": found.competence == Competence.OWN,
        "guided_to": numbered if act is Act.GUIDE else "",
        "accepted_by": numbered
        if act in (Act.ACCEPT, Act.REPORT_TO_HEAD, Act.REQUIRE_SUBORDINATE, Act.TRANSFER)
        else "",
    }
