"""Starts, watches and stops the programs of the house; stops nothing that it did not start."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tiepdan.cli.stop import Stop

PR_SET_PDEATHSIG = 1
WATCH_EVERY_SECONDS = 0.3
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 30.0
LINES_OF_LOG = 15


class AskedToStop(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM. Not an Exception, so that nothing on the way swallows it."""


@dataclass
class Program:
    """What to run, and how it wants to be stopped. `owner` is the system user it runs as, when we are root."""

    name: str
    group: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    stop_within_seconds: float = 10.0
    owner: tuple[int, int] | None = None
    descriptors: tuple[int, ...] = ()
    is_ready: Callable[[], bool] = lambda: True
    is_foundation: bool = False  # others need it until their own end


@dataclass
class Running:
    """A program and its process of now. `failures` counts deaths in a row, for the pause before the next start."""

    program: Program
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)
    failures: int = 0
    again_at: float | None = None


class House:
    """The running programs, in the order of their start; stopped in the opposite order."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._running: list[Running] = []
        self._asked_to_stop = False
        self._last: list[Callable[[], None]] = []

    def at_the_end(self, tidy: Callable[[], None]) -> None:
        """Something to tidy after all programs have stopped."""
        self._last.append(tidy)

    def start(self, *programs: Program, within_seconds: float = 60) -> None:
        """Start them side by side and wait until all are ready.

        Raises: Stop with the end of the log, when one dies or is not ready in time.
        """
        started = [Running(program, _launch(program)) for program in programs]
        self._running += started
        for running in started:
            self._wait_for(running, within_seconds)

    def _wait_for(self, running: Running, within_seconds: float) -> None:
        program, until = running.program, time.monotonic() + within_seconds
        while not program.is_ready():
            if running.process.poll() is not None:
                raise Stop(_death(program, running.process.returncode))
            if time.monotonic() > until:
                raise Stop(f"{program.name} chưa sẵn sàng sau {within_seconds:.0f} giây.\n{_tail(program.log)}")
            time.sleep(0.05)

    def pids(self) -> dict[str, list[int]]:
        """The processes of now by group, for `var/demo.json`."""
        groups: dict[str, list[int]] = {}
        for running in self._running:
            pids = groups.setdefault(running.program.group, [])
            if running.process.poll() is None:
                pids.append(running.process.pid)
        return groups

    def listen_to_signals(self) -> None:
        """Ctrl-C, SIGTERM and a closed terminal end us; the programs are in groups of their own and hear nothing."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: self._ask_to_stop())

    def _ask_to_stop(self) -> None:
        """The first time breaks off whatever is going on; after that the stopping itself is not disturbed."""
        if not self._asked_to_stop:
            self._asked_to_stop = True
            raise AskedToStop

    def watch(self, when_changed: Callable[[], None]) -> None:
        """Start again whatever dies, with growing pauses, until AskedToStop. `when_changed` hears of new processes."""
        while True:
            replaced = [self._look_at(running) for running in self._running]
            if any(replaced):
                when_changed()
            time.sleep(WATCH_EVERY_SECONDS)

    def _look_at(self, running: Running) -> bool:
        """True when the process was replaced."""
        now = time.monotonic()
        if running.process.poll() is None:
            if now - running.started > STEADY_AFTER_SECONDS:
                running.failures = 0
            return False
        if running.again_at is None:
            running.failures += 1
            pause = min(0.5 * 2 ** (running.failures - 1), LONGEST_PAUSE_SECONDS)
            running.again_at = now + pause
            self._tell(_death(running.program, running.process.returncode))
            self._tell(f"{running.program.name}: chạy lại sau {pause:.1f} giây.")
        if now < running.again_at:
            return False
        running.process, running.started, running.again_at = _launch(running.program), now, None
        return True

    def stop(self) -> None:
        """Stop all at once, then the foundations, the last started first. What does not end in time is killed."""
        dependent = [running for running in self._running if not running.program.is_foundation]
        for running in dependent:
            _ask_to_end(running)
        for running in dependent:
            _end(running)
        for running in reversed(self._running):
            if running.program.is_foundation:
                _ask_to_end(running)
                _end(running)
        self._running.clear()
        for tidy in self._last:
            tidy()


def _launch(program: Program) -> subprocess.Popen[bytes]:
    """Start in a new process group. The child gets its stop signal when this process is killed outright."""
    program.log.parent.mkdir(parents=True, exist_ok=True)
    user, group = program.owner or (None, None)
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.command,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            process_group=0,
            user=user,
            group=group,
            extra_groups=None if group is None else [group],
            pass_fds=program.descriptors,
            preexec_fn=_die_with_parent(program.stop_signal),  # noqa: PLW1509 -- only prctl, and no threads hold locks
        )


def _die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return ask


def _ask_to_end(running: Running) -> None:
    if running.process.poll() is None:
        running.process.send_signal(running.program.stop_signal)


def _end(running: Running) -> None:
    if running.process.returncode is not None:
        return  # dead before we stopped; its number may belong to somebody else by now
    try:
        running.process.wait(running.program.stop_within_seconds)
    except subprocess.TimeoutExpired:
        running.process.kill()
    _end_group(running.process.pid)
    running.process.wait()


def _end_group(group: int) -> None:
    """End what a program left behind in its own process group; usually nothing is left."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _death(program: Program, code: int) -> str:
    how = f"tín hiệu {signal.Signals(-code).name}" if code < 0 else f"mã {code}"
    return f"{program.name} đã dừng ({how}). Cuối nhật ký {program.log}:\n{_tail(program.log)}"


def _tail(log: Path) -> str:
    if not log.exists():
        return ""
    return "\n".join(f"    {line}" for line in log.read_text(errors="replace").splitlines()[-LINES_OF_LOG:])
