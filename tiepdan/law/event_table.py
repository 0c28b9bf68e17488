"""The events of the settlement, one line each (bảng sự kiện giải quyết): what it does to the clocks C7–C37.

C5, C6 and the gates C1–C4 are moved by acts of the reception itself. C40 has no period: a recommendation has
the events of every petition only.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiepdan.law import sources
from tiepdan.law.complexity import CRITERIA_MET
from tiepdan.law.events import Event, Start, Step
from tiepdan.law.kinds import MatterKind
from tiepdan.law.sources import LegalSource

ALL = frozenset(MatterKind)
COMPLAINT = frozenset({MatterKind.COMPLAINT})
DENUNCIATION = frozenset({MatterKind.DENUNCIATION})
FIRST_SETTLED = frozenset({Event.FIRST_DECISION_ISSUED, Event.TERMINATED})
SECOND_SETTLED = frozenset({Event.SECOND_DECISION_ISSUED, Event.TERMINATED})
CONCLUDED = frozenset({Event.CONCLUSION_ISSUED, Event.DENUNCIATION_TERMINATED})
SETTLING = frozenset({"C12", "C16"})
STAY_SENT = "C22"


def _done(label: str, kinds: frozenset[MatterKind], source: LegalSource, rule: str, after: Event) -> Step:
    """Builds the event that a clock waits for, once the one that started it was recorded (việc phải làm đã xong).

    Source: the event's own.
    """
    return Step(label, kinds, source, ends=frozenset({rule}), after=frozenset({after}))


PETITIONS: dict[Event, Step] = {
    Event.PETITION_RECEIVED: Step("Tiếp nhận đơn", ALL, sources.ND154_41_3_B, (Start("C9"),)),
    Event.PETITION_HANDLED: _done(
        "Đã xử lý đơn: thụ lý, hướng dẫn, chuyển, trả lại hoặc lưu",
        ALL,
        sources.ND154_41_3_B,
        "C9",
        Event.PETITION_RECEIVED,
    ),
    Event.SETTLED_FOR_SENDER: Step(
        "Vụ việc do nơi khác chuyển đến đã được giải quyết", ALL, sources.LTCD_27_2, (Start("C7"),)
    ),
    Event.SENDER_TOLD: _done(
        "Đã thông báo kết quả cho cơ quan, người chuyển đơn", ALL, sources.LTCD_27_2, "C7", Event.SETTLED_FOR_SENDER
    ),
    Event.RESULT_RECEIVED: Step(
        "Nhận được thông báo kết quả của cơ quan giải quyết", ALL, sources.LTCD_28_2, (Start("C8"),)
    ),
    Event.RESULT_TOLD: _done(
        "Đã thông báo kết quả cho công dân có yêu cầu", ALL, sources.LTCD_28_2, "C8", Event.RESULT_RECEIVED
    ),
}

FIRST_COMPLAINTS: dict[Event, Step] = {
    Event.DECISION_KNOWN: Step(
        "Công dân nhận được, biết được quyết định, hành vi hành chính bị khiếu nại",
        COMPLAINT,
        sources.LKN_9,
        (Start("C10"),),
        never_after=frozenset({Event.COMPLAINT_RECEIVED, Event.COMPLAINT_ACCEPTED}),
    ),
    Event.COMPLAINT_RECEIVED: Step(
        "Nhận được khiếu nại lần đầu",
        COMPLAINT,
        sources.LKN_27,
        (Start("C11"),),
        ends=frozenset({"C10"}),
        never_after=frozenset({Event.COMPLAINT_ACCEPTED}),
    ),
    Event.COMPLAINT_ACCEPTED: Step(
        "Thụ lý khiếu nại lần đầu",
        COMPLAINT,
        sources.LKN_27,
        (Start("C12"),),
        ends=frozenset({"C9", "C10", "C11"}),
        never_after=frozenset({Event.COMPLAINT_NOT_ACCEPTED}) | FIRST_SETTLED,
    ),
    Event.COMPLAINT_NOT_ACCEPTED: Step(
        "Thông báo không thụ lý khiếu nại lần đầu",
        COMPLAINT,
        sources.LKN_27,
        ends=frozenset({"C9", "C10", "C11"}),
        never_after=frozenset({Event.COMPLAINT_ACCEPTED}) | FIRST_SETTLED,
    ),
    Event.FOUND_COMPLEX: Step(
        "Xác định vụ việc phức tạp, nêu bằng văn bản trong hồ sơ",
        COMPLAINT,
        sources.ND124_3A,
        counts_again=SETTLING | {"C20"},
        again=True,
        found=CRITERIA_MET,
    ),
    Event.DIALOGUE_NOTIFIED: Step(
        "Thông báo về việc đối thoại",
        COMPLAINT,
        sources.ND124_28_1,
        after=frozenset({Event.COMPLAINT_ACCEPTED, Event.SECOND_COMPLAINT_ACCEPTED}),
        again=True,
        judged_by="C21",
    ),
    Event.FIRST_DECISION_ISSUED: Step(
        "Ban hành quyết định giải quyết khiếu nại lần đầu",
        COMPLAINT,
        sources.LKN_32,
        (Start("C13"), Start("C18")),
        ends=frozenset({"C12"}),
        after=frozenset({Event.COMPLAINT_ACCEPTED}),
        never_after=frozenset({Event.TERMINATED}),
    ),
    Event.FIRST_DECISION_SENT: _done(
        "Đã gửi quyết định giải quyết khiếu nại lần đầu", COMPLAINT, sources.LKN_32, "C13", Event.FIRST_DECISION_ISSUED
    ),
    Event.FIRST_DECISION_RECEIVED: Step(
        "Công dân nhận được quyết định giải quyết lần đầu",
        COMPLAINT,
        sources.LKN_33_1,
        (Start("C14"),),
        ends=frozenset({"C14"}),
        never_after=frozenset({Event.SECOND_COMPLAINT_RECEIVED, Event.SECOND_COMPLAINT_ACCEPTED}),
    ),
    Event.FIRST_PERIOD_EXPIRED: Step(
        "Hết thời hạn giải quyết lần đầu mà chưa được giải quyết",
        COMPLAINT,
        sources.LKN_33_1,
        (Start("C14"),),
        never_after=FIRST_SETTLED | {Event.FIRST_DECISION_RECEIVED, Event.SECOND_COMPLAINT_RECEIVED},
        last_day_of="C12",
    ),
}

SECOND_COMPLAINTS: dict[Event, Step] = {
    Event.SECOND_PERIOD_EXPIRED: Step(
        "Hết thời hạn khiếu nại lần hai, công dân không khiếu nại",
        COMPLAINT,
        sources.LKN_33_1,
        ends=frozenset({"C14"}),
        again=True,
        last_day_of="C14",
    ),
    Event.SECOND_COMPLAINT_RECEIVED: Step(
        "Nhận được khiếu nại lần hai",
        COMPLAINT,
        sources.LKN_36_1,
        (Start("C15"),),
        ends=frozenset({"C11", "C14", "C18"}),
        never_after=frozenset({Event.SECOND_COMPLAINT_ACCEPTED}),
    ),
    Event.SECOND_COMPLAINT_ACCEPTED: Step(
        "Thụ lý khiếu nại lần hai",
        COMPLAINT,
        sources.LKN_36_1,
        (Start("C16"),),
        ends=frozenset({"C9", "C11", "C14", "C15", "C18"}),
        never_after=frozenset({Event.SECOND_COMPLAINT_NOT_ACCEPTED}) | SECOND_SETTLED,
    ),
    Event.SECOND_COMPLAINT_NOT_ACCEPTED: Step(
        "Thông báo không thụ lý khiếu nại lần hai",
        COMPLAINT,
        sources.LKN_36_1,
        ends=frozenset({"C9", "C11", "C15"}),
        never_after=frozenset({Event.SECOND_COMPLAINT_ACCEPTED}) | SECOND_SETTLED,
    ),
    Event.SECOND_DECISION_ISSUED: Step(
        "Ban hành quyết định giải quyết khiếu nại lần hai",
        COMPLAINT,
        sources.LKN_41_1,
        (Start("C17"), Start("C18")),
        ends=frozenset({"C16"}),
        after=frozenset({Event.SECOND_COMPLAINT_ACCEPTED}),
        never_after=frozenset({Event.TERMINATED}),
    ),
    Event.SECOND_DECISION_SENT: _done(
        "Đã gửi quyết định giải quyết khiếu nại lần hai",
        COMPLAINT,
        sources.LKN_41_1,
        "C17",
        Event.SECOND_DECISION_ISSUED,
    ),
    Event.DECISION_IN_FORCE: Step(
        "Quyết định giải quyết khiếu nại có hiệu lực pháp luật",
        COMPLAINT,
        sources.LKN_44,
        ends=frozenset({"C18"}),
        again=True,
        last_day_of="C18",
    ),
}

STAYS: dict[Event, Step] = {
    Event.SUSPENDED: Step(
        "Quyết định tạm đình chỉ giải quyết khiếu nại",
        COMPLAINT,
        sources.LKN_11A,
        (Start(STAY_SENT),),
        pauses=SETTLING,
        again=True,
    ),
    Event.RESUMED: Step(
        "Quyết định tiếp tục giải quyết khiếu nại",
        COMPLAINT,
        sources.LKN_11A,
        (Start(STAY_SENT),),
        resumes=SETTLING,
        again=True,
    ),
    Event.TERMINATED: Step(
        "Quyết định đình chỉ giải quyết khiếu nại",
        COMPLAINT,
        sources.LKN_11A,
        (Start(STAY_SENT),),
        ends=frozenset({"C9", "C11", "C12", "C14", "C15", "C16", "C20"}),
        never_after=frozenset({Event.SECOND_DECISION_ISSUED, Event.DISCIPLINE_DECIDED, Event.DECISION_IN_FORCE}),
    ),
    Event.STAY_DECISION_SENT: Step(
        "Đã gửi quyết định tạm đình chỉ, tiếp tục, đình chỉ",
        COMPLAINT,
        sources.ND124_28B,
        ends=frozenset({STAY_SENT}),
        after=frozenset({Event.SUSPENDED, Event.RESUMED, Event.TERMINATED}),
        again=True,
    ),
}

DISCIPLINE: dict[Event, Step] = {
    Event.DISCIPLINE_KNOWN: Step(
        "Công chức nhận được quyết định kỷ luật, quyết định giải quyết lần đầu",
        COMPLAINT,
        sources.LKN_48,
        (Start("C19"),),
        ends=frozenset({"C19"}),
        again=True,
    ),
    Event.DISCIPLINE_COMPLAINT_RECEIVED: Step(
        "Nhận được khiếu nại quyết định kỷ luật",
        COMPLAINT,
        sources.LKN_50,
        (Start("C20", {"stage": "acceptance"}),),
        ends=frozenset({"C11", "C19"}),
        again=True,
    ),
    Event.DISCIPLINE_COMPLAINT_ACCEPTED: Step(
        "Thụ lý khiếu nại quyết định kỷ luật",
        COMPLAINT,
        sources.LKN_50,
        (Start("C20", {"stage": "settlement"}),),
        ends=frozenset({"C9", "C11", "C19", "C20"}),
        again=True,
    ),
    Event.DISCIPLINE_COMPLAINT_NOT_ACCEPTED: Step(
        "Thông báo không thụ lý khiếu nại quyết định kỷ luật",
        COMPLAINT,
        sources.LKN_50,
        ends=frozenset({"C9", "C11", "C20"}),
        again=True,
    ),
    Event.DISCIPLINE_DECIDED: Step(
        "Ban hành quyết định giải quyết khiếu nại quyết định kỷ luật",
        COMPLAINT,
        sources.LKN_50,
        ends=frozenset({"C20"}),
        after=frozenset({Event.DISCIPLINE_COMPLAINT_ACCEPTED}),
        again=True,
    ),
}

DENUNCIATIONS: dict[Event, Step] = {
    Event.DENUNCIATION_RECEIVED: Step(
        "Nhận được tố cáo",
        DENUNCIATION,
        sources.LTC_24_1,
        (Start("C30"),),
        never_after=frozenset({Event.DENUNCIATION_ACCEPTED}),
    ),
    Event.SEVERAL_PLACES_FOUND: Step(
        "Phải xác minh ở nhiều nơi hoặc ủy quyền xác minh",
        DENUNCIATION,
        sources.LTC_24_1,
        counts_again=frozenset({"C30"}),
    ),
    Event.DENUNCIATION_ACCEPTED: Step(
        "Quyết định thụ lý tố cáo",
        DENUNCIATION,
        sources.LTC_29_3,
        (Start("C32"), Start("C33")),
        ends=frozenset({"C9", "C30", "C31"}),
        never_after=CONCLUDED | {Event.DENUNCIATION_NOT_ACCEPTED, Event.DENUNCIATION_TRANSFERRED},
    ),
    Event.DENUNCIATION_NOT_ACCEPTED: Step(
        "Không thụ lý tố cáo",
        DENUNCIATION,
        sources.LTC_24_1,
        ends=frozenset({"C9", "C30", "C31"}),
        never_after=frozenset({Event.DENUNCIATION_ACCEPTED, Event.DENUNCIATION_TRANSFERRED}),
    ),
    Event.DENUNCIATION_TRANSFERRED: Step(
        "Đã chuyển tố cáo và thông báo cho người tố cáo",
        DENUNCIATION,
        sources.LTC_24_2,
        ends=frozenset({"C9", "C30", "C31"}),
        never_after=frozenset({Event.DENUNCIATION_ACCEPTED, Event.DENUNCIATION_NOT_ACCEPTED}),
    ),
    Event.ACCEPTANCE_TOLD: _done(
        "Đã thông báo việc thụ lý cho người tố cáo, người bị tố cáo",
        DENUNCIATION,
        sources.LTC_29_3,
        "C32",
        Event.DENUNCIATION_ACCEPTED,
    ),
    Event.SETTLEMENT_EXTENDED: Step(
        "Quyết định gia hạn giải quyết tố cáo",
        DENUNCIATION,
        sources.LTC_30_2,
        counts_again=frozenset({"C33"}),
        again=True,
        found=CRITERIA_MET,
    ),
    Event.DENUNCIATION_TERMINATED: Step(
        "Quyết định đình chỉ giải quyết tố cáo",
        DENUNCIATION,
        sources.LTC_34,
        ends=frozenset({"C33"}),
        after=frozenset({Event.DENUNCIATION_ACCEPTED}),
        never_after=frozenset({Event.CONCLUSION_ISSUED}),
    ),
    Event.CONCLUSION_ISSUED: Step(
        "Ban hành kết luận nội dung tố cáo",
        DENUNCIATION,
        sources.LTC_40,
        (Start("C37", {"stage": "publication"}),),
        ends=frozenset({"C33"}),
        after=frozenset({Event.DENUNCIATION_ACCEPTED}),
        never_after=frozenset({Event.DENUNCIATION_TERMINATED}),
    ),
    Event.CONCLUSION_PUBLISHED: Step(
        "Đã công khai kết luận bằng hình thức khác niêm yết",
        DENUNCIATION,
        sources.LTC_40,
        ends=frozenset({"C37"}),
        after=frozenset({Event.CONCLUSION_ISSUED}),
        never_after=frozenset({Event.CONCLUSION_POSTED}),
    ),
    Event.CONCLUSION_POSTED: Step(
        "Bắt đầu niêm yết kết luận",
        DENUNCIATION,
        sources.ND31_6,
        (Start("C37", {"stage": "posting"}),),
        ends=frozenset({"C37"}),
        after=frozenset({Event.CONCLUSION_ISSUED}),
    ),
    Event.POSTING_ENDED: _done(
        "Hết thời gian niêm yết kết luận", DENUNCIATION, sources.ND31_6, "C37", Event.CONCLUSION_POSTED
    ),
}

FURTHER_DENUNCIATIONS: dict[Event, Step] = {
    Event.FORWARDED_RECEIVED: Step(
        "Nhận được tố cáo do cơ quan, tổ chức, báo chí chuyển đến",
        DENUNCIATION,
        sources.LTC_26_2,
        (Start("C34"),),
    ),
    Event.FORWARDER_ANSWERED: _done(
        "Đã trả lời nơi chuyển tố cáo", DENUNCIATION, sources.LTC_26_2, "C34", Event.FORWARDED_RECEIVED
    ),
    Event.FURTHER_RECEIVED: Step("Nhận được tố cáo tiếp", DENUNCIATION, sources.LTC_37_2, (Start("C35"),)),
    Event.FURTHER_EXAMINED: _done(
        "Đã xem xét tố cáo tiếp", DENUNCIATION, sources.LTC_37_2, "C35", Event.FURTHER_RECEIVED
    ),
    Event.OVERDUE_REPORTED: Step(
        "Cấp trên nhận được tố cáo tiếp vì quá thời hạn giải quyết",
        DENUNCIATION,
        sources.LTC_38,
        (Start("C36"),),
        never_after=CONCLUDED,
    ),
    Event.SETTLEMENT_DEMANDED: Step(
        "Cấp trên yêu cầu giải quyết, báo cáo",
        DENUNCIATION,
        sources.LTC_38,
        (Start("C36"),),
        ends=frozenset({"C36"}),
        after=frozenset({Event.OVERDUE_REPORTED}),
    ),
    Event.SETTLER_REPORTED: _done(
        "Người giải quyết tố cáo đã báo cáo cấp trên", DENUNCIATION, sources.LTC_38, "C36", Event.SETTLEMENT_DEMANDED
    ),
}

_ALL_STEPS = (
    PETITIONS | FIRST_COMPLAINTS | SECOND_COMPLAINTS | STAYS | DISCIPLINE | DENUNCIATIONS | FURTHER_DENUNCIATIONS
)
STEPS: Mapping[Event, Step] = {event: _ALL_STEPS[event] for event in Event}
