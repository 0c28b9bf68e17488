"""`tiepdan demo`: the whole house with a made-up province on one machine; what `make demo` runs."""

import fcntl
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tiepdan.cli import environment, mail_sink, messages, ports, up
from tiepdan.cli.environment import Place
from tiepdan.cli.processes import House
from tiepdan.cli.stop import Stop

WIPED = ("postgresql", "files", "recordings", "mail", "sms.jsonl", "demo.json")


def demo(port: int, *, reset: bool) -> int:
    """Start everything, load the province when there is none, tell who can sign in, and watch until Ctrl-C.

    Raises: Stop.
    """
    os.environ.pop("DATABASE_URL", None)  # a demo province is never loaded into somebody's own database
    sockets = ports.listen_on_loopback(port)
    with _own_place(port) as place:
        _mark(place)
        if reset:
            _wipe(place)
        with up.house() as started:
            _run(started, place, port, sockets)
        (place.var / "demo.json").unlink(missing_ok=True)
    up.tell("Đã dừng mọi chương trình của bản demo.")
    return 0


def _run(started: House, place: Place, port: int, sockets: list[socket.socket]) -> None:
    planned = up.plan(place, port, sockets)
    sink_port = ports.free_port(1025)
    sink = mail_sink.start(place.var / "mail", sink_port)
    started.at_the_end(sink.stop)
    messages.compile_all()
    made = up.start_data(started, planned, **_settings(port, sink_port))
    up.migrate()
    _load_province()
    up.start_programs(started, planned, made)
    listing = _write_listing(place, made, started)
    _tell(place, listing)
    started.watch(lambda: _replace_pids(place, started))


@contextmanager
def _own_place(port: int) -> Iterator[Place]:
    """The working directory, held by a lock; a demo beside a running one gets a directory of its own."""
    place = environment.here()
    place.var.mkdir(parents=True, exist_ok=True)
    with (place.var / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            beside = Place(place.var / f"demo-{port}")
            beside.var.mkdir(exist_ok=True)
            up.tell(f"Một bản demo khác đang chạy; bản này ghi vào {beside.var}")
            with (beside.var / "demo.lock").open("w") as own_lock:
                fcntl.flock(own_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield beside
            return
        yield place


def _mark(place: Place) -> None:
    """Refuse a directory in which somebody works for real.

    Raises: Stop.
    """
    if place.cluster.exists() and not place.demo_mark.exists():
        raise Stop(f"{place.cluster} không phải của bản demo; đặt TIEPDAN_VAR đến thư mục khác.")
    place.demo_mark.touch()


def _wipe(place: Place) -> None:
    """Forget the last demo province: only what the demo itself made, in a directory marked as its own."""
    for name in WIPED:
        path = place.var / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _settings(port: int, sink_port: int) -> dict[str, str]:
    os.environ["TIEPDAN_DEMO"] = "1"
    return {
        "CSP_FORM_ACTION": f"http://localhost:{port},http://*.localhost:{port}",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink_port),
    }


def _load_province() -> None:
    from tiepdan.accounts.models import User  # noqa: PLC0415 -- exists only after django.setup()
    from tiepdan.demo import province  # noqa: PLC0415 -- exists only after django.setup()

    if User.objects.exists():
        return
    with up.step("Tỉnh demo"):
        province.load()


def _write_listing(place: Place, made: dict[str, str], started: House) -> dict[str, Any]:
    from tiepdan.demo import people  # noqa: PLC0415 -- exists only after django.setup()

    listing = {
        "base_url": made["BASE_URL"],
        "people": people.person_entries(),
        "citizens": people.citizen_entries(),
        "livekit_url": made["LIVEKIT_PUBLIC_URL"],
        "pids": started.pids(),
    }
    _write(place.var / "demo.json", listing)
    return listing


def _replace_pids(place: Place, started: House) -> None:
    path = place.var / "demo.json"
    _write(path, json.loads(path.read_text()) | {"pids": started.pids()})


def _write(path: Path, listing: dict[str, Any]) -> None:
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(listing, ensure_ascii=False, indent=1) + "\n")
    draft.chmod(0o600)
    draft.replace(path)


def _tell(place: Place, listing: dict[str, Any]) -> None:
    up.tell(f"\nTrang công khai:   {listing['base_url']}/")
    up.tell(f"Mở từng người:     {listing['base_url']}/demo/   (bấm một lần là vào)\n")
    for person in listing["people"]:
        up.tell(f"  {person['name']:28} {person['role']:22} {person['username']:20} {person['password']}")
    for citizen in listing["citizens"]:
        up.tell(f"  {citizen['name']:28} {'công dân':22} {citizen['code']}")
    up.tell(f"\nMã OTP và địa chỉ từng người: {place.var / 'demo.json'}. Thư gửi đi: {place.var / 'mail'}.")
    up.tell("Ctrl-C để dừng. Làm lại từ đầu: make demo RESET=1")
