"""What must hold before minutes are written or signed (biên bản)."""

from django.utils.translation import gettext as _

from tiepdan.errors import DomainError
from tiepdan.minutes.enums import MinutesStatus, SignatureKind
from tiepdan.minutes.models import Minutes
from tiepdan.registrations.paper_files import StoredFile
from tiepdan.schedule.enums import SessionStatus
from tiepdan.schedule.models import ReceptionSession

WRITABLE = (MinutesStatus.DRAFT, MinutesStatus.READ_BACK)
MOST_LETTERS = {"text": 100_000, "agencies_text": 50_000, "conclusion_text": 50_000}
TEXT_FIELDS = tuple(MOST_LETTERS)


def check_not_archived(session: ReceptionSession) -> None:
    """What was put away is not written on: neither minutes nor a conclusion (buổi tiếp đã lưu trữ).

    Raises: DomainError session_archived.
    """
    if session.status == SessionStatus.ARCHIVED:
        raise DomainError("session_archived", _("Buổi tiếp đã lưu trữ: chỉ xem và in, không ghi thêm được."))


def check_signature(signature: str, note: str, scan: StoredFile | None) -> None:
    """A signature of a known kind with its scan, or the reason why there is none.

    Raises: DomainError signature_unknown, reason_missing, scan_missing.
    """
    if signature not in SignatureKind.values:
        raise DomainError("signature_unknown", _("Xin chọn công dân ký tên, điểm chỉ hay không ký."))
    if signature == SignatureKind.REFUSED and not note:
        raise DomainError("reason_missing", _("Công dân không ký: xin ghi rõ lý do và người làm chứng."))
    if signature != SignatureKind.REFUSED and scan is None:
        raise DomainError("scan_missing", _("Xin quét (hoặc chụp) bản đã ký rồi gửi lên."))


def check_writable(minutes: Minutes) -> None:
    """Nobody has agreed to the text yet.

    Raises: DomainError minutes_wrong_state.
    """
    if minutes.status not in WRITABLE:
        message = _("Biên bản đang ở trạng thái “%(state)s”, không sửa được. Muốn sửa, xin bấm “Sửa lại” và ghi lý do.")
        raise DomainError("minutes_wrong_state", message % {"state": minutes.get_status_display()})


def check_length(typed: dict[str, str]) -> None:
    """Each part fits.

    Raises: DomainError text_too_long.
    """
    for name, words in typed.items():
        most = MOST_LETTERS[name]
        if len(words) > most:
            message = _("Một phần biên bản dài quá %(most)s chữ; phần thừa xin ghi sang biên bản bổ sung.")
            raise DomainError("text_too_long", message % {"most": f"{most:,}".replace(",", ".")})
