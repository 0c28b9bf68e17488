"""Builds the Word templates of the forms that officials edit, in the layout of NĐ 30/2020, Phụ lục I.

A .docx cannot be read in a review; this file can. `python -m tiepdan.documents.word_templates` writes
`docx/*.docx` from it, and a test holds the two together. Between braces stand the fields of `forms.py`.
"""

from pathlib import Path

from docx.document import Document as Letter
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm

from tiepdan.documents.word_layout import Rows, Signed, Words, columns, fill, letter_of, line, sheet, table_of
from tiepdan.law.outcome import REGISTER_COLUMNS

FOLDER = Path(__file__).parent / "docx"

Lines = tuple[str, ...]
ISSUED = (
    ", ngày cấp: {{ form.citizen.identity_issued_on.short if form.citizen.identity_issued_on else '…/…/……' }}"
    ", nơi cấp: {{ form.citizen.identity_issue_place or '……………' }}"
)
NAME = "{{ form.citizen.full_name }}"
IDENTITY: Lines = (
    "{%p if form.citizen.identity_number %}",
    "{{ form.citizen.identity_label }}: {{ form.citizen.identity_number }}.",
    "{%p endif %}",
)
IDENTITY_WITH_ISSUE: Lines = tuple(one.replace("}}.", "}}" + ISSUED) for one in IDENTITY)
"""Forms 01/TCD and 02/TCD ask for day and place of issue, which the citizen may leave out."""
ADDRESS: Lines = ("{%p if form.citizen.address %}", "Địa chỉ: {{ form.citizen.address }}.", "{%p endif %}")
TO_CITIZEN: Lines = (f"Kính gửi: {NAME}",)
TO_CITIZEN_WITH_ADDRESS: Lines = (*TO_CITIZEN, *(one.rstrip(".") for one in ADDRESS))
HEAD_SIGNS = (
    Signed(
        "{{ (form.signer.authority ~ '\\n' if form.signer.authority else '') ~ form.signer.title|upper }}",
        "{{ form.signer.note }}",
        "{{ form.signer.full_name }}",
    ),
)
CHAIR = "{{ form.receiver.position ~ ' ' if form.receiver.position }}{{ form.receiver.full_name }}"


def of(person: str) -> str:
    """A name with the position behind it, when there is one."""
    return f"{{{{ {person}.full_name }}}}{{{{ ', ' ~ {person}.position if {person}.position }}}}"


def each_line(field: str) -> Lines:
    """One paragraph for each line that was typed."""
    return (f"{{%p for line in {field}.splitlines() if line.strip() %}}", "{{ line }}", "{%p endfor %}")


def each(field: str, words: str) -> Lines:
    """One paragraph for each of several."""
    return (f"{{%p for one in {field} %}}", words, "{%p endfor %}")


def when(condition: str, *lines: "str | Rows") -> tuple["str | Rows", ...]:
    """Paragraphs that stand there only in this case."""
    return (f"{{%p if {condition} %}}", *lines, "{%p endif %}")


REFUSAL = Words(
    kind="THÔNG BÁO",
    about="Về việc từ chối tiếp công dân",
    addressee=TO_CITIZEN,
    mark="Mẫu số 01/TCD",
    body=(
        "{{ form.came_on.long|capitalize }}, ông (bà) " + NAME + ".",
        *IDENTITY_WITH_ISSUE,
        (
            "Địa chỉ: {{ form.citizen.address or '…………' }}, đến {{ form.came_to }} để {{ form.kind|lower }} "
            "về việc {{ form.subject }}."
        ),
        "Lý do từ chối: {{ form.reason }}",
        (
            "Căn cứ {{ form.legal_basis }}, {{ form.head.agency }} từ chối tiếp nhận nội dung {{ form.kind|lower }} "
            "của ông (bà) " + NAME + " và thông báo để ông (bà) được biết./."
        ),
    ),
    recipients=("- Như trên;", *each("form.related", "- {{ one }} (để phối hợp);"), "- Lưu: VT, hồ sơ."),
    signers=HEAD_SIGNS,
)
RECEIPT = Words(
    kind="GIẤY BIÊN NHẬN",
    about="Thông tin, tài liệu",
    mark="Mẫu số 02/TCD",
    numbered=False,
    body=(
        "Vào {{ form.received_at.hour }} {{ form.received_at.long }} tại: {{ form.place }}.",
        "Tôi là {{ form.officer.full_name }}. Chức vụ: {{ form.officer.position or '…………' }}.",
        "Đã nhận của ông (bà): " + NAME + "{{ ' (' ~ form.citizen.standing ~ ')' if form.citizen.standing }}.",
        *IDENTITY_WITH_ISSUE,
        *ADDRESS,
        "các thông tin, tài liệu sau:",
        Rows(
            "form.papers",
            ("TT", "Tên thông tin, tài liệu, chứng cứ", "Số trang", "Tình trạng"),
            ("{{ loop.index }}", "{{ one.title }}", "{{ one.pages }}", "{{ one.condition }}"),
            (12, 91, 20, 42),
            centred=(0, 2),
        ),
        (
            "Giấy biên nhận thông tin, tài liệu được lập thành {{ '%02d' % form.copies }} bản, giao cho người cung cấp "
            "thông tin, tài liệu 01 bản./."
        ),
    ),
    signers=(
        Signed("NGƯỜI CUNG CẤP\nTHÔNG TIN, TÀI LIỆU", "(Ký, ghi rõ họ tên)", NAME),
        Signed("NGƯỜI NHẬN", "(Ký, ghi rõ họ tên, đóng dấu nếu có)", "{{ form.officer.full_name }}"),
    ),
)
INVITATION = Words(
    kind="GIẤY MỜI",
    about="Dự buổi tiếp công dân trực tuyến",
    addressee=TO_CITIZEN_WITH_ADDRESS,
    body=(
        (
            "{{ form.head.agency }} trân trọng kính mời ông (bà) dự buổi tiếp công dân trực tuyến do "
            + CHAIR
            + " chủ trì."
        ),
        "1. Nội dung: {{ form.subject }}.",
        (
            "2. Thời gian: {{ form.starts_at.hour }}, {{ form.starts_at.long }}. Đề nghị ông (bà) có mặt từ "
            "{{ form.arrive_at.hour }} để được hướng dẫn."
        ),
        "3. Địa điểm: {{ form.site }} ({{ form.site_kind|lower }}), {{ form.address }}. {{ form.travel_hint }}",
        "4. Khi đến, đề nghị ông (bà) mang theo:",
        *each("form.bring", "- {{ one }};"),
        (
            "Buổi tiếp được ghi âm, ghi hình theo Điều 24 Nghị định số 154/2026/NĐ-CP. Mã tra cứu của ông (bà): "
            "{{ form.code }}."
        ),
        (
            "Nếu không thể đến hoặc cần hỗ trợ, đề nghị ông (bà) liên hệ điện thoại "
            "{{ form.contact_phone or '…………' }}./."
        ),
    ),
    recipients=("- Như trên;", "- Lưu: VT, hồ sơ."),
    signers=HEAD_SIGNS,
)
NOTICE = Words(
    kind="THÔNG BÁO",
    about="Về buổi tiếp công dân trực tuyến",
    addressee=("Kính gửi: {{ form.agency }}",),
    body=(
        (
            "Căn cứ khoản 1 Điều 23 Nghị định số 154/2026/NĐ-CP, {{ form.head.agency }} thông báo buổi tiếp công dân "
            "trực tuyến do " + CHAIR + " chủ trì như sau:"
        ),
        "1. Thời gian: {{ form.starts_at.hour }}, {{ form.starts_at.long }}.",
        (
            "2. Điểm cầu trung tâm: {{ form.central_site }}."
            "{{ ' Điểm cầu thành phần: ' ~ form.sites|join(', ') ~ '.' if form.sites }}"
        ),
        "3. Nội dung dự kiến: {{ form.matters }}.",
        (
            "Đề nghị quý cơ quan cử lãnh đạo tham dự, chuẩn bị hồ sơ, tài liệu liên quan và phối hợp kết nối thử chậm "
            "nhất 01 ngày làm việc trước ngày tiếp; hoàn tất kết nối chậm nhất 01 giờ trước khi bắt đầu buổi tiếp./."
        ),
    ),
    recipients=("- Như trên;", "- Lưu: VT, hồ sơ."),
    signers=HEAD_SIGNS,
)
PRESENTATION = Words(
    kind="BẢN GHI NỘI DUNG TRÌNH BÀY",
    about="Của công dân tại nơi tiếp công dân",
    numbered=False,
    body=(
        "Hồi {{ form.written_at.hour }}, {{ form.written_at.long }}, tại {{ form.place }}.",
        "Người ghi: " + of("form.receiver") + ".",
        "{{ form.citizen.label }}: " + NAME + "{{ ' (' ~ form.citizen.standing ~ ')' if form.citizen.standing }}.",
        *ADDRESS,
        *IDENTITY,
        "Về việc: {{ form.subject }}.",
        "§ Nội dung trình bày",
        *each_line("form.text"),
        *when("form.request", "§ Yêu cầu, đề nghị", *each_line("form.request")),
        (
            "Nội dung trên đã được đọc lại cho người trình bày nghe, công nhận là đúng và ký tên hoặc điểm chỉ "
            "xác nhận (khoản 1 Điều 14 Nghị định số 154/2026/NĐ-CP)./."
        ),
    ),
    signers=(
        Signed("NGƯỜI TRÌNH BÀY", "(Ký, ghi rõ họ tên hoặc điểm chỉ)", NAME),
        Signed("NGƯỜI GHI", "(Ký, ghi rõ họ tên)", "{{ form.receiver.full_name }}"),
    ),
)
MINUTES = Words(
    kind="BIÊN BẢN",
    about="Tiếp công dân trực tuyến",
    body=(
        *when("form.is_draft", "^ (Bản để đọc lại, chưa ký)"),
        (
            "Hồi {{ form.began_at.hour }}, {{ form.began_at.long }}, tại {{ form.place }} và các điểm cầu kết nối, "
            "đã tiến hành lượt tiếp công dân số {{ form.number }} theo hình thức trực tuyến."
        ),
        "§ I. THÀNH PHẦN",
        "1. Người tiếp công dân: " + of("form.receiver") + ".",
        "2. Người ghi biên bản: " + of("form.note_taker") + ".",
        "3. Người được tiếp, tại {{ form.citizen_site }}:",
        "{{ form.citizen.label }}: " + NAME + "{{ ' (' ~ form.citizen.standing ~ ')' if form.citizen.standing }}.",
        *ADDRESS,
        *IDENTITY,
        *each("form.attendees", "Cùng dự: " + of("one") + "."),
        *when(
            "form.sites",
            "4. Có mặt tại các điểm cầu:",
            "{%p for site in form.sites %}",
            (
                "{{ site.kind }} {{ site.site }}: {% for one in site.people %}{{ one.full_name }}"
                "{{ ' (' ~ one.position ~ ')' if one.position }}{{ '; ' if not loop.last }}{% endfor %}."
            ),
            "{%p endfor %}",
        ),
        "§ II. NỘI DUNG",
        *when(
            "form.notices",
            (
                "Thông báo việc ghi âm, ghi hình đã được đọc {% for one in form.notices %}tại {{ one.site }} hồi "
                "{{ one.at.hour }} ({{ one.by }}){{ '; ' if not loop.last }}{% endfor %}."
            ),
        ),
        *when(
            "form.recording_ban",
            (
                "Hồi {{ form.recording_ban.at.hour }}, người chủ trì yêu cầu người tham dự không tự ghi âm, ghi hình, "
                "phát trực tiếp (điểm c khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP). "
                "Lý do: {{ form.recording_ban.reason }}"
            ),
        ),
        "1. Vụ việc: {{ form.matter_kind|lower }} về việc {{ form.subject }}.",
        "2. Công dân trình bày:",
        *each_line("form.text"),
        *when("form.papers", "3. Thông tin, tài liệu công dân cung cấp:", *each("form.papers", "- {{ one }};")),
        *when("form.agencies_text", "§ III. Ý KIẾN CỦA CÁC CƠ QUAN", *each_line("form.agencies_text")),
        "§ {{ 'IV' if form.agencies_text else 'III' }}. Ý KIẾN CỦA NGƯỜI TIẾP CÔNG DÂN",
        *each_line("(form.conclusion_text or '……………………')"),
        *when(
            "form.pauses",
            "§ GIÁN ĐOẠN TRONG LƯỢT TIẾP",
            *each("form.pauses", "- {{ one.cause }}: từ {{ one.began }} đến {{ one.ended }}."),
        ),
        (
            "Lượt tiếp được ghi âm, ghi hình theo Điều 24 Nghị định số 154/2026/NĐ-CP; biên bản lập xong hồi "
            "{{ form.ended_at.hour ~ ', ' ~ form.ended_at.long if form.ended_at else '… giờ … phút' }}."
        ),
        (
            "Biên bản đã được đọc lại cho người được tiếp nghe, công nhận là đúng và cùng ký tên hoặc điểm chỉ dưới "
            "đây. Biên bản được lập thành {{ '%02d' % form.copies }} bản, người được tiếp giữ 01 bản./."
        ),
    ),
    signers=(
        Signed("NGƯỜI ĐƯỢC TIẾP", "(Ký hoặc điểm chỉ)", NAME),
        Signed("NGƯỜI GHI BIÊN BẢN", "(Ký, ghi rõ họ tên)", "{{ form.note_taker.full_name }}"),
        Signed("NGƯỜI TIẾP CÔNG DÂN", "(Ký, ghi rõ họ tên)", "{{ form.receiver.full_name }}"),
    ),
)
CONCLUSION = Words(
    kind="THÔNG BÁO",
    about="Kết luận việc tiếp công dân ngày {{ form.held_on.short }}",
    body=(
        *when("form.is_draft", "^ (Dự thảo)"),
        (
            "{{ form.held_on.long|capitalize }}, " + CHAIR + " đã tiếp công dân trực tuyến. Sau khi nghe công dân "
            "trình bày và ý kiến của các cơ quan, người tiếp công dân kết luận như sau:"
        ),
        *each_line("form.body"),
        *when(
            "form.directions",
            "Giao các cơ quan, đơn vị thực hiện và gửi kết quả giải quyết cho công dân:",
            Rows(
                "form.directions",
                ("TT", "Cơ quan, đơn vị", "Nội dung", "Thời hạn"),
                ("{{ loop.index }}", "{{ one.agency }}", "{{ one.content }}", "{{ one.due_on.short }}"),
                (12, 48, 75, 30),
                centred=(0, 3),
            ),
        ),
        (
            "Thông báo này được gửi cho các cơ quan, tổ chức, đơn vị có liên quan để tổ chức thực hiện (khoản 2 Điều "
            "25 Nghị định số 154/2026/NĐ-CP)./."
        ),
    ),
    recipients=(*each("form.recipients", "- {{ one }};"), "- Lưu: VT, hồ sơ."),
    signers=HEAD_SIGNS,
)
GUIDANCE = Words(
    kind="PHIẾU HƯỚNG DẪN",
    about="Về việc gửi {{ form.kind|lower }} đến cơ quan có thẩm quyền",
    addressee=TO_CITIZEN_WITH_ADDRESS,
    body=(
        (
            "{{ form.came_on.long|capitalize }}, {{ form.head.agency }} đã tiếp ông (bà) " + NAME + " để "
            "{{ form.kind|lower }} về việc {{ form.subject }}."
        ),
        "Căn cứ {{ form.legal_basis }}, nội dung trên không thuộc thẩm quyền giải quyết của cơ quan tiếp công dân.",
        (
            "Đề nghị ông (bà) gửi đơn và tài liệu đến {{ form.guided_to or '…………' }} để được xem xét, giải quyết theo "
            "quy định của pháp luật./."
        ),
    ),
    recipients=("- Như trên;", "- Lưu: VT, hồ sơ."),
    signers=HEAD_SIGNS,
)
TRANSFER = Words(
    kind="PHIẾU CHUYỂN ĐƠN",
    addressee=("Kính gửi: {{ form.transferred_to or '…………' }}",),
    body=(
        (
            "{{ form.received_on.long|capitalize }}, {{ form.head.agency }} tiếp nhận nội dung {{ form.kind|lower }} "
            "của ông (bà) " + NAME + "."
        ),
        *ADDRESS,
        "Nội dung: {{ form.subject }}.",
        (
            "Căn cứ {{ form.legal_basis }}, {{ form.head.agency }} chuyển nội dung trên đến "
            "{{ form.transferred_to or '…………' }} để xem xét, giải quyết theo thẩm quyền và thông báo kết quả theo "
            "Điều 27 Luật Tiếp công dân./."
        ),
        *when("form.papers", "Tài liệu gửi kèm:", *each("form.papers", "- {{ one }};")),
    ),
    recipients=("- Như trên;", "- " + NAME + " (để biết);", "- Lưu: VT, hồ sơ."),
    signers=HEAD_SIGNS,
)
LETTERS = {
    "refusal": REFUSAL,
    "receipt": RECEIPT,
    "invitation": INVITATION,
    "notice": NOTICE,
    "presentation": PRESENTATION,
    "minutes": MINUTES,
    "conclusion": CONCLUSION,
    "guidance": GUIDANCE,
    "transfer": TRANSFER,
}
OTHERS = ("register", "slip")
"""Not letters: the book lies across the page, the slip is as wide as its printer."""


def build(name: str) -> Letter:
    """One template."""
    return {"register": _register, "slip": _slip}[name]() if name in OTHERS else letter_of(LETTERS[name])


def _register() -> Letter:
    """Form 03/TCD: thirteen numbered columns."""
    book = sheet(landscape=True, size=10)
    line(book, "Mẫu số 03/TCD", ALIGN.RIGHT, size=11, bold=True)
    line(book, "{{ form.head.agency|upper }}", ALIGN.LEFT, size=11, bold=True)
    line(book, "SỔ TIẾP CÔNG DÂN", ALIGN.CENTER, size=15, bold=True)
    line(book, "{{ form.title }}", ALIGN.CENTER, size=12, after=6)
    heads = tuple(f"{head}\n({number})" for number, head in enumerate(REGISTER_COLUMNS, start=1))
    cells = tuple(f"{{{{ one.cells[{index}] }}}}" for index in range(len(heads)))
    widths = (10, 18, 28, 22, 38, 14, 14, 20, 14, 22, 22, 26, 14)
    table_of(book, Rows("form.lines", heads, cells, widths, size=8.5, centred=(0, 1, 3, 5, 6, 8)))
    line(book, "In {{ form.printed_at.hour }}, {{ form.printed_at.long }}.", ALIGN.LEFT, size=9)
    return book


def _slip() -> Letter:
    """Phiếu đăng ký, phiếu số thứ tự, for a printer of 80 mm. The QR stands on the PDF only."""
    slip = sheet(size=12)
    page = slip.sections[0]
    page.page_width, page.page_height = Mm(80), Mm(150)
    page.left_margin = page.right_margin = Mm(5)
    page.top_margin = page.bottom_margin = Mm(6)
    line(slip, "{{ form.office|upper }}", ALIGN.CENTER, size=11, bold=True, after=6)
    line(slip, "{{ form.title|upper }}", ALIGN.CENTER, size=14, bold=True)
    line(slip, "{{ form.number }}", ALIGN.CENTER, size=64, bold=True)
    table = columns(slip, (26, 44), rows=3)
    fill(table.rows[0].cells[0].paragraphs[0], "{%tr for one in form.lines %}", size=11)
    left, right = table.rows[1].cells
    fill(left.paragraphs[0], "{{ one[0] }}:", size=11, align=ALIGN.LEFT)
    fill(right.paragraphs[0], "{{ one[1] }}", size=11, bold=True, align=ALIGN.LEFT)
    fill(table.rows[2].cells[0].paragraphs[0], "{%tr endfor %}", size=11)
    for words in ("{%p if form.code %}", "Mã tra cứu", "{{ form.code }}", "{%p endif %}"):
        line(slip, words, ALIGN.CENTER, size=13 if "code" in words else 11, bold="form.code }}" in words)
    for field, words in (
        ("address_to_follow", "Theo dõi kết quả tại {{ form.address_to_follow }}"),
        ("note", "{{ form.note }}"),
    ):
        for words_ in (f"{{%p if form.{field} %}}", words, "{%p endif %}"):
            line(slip, words_, ALIGN.CENTER, size=10.5)
    return slip


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(exist_ok=True)
    for name in (*LETTERS, *OTHERS):
        build(name).save(str(FOLDER / f"{name}.docx"))


if __name__ == "__main__":
    main()
