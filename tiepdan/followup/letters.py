"""What the citizen is told after a hearing, and what the register says of it. Of a denunciation never the content."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tiepdan.cases.models import Case
from tiepdan.followup.competences import Found
from tiepdan.followup.models import Answer, FollowUpTask
from tiepdan.law.competence import Act
from tiepdan.registrations.models import Registration

MOST_LETTERS = 300


def answered(registration: Registration, answer: str) -> str:
    """That the chair answered at the hearing."""
    if registration.case.is_denunciation:
        return _("Vụ việc mã %(code)s đã có trả lời. Xin xem bằng mã tra cứu.") % {"code": registration.spaced_code}
    return _("Người tiếp công dân đã trả lời vụ việc mã %(code)s: %(answer)s") % {
        "code": registration.spaced_code,
        "answer": _short(answer),
    }


def promised(registration: Registration, task: FollowUpTask) -> str:
    """Until when, and whom to contact."""
    facts = {
        "code": registration.spaced_code,
        "day": f"{task.due_on:%d/%m/%Y}",
        "agency": task.agency.name,
        "person": task.contact_person,
        "phone": task.contact_phone,
    }
    if registration.case.is_denunciation:
        return _("Vụ việc mã %(code)s được hẹn trả lời chậm nhất %(day)s. Xin xem bằng mã tra cứu.") % facts
    words = _("%(agency)s trả lời vụ việc mã %(code)s chậm nhất %(day)s. Liên hệ: %(person)s %(phone)s") % facts
    return words.strip() + "."


def result(registration: Registration, answer: Answer) -> str:
    """The answer itself, shortened; all of it stands on the page of the code."""
    if registration.case.is_denunciation:
        return _("Vụ việc mã %(code)s đã có kết quả. Xin xem bằng mã tra cứu hoặc liên hệ nơi tiếp công dân.") % {
            "code": registration.spaced_code
        }
    number = f" ({answer.document_number})" if answer.document_number else ""
    return _("Kết quả vụ việc mã %(code)s%(number)s: %(text)s") % {
        "code": registration.spaced_code,
        "number": number,
        "text": _short(answer.text),
    }


def register_answered(moment: datetime) -> str:
    return _("%(day)s: đã trả lời trực tiếp tại buổi tiếp") % {"day": _day(moment)}


def register_promised(task: FollowUpTask) -> str:
    return _("%(day)s: hẹn trả lời chậm nhất %(due)s, liên hệ %(person)s") % {
        "day": _day(task.assigned_at),
        "due": f"{task.due_on:%d/%m/%Y}",
        "person": task.contact_person,
    }


def register_done(task: FollowUpTask) -> str:
    return _("%(day)s: %(agency)s đã báo cáo kết quả") % {
        "day": _day(task.done_at or task.assigned_at),
        "agency": task.agency.short_name,
    }


def register_done_with(act: Act, moment: datetime) -> str:
    """What columns 8 to 11 have no place for: explained, out of scope, filed because it was done once."""
    if act not in (Act.EXPLAIN, Act.REFUSE, Act.FILE):
        return ""
    return f"{_day(moment)}: {_(act.label)}"


def register_part(case: Case, found: Found, act: Act) -> str:
    """What is done with a matter that was split off. Of a denunciation only that there is one."""
    if case.is_denunciation:
        return _("Tách riêng nội dung tố cáo, xử lý ở hồ sơ riêng")
    words = ", ".join(filter(None, (_(act.label), found.to_body, found.document_number)))
    return _("Tách riêng %(kind)s: %(what)s") % {"kind": str(case.get_kind_display()).lower(), "what": words}


def register_told(answer: Answer) -> str:
    number = _(", văn bản %(number)s") % {"number": answer.document_number} if answer.document_number else ""
    return _("%(day)s: đã trả lời công dân%(number)s") % {"day": _day(answer.answered_at), "number": number}


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1] + "…"
