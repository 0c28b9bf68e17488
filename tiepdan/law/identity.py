"""Who a person says he or she is (nhân thân): the four documents of the law and their numbers.

The law asks the citizen to state a number. Showing the card is not a condition; reading its QR code is
fast typing, not proof: the code is plain text that anyone can print.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiepdan.law.provinces import COUNTRY_CODES_FROM, PROVINCE_CODES
from tiepdan.law.refusal import RuleRefused


class IdentityKind(StrEnum):
    """The document whose number is stated (loại giấy tờ)."""

    IDENTITY_CARD = "identity_card"
    IDENTITY_CERTIFICATE = "identity_certificate"
    PERSONAL_NUMBER = "personal_number"
    PASSPORT = "passport"

    @property
    def label(self) -> str:
        """The name of the number in the law (tên giấy tờ).

        Source: sources.LTCD_7_2_A, sources.ND154_12_1.
        """
        return LABELS[self]


LABELS = {
    IdentityKind.IDENTITY_CARD: "Số căn cước",
    IdentityKind.IDENTITY_CERTIFICATE: "Số giấy chứng nhận căn cước",
    IdentityKind.PERSONAL_NUMBER: "Số định danh cá nhân",
    IdentityKind.PASSPORT: "Số hộ chiếu",
}
TWELVE_DIGITS = re.compile(r"[0-9]{12}")
NINE_DIGITS = re.compile(r"[0-9]{9}")
PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}")
CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}


def normalise(number: str) -> str:
    """The number without the spaces, dots and hyphens that people type in it (chuẩn hóa số).

    Source: sources.LTCD_7_2_A.
    Raises: nothing.
    """
    return re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", number)).upper()


def check_number(kind: IdentityKind, number: str, born_on: date | None = None, *, on: date | None = None) -> str | None:
    """What is wrong with a stated number, in Vietnamese, or None (kiểm tra số giấy tờ).

    `on` is today, when the caller wants a year of birth in the future to be refused.
    The structure can be right and the number still not his: only the population database knows.
    Source: sources.LTCD_7_2_A, sources.LCC_12.
    Raises: nothing.
    """
    clean = normalise(number)
    if not clean:
        return f"Ông/bà chưa nhập {kind.label.lower()}."
    if kind is IdentityKind.PASSPORT:
        return None if PASSPORT.fullmatch(clean) else "Số hộ chiếu gồm 5–12 chữ cái và chữ số, có ít nhất một chữ số."
    if NINE_DIGITS.fullmatch(clean):
        return "Chứng minh nhân dân 9 số không còn giá trị từ 01/01/2025. Ông/bà dùng số định danh cá nhân 12 số."
    if not TWELVE_DIGITS.fullmatch(clean):
        return f"{kind.label} gồm đúng 12 chữ số."
    return _check_structure(kind, clean, born_on, on)


def _check_structure(kind: IdentityKind, number: str, born_on: date | None, on: date | None) -> str | None:
    """Checks province, century and sex, and year of a 12-digit number (cấu trúc số định danh cá nhân).

    The province of an identity certificate is not checked: its holder was often born abroad.
    Source: sources.LCC_12; old province codes stay valid after the mergers.
    """
    place, century, year = number[:3], CENTURIES.get(number[3]), int(number[4:6])
    if kind is not IdentityKind.IDENTITY_CERTIFICATE and not is_place_code(place):
        return f"Ba chữ số đầu “{place}” không phải mã tỉnh, thành phố hoặc mã quốc gia nơi đăng ký khai sinh."
    if century is None:
        return "Chữ số thứ tư (thế kỷ sinh và giới tính) phải từ 0 đến 3."
    if on is not None and century + year > on.year:
        return f"Hai chữ số năm sinh trong số giấy tờ chỉ năm {century + year}, sau năm nay."
    if born_on is not None and century + year != born_on.year:
        return f"Hai chữ số năm sinh trong số giấy tờ không khớp với năm sinh {born_on.year}."
    return None


def is_place_code(code: str) -> bool:
    """Tells whether three digits are a place of birth registration (mã nơi đăng ký khai sinh).

    Source: sources.LCC_12; the codes are in `provinces.py`.
    Raises: nothing.
    """
    return code in PROVINCE_CODES or code >= COUNTRY_CODES_FROM


class CardUnreadable(RuleRefused):
    """The scanned text is not that of an identity card (không đọc được mã QR)."""

    def __init__(self, why: str) -> None:
        """Says what to do instead: typing is always possible.

        Source: sources.LTCD_7_2_A (the law asks to state the number, not to show the card).
        """
        super().__init__("card_unreadable", f"Không đọc được mã QR của thẻ: {why}. Ông/bà vui lòng nhập bằng tay.")


@dataclass(frozen=True)
class CardText:
    """What the QR code of a card says (nội dung mã QR), for a person to confirm. None: absent or unreadable."""

    number: str
    full_name: str
    old_number: str | None = None
    born_on: date | None = None
    gender: str | None = None
    residence: str | None = None
    issued_on: date | None = None
    more: tuple[str, ...] = ()


def parse_card_qr(text: str) -> CardText:
    """Reads the QR text of both generations of cards (mã QR căn cước công dân gắn chip, thẻ căn cước).

    Chip card: number | old 9-digit number or empty | name | birth | sex | residence | issue. Card of 2024: the same,
    or without the second field; what follows is kept in `more` unread. Too few or too many fields are no error.
    Source: rules.md 8.1.
    Raises: CardUnreadable, when the first field is not 12 digits or there is no name.
    """
    fields = [part.strip() for part in unicodedata.normalize("NFC", text).strip().lstrip("\ufeff").split("|")]
    number, rest = fields[0], fields[1:]
    if not TWELVE_DIGITS.fullmatch(number):
        raise CardUnreadable("trường đầu tiên không phải số 12 chữ số")
    old_number = None
    if rest and (rest[0] == "" or NINE_DIGITS.fullmatch(rest[0])):
        old_number = rest.pop(0) or None
    if not rest or not any(letter.isalpha() for letter in rest[0]):
        raise CardUnreadable("không có họ tên")
    name, birth, gender, residence, issue = [*rest, *([""] * 5)][:5]
    return CardText(
        number,
        name,
        old_number,
        _card_date(birth),
        gender or None,
        residence or None,
        _card_date(issue),
        tuple(rest[5:]),
    )


def _card_date(text: str) -> date | None:
    """Reads `ddMMyyyy`; anything else is left for the person to type (ngày trên thẻ).

    Source: rules.md 8.1.
    """
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None
