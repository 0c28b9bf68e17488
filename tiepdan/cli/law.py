"""`tiepdan law`: the clock table and its answers for auditors, with the functions that the pages use.

Needs no database and no web framework, so that a thousand questions are answered in a moment.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tiepdan.law import deadlines, holiday_table, sources
from tiepdan.law.calendar import OfficeCalendar, vietnam_calendar
from tiepdan.law.clock_table import RULES
from tiepdan.law.facts import iso_date
from tiepdan.law.refusal import RuleRefused
from tiepdan.law.rules import Rule

Answer = dict[str, str | int | None]

REFUSED = 1
MISUSED = 2


def main(argv: list[str]) -> int:
    """Runs `tiepdan law …` on the arguments after `law` and returns the exit status (dòng lệnh cho kiểm tra viên).

    0: answered; 1: at least one question was refused; 2: the command itself was wrong.
    Source: issue 4, "The command line, for auditors".
    """
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if options.command == "rules":
        return _print_rules(options.json)
    if (options.batch is None) == (options.rule is None) or (options.batch is None and options.on is None):
        print("Cần RULE và DATE, hoặc --batch FILE.", file=sys.stderr)
        return MISUSED
    try:
        calendar = _calendar(options.calendar)
        questions = _lines(options.batch) if options.batch is not None else None
    except (RuleRefused, OSError, UnicodeDecodeError) as fault:
        return _print_fault(fault, as_json=options.json or options.batch is not None)
    if questions is not None:
        return _print_batch(questions, calendar)
    return _print_one([options.rule, options.on, *options.fact], calendar, as_json=options.json)


def _parser() -> argparse.ArgumentParser:
    """Declares the command (khai báo dòng lệnh).

    Source: issue 4, "The command line, for auditors".
    """
    parser = argparse.ArgumentParser(prog="tiepdan law", description="Bảng thời hạn và cách tính thời hạn theo luật.")
    commands = parser.add_subparsers(dest="command", required=True)
    rules = commands.add_parser("rules", help="liệt kê các thời hạn C1–C40")
    rules.add_argument("--json", action="store_true")
    due = commands.add_parser("due", help="tính ngày đến hạn")
    due.add_argument("rule", nargs="?", metavar="RULE")
    due.add_argument("on", nargs="?", metavar="DATE", help="NĂM-THÁNG-NGÀY")
    due.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE")
    due.add_argument("--calendar", metavar="FILE.csv", help="các cột date,kind; kind là holiday hoặc working")
    due.add_argument("--batch", metavar="FILE", help="mỗi dòng: RULE DATE [name=value …]; - là đầu vào chuẩn")
    due.add_argument("--json", action="store_true")
    return parser


def _print_rules(as_json: bool) -> int:
    """Lists every rule of the clock table (liệt kê thời hạn).

    Source: each rule's own.
    """
    rows = [_rule_row(rule) for rule in RULES.values()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for rule, row in zip(RULES.values(), rows, strict=True):
        length = f"{row['length']} {rule.base.unit.label}" if rule.base is not None else "không quy định"
        print(f"{rule.id:4} {rule.what}: {length}; từ {rule.start} ({rule.source})")
        for fact in rule.facts:
            print(f"       {fact.name}={fact.allowed}  {fact.question}")
    return 0


def _rule_row(rule: Rule) -> dict[str, str | int | dict[str, str] | None]:
    """One rule as JSON: the length is that of the plain case (một thời hạn).

    Source: the rule's own.
    """
    return {
        "id": rule.id,
        "what": rule.what,
        "unit": rule.base.unit.value if rule.base is not None else None,
        "length": rule.base.length if rule.base is not None else None,
        "start": rule.start,
        "article": str(rule.source),
        "facts": {fact.name: f"{fact.allowed}: {fact.question}" for fact in rule.facts},
    }


def _calendar(path: str | None) -> OfficeCalendar:
    """The calendar of the file, or that of the package through the last year it knows (lịch làm việc).

    Source: sources.BLLD_112.
    Raises: RuleRefused, OSError, UnicodeDecodeError for a file that cannot be read.
    """
    if path is None:
        return _package_calendar()
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        return holiday_table.read_calendar(lines)


@cache
def _package_calendar() -> OfficeCalendar:
    """The calendar filled from the package, made once (lịch nghỉ lễ Việt Nam).

    It begins with the oldest law of the table, one year earlier for backward counts.
    Source: sources.BLLD_112.
    """
    return vietnam_calendar(sources.LKN_FROM.year - 1, holiday_table.last_year_known())


def _lines(path: str) -> list[str]:
    """The questions of a batch, one per line (tệp câu hỏi).

    Raises: OSError, UnicodeDecodeError.
    """
    text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    return text.splitlines()


def _print_batch(lines: Iterable[str], calendar: OfficeCalendar) -> int:
    """Prints one JSON object per line, in order; a refused line does not stop the others (trả lời hàng loạt).

    Source: issue 4, "The command line, for auditors".
    """
    answers = list(_batch(lines, calendar))
    sys.stdout.write("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers))
    return REFUSED if any("error" in answer for answer in answers) else 0


def _batch(lines: Iterable[str], calendar: OfficeCalendar) -> Iterator[Answer]:
    """Answers each line (từng câu hỏi).

    Source: each rule's own.
    """
    for line in lines:
        try:
            yield _answer(line.split(), calendar)
        except RuleRefused as refused:
            yield _refusal(refused)


def _print_one(words: list[str], calendar: OfficeCalendar, *, as_json: bool) -> int:
    """Prints the answer to one question (trả lời một câu hỏi).

    Source: the rule's own.
    """
    try:
        answer = _answer(words, calendar)
    except RuleRefused as refused:
        return _print_fault(refused, as_json=as_json)
    print(json.dumps(answer, ensure_ascii=False) if as_json else f"{answer['due_on']}\n{answer['explanation']}")
    return 0


def _print_fault(fault: RuleRefused | OSError | UnicodeDecodeError, *, as_json: bool) -> int:
    """Prints why nothing was counted (từ chối trả lời).

    Source: the refusal's own.
    """
    refusal = _refusal(fault) if isinstance(fault, RuleRefused) else {"error": str(fault), "code": "file_unreadable"}
    if as_json:
        print(json.dumps(refusal, ensure_ascii=False))
    else:
        print(f"{refusal['error']} [{refusal['code']}]", file=sys.stderr)
    return REFUSED if isinstance(fault, RuleRefused) else MISUSED


def _refusal(refused: RuleRefused) -> Answer:
    """A refusal as JSON (từ chối).

    Source: the refusal's own.
    """
    return {"error": refused.message, "code": refused.code}


def _answer(words: list[str], calendar: OfficeCalendar) -> Answer:
    """Answers `RULE DATE [name=value …]` (tính thời hạn).

    Source: the rule's own.
    Raises: RuleRefused, CalendarGap.
    """
    if len(words) < 2:
        raise RuleRefused("line_unreadable", "Mỗi dòng phải có RULE và DATE.")
    try:
        on = iso_date(words[1])
    except ValueError:
        raise RuleRefused("date_unreadable", f"Ngày phải có dạng NĂM-THÁNG-NGÀY, không phải “{words[1]}”.") from None
    deadline = deadlines.due(words[0], on, calendar, _facts(words[2:]))
    return {
        "rule": deadline.rule,
        "unit": deadline.unit.value,
        "length": deadline.length,
        "from": deadline.counted_from.isoformat(),
        "due_on": deadline.due_on.isoformat(),
        "article": str(deadline.source),
        "explanation": deadline.explanation,
    }


def _facts(words: list[str]) -> dict[str, str]:
    """Reads `name=value` words; a fact given twice is a contradiction (tình tiết).

    Raises: RuleRefused fact_unreadable, fact_repeated.
    """
    facts: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not (name and equals and value):
            raise RuleRefused("fact_unreadable", f"Tình tiết phải có dạng name=value, không phải “{word}”.")
        if name in facts:
            raise RuleRefused("fact_repeated", f"Tình tiết “{name}” được nêu hai lần.")
        facts[name] = value
    return facts
