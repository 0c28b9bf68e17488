"""The made-up province of the demo (tỉnh Tam Sơn): its bodies, places and people, then its three sessions."""

from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from tiepdan.accounts import actions as accounts
from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.demo import sessions, wall
from tiepdan.demo.people import credentials
from tiepdan.duties import actions as duties
from tiepdan.law import sources
from tiepdan.law.duties import DutyHolder
from tiepdan.law.holiday_table import ANNOUNCED_UNTIL
from tiepdan.places import actions as places
from tiepdan.places.enums import AgencyKind, PostedKind
from tiepdan.places.models import Agency, Office

COUNCIL = "Ủy ban nhân dân tỉnh Tam Sơn"
COMMUNES = (
    ("tra-giang", "Trà Giang", "Hoàng Thị Cúc", "Cạnh chợ Trà Giang; từ thôn xa nhất 18 km"),
    ("phu-hoi", "Phú Hội", "Đinh Văn Phước", "Trụ sở UBND xã cũ, có chỗ đỗ xe"),
    ("nam-khe", "Nậm Khê", "Lò Thị Mai", "Xã vùng cao; đường nhựa đến tận nơi"),
    ("hai-chau", "Hải Châu", "Nguyễn Ngọc Thạch", "Đặc khu; tàu từ cảng Tam Sơn 7 giờ 00"),
)
DEPARTMENTS = (
    ("so-nong-nghiep-moi-truong", "Sở Nông nghiệp và Môi trường", "Vũ Thành Long"),
    ("so-xay-dung", "Sở Xây dựng", "Tạ Quang Vinh"),
    ("so-noi-vu", "Sở Nội vụ", "Mai Thị Thu Trang"),
    ("so-tu-phap", "Sở Tư pháp", "Cao Đức Anh"),
    ("so-y-te", "Sở Y tế", "Phan Thị Ngọc Ánh"),
    ("so-tai-chinh", "Sở Tài chính", "Hồ Sỹ Nghĩa"),
)


@dataclass
class Province:
    """What was entered, for the sessions to stand on."""

    board: Agency
    centre: Office
    communes: list[Office] = field(default_factory=list)
    people: dict[str, User] = field(default_factory=dict)


def load() -> None:
    """Enter the province into an empty database (tỉnh demo). All by the same actions as in real use.

    Raises: nothing.
    """
    year = timezone.localdate().year
    for known in (year - 1, year, year + 1):
        announced = f"{known}/TB-BNV" if known <= ANNOUNCED_UNTIL else ""
        places.enter_year(known, by=None, decision_number=announced)
    province = _centre()
    _departments(province)
    _communes(province)
    _wall(province)
    _heads(province)
    sessions.load(province)


def _centre() -> Province:
    board = _agency(
        "ban-tiep-cong-dan", "Ban Tiếp công dân tỉnh Tam Sơn", "Ban Tiếp công dân", AgencyKind.PROVINCE_OFFICE
    )
    name = "Trụ sở tiếp công dân tỉnh Tam Sơn"
    centre = places.enter_office(
        board,
        by=None,
        name=name,
        short_name="Trụ sở tỉnh",
        address="12 đường Độc Lập, phường Tam Sơn",
        travel_hint="Trung tâm phường Tam Sơn, xe buýt số 1 dừng trước cổng",
    )
    province = Province(board, centre)
    for username, role, full_name, position in (
        ("quan-tri", Role.ADMINISTRATOR, "Phạm Quốc Hưng", "Chuyên viên công nghệ thông tin"),
        ("dieu-phoi", Role.COORDINATOR, "Lê Thị Bình", "Phó Trưởng Ban Tiếp công dân"),
        ("chu-tri", Role.CHAIR, "Trần Văn Dũng", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("chu-tri-hai", Role.CHAIR, "Nguyễn Thanh Sơn", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
        ("ghi-chep", Role.NOTE_TAKER, "Ngô Thị Hạnh", "Chuyên viên Ban Tiếp công dân"),
        ("tham-muu", Role.ADVISING_UNIT, "Đỗ Minh Khang", "Trưởng phòng Nội chính"),
    ):
        _person(province, username, role, full_name, position, board, centre)
    return province


def _departments(province: Province) -> None:
    for code, name, representative in DEPARTMENTS:
        department = _agency(code, f"{name} tỉnh Tam Sơn", name, AgencyKind.DEPARTMENT)
        _person(
            province,
            code.replace("so-", "dai-dien-"),
            Role.AGENCY_REPRESENTATIVE,
            representative,
            "Phó Giám đốc",
            department,
        )
    inspectorate = _agency("thanh-tra", "Thanh tra tỉnh Tam Sơn", "Thanh tra tỉnh", AgencyKind.INSPECTORATE)
    _person(province, "thanh-tra", Role.INSPECTOR, "Bùi Thu Hà", "Thanh tra viên", inspectorate)


def _communes(province: Province) -> None:
    for slug, name, officer, hint in COMMUNES:
        commune = _agency(f"xa-{slug}", f"Ủy ban nhân dân xã {name}", f"Xã {name}", AgencyKind.COMMUNE)
        office = places.enter_office(
            commune,
            by=None,
            name=f"Địa điểm tiếp công dân xã {name}",
            short_name=f"Xã {name}",
            address=f"Trụ sở Ủy ban nhân dân xã {name}",
            travel_hint=hint,
        )
        province.communes.append(office)
        _person(province, f"diem-cau-{slug}", Role.SITE_OFFICER, officer, "Công chức Văn phòng", commune, office)


def _wall(province: Province) -> None:
    """House rules and procedure for every place, from the day on which the decree came into force."""
    for kind, body in ((PostedKind.HOUSE_RULES, wall.HOUSE_RULES), (PostedKind.PROCEDURE, wall.PROCEDURE)):
        places.post_text(
            kind,
            by=province.people["quan-tri"],
            agency=None,
            body=body,
            decision_number=wall.DECISION,
            effective_on=sources.REFORM_FROM,
        )


def _heads(province: Province) -> None:
    """Who owes days of reception: the province's chairman, who has an account, and the heads of two communes."""
    since_on = sources.REFORM_FROM
    head = province.people["chu-tri"]
    duties.assign_post(
        province.board,
        by=None,
        holder=DutyHolder.PROVINCE_CHAIR,
        full_name=head.full_name,
        since_on=since_on,
        person=head,
    )
    names = ("Lương Văn Thành", "Phùng Thị Xuân")
    for office, name in zip(province.communes, names, strict=False):
        post = duties.assign_post(
            office.agency, by=None, holder=DutyHolder.COMMUNE_CHAIR, full_name=name, since_on=since_on
        )
        duties.note_day(
            post,
            by=province.people["dieu-phoi"],
            held_on=timezone.localdate(),
            received_by=name,
            extraordinary=False,
            proof="Sổ tiếp công dân của xã",
        )


def _agency(code: str, name: str, short_name: str, kind: AgencyKind) -> Agency:
    return places.enter_agency(
        code,
        by=None,
        name=name,
        short_name=short_name,
        kind=kind,
        parent_name="" if kind == AgencyKind.PROVINCE_OFFICE else COUNCIL,
        place_name="Tam Sơn",
        address="Khu hành chính tỉnh, phường Tam Sơn",
        phone="02353 888 999",
        email=f"{code}@tamson.example",
    )


def _person(
    province: Province,
    username: str,
    role: Role,
    full_name: str,
    position: str,
    agency: Agency,
    office: Office | None = None,
) -> None:
    """One person with the demo's password and second factor already enrolled."""
    known = credentials(username)
    user = accounts.create_person(
        username,
        by=None,
        role=role,
        full_name=full_name,
        position=position,
        agency=agency,
        office=office,
        password=known.password,
    )
    TOTP.activate(user, known.otp_secret)
    province.people[username] = user
