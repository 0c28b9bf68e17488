"""The made-up matters of the demo. No real person, place or number."""

from dataclasses import dataclass

from tiepdan.cases.persons import DeclaredPerson
from tiepdan.law.kinds import MatterKind

C, D, R = MatterKind.COMPLAINT, MatterKind.DENUNCIATION, MatterKind.RECOMMENDATION_OR_FEEDBACK


@dataclass(frozen=True)
class Matter:
    """Somebody and what he or she comes for."""

    kind: MatterKind
    name: str
    number: str
    subject: str
    account: str
    request: str
    needs: str = ""
    people: int = 1

    @property
    def person(self) -> DeclaredPerson:
        return DeclaredPerson(
            full_name=self.name,
            address="Thôn 3, tỉnh Tam Sơn",
            identity_kind="identity_card",
            identity_number=self.number,
            phone=f"0905 {self.number[-6:-3]} {self.number[-3:]}",
        )


LAND = Matter(
    C,
    "Nguyễn Thị An",
    "049185004321",
    "Bồi thường đất nông nghiệp khi mở đường liên xã",
    "Gia đình tôi bị thu hồi 1.200 m² đất lúa từ tháng 3/2025. Đến nay chưa nhận được tiền bồi thường, "
    "trong khi các hộ liền kề đã nhận đủ. Tôi đã gửi đơn đến xã hai lần, chưa có trả lời bằng văn bản.",
    "Xem xét lại phương án bồi thường và trả tiền trong năm 2026.",
)
ROAD = Matter(
    R,
    "Lê Văn Hòa",
    "049072001155",
    "Đường vào thôn 5 ngập mỗi khi mưa lớn",
    "Cống qua đường thôn 5 hẹp, mưa là ngập nửa mét, học sinh phải nghỉ học. Đã kiến nghị từ năm 2024.",
    "Làm lại cống trước mùa mưa năm sau.",
    needs="Xe lăn",
)
DUMP = Matter(
    R,
    "Phạm Thị Kim Oanh",
    "049190007788",
    "Bãi rác tạm gần trường học bốc mùi",
    "Bãi rác tạm cách trường tiểu học 80 m, có mùi và ruồi, đã nhiều lần phản ánh.",
    "Di dời bãi rác tạm, phun xử lý ngay.",
    people=7,
)
SECRET = Matter(
    D,
    "Võ Văn Khải",
    "049088003399",
    "Tố cáo việc nhận tiền khi cấp giấy phép",
    "Một người có chức vụ nhận tiền của nhiều hộ khi làm thủ tục; tôi có giấy nhận tiền và ghi chép kèm theo.",
    "Xác minh, xử lý và trả lại tiền cho các hộ.",
)
HOUSE = Matter(
    C,
    "Huỳnh Nguyễn Thị Thanh Bích Phượng Hoàng",
    "049179002468",
    "Không đồng ý quyết định xử phạt về xây dựng",
    "Nhà tôi sửa mái, không làm tăng diện tích, nhưng bị xử phạt như xây mới.",
    "Hủy quyết định xử phạt.",
)
COURT = Matter(
    C,
    "Bùi Quang Tuấn",
    "049060005544",
    "Tranh chấp ranh giới thửa đất đã có bản án",
    "Tôi không đồng ý với bản án phúc thẩm về ranh giới đất với hộ bên cạnh.",
    "Xem xét lại bản án.",
)
POWER = Matter(
    R,
    "Hoàng Văn Tư",
    "049055006677",
    "Thôn 2 chưa có điện lưới ba pha",
    "Thôn 2 có 60 hộ dùng điện một pha, điện yếu, máy bơm không chạy được.",
    "Kéo điện ba pha trong năm 2027.",
)
PENSION = Matter(
    C,
    "Trịnh Thị Lài",
    "049152008899",
    "Chưa được hưởng trợ cấp người có công",
    "Chồng tôi là thương binh đã mất năm 2021, hồ sơ nộp đủ nhưng chưa được giải quyết.",
    "Giải quyết trợ cấp tuất hằng tháng.",
)
