"""What stands on each form, as values. A form holds what is printed and nothing else; a denouncer only by alias."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Letterhead:
    """The head of a document: bodies, number, place and day (NĐ 30/2020, Phụ lục I)."""

    agency: str
    parent: str = ""
    number: str = ""
    kind_mark: str = ""  # "TB-BTCD": printed after the blank when the number is not yet given
    place_name: str = ""
    dated_on: date | None = None


@dataclass(frozen=True)
class Person:
    """Somebody named in a form with what he or she is."""

    full_name: str
    position: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs: authority ("KT. TRƯỞNG BAN"), title, name."""

    title: str
    full_name: str = ""
    authority: str = ""
    note: str = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class SitePresence:
    """Who sat at one site (điểm cầu) of the hearing."""

    site: str
    kind: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class PauseLine:
    """One interruption with its cause (gián đoạn)."""

    cause: str
    began: str
    ended: str


@dataclass(frozen=True)
class NoticeRead:
    """The recording notice was read at one site (đã đọc thông báo ghi âm, ghi hình): where, when, by whom."""

    site: str
    at: datetime
    by: str


@dataclass(frozen=True)
class RecordingBan:
    """The chair's order that participants do not record (yêu cầu không ghi âm, ghi hình, Đ4.1.c)."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class CitizenLine:
    """The citizen as the form names him; the identity number may be empty (a denouncer)."""

    label: str
    full_name: str
    address: str = ""
    identity_label: str = ""
    identity_number: str = ""
    identity_issued_on: date | None = None
    identity_issue_place: str = ""
    standing: str = ""


@dataclass(frozen=True)
class MinutesForm:
    """Biên bản tiếp công dân (Đ14.1, Đ24.2, Đ26.1.b)."""

    head: Letterhead
    began_at: datetime
    ended_at: datetime | None
    place: str
    number: int
    matter_kind: str
    subject: str
    citizen: CitizenLine
    attendees: tuple[Person, ...]
    receiver: Person
    note_taker: Person
    sites: tuple[SitePresence, ...]
    text: str
    agencies_text: str
    conclusion_text: str
    pauses: tuple[PauseLine, ...]
    papers: tuple[str, ...]
    citizen_site: str
    text_sha256: str
    is_draft: bool = False
    copies: int = 2
    notices: tuple[NoticeRead, ...] = ()
    recording_ban: RecordingBan | None = None


@dataclass(frozen=True)
class PresentationForm:
    """Bản ghi nội dung trình bày, for a citizen who has no petition (Đ14.1)."""

    head: Letterhead
    written_at: datetime
    place: str
    citizen: CitizenLine
    subject: str
    text: str
    request: str
    receiver: Person


@dataclass(frozen=True)
class PaperLine:
    title: str
    pages: int
    condition: str


@dataclass(frozen=True)
class ReceiptForm:
    """Mẫu 02/TCD, Giấy biên nhận thông tin, tài liệu (Đ15.4)."""

    head: Letterhead
    received_at: datetime
    place: str
    officer: Person
    citizen: CitizenLine
    papers: tuple[PaperLine, ...]
    copies: int = 2


@dataclass(frozen=True)
class RefusalForm:
    """Mẫu 01/TCD, Thông báo về việc từ chối tiếp công dân (Đ4.3). `legal_basis` is edited by the office."""

    head: Letterhead
    citizen: CitizenLine
    came_on: date
    came_to: str
    kind: str
    subject: str
    reason: str
    signer: Signer
    related: tuple[str, ...] = ()
    legal_basis: str = (
        "khoản 3 Điều 9 Luật Tiếp công dân và điểm g khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP ngày "
        "15 tháng 5 năm 2026 của Chính phủ quy định chi tiết một số điều và biện pháp tổ chức thi hành "
        "Luật Tiếp công dân"
    )


@dataclass(frozen=True)
class InvitationForm:
    """Giấy mời công dân (thông báo của Đ23.1)."""

    head: Letterhead
    citizen: CitizenLine
    subject: str
    receiver: Person
    starts_at: datetime
    arrive_at: datetime
    site: str
    site_kind: str
    address: str
    travel_hint: str
    code: str
    contact_phone: str
    bring: tuple[str, ...]
    signer: Signer


@dataclass(frozen=True)
class SlipForm:
    """Phiếu đăng ký, phiếu số thứ tự. `qr_svg` is a drawing that we made; the code stands below it in letters."""

    office: str
    title: str
    number: str
    code: str
    qr_svg: str
    address_to_follow: str
    lines: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class RegisterLine:
    """The 13 columns of form 03/TCD, as text, in order."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class RegisterForm:
    """Mẫu 03/TCD, Sổ tiếp công dân."""

    head: Letterhead
    title: str
    lines: tuple[RegisterLine, ...]
    printed_at: datetime


@dataclass(frozen=True)
class Direction:
    """One body's task in a conclusion notice with its time limit (Đ25.2)."""

    agency: str
    content: str
    due_on: date


@dataclass(frozen=True)
class ConclusionForm:
    """Thông báo kết luận việc tiếp công dân (Đ25.2)."""

    head: Letterhead
    receiver: Person
    held_on: date
    body: str
    directions: tuple[Direction, ...]
    signer: Signer
    recipients: tuple[str, ...] = field(default=())
    is_draft: bool = True


@dataclass(frozen=True)
class NoticeForm:
    """Thông báo cho cơ quan tham gia buổi tiếp trực tuyến (Đ23.1). Never what a denunciation is about."""

    head: Letterhead
    agency: str
    receiver: Person
    starts_at: datetime
    central_site: str
    sites: tuple[str, ...]
    matters: str
    signer: Signer


@dataclass(frozen=True)
class GuidanceForm:
    """Phiếu hướng dẫn: to the body that is competent, once for the same content (LTCD Đ26)."""

    head: Letterhead
    citizen: CitizenLine
    came_on: date
    kind: str
    subject: str
    guided_to: str
    legal_basis: str
    signer: Signer


@dataclass(frozen=True)
class TransferForm:
    """Phiếu chuyển đơn, or what was written down instead of one (LTCD Đ26; LTC Đ24.2)."""

    head: Letterhead
    citizen: CitizenLine
    received_on: date
    kind: str
    subject: str
    transferred_to: str
    legal_basis: str
    papers: tuple[str, ...]
    signer: Signer
