"""`tiepdan law` as an auditor types it."""

import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tiepdan.cli.law import main
from tiepdan.law.clock_table import RULES

KEYS = ["rule", "unit", "length", "from", "due_on", "article", "explanation"]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def calendar_file(tmp_path):
    path = tmp_path / "lich.csv"
    path.write_text("date,kind\n2026-02-17,holiday\n2026-09-02,holiday\n2026-08-22,working\n2026-11-24,holiday\n")
    return str(path)


def run(capsys, *words):
    status = main(list(words))
    return status, capsys.readouterr()


def test_due_prints_exactly_the_keys_of_the_contract(capsys, calendar_file):
    status, printed = run(capsys, "due", "C6", "2026-11-20", "--calendar", calendar_file, "--json")

    answer = json.loads(printed.out)
    assert (status, list(answer)) == (0, KEYS)
    assert answer == {
        "rule": "C6",
        "unit": "working_days",
        "length": 10,
        "from": "2026-11-20",
        "due_on": "2026-12-07",
        "article": "Điều 28 khoản 1 Luật Tiếp công dân",
        "explanation": "10 ngày làm việc từ 20/11/2026, trừ 21–22, 24, 28–29/11 và 5–6/12 ⇒ 07/12/2026 "
        "(Điều 28 khoản 1 Luật Tiếp công dân)",
    }


def test_due_without_a_file_uses_the_holidays_of_viet_nam(capsys):
    assert run(capsys, "due", "C6", "2026-11-20")[1].out.startswith("2026-12-07\n10 ngày làm việc từ 20/11/2026")
    assert json.loads(run(capsys, "due", "C5", "2027-02-02", "--json")[1].out)["due_on"] == "2027-02-12"


def test_facts_are_given_one_by_one(capsys, calendar_file):
    words = ("due", "c12", "2026-07-06", "--fact", "complex=yes", "--fact", "remote=yes", "--calendar", calendar_file)

    assert json.loads(run(capsys, *words, "--json")[1].out)["length"] == 60


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("C40", "2026-08-03"), "no_statutory_period"),
        (("C6", "3/8/2026"), "date_unreadable"),
        (("C6", "2026-W32-1"), "date_unreadable"),
        (("C6", "20260803"), "date_unreadable"),
        (("C6", "2026-02-30"), "date_unreadable"),
        (("C6", "2026-08-03", "--fact", "complex"), "fact_unreadable"),
        (("C12", "2026-08-03", "--fact", "complex=yes", "--fact", "complex=no"), "fact_repeated"),
        (("C6", "2027-01-04"), "calendar_gap"),
    ],
)
def test_refused_question_exits_with_one_and_says_why(capsys, calendar_file, words, code):
    status, printed = run(capsys, "due", *words, "--calendar", calendar_file, "--json")
    plain_status, plain = run(capsys, "due", *words, "--calendar", calendar_file)

    assert (status, json.loads(printed.out)["code"], list(json.loads(printed.out))) == (1, code, ["error", "code"])
    assert (plain_status, plain.out) == (1, "")
    assert f"[{code}]" in plain.err


def test_missing_year_is_named(capsys, calendar_file):
    _, printed = run(capsys, "due", "C6", "2026-12-28", "--calendar", calendar_file, "--json")

    assert "năm 2027" in json.loads(printed.out)["error"]


def test_batch_answers_every_line_in_order_and_fails_in_the_end(capsys, calendar_file, tmp_path):
    batch = tmp_path / "cau-hoi.txt"
    batch.write_text(
        "C6 2026-11-20\nC1 2026-11-23 reading=common\n\nC33 2026-08-03 extensions=1\nC6\nC12 2026-08-03 "
        "suspended=2026-08-10..2026-08-20\n"
    )

    status, printed = run(capsys, "due", "--batch", str(batch), "--calendar", calendar_file)

    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert status == 1
    assert [answer.get("due_on", answer.get("code")) for answer in answers] == [
        "2026-12-07",
        "2026-11-16",
        "line_unreadable",
        "extension_without_criteria",
        "line_unreadable",
        "2026-09-14",
    ]


def test_batch_without_a_refusal_exits_with_zero(capsys, calendar_file, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("C6 2026-11-20\n"))

    status, printed = run(capsys, "due", "--batch", "-", "--calendar", calendar_file)

    assert (status, len(printed.out.splitlines())) == (0, 1)


def test_rules_lists_every_clock_with_the_keys_of_the_contract(capsys):
    status, printed = run(capsys, "rules", "--json")

    rows = json.loads(printed.out)
    assert status == 0
    assert [row["id"] for row in rows] == list(RULES)
    assert {tuple(row) for row in rows} == {("id", "what", "unit", "length", "start", "article", "facts")}
    by_id = {row["id"]: row for row in rows}
    assert (by_id["C6"]["unit"], by_id["C6"]["length"]) == ("working_days", 10)
    assert (by_id["C11"]["unit"], by_id["C11"]["length"]) == ("working_days", 7)
    assert (by_id["C40"]["unit"], by_id["C40"]["length"]) == (None, None)
    assert list(by_id["C12"]["facts"]) == ["complex", "remote", "suspended"]


def test_rules_are_readable_without_json(capsys):
    _, printed = run(capsys, "rules")

    assert "C6   Trả lời, thông báo kết quả xử lý sau khi tiếp công dân: 10 ngày làm việc;" in printed.out
    assert "C40  Giải quyết kiến nghị, phản ánh (chỉ có thời hạn trả lời C6): không quy định" in printed.out


@pytest.mark.parametrize("words", [["due"], ["due", "C6"], ["due", "C6", "2026-08-03", "--batch", "x"], ["date"], []])
def test_wrong_command_exits_with_two(capsys, words):
    assert main(words) == 2


def test_help_exits_with_zero(capsys):
    assert main(["--help"]) == 0


def test_unreadable_files_are_told(capsys, tmp_path):
    broken = tmp_path / "hong.csv"
    broken.write_text("date,kind\nhôm nay,holiday\n")
    missing = str(tmp_path / "khong-co.csv")

    assert json.loads(run(capsys, "due", "C6", "2026-08-03", "--calendar", missing, "--json")[1].out)["code"] == (
        "file_unreadable"
    )
    assert main(["due", "--batch", missing]) == 2
    assert main(["due", "C6", "2026-08-03", "--calendar", str(broken)]) == 1


def test_thousand_questions_are_answered_in_two_seconds(tmp_path):
    batch = tmp_path / "nghin.txt"
    rules = ["C1", "C2", "C6", "C9", "C12", "C16", "C21", "C33"]
    batch.write_text("".join(f"{rules[n % 8]} 2026-{7 + n % 6:02}-{1 + n % 28:02}\n" for n in range(1000)))
    program = f"import sys; from tiepdan.cli.law import main; sys.exit(main(['due', '--batch', {str(batch)!r}]))"

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1000)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Processor time, not the clock on the wall: other programs on the machine must not fail this test.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime <= 2


def test_a_reader_who_has_gone_is_no_fault():
    command = f"set -o pipefail; {sys.executable} -m tiepdan law rules | true"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
