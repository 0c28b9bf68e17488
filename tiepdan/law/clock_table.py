"""The clock table C1–C40 (bảng thời hạn): what is counted, how long, from when, by which article.

The ids are those of the law reference, part 4.1.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiepdan.law import facts, sources
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.rules import Direction, Rule, Unit, Variant

WD, D, H = Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS
AFTER, BEFORE, NEITHER = Direction.AFTER, Direction.BEFORE, Direction.NEITHER
PLAIN = {"complex": "no", "remote": "no"}
COMPLEX_ONLY = {"complex": "yes", "remote": "no"}
REMOTE_ONLY = {"complex": "no", "remote": "yes"}
COMPLEX_REMOTE = {"complex": "yes", "remote": "yes"}
COMPLEX_NOTE = "vụ việc phức tạp"
REMOTE_NOTE = "vùng sâu, vùng xa, đi lại khó khăn"
BOTH_NOTE = f"{COMPLEX_NOTE}; {REMOTE_NOTE}"
NEAR, FAR = {"remote": "no"}, {"remote": "yes"}
COMPLEX_WITHOUT_EFFECT = frozenset({"complex"})
SESSION_DAY = "ngày tiếp công dân"

RECEPTION_RULES = (
    Rule(
        "C1",
        "Niêm yết, công bố lịch tiếp công dân",
        SESSION_DAY,
        BEFORE,
        (Variant(5, WD, sources.LTCD_24_4),),
        (facts.READING,),
    ),
    Rule(
        "C2",
        "Thông báo cho công dân và cơ quan tham gia buổi tiếp trực tuyến, thiết lập các điểm cầu",
        SESSION_DAY,
        BEFORE,
        (Variant(5, WD, sources.ND154_23_1),),
        (facts.READING,),
    ),
    Rule(
        "C3",
        "Kết nối thử thành công với các điểm cầu thành phần",
        SESSION_DAY,
        BEFORE,
        (Variant(1, WD, sources.ND154_23_1),),
        (facts.READING,),
    ),
    Rule(
        "C4",
        "Kết nối xong các điểm cầu, nhìn thấy và nghe rõ nhau",
        "giờ bắt đầu buổi tiếp công dân",
        BEFORE,
        (Variant(1, H, sources.ND154_23_1),),
        (facts.STARTS_AT,),
    ),
    Rule(
        "C5",
        "Ban hành Thông báo từ chối tiếp công dân (Mẫu 01/TCD)",
        "ngày có đủ căn cứ từ chối",
        AFTER,
        (Variant(3, WD, sources.ND154_4_3),),
    ),
    Rule(
        "C6",
        "Trả lời, thông báo kết quả xử lý sau khi tiếp công dân",
        "ngày tiếp nhận nội dung",
        AFTER,
        (Variant(10, WD, sources.LTCD_28_1),),
    ),
    Rule(
        "C7",
        "Thông báo kết quả giải quyết cho cơ quan, người đã chuyển đơn",
        "ngày vụ việc được giải quyết",
        AFTER,
        (Variant(7, WD, sources.LTCD_27_2),),
    ),
    Rule(
        "C8",
        "Thông báo kết quả cho người khiếu nại, tố cáo đã có yêu cầu",
        "ngày nhận được thông báo kết quả (C7)",
        AFTER,
        (Variant(5, WD, sources.LTCD_28_2),),
    ),
    Rule(
        "C9",
        "Xử lý đơn (quá hạn không có lý do chính đáng là căn cứ kỷ luật)",
        "ngày tiếp nhận đơn",
        AFTER,
        (Variant(45, D, sources.ND154_41_3_B),),
    ),
)

COMPLAINT_RULES = (
    Rule(
        "C10",
        "Thời hiệu khiếu nại",
        "ngày nhận được hoặc biết được quyết định, hành vi hành chính",
        AFTER,
        (Variant(90, D, sources.LKN_9),),
        (facts.OBSTACLE,),
    ),
    Rule(
        "C11",
        "Thụ lý hoặc thông báo không thụ lý khiếu nại lần đầu",
        "ngày nhận được khiếu nại",
        AFTER,
        (Variant(10, D, sources.LKN_27_2011), Variant(7, WD, sources.LKN_27)),
    ),
    Rule(
        "C12",
        "Giải quyết khiếu nại lần đầu",
        "ngày thụ lý",
        AFTER,
        (
            Variant(30, D, sources.LKN_28_1, PLAIN),
            Variant(45, D, sources.LKN_28_1, COMPLEX_ONLY, COMPLEX_NOTE),
            Variant(45, D, sources.LKN_28_2, REMOTE_ONLY, REMOTE_NOTE),
            Variant(60, D, sources.LKN_28_2, COMPLEX_REMOTE, BOTH_NOTE),
        ),
        (facts.COMPLEX, facts.REMOTE, facts.SUSPENDED),
    ),
    Rule(
        "C13",
        "Gửi quyết định giải quyết khiếu nại lần đầu",
        "ngày ban hành quyết định",
        AFTER,
        (Variant(3, WD, sources.LKN_32),),
    ),
    Rule(
        "C14",
        "Khiếu nại lần hai",
        "ngày hết thời hạn giải quyết lần đầu (C12) hoặc ngày nhận được quyết định lần đầu",
        AFTER,
        (
            Variant(30, D, sources.LKN_33_1_2011, NEAR),
            Variant(45, D, sources.LKN_33_1_2011, FAR, REMOTE_NOTE),
            Variant(30, D, sources.LKN_33_1, NEAR),
            Variant(45, D, sources.LKN_33_1, FAR, REMOTE_NOTE),
        ),
        (facts.REMOTE,),
        COMPLEX_WITHOUT_EFFECT,
    ),
    Rule(
        "C15",
        "Thụ lý hoặc thông báo không thụ lý khiếu nại lần hai",
        "ngày nhận được khiếu nại",
        AFTER,
        (Variant(10, D, sources.LKN_36_1_2011), Variant(7, WD, sources.LKN_36_1)),
    ),
    Rule(
        "C16",
        "Giải quyết khiếu nại lần hai",
        "ngày thụ lý",
        AFTER,
        (
            Variant(45, D, sources.LKN_37, PLAIN),
            Variant(60, D, sources.LKN_37, COMPLEX_ONLY, COMPLEX_NOTE),
            Variant(60, D, sources.LKN_37, REMOTE_ONLY, REMOTE_NOTE),
            Variant(70, D, sources.LKN_37, COMPLEX_REMOTE, BOTH_NOTE),
        ),
        (facts.COMPLEX, facts.REMOTE, facts.SUSPENDED),
    ),
    Rule(
        "C17",
        "Gửi quyết định giải quyết khiếu nại lần hai",
        "ngày có quyết định",
        AFTER,
        (Variant(7, D, sources.LKN_41_1),),
    ),
    Rule(
        "C18",
        "Quyết định giải quyết khiếu nại có hiệu lực pháp luật",
        "ngày ban hành quyết định",
        AFTER,
        (Variant(30, D, sources.LKN_44, NEAR), Variant(45, D, sources.LKN_44, FAR, REMOTE_NOTE)),
        (facts.REMOTE,),
        COMPLEX_WITHOUT_EFFECT,
    ),
    Rule(
        "C19",
        "Thời hiệu khiếu nại quyết định kỷ luật cán bộ, công chức",
        "ngày nhận được quyết định",
        AFTER,
        (
            Variant(15, D, sources.LKN_48, {"instance": "1"}, "lần đầu"),
            Variant(10, D, sources.LKN_48, {"instance": "2", "dismissal": "no"}, "lần hai"),
            Variant(30, D, sources.LKN_48, {"instance": "2", "dismissal": "yes"}, "lần hai, buộc thôi việc"),
        ),
        (facts.INSTANCE, facts.DISMISSAL),
    ),
    Rule(
        "C20",
        "Khiếu nại quyết định kỷ luật: thụ lý 7 ngày làm việc; giải quyết 30 ngày, phức tạp 45 ngày",
        "ngày nhận được đơn (thụ lý) hoặc ngày thụ lý (giải quyết)",
        AFTER,
        (
            Variant(10, D, sources.LKN_50_2011, {"stage": "acceptance"}, "thụ lý"),
            Variant(7, WD, sources.LKN_50, {"stage": "acceptance"}, "thụ lý"),
            Variant(30, D, sources.LKN_50_2011, {"stage": "settlement", "complex": "no"}, "giải quyết"),
            Variant(30, D, sources.LKN_50, {"stage": "settlement", "complex": "no"}, "giải quyết"),
            Variant(
                45, D, sources.LKN_50_2011, {"stage": "settlement", "complex": "yes"}, f"giải quyết, {COMPLEX_NOTE}"
            ),
            Variant(45, D, sources.LKN_50, {"stage": "settlement", "complex": "yes"}, f"giải quyết, {COMPLEX_NOTE}"),
        ),
        (facts.STAGE_OF_DISCIPLINE, facts.COMPLEX),
    ),
    Rule(
        "C21",
        "Thông báo về việc đối thoại",
        "ngày đối thoại",
        BEFORE,
        (Variant(5, D, sources.ND124_28_1),),
        (facts.READING,),
    ),
    Rule(
        "C22",
        "Gửi quyết định tạm đình chỉ, đình chỉ, tiếp tục giải quyết khiếu nại",
        "ngày ban hành quyết định",
        AFTER,
        (Variant(3, WD, sources.ND124_28B),),
    ),
)

DENUNCIATION_RULES = (
    Rule(
        "C30",
        "Vào sổ, phân loại, kiểm tra điều kiện xử lý tố cáo",
        "ngày nhận được tố cáo",
        AFTER,
        (
            Variant(7, WD, sources.LTC_24_1, {"several_places": "no"}),
            Variant(10, WD, sources.LTC_24_1, {"several_places": "yes"}, "xác minh ở nhiều nơi hoặc ủy quyền xác minh"),
        ),
        (facts.SEVERAL_PLACES,),
    ),
    Rule(
        "C31",
        "Chuyển tố cáo không thuộc thẩm quyền và thông báo cho người tố cáo",
        "ngày nhận được tố cáo",
        AFTER,
        (Variant(5, WD, sources.LTC_24_2),),
    ),
    Rule(
        "C32",
        "Thông báo việc thụ lý cho người tố cáo, người bị tố cáo",
        "ngày ra quyết định thụ lý",
        AFTER,
        (Variant(5, WD, sources.LTC_29_3),),
    ),
    Rule(
        "C33",
        "Giải quyết tố cáo",
        "ngày thụ lý",
        AFTER,
        (
            Variant(30, D, sources.LTC_30_1, {"extensions": "0"}),
            Variant(60, D, sources.LTC_30_2, {"extensions": "1"}, "gia hạn một lần, vụ việc phức tạp"),
            Variant(90, D, sources.LTC_30_3, {"extensions": "2"}, "gia hạn hai lần, vụ việc đặc biệt phức tạp"),
        ),
        (facts.EXTENSIONS, facts.CRITERIA),
    ),
    Rule(
        "C34",
        "Trả lời về tố cáo do cơ quan, tổ chức, báo chí chuyển đến",
        "ngày nhận được tố cáo",
        AFTER,
        (Variant(20, D, sources.LTC_26_2),),
    ),
    Rule("C35", "Xem xét tố cáo tiếp", "ngày nhận được tố cáo tiếp", AFTER, (Variant(20, D, sources.LTC_37_2),)),
    Rule(
        "C36",
        "Tố cáo quá hạn: cấp trên yêu cầu giải quyết; người giải quyết báo cáo",
        "ngày nhận được tố cáo tiếp (cấp trên) hoặc ngày nhận được yêu cầu (người giải quyết)",
        AFTER,
        (Variant(5, WD, sources.LTC_38),),
    ),
    Rule(
        "C37",
        "Công khai kết luận nội dung tố cáo, quyết định xử lý",
        "ngày ra kết luận, quyết định",
        AFTER,
        (
            Variant(7, WD, sources.LTC_40, {"stage": "publication"}),
            Variant(15, D, sources.ND31_6, {"stage": "posting"}, "niêm yết liên tục, tính từ ngày niêm yết"),
        ),
        (facts.STAGE_OF_CONCLUSION,),
    ),
)

RECOMMENDATION_RULES = (
    Rule(
        "C40",
        "Giải quyết kiến nghị, phản ánh (chỉ có thời hạn trả lời C6)",
        "không có",
        NEITHER,
        (),
    ),
)

PARTS: Mapping[str, tuple[Rule, ...]] = {
    "Tiếp công dân": RECEPTION_RULES,
    "Khiếu nại": COMPLAINT_RULES,
    "Tố cáo": DENUNCIATION_RULES,
    "Kiến nghị, phản ánh": RECOMMENDATION_RULES,
}

RULES: Mapping[str, Rule] = {rule.id: rule for rules in PARTS.values() for rule in rules}


def find(rule_id: str) -> Rule:
    """The rule with this id of the clock table (tra thời hạn).

    Source: rules.md 4.1.
    Raises: RuleRefused rule_unknown.
    """
    rule = RULES.get(rule_id.upper())
    if rule is None:
        raise RuleRefused("rule_unknown", f"Không có thời hạn “{rule_id}” trong bảng C1–C40.")
    return rule
