"""One example of each component, with the longest names and the emptiest lists, for /kieu-mau/."""

from typing import Any

from django import forms
from django.core.paginator import Paginator

SHAPES = [
    {"shape": "waiting", "word": "Đang chờ"},
    {"shape": "ready", "word": "Đã sẵn sàng"},
    {"shape": "live", "word": "Đang tiếp"},
    {"shape": "interrupted", "word": "Bị gián đoạn"},
    {"shape": "missing", "word": "Chưa có mặt"},
    {"shape": "done", "word": "Đã xong"},
]
ICONS = ["note", "good", "look", "wrong", "calendar", "write", "search", "phone", "print", "copy", "file", "paper"]
MORE_ICONS = ["back", "forward", "close", "help", "person", "place", "microphone", "microphone-off", "camera", "line"]
LAST_ICONS = ["record", "sound"]
HEADS = ["Số", "Họ và tên", "Điểm cầu", "Giờ hẹn"]
ROWS = [
    ["07", "Nguyễn Thị An", "Xã Trà My", "8 giờ 30"],
    ["08", "Công Tằng Tôn Nữ Hoàng Thị Thiên Hương Giang", "Điểm cầu trung tâm", "9 giờ 00"],
    ["09", "A Lăng Bước", "Xã Bến Giằng", "9 giờ 30"],
]
GATES = [
    {
        "state": "met",
        "when": "thứ Hai, 16/11/2026",
        "what": "Đã công bố lịch tiếp",
        "law": "Luật Tiếp công dân, Điều 24",
    },
    {
        "state": "missed",
        "when": "thứ Sáu, 20/11/2026",
        "what": "Kết nối thử với xã Trà My",
        "words": "Còn làm được: gọi xã, nối thử ngay trong sáng nay.",
    },
    {
        "state": "next",
        "when": "7 giờ 30, thứ Ba, 24/11/2026",
        "what": "Các điểm cầu kết nối, nhìn thấy và nghe thấy nhau",
    },
    {"state": "later", "when": "8 giờ 30, thứ Ba, 24/11/2026", "what": "Bắt đầu buổi tiếp"},
]
FILES = [
    {"name": "Đơn khiếu nại ngày 3/11/2026.pdf", "url": "#files", "facts": "3 trang, 240 KB, nhận tại xã Trà My"},
    {
        "name": "Quyết định số 1234/QĐ-UBND về việc thu hồi đất để thực hiện dự án mở rộng đường liên xã.pdf",
        "url": "#files",
        "facts": "12 trang, 1,8 MB",
    },
]
STEPS = ["Loại việc", "Nội dung", "Thông tin của ông/bà", "Nơi và giờ", "Kiểm tra, gửi"]


class ExampleForm(forms.Form):
    """Every kind of field, one of them refused."""

    subject = forms.CharField(
        label="Ông/bà muốn trình bày việc gì?",
        help_text="Vài dòng là đủ. Giấy tờ nộp sau cũng được.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(label="Số điện thoại", help_text="Chúng tôi nhắn giờ tiếp vào số này.", max_length=12)
    email = forms.EmailField(label="Thư điện tử", required=False)
    site = forms.ChoiceField(
        label="Nơi ông/bà muốn đến", choices=[("", "Chọn một nơi"), ("a", "Xã Trà My"), ("b", "Trung tâm tỉnh")]
    )
    kind = forms.ChoiceField(
        label="Việc của ông/bà gần với loại nào?",
        widget=forms.RadioSelect,
        choices=[
            ("complaint", "Khiếu nại: tôi không đồng ý với một quyết định"),
            ("recommendation", "Kiến nghị, phản ánh: tôi muốn cơ quan biết một việc"),
        ],
    )
    papers = forms.FileField(label="Giấy tờ kèm theo", required=False)
    needs_interpreter = forms.BooleanField(label="Tôi cần người phiên dịch", required=False)


def examples() -> dict[str, Any]:
    """The context of the page."""
    form = ExampleForm({"phone": "0912 345", "kind": "complaint", "subject": "Việc thu hồi đất của gia đình."})
    form.add_error("phone", "Số điện thoại thiếu chữ số. Xin nhập đủ 10 số, ví dụ 0912 345 678.")
    return {
        "shapes": SHAPES,
        "icons": ICONS + MORE_ICONS + LAST_ICONS,
        "heads": HEADS,
        "rows": ROWS,
        "gates": GATES,
        "files": FILES,
        "steps": STEPS,
        "form": form,
        "page": Paginator(range(60), 20).page(2),
    }
