"""Starting, watching and stopping real programs."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tiepdan.cli.processes import House, Program
from tiepdan.cli.stop import Stop

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def house() -> Iterator[House]:
    made = House(lambda _text: None)
    yield made
    made.stop()


def program(folder: Path, code: str, **settings: object) -> Program:
    command = [sys.executable, "-c", code]
    return Program("Chương trình thử", "trial", command, dict(os.environ), folder / "trial.log", **settings)


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """False also for one that is dead and not yet collected."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_house_stops_the_program_and_what_it_left_behind_when_asked(house: House, tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = f"""
        import pathlib, subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
        pathlib.Path({str(note)!r}).write_text(str(child.pid))
        time.sleep(60)
    """
    house.start(program(tmp_path, textwrap.dedent(code), is_ready=lambda: note.exists() and note.read_text() != ""))
    [pid] = house.pids()["trial"]
    child = int(note.read_text())

    house.stop()

    wait_until(lambda: not is_alive(child))
    assert not is_alive(pid)


def test_house_leaves_other_programs_alone_when_it_stops(house: House, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEP]) as stranger:
        house.start(program(tmp_path, SLEEP))

        house.stop()

        assert stranger.poll() is None
        stranger.kill()


def test_house_shows_the_end_of_the_log_when_a_program_dies_at_the_start(house: House, tmp_path: Path) -> None:
    dying = program(tmp_path, "raise SystemExit('no disk')", is_ready=lambda: False)

    with pytest.raises(Stop, match="no disk"):
        house.start(dying)


def test_house_starts_a_program_again_when_it_dies(house: House, tmp_path: Path) -> None:
    house.start(program(tmp_path, SLEEP))
    [first] = house.pids()["trial"]
    os.kill(first, signal.SIGKILL)

    with pytest.raises(Replaced):
        house.watch(_raise_replaced)

    [second] = house.pids()["trial"]
    assert second != first
    assert is_alive(second)


class Replaced(Exception):
    """The house told that it put a new process in the place of a dead one."""


def _raise_replaced() -> None:
    raise Replaced


def test_program_ends_when_its_house_is_killed_outright(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"""
        import os, pathlib, sys, time
        from tiepdan.cli.processes import House, Program
        house, log = House(print), pathlib.Path({str(tmp_path / "log")!r})
        house.start(Program("thử", "trial", [sys.executable, "-c", {SLEEP!r}], dict(os.environ), log))
        pathlib.Path({str(note)!r}).write_text(str(house.pids()["trial"][0]))
        time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)]) as parent:
        wait_until(lambda: note.exists() and note.read_text() != "")

        parent.kill()

    wait_until(lambda: not is_alive(int(note.read_text())))
