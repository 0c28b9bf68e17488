"""Every legal text the rules cite (căn cứ pháp lý), named once: ABBREVIATION_ARTICLE_CLAUSE.

LTCD Luật Tiếp công dân · LKN Luật Khiếu nại · LTC Luật Tố cáo · BLDS Bộ luật Dân sự · BLLD Bộ luật Lao động ·
ND nghị định with its number. A provision that was reworded stands twice: the old wording ends with
`_2011`, `_2013` … (the year of its text) and `in_force_until`; the present one has the plain name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LTCD_FROM = date(2014, 7, 1)
LKN_FROM = date(2012, 7, 1)
LTC_FROM = date(2019, 1, 1)
ND31_FROM = date(2019, 5, 28)
ND124_FROM = date(2020, 12, 10)
BLDS_FROM = date(2017, 1, 1)
BLLD_FROM = date(2021, 1, 1)
REFORM_FROM = date(2026, 7, 1)
"""Luật 136/2025/QH15 and the decrees 154, 155 and 156 of 2026 (rules.md parts 1 and 2)."""
LAST_DAY_BEFORE_REFORM = date(2026, 6, 30)

LTCD = "Luật Tiếp công dân"
LKN = "Luật Khiếu nại"
LTC = "Luật Tố cáo"
ND154 = "Nghị định 154/2026/NĐ-CP"
ND124 = "Nghị định 124/2020/NĐ-CP"
ND31 = "Nghị định 31/2019/NĐ-CP"
LTCD_NUMBER = "42/2013/QH13"
LKN_NUMBER = "02/2011/QH13"
LTC_NUMBER = "25/2018/QH14"
BY_136 = "sửa đổi, bổ sung bởi Luật 136/2025/QH15"
BY_155 = "sửa đổi, bổ sung bởi Nghị định 155/2026/NĐ-CP"
BY_156 = "sửa đổi, bổ sung bởi Nghị định 156/2026/NĐ-CP"


@dataclass(frozen=True)
class LegalSource:
    """One provision of one text, in one wording (điểm, khoản, điều)."""

    text: str
    provision: str
    in_force_from: date
    in_force_until: date | None = None
    number: str = ""

    def __str__(self) -> str:
        """Names the provision as it is cited on a page (Điều 28 khoản 1 Luật Tiếp công dân).

        Source: the form asked for by issue 4, § 2.
        """
        return f"{self.provision} {self.text}"

    def in_force_on(self, day: date) -> bool:
        """Tells whether this wording was in force on `day` (có hiệu lực).

        Unit: days; both ends are included.
        Source: the provision's own text.
        """
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


def _ltcd(provision: str) -> LegalSource:
    """Builds a provision of 2013 that was not changed (Luật Tiếp công dân 2013).

    Source: Luật 42/2013/QH13.
    """
    return LegalSource(LTCD, provision, LTCD_FROM, number=LTCD_NUMBER)


def _ltcd_new(provision: str) -> LegalSource:
    """Builds a provision as reworded from 1/7/2026 (Luật Tiếp công dân, sửa đổi 2025).

    Source: Luật 136/2025/QH15, Điều 1.
    """
    return LegalSource(LTCD, provision, REFORM_FROM, number=f"{LTCD_NUMBER}, {BY_136}")


def _lkn(provision: str) -> LegalSource:
    """Builds a provision of 2011 that was not changed (Luật Khiếu nại 2011).

    Source: Luật 02/2011/QH13.
    """
    return LegalSource(LKN, provision, LKN_FROM, number=LKN_NUMBER)


def _lkn_old(provision: str) -> LegalSource:
    """Builds the wording of 2011 of a provision changed on 1/7/2026 (Luật Khiếu nại 2011).

    Source: Luật 02/2011/QH13.
    """
    return LegalSource(LKN, provision, LKN_FROM, LAST_DAY_BEFORE_REFORM, LKN_NUMBER)


def _lkn_new(provision: str) -> LegalSource:
    """Builds a provision as reworded from 1/7/2026 (Luật Khiếu nại, sửa đổi 2025).

    Source: Luật 136/2025/QH15, Điều 2.
    """
    return LegalSource(LKN, provision, REFORM_FROM, number=f"{LKN_NUMBER}, {BY_136}")


def _ltc(provision: str) -> LegalSource:
    """Builds a provision of the Law on Denunciations (Luật Tố cáo 2018).

    Source: Luật 25/2018/QH14.
    """
    return LegalSource(LTC, provision, LTC_FROM, number=LTC_NUMBER)


def _nd154(provision: str) -> LegalSource:
    """Builds a provision of the decree on citizen reception (Nghị định 154/2026/NĐ-CP).

    Source: Nghị định 154/2026/NĐ-CP, Điều 44.
    """
    return LegalSource(ND154, provision, REFORM_FROM)


# Luật Tiếp công dân
LTCD_1_2 = _ltcd("Điều 1 khoản 2")
LTCD_2_2 = _ltcd("Điều 2 khoản 2")
LTCD_3A = _ltcd_new("Điều 3a")
LTCD_7_1_DD = _ltcd("Điều 7 khoản 1 điểm đ")
LTCD_7_2_A = _ltcd_new("Điều 7 khoản 2 điểm a")
LTCD_7_2_C = _ltcd("Điều 7 khoản 2 điểm c")
LTCD_8_2 = _ltcd_new("Điều 8 khoản 2")
LTCD_9_1 = _ltcd("Điều 9 khoản 1")
LTCD_9_2 = _ltcd("Điều 9 khoản 2")
LTCD_9_3 = _ltcd("Điều 9 khoản 3")
LTCD_12_4_A = _ltcd("Điều 12 khoản 4 điểm a")
LTCD_12_4_B = _ltcd("Điều 12 khoản 4 điểm b")
LTCD_12_4_C = _ltcd("Điều 12 khoản 4 điểm c")
LTCD_12_4_D = _ltcd("Điều 12 khoản 4 điểm d")
LTCD_12_4_DD = _ltcd("Điều 12 khoản 4 điểm đ")
LTCD_12_5 = _ltcd("Điều 12 khoản 5")
LTCD_15_2_C = _ltcd_new("Điều 15 khoản 2 điểm c")
LTCD_18_2 = _ltcd("Điều 18 khoản 2")
LTCD_18_3 = _ltcd("Điều 18 khoản 3")
LTCD_19_1 = _ltcd("Điều 19 khoản 1")
LTCD_24_4 = _ltcd("Điều 24 khoản 4")
LTCD_25_1 = _ltcd_new("Điều 25 khoản 1")
LTCD_25_2 = _ltcd("Điều 25 khoản 2")
LTCD_25_3 = _ltcd("Điều 25 khoản 3")
LTCD_26_1_A = _ltcd("Điều 26 khoản 1 điểm a")
LTCD_26_1_B = _ltcd_new("Điều 26 khoản 1 điểm b")
LTCD_26_1_C = _ltcd("Điều 26 khoản 1 điểm c")
LTCD_26_2 = _ltcd("Điều 26 khoản 2")
LTCD_26_2_A = _ltcd("Điều 26 khoản 2 điểm a")
LTCD_26_2_B = _ltcd("Điều 26 khoản 2 điểm b")
LTCD_27_2 = _ltcd("Điều 27 khoản 2")
LTCD_28_1 = _ltcd("Điều 28 khoản 1")
LTCD_28_2 = _ltcd("Điều 28 khoản 2")
LTCD_29 = _ltcd("Điều 29")

# Nghị định 154/2026/NĐ-CP
ND154_3_5 = _nd154("Điều 3 khoản 5")
ND154_4_1_A = _nd154("Điều 4 khoản 1 điểm a")
ND154_4_1_B = _nd154("Điều 4 khoản 1 điểm b")
ND154_4_1_C = _nd154("Điều 4 khoản 1 điểm c")
ND154_4_1_D = _nd154("Điều 4 khoản 1 điểm d")
ND154_4_1_DD = _nd154("Điều 4 khoản 1 điểm đ")
ND154_4_1_E = _nd154("Điều 4 khoản 1 điểm e")
ND154_4_1_G = _nd154("Điều 4 khoản 1 điểm g")
ND154_4_1_H = _nd154("Điều 4 khoản 1 điểm h")
ND154_4_1_I = _nd154("Điều 4 khoản 1 điểm i")
ND154_4_1_K = _nd154("Điều 4 khoản 1 điểm k")
ND154_4_2 = _nd154("Điều 4 khoản 2")
ND154_4_3 = _nd154("Điều 4 khoản 3")
ND154_10_2 = _nd154("Điều 10 khoản 2")
ND154_12_1 = _nd154("Điều 12 khoản 1")
ND154_13_1 = _nd154("Điều 13 khoản 1")
ND154_13_2 = _nd154("Điều 13 khoản 2")
ND154_13_3 = _nd154("Điều 13 khoản 3")
ND154_14_1 = _nd154("Điều 14 khoản 1")
ND154_14_2 = _nd154("Điều 14 khoản 2")
ND154_14_4 = _nd154("Điều 14 khoản 4")
ND154_15_2 = _nd154("Điều 15 khoản 2")
ND154_15_3 = _nd154("Điều 15 khoản 3")
ND154_15_4 = _nd154("Điều 15 khoản 4")
ND154_18_2_C = _nd154("Điều 18 khoản 2 điểm c")
ND154_20 = _nd154("Điều 20")
ND154_20_1 = _nd154("Điều 20 khoản 1")
ND154_20_2 = _nd154("Điều 20 khoản 2")
ND154_20_3 = _nd154("Điều 20 khoản 3")
ND154_20_4 = _nd154("Điều 20 khoản 4")
ND154_20_5 = _nd154("Điều 20 khoản 5")
ND154_21_1 = _nd154("Điều 21 khoản 1")
ND154_21_2 = _nd154("Điều 21 khoản 2")
ND154_21_3 = _nd154("Điều 21 khoản 3")
ND154_21_4 = _nd154("Điều 21 khoản 4")
ND154_22_1 = _nd154("Điều 22 khoản 1")
ND154_22_4 = _nd154("Điều 22 khoản 4")
ND154_23_1 = _nd154("Điều 23 khoản 1")
ND154_24_1 = _nd154("Điều 24 khoản 1")
ND154_24_2 = _nd154("Điều 24 khoản 2")
ND154_25_2 = _nd154("Điều 25 khoản 2")
ND154_25_3 = _nd154("Điều 25 khoản 3")
ND154_26_1_B = _nd154("Điều 26 khoản 1 điểm b")
ND154_27_1 = _nd154("Điều 27 khoản 1")
ND154_28_2_A = _nd154("Điều 28 khoản 2 điểm a")
ND154_41_3_B = _nd154("Điều 41 khoản 3 điểm b")

# Luật Khiếu nại
LKN_2_1 = _lkn("Điều 2 khoản 1")
LKN_9 = _lkn("Điều 9")
LKN_11A = _lkn_new("Điều 11a")
LKN_12_1_A = _lkn("Điều 12 khoản 1 điểm a")
LKN_27_2011 = _lkn_old("Điều 27 khoản 1")
LKN_27 = _lkn_new("Điều 27 khoản 1")
LKN_28_1 = _lkn("Điều 28 khoản 1")
LKN_28_2 = _lkn("Điều 28 khoản 2")
LKN_32 = _lkn("Điều 32")
LKN_33_1_2011 = _lkn_old("Điều 33 khoản 1")
LKN_33_1 = _lkn_new("Điều 33 khoản 1")
LKN_36_1_2011 = _lkn_old("Điều 36 khoản 1")
LKN_36_1 = _lkn_new("Điều 36 khoản 1")
LKN_37 = _lkn("Điều 37")
LKN_41_1 = _lkn("Điều 41 khoản 1")
LKN_44 = _lkn("Điều 44")
LKN_48 = _lkn("Điều 48")
LKN_50_2011 = _lkn_old("Điều 50")
LKN_50 = _lkn_new("Điều 50")
ND124_3A = LegalSource(ND124, "Điều 3a", REFORM_FROM, number=BY_155)
ND124_28_1 = LegalSource(ND124, "Điều 28 khoản 1", REFORM_FROM, number=BY_155)
ND124_28B = LegalSource(ND124, "Điều 28b", REFORM_FROM, number=BY_155)
ND155_3 = LegalSource("Nghị định 155/2026/NĐ-CP", "Điều 3", REFORM_FROM)
ND155_21_2 = LegalSource("Nghị định 155/2026/NĐ-CP", "Điều 21 khoản 2", REFORM_FROM, date(2026, 12, 31))
"""Notarised or certified authorisation: the rule ends on 1/1/2027, so 31/12/2026 is its last day."""

# Luật Tố cáo
LTC_2_1 = _ltc("Điều 2 khoản 1")
LTC_24_1 = _ltc("Điều 24 khoản 1")
LTC_24_2 = _ltc("Điều 24 khoản 2")
LTC_26_2 = _ltc("Điều 26 khoản 2")
LTC_29_3 = _ltc("Điều 29 khoản 3")
LTC_30_1 = _ltc("Điều 30 khoản 1")
LTC_30_2 = _ltc("Điều 30 khoản 2")
LTC_30_3 = _ltc("Điều 30 khoản 3")
LTC_34 = _ltc("Điều 34")
LTC_37_2 = _ltc("Điều 37 khoản 2")
LTC_38 = _ltc("Điều 38")
LTC_38_5 = _ltc("Điều 38 khoản 5")
LTC_40 = _ltc("Điều 40")
ND31_3 = LegalSource(ND31, "Điều 3", ND31_FROM)
ND31_6 = LegalSource(ND31, "Điều 6", ND31_FROM)

# Counting days, working days, identity numbers, petition handling
BLDS_147_2 = LegalSource("Bộ luật Dân sự", "Điều 147 khoản 2", BLDS_FROM, number="91/2015/QH13")
BLDS_148_5 = LegalSource("Bộ luật Dân sự", "Điều 148 khoản 5", BLDS_FROM, number="91/2015/QH13")
BLLD_111_3 = LegalSource("Bộ luật Lao động", "Điều 111 khoản 3", BLLD_FROM, number="45/2019/QH14")
BLLD_112 = LegalSource("Bộ luật Lao động", "Điều 112", BLLD_FROM, number="45/2019/QH14")
NQ80_2026 = LegalSource("Nghị quyết 80-NQ/TW của Bộ Chính trị", "Ngày Văn hóa Việt Nam 24/11,", date(2026, 1, 7))
LCC_12 = LegalSource("Luật Căn cước", "Điều 12", date(2024, 7, 1), number="26/2023/QH15")
TT05_8_1 = LegalSource("Thông tư 05/2021/TT-TTCP", "Điều 8 khoản 1", date(2021, 11, 15))
TT05_14_1 = LegalSource("Thông tư 05/2021/TT-TTCP", "Điều 14 khoản 1", date(2021, 11, 15))
