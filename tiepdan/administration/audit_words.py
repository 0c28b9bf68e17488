"""What each entry of the audit says in words, for whoever reads it (nhật ký bằng lời). The verb itself stays beside."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tiepdan.hearings.log import WORDS as OF_SESSIONS
from tiepdan.registrations.enums import RegistrationStatus
from tiepdan.schedule.enums import SessionStatus

WORDS: dict[str, Promise] = {
    "accounts.close_account": _("Khóa tài khoản"),
    "accounts.create_person": _("Tạo tài khoản"),
    "case.classify": _("Phân loại vụ việc"),
    "case.handle": _("Ghi hướng xử lý vụ việc"),
    "case.route": _("Phân luồng tại Trụ sở"),
    "case.split": _("Tách vụ việc"),
    "clocks.start": _("Bắt đầu một thời hạn"),
    "conclusion.draft": _("Soạn thông báo kết luận"),
    "conclusion.issue": _("Ban hành thông báo kết luận"),
    "desk.add_attendee": _("Ghi người cùng trình bày"),
    "desk.check_in": _("Điểm danh, cấp số thứ tự"),
    "desk.move_before": _("Đổi chỗ trong hàng chờ"),
    "desk.note_group": _("Ghi danh sách người cùng ký"),
    "desk.requeue": _("Đưa lại vào hàng chờ"),
    "desk.take_next": _("Lấy số tiếp theo"),
    "duties.assign_post": _("Ghi chức danh người đứng đầu"),
    "duties.note_day": _("Ghi ngày tiếp của người đứng đầu"),
    "followup.answer": _("Trả lời công dân"),
    "followup.assign": _("Giao nhiệm vụ"),
    "followup.complete": _("Ghi kết quả nhiệm vụ"),
    "followup.decide": _("Người chủ trì kết luận"),
    "identity.open": _("Mở danh tính người tố cáo"),
    "minutes.open": _("Mở biên bản"),
    "minutes.save": _("Lưu biên bản"),
    "outbox.note_posted": _("Ghi thư giấy đã gửi"),
    "outbox.send": _("Gửi tin, thư"),
    "outbox.send_again": _("Yêu cầu gửi lại"),
    "paper.add": _("Nhận tài liệu"),
    "paper.download": _("Tải tài liệu"),
    "places.announce_year": _("Nhập thông báo lịch nghỉ của năm"),
    "places.choose_reading": _("Ghi quyết định cách đếm ngược"),
    "places.enter_agency": _("Nhập cơ quan"),
    "places.enter_office": _("Nhập nơi tiếp công dân"),
    "places.enter_year": _("Nhập lịch của năm"),
    "places.post_text": _("Niêm yết nội quy, quy trình"),
    "places.set_day": _("Sửa một ngày của lịch"),
    "protection.ask": _("Ghi yêu cầu bảo vệ danh tính"),
    "readiness.note_presence": _("Ghi người có mặt"),
    "readiness.open_rehearsal": _("Mở phòng kết nối thử"),
    "readiness.hold_at_short_notice": _("Quyết định tiếp đột xuất"),
    "readiness.override_gate": _("Quyết định vẫn tiến hành"),
    "readiness.send_notices": _("Gửi thông báo về buổi tiếp"),
    "readiness.start_check": _("Bắt đầu kiểm tra kết nối"),
    "readiness.confirm_check_at_centre": _("Trung tâm xác nhận thấy và nghe rõ"),
    "readiness.confirm_check_at_site": _("Điểm cầu xác nhận thấy và nghe rõ"),
    "receipt.give": _("Lập giấy biên nhận"),
    "recordings.begin_run": _("Bắt đầu một lần ghi"),
    "recordings.end_run": _("Một lần ghi kết thúc"),
    "recordings.running": _("Đang ghi âm, ghi hình"),
    "recordings.stop": _("Dừng ghi âm, ghi hình"),
    "recordings.store": _("Lưu bản ghi"),
    "recordings.verify": _("Bản ghi còn nguyên vẹn"),
    "recordings.verify_failed": _("Bản ghi không khớp khi kiểm tra"),
    "recordings.view": _("Xem bản ghi"),
    "recordings.want": _("Yêu cầu ghi âm, ghi hình"),
    "refusals.issue_notice": _("Ban hành thông báo từ chối"),
    "refusals.note_explanation": _("Ghi đã giải thích trực tiếp"),
    "register.enter": _("Ghi vào Sổ tiếp công dân"),
    "register.note": _("Bổ sung Sổ tiếp công dân"),
    "registration.confirm": _("Xác nhận lịch tiếp"),
    "registration.refuse": _("Từ chối tiếp"),
    "registration.register": _("Nhận đăng ký"),
    "registration.reorder": _("Sắp lại thứ tự đăng ký"),
    "registration.withdraw": _("Rút đăng ký"),
    "registration.withdraw_waiver": _("Rút lại việc không yêu cầu bảo vệ danh tính"),
    "rooms.close_room": _("Đóng phòng họp trực tuyến"),
    "rooms.open_room": _("Mở phòng họp trực tuyến"),
    "rooms.place_site": _("Đưa điểm cầu vào phòng"),
    "rooms.release_site": _("Đưa điểm cầu ra khỏi phòng"),
    "rooms.set_may_speak": _("Mở hoặc đóng micrô"),
    "session.cancel": _("Hủy buổi tiếp"),
    "session.draft": _("Lập buổi tiếp"),
    "session.postpone": _("Lùi buổi tiếp"),
    "session.publish": _("Công bố lịch tiếp"),
}
_OF_STATES: dict[str, Promise] = {
    **{f"session.{status}": _("Buổi tiếp chuyển trạng thái") for status in SessionStatus.values},
    **{f"registration.{status}": _("Đăng ký chuyển trạng thái") for status in RegistrationStatus.values},
}
EVERY = _OF_STATES | WORDS | OF_SESSIONS


def words_of(verb: str) -> str:
    """The words of a verb; the verb itself where it has none, so that no entry is ever hidden."""
    return str(EVERY[verb]) if verb in EVERY else verb
