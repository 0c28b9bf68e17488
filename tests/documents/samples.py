"""One made-up value of each form, with names of forty letters and text that tries to be markup."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tiepdan.documents import forms

MADE_AT = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
HOSTILE = (
    'Tôi nói: #eval("1+1") *đậm* _nghiêng_ $x^2$ @ref <nhãn> \\ `code` // ghi chú /* x */ = tiêu đề '
    '#import "layout.typ"'
)
HEAD = forms.Letterhead(
    agency="Ban Tiếp công dân tỉnh",
    parent="Ủy ban nhân dân tỉnh An Phú",
    kind_mark="TB-BTCD",
    place_name="An Phú",
    dated_on=date(2026, 11, 23),
)
CITIZEN = forms.CitizenLine(
    label="Ông/bà",
    full_name="Nguyễn Thị Phương An",
    address="Thôn Đông Hòa, xã Bình Minh, tỉnh An Phú",
    identity_label="Số căn cước",
    identity_number="048190001234",
)
DENOUNCER = forms.CitizenLine(label="Người tố cáo", full_name="Người tố cáo TC-7K2M")
RECEIVER = forms.Person("Trần Quốc Dũng", "Phó Chủ tịch Ủy ban nhân dân tỉnh")
WRITER = forms.Person("Lê Thanh Bình", "Chuyên viên Ban Tiếp công dân")
SIGNER = forms.Signer(
    "Trưởng ban", "Phạm Văn Khánh", authority="KT. CHÁNH VĂN PHÒNG", note="(Ký, ghi rõ họ tên, đóng dấu)"
)

MINUTES = forms.MinutesForm(
    head=HEAD,
    began_at=datetime(2026, 11, 23, 1, 5, tzinfo=UTC),
    ended_at=datetime(2026, 11, 23, 1, 42, tzinfo=UTC),
    place="Trụ sở Tiếp công dân tỉnh An Phú",
    number=7,
    matter_kind="Khiếu nại",
    subject="bồi thường, hỗ trợ khi thu hồi đất làm đường liên xã",
    citizen=CITIZEN,
    attendees=(forms.Person("Võ Minh Hải", "Luật sư"),),
    receiver=RECEIVER,
    note_taker=WRITER,
    sites=(
        forms.SitePresence(
            "Trụ sở tỉnh", "Điểm cầu trung tâm", (RECEIVER, forms.Person("Đỗ Thu Hà", "Thanh tra tỉnh"))
        ),
        forms.SitePresence(
            "Xã Bình Minh", "Điểm cầu thành phần", (forms.Person("Hồ Thị Cúc", "Công chức xã Bình Minh"),)
        ),
    ),
    text="[08:06] Bà An trình bày: gia đình có 420 m² đất trồng cây lâu năm, được bồi thường 310 m².\n" + HOSTILE,
    agencies_text="[08:21] Sở Nông nghiệp và Môi trường: sẽ đo đạc lại phần diện tích chênh lệch 110 m².",
    conclusion_text="Giao Sở Nông nghiệp và Môi trường kiểm tra, trả lời bà An trước ngày 07/12/2026.",
    pauses=(forms.PauseLine("Điểm cầu Xã Bình Minh mất kết nối", "08 giờ 15 phút 02 giây", "08 giờ 16 phút 40 giây"),),
    papers=("Quyết định số 112/QĐ-UBND, 3 trang, bản phô tô",),
    citizen_site="điểm cầu Xã Bình Minh",
    text_sha256="a3" * 32,
    notices=(
        forms.NoticeRead("Trụ sở tỉnh", datetime(2026, 11, 23, 1, 5, tzinfo=UTC), "Lê Thanh Bình"),
        forms.NoticeRead("Xã Bình Minh", datetime(2026, 11, 23, 1, 6, tzinfo=UTC), "Hồ Thị Cúc"),
    ),
    recording_ban=forms.RecordingBan(
        datetime(2026, 11, 23, 1, 7, tzinfo=UTC), "Nội dung trình bày có đời tư của người thứ ba."
    ),
)
PRESENTATION = forms.PresentationForm(
    head=HEAD,
    written_at=datetime(2026, 11, 23, 1, 5, tzinfo=UTC),
    place="điểm cầu Xã Bình Minh",
    citizen=CITIZEN,
    subject="đường liên xã hư hỏng",
    text="Đoạn đường từ cầu Bà Rén đến chợ hỏng từ tháng 9.\n" + HOSTILE,
    request="Sửa đường trước Tết.",
    receiver=WRITER,
)
RECEIPT = forms.ReceiptForm(
    head=HEAD,
    received_at=datetime(2026, 11, 23, 1, 20, tzinfo=UTC),
    place="Nơi tiếp công dân xã Bình Minh",
    officer=forms.Person("Hồ Thị Cúc", "Công chức Văn phòng - Thống kê"),
    citizen=CITIZEN,
    papers=(
        forms.PaperLine("Quyết định số 112/QĐ-UBND về việc phê duyệt phương án bồi thường", 3, "Bản phô tô"),
        forms.PaperLine("Giấy chứng nhận quyền sử dụng đất *BK 204511*", 2, "Bản sao công chứng, chứng thực"),
    ),
)
REFUSAL = forms.RefusalForm(
    head=HEAD,
    citizen=CITIZEN,
    came_on=date(2026, 11, 20),
    came_to="Trụ sở Tiếp công dân tỉnh An Phú",
    kind="Khiếu nại",
    subject="bồi thường khi thu hồi đất",
    reason="Vụ việc đã được kiểm tra, rà soát và thông báo bằng văn bản số 45/TB-UBND ngày 02/03/2026.",
    signer=SIGNER,
    related=("Ủy ban nhân dân xã Bình Minh",),
)
INVITATION = forms.InvitationForm(
    head=forms.Letterhead(HEAD.agency, HEAD.parent, "", "GM-BTCD", HEAD.place_name, HEAD.dated_on),
    citizen=CITIZEN,
    subject="khiếu nại về bồi thường, hỗ trợ khi thu hồi đất",
    receiver=RECEIVER,
    starts_at=datetime(2026, 12, 7, 1, 0, tzinfo=UTC),
    arrive_at=datetime(2026, 12, 7, 0, 30, tzinfo=UTC),
    site="Xã Bình Minh",
    site_kind="Điểm cầu thành phần",
    address="Tầng 1, trụ sở Ủy ban nhân dân xã Bình Minh",
    travel_hint="Cách bến xe 300 m.",
    code="ABCD-EFGH-JKLM-NPQR",
    contact_phone="0235 3 123 456",
    bring=("Giấy tờ tùy thân", "Đơn và tài liệu liên quan (nếu có)"),
    signer=SIGNER,
)
SLIP = forms.SlipForm(
    office="Nơi tiếp công dân xã Bình Minh",
    title="Số thứ tự",
    number="08",
    code="ABCD-EFGH-JKLM-NPQR",
    qr_svg="",
    address_to_follow="tiepcongdan.anphu.gov.vn/tra-cuu",
    lines=(("Buổi tiếp", "07/12/2026"), ("Khung giờ", "8 giờ 00"), ("Điểm cầu", "Xã Bình Minh")),
    note="Mời ông/bà ngồi chờ, số sẽ hiện trên màn hình.",
)
REGISTER = forms.RegisterForm(
    head=HEAD,
    title="Tháng 11 năm 2026",
    lines=(
        forms.RegisterLine(
            (
                "1",
                "23/11/2026",
                "Nguyễn Thị Phương An, thôn Đông Hòa, xã Bình Minh",
                "048190001234",
                "Bồi thường, hỗ trợ khi thu hồi đất làm đường liên xã",
                "KN",
                "1",
                "",
                "x",
                "",
                "Sở Nông nghiệp và Môi trường",
                "Hẹn trả lời trước 07/12/2026",
                "Trực tuyến, điểm cầu Xã Bình Minh",
            )
        ),
        forms.RegisterLine(
            (
                "2",
                "23/11/2026",
                "Người tố cáo TC-7K2M",
                "",
                HOSTILE,
                "TC",
                "1",
                "",
                "",
                "Thanh tra tỉnh",
                "",
                "",
                "",
            )
        ),
    ),
    printed_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
)
MINUTES_LONG = replace(
    MINUTES,
    text="\n".join(f"[08:{minute:02}] Bà An trình bày lần thứ {minute} về thửa đất số 215." for minute in range(1, 60)),
)
REGISTER_LONG = replace(REGISTER, lines=REGISTER.lines * 8)
CONCLUSION = forms.ConclusionForm(
    head=HEAD,
    receiver=RECEIVER,
    held_on=date(2026, 11, 23),
    body="Các cơ quan chuẩn bị tốt, công dân trình bày đầy đủ.\n" + HOSTILE,
    directions=(
        forms.Direction(
            "Sở Nông nghiệp và Môi trường", "Đo đạc lại, trả lời bà Nguyễn Thị Phương An", date(2026, 12, 7)
        ),
        forms.Direction("Ủy ban nhân dân xã Bình Minh", "Phối hợp đo đạc", date(2026, 12, 1)),
    ),
    signer=SIGNER,
    recipients=("Sở Nông nghiệp và Môi trường", "Ủy ban nhân dân xã Bình Minh"),
)
NOTICE = forms.NoticeForm(
    head=forms.Letterhead(HEAD.agency, HEAD.parent, "", "TB-BTCD", HEAD.place_name, HEAD.dated_on),
    agency="Sở Nông nghiệp và Môi trường",
    receiver=RECEIVER,
    starts_at=datetime(2026, 12, 7, 1, 0, tzinfo=UTC),
    central_site="Trụ sở Tiếp công dân tỉnh An Phú",
    sites=("Xã Bình Minh", "Xã Trà Giang"),
    matters="Bồi thường, hỗ trợ khi thu hồi đất. " + HOSTILE,
    signer=SIGNER,
)
GUIDANCE = forms.GuidanceForm(
    head=forms.Letterhead(HEAD.agency, HEAD.parent, "", "PHD-BTCD", HEAD.place_name, HEAD.dated_on),
    citizen=CITIZEN,
    came_on=date(2026, 11, 23),
    kind="Khiếu nại",
    subject="kết luận của Tòa án về tranh chấp đất. " + HOSTILE,
    guided_to="Tòa án nhân dân tỉnh An Phú",
    legal_basis="điểm b khoản 1 Điều 26 Luật Tiếp công dân",
    signer=SIGNER,
)
TRANSFER = forms.TransferForm(
    head=forms.Letterhead(HEAD.agency, HEAD.parent, "", "PC-BTCD", HEAD.place_name, HEAD.dated_on),
    citizen=CITIZEN,
    received_on=date(2026, 11, 23),
    kind="Kiến nghị, phản ánh",
    subject="đường liên xã hư hỏng. " + HOSTILE,
    transferred_to="Sở Xây dựng",
    legal_basis="điểm b khoản 2 Điều 26 Luật Tiếp công dân",
    papers=("Đơn đề ngày 20/11/2026, 2 trang",),
    signer=SIGNER,
)
