"""The made-up province of the demo: its bodies, its places of reception, and one person for each role."""

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from tiepdan.accounts.enums import Role
from tiepdan.accounts.models import User
from tiepdan.demo.people import credentials
from tiepdan.places.enums import AgencyKind
from tiepdan.places.models import Agency, Office

COMMUNES = (("tra-giang", "Trà Giang"), ("phu-hoi", "Phú Hội"))


@transaction.atomic
def load() -> None:
    """Enter the province into an empty database (tỉnh demo)."""
    board = _agency(
        "ban-tiep-cong-dan", "Ban Tiếp công dân tỉnh Tam Sơn", "Ban Tiếp công dân", AgencyKind.PROVINCE_OFFICE
    )
    centre = _office(board, "Trụ sở tiếp công dân tỉnh Tam Sơn", "Trụ sở tỉnh")
    department = _agency("so-xay-dung", "Sở Xây dựng tỉnh Tam Sơn", "Sở Xây dựng", AgencyKind.DEPARTMENT)
    inspectorate = _agency("thanh-tra", "Thanh tra tỉnh Tam Sơn", "Thanh tra tỉnh", AgencyKind.INSPECTORATE)
    _person("quan-tri", Role.ADMINISTRATOR, "Phạm Quốc Hưng", board)
    _person("dieu-phoi", Role.COORDINATOR, "Lê Thị Bình", board, centre)
    _person("chu-tri", Role.CHAIR, "Trần Văn Dũng", board, centre)
    _person("ghi-chep", Role.NOTE_TAKER, "Ngô Thị Hạnh", board, centre)
    _person("tham-muu", Role.ADVISING_UNIT, "Đỗ Minh Khang", board, centre)
    _person("dai-dien", Role.AGENCY_REPRESENTATIVE, "Vũ Thành Long", department)
    _person("thanh-tra", Role.INSPECTOR, "Bùi Thu Hà", inspectorate)
    for slug, name in COMMUNES:
        commune = _agency(f"xa-{slug}", f"Ủy ban nhân dân xã {name}", f"Xã {name}", AgencyKind.COMMUNE)
        office = _office(commune, f"Địa điểm tiếp công dân xã {name}", f"Xã {name}")
        _person(f"diem-cau-{slug}", Role.SITE_OFFICER, f"Cán bộ xã {name}", commune, office)


def _agency(code: str, name: str, short_name: str, kind: AgencyKind) -> Agency:
    return Agency.objects.create(
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        place_name="Tam Sơn",
        address=name,
        phone="02353 888 999",
    )


def _office(agency: Agency, name: str, short_name: str) -> Office:
    return Office.objects.create(agency=agency, name=name, short_name=short_name, address=name, phone=agency.phone)


def _person(username: str, role: Role, name: str, agency: Agency, office: Office | None = None) -> User:
    """One person with the demo's password and second factor already enrolled."""
    known = credentials(username)
    user = User(username=username, role=role, full_name=name, agency=agency, office=office)
    user.set_password(known.password)
    user.save()
    TOTP.activate(user, known.otp_secret)
    return user
