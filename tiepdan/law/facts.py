"""The facts a rule asks for (tình tiết), read and checked before anything is counted.

A fact that a rule does not ask for, that is given twice or that contradicts another is refused:
an auditor who gives it believes that it changes the date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import TypeVar

from tiepdan.law.refusal import RuleRefused

YES_NO = ("yes", "no")
T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Pause:
    """A stretch that is not counted (thời gian không tính): `from_on` to the day before `until_on`."""

    from_on: date
    until_on: date

    def covers(self, day: date) -> bool:
        """Tells whether `day` is not counted (không tính vào thời hạn).

        Unit: days; `until_on` itself is counted again.
        Source: sources.LKN_11A.
        """
        return self.from_on <= day < self.until_on

    @property
    def days(self) -> int:
        """Length of the stretch (số ngày không tính).

        Unit: calendar days.
        Source: sources.LKN_11A.
        """
        return (self.until_on - self.from_on).days


FactValue = str | bool | int | time | Sequence[Pause]
"""What a caller may give: the text of the command line, or the value itself."""


@dataclass(frozen=True)
class Fact:
    """One question that a rule asks (tình tiết cần biết). `several`: more than one of the values may hold."""

    name: str
    question: str
    values: tuple[str, ...] = ()
    default: str | None = None
    form: str = ""
    several: bool = False

    @property
    def allowed(self) -> str:
        """The answers as they are shown to a person (giá trị được nhận).

        Source: issue 4, "The command line, for auditors".
        """
        return self.form or "|".join(self.values)


@dataclass(frozen=True)
class Answers:
    """The facts of one question, checked (tình tiết đã kiểm tra)."""

    chosen: Mapping[str, str]
    given: frozenset[str]
    pauses: tuple[Pause, ...] = ()
    starts_at: time | None = None

    def number(self, name: str) -> int | None:
        """A fact as a number, or None when it was not given (tình tiết dạng số).

        Source: issue 4, "The command line, for auditors".
        """
        return int(self.chosen[name]) if name in self.chosen else None


COMPLEX = Fact("complex", "Vụ việc phức tạp (nêu bằng văn bản trong hồ sơ)?", YES_NO, "no")
REMOTE = Fact("remote", "Vùng sâu, vùng xa, đi lại khó khăn?", YES_NO, "no")
INSTANCE = Fact("instance", "Khiếu nại lần đầu (1) hay lần hai (2)?", ("1", "2"), "1")
DISMISSAL = Fact("dismissal", "Quyết định kỷ luật buộc thôi việc?", YES_NO, "no")
SEVERAL_PLACES = Fact("several_places", "Phải xác minh ở nhiều nơi hoặc ủy quyền xác minh?", YES_NO, "no")
EXTENSIONS = Fact("extensions", "Đã gia hạn mấy lần?", ("0", "1", "2"), "0")
CRITERIA = Fact("criteria", "Vụ việc có mấy tiêu chí phức tạp (0–7)?", tuple(str(n) for n in range(8)))
READING = Fact("reading", "Cách đếm ngược: chặt (strict) hay thông dụng (common)?", ("strict", "common"), "strict")
STAGE_OF_DISCIPLINE = Fact("stage", "Thời hạn thụ lý hay thời hạn giải quyết?", ("acceptance", "settlement"))
STAGE_OF_CONCLUSION = Fact(
    "stage", "Công khai kết luận hay thời gian niêm yết?", ("publication", "posting"), "publication"
)
SUSPENDED = Fact("suspended", "Tạm đình chỉ từ ngày nào đến trước ngày nào?", form="FROM..TO[,FROM..TO]")
OBSTACLE = Fact("obstacle", "Trở ngại khách quan từ ngày nào đến trước ngày nào?", form="FROM..TO[,FROM..TO]")
HOUR_FORM = "HH:MM"
STARTS_AT = Fact("starts_at", "Buổi tiếp bắt đầu lúc mấy giờ?", form=HOUR_FORM)

DAY_FORM = "YYYY-MM-DD"
PAUSES = (SUSPENDED.name, OBSTACLE.name)
SPAN = re.compile(r"([0-9-]+)\.\.([0-9-]+)")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HOUR = re.compile(r"[0-9]{2}:[0-9]{2}")


def read(asked: Sequence[Fact], without_effect: frozenset[str], given: Mapping[str, FactValue]) -> Answers:
    """Checks what was given against what a rule asks (kiểm tra tình tiết).

    `without_effect` names facts that may be given although this rule's article does not distinguish them.
    Source: the rule that asks.
    Raises: RuleRefused fact_not_asked, fact_value, suspension_order, suspension_overlap.
    """
    by_name = {fact.name: fact for fact in asked}
    chosen = {fact.name: fact.default for fact in asked if fact.default is not None}
    pauses: tuple[Pause, ...] = ()
    starts_at = None
    for name, value in given.items():
        if name in without_effect and name not in by_name:
            _one_of(COMPLEX, value)
        elif name not in by_name:
            raise RuleRefused("fact_not_asked", f"Quy định này không hỏi tình tiết “{name}”.")
        elif name in PAUSES:
            pauses = read_pauses(value)
        elif name == STARTS_AT.name:
            starts_at = _time(value)
        else:
            chosen[name] = _one_of(by_name[name], value)
    return Answers(chosen, frozenset(given), pauses, starts_at)


def _one_of(fact: Fact, value: FactValue) -> str:
    """Reads a fact with a closed list of answers (tình tiết có sẵn giá trị).

    Source: issue 4, "The command line, for auditors".
    Raises: RuleRefused fact_value.
    """
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if text not in fact.values:
        raise RuleRefused("fact_value", f"Tình tiết “{fact.name}” chỉ nhận {fact.allowed}, không nhận “{text}”.")
    return text


def _time(value: FactValue) -> time:
    """Reads an hour of the day (giờ bắt đầu).

    Source: sources.ND154_23_1.
    Raises: RuleRefused fact_value.
    """
    if isinstance(value, time):
        return value
    return _parsed(STARTS_AT, hour, str(value))


def hour(text: str) -> time:
    """Reads `HH:MM` and nothing else (giờ phút).

    Source: issue 4, "The command line, for auditors".
    Raises: ValueError.
    """
    if not HOUR.fullmatch(text):
        raise ValueError(text)
    return time.fromisoformat(text)


def read_day(fact: Fact, value: FactValue) -> date:
    """Reads a fact that is a day, `YYYY-MM-DD` (tình tiết là một ngày).

    Source: sources.ND124_28_1.
    Raises: RuleRefused fact_value.
    """
    return _parsed(fact, iso_date, str(value))


def iso_date(text: str) -> date:
    """Reads `YYYY-MM-DD` and nothing else: Python alone would also take weeks and bare digits (ngày).

    Source: issue 4, "The command line, for auditors".
    Raises: ValueError.
    """
    if not ISO_DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_pauses(value: FactValue) -> tuple[Pause, ...]:
    """Reads one or several stretches that are not counted, in order (các khoảng thời gian không tính).

    Source: sources.LKN_11A, sources.LKN_9.
    Raises: RuleRefused fact_value, suspension_order, suspension_overlap.
    """
    pauses = sorted(map(_pause, value.split(","))) if isinstance(value, str) else sorted(_as_pauses(value))
    for pause in pauses:
        if pause.until_on <= pause.from_on:
            raise RuleRefused("suspension_order", "Ngày tiếp tục phải sau ngày bắt đầu thời gian không tính.")
    for earlier, later in pairwise(pauses):
        if later.from_on < earlier.until_on:
            raise RuleRefused("suspension_overlap", "Các khoảng thời gian không tính chồng lên nhau.")
    return tuple(pauses)


def _as_pauses(value: FactValue) -> Sequence[Pause]:
    """Takes stretches given as values (khoảng thời gian đã có).

    Source: sources.LKN_11A.
    Raises: RuleRefused fact_value.
    """
    if isinstance(value, Sequence) and all(isinstance(pause, Pause) for pause in value):
        return [pause for pause in value if isinstance(pause, Pause)]
    raise RuleRefused("fact_value", f"Khoảng thời gian không tính phải có dạng {SUSPENDED.form}.")


def _pause(text: str) -> Pause:
    """Reads `FROM..TO` (một khoảng thời gian không tính).

    Source: sources.LKN_11A.
    Raises: RuleRefused fact_value.
    """
    match = SPAN.fullmatch(text.strip())
    if match is None:
        raise RuleRefused("fact_value", f"Khoảng thời gian không tính phải có dạng FROM..TO, không phải “{text}”.")
    return Pause(*(_parsed(SUSPENDED, iso_date, part) for part in match.groups()))


def _parsed(fact: Fact, read_text: Callable[[str], T], text: str) -> T:
    """Turns a malformed date or hour into our refusal (sai định dạng).

    Source: issue 4, "The command line, for auditors".
    Raises: RuleRefused fact_value.
    """
    try:
        return read_text(text)
    except ValueError:
        raise RuleRefused("fact_value", f"Tình tiết “{fact.name}” không đọc được: “{text}”.") from None
