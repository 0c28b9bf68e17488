"""What hangs on the walls of the demo province: house rules and procedure, as its chairman might have issued them."""

HOUSE_RULES = """\
Giữ trật tự, nói năng đúng mực, trang phục nghiêm chỉnh; không hút thuốc, không dùng rượu bia tại nơi tiếp.
Gửi vũ khí, chất nguy hiểm, vật dụng cồng kềnh tại bàn bảo vệ và làm theo hướng dẫn kiểm tra an ninh.
Xuất trình hoặc nêu số căn cước, hộ chiếu; người đại diện, người được ủy quyền mang theo giấy tờ chứng minh.
Lấy số, chờ đến lượt, ngồi đúng chỗ; nhóm từ 05 người trở lên cử người đại diện.
Trình bày trung thực, cung cấp tài liệu liên quan; chịu trách nhiệm về nội dung đã trình bày.
Chỉ nói khi người chủ trì mời; máy quay luôn mở, micrô chỉ bật khi được mời.
Không tự ghi âm, ghi hình, phát trực tiếp khi người chủ trì đã yêu cầu không ghi.
Có quyền dùng phiên dịch, được giải thích, được thông báo kết quả và khiếu nại về người tiếp công dân."""
PROCEDURE = """\
Điểm danh tại bàn tiếp đón, nhận số thứ tự.
Nghe đọc thông báo về việc ghi âm, ghi hình.
Trình bày; nộp tài liệu và nhận giấy biên nhận Mẫu 02/TCD.
Nghe đọc lại biên bản, đề nghị sửa nếu chưa đúng, rồi ký hoặc điểm chỉ.
Nghe người chủ trì trả lời hoặc hẹn thời hạn, người liên hệ.
Nhận thông báo kết quả xử lý trong 10 ngày làm việc; theo dõi bằng mã tra cứu."""
DECISION = "Quyết định số 15/QĐ-UBND"
