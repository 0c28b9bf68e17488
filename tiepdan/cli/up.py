"""`tiepdan up`: starts the programs of the house and keeps them running until it is told to stop."""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tiepdan.cli import environment, livekit_config, messages, ports, postgres
from tiepdan.cli.environment import Place
from tiepdan.cli.livekit_config import MediaPlace
from tiepdan.cli.processes import AskedToStop, House, Program
from tiepdan.cli.stop import Stop

LIVEKIT_PORTS = (7880, 7881, 7882)
WEB_PROCESSES = 2


@dataclass(frozen=True)
class Plan:
    """What one installation runs, decided before anything starts."""

    place: Place
    port: int
    sockets: list[socket.socket]
    media: MediaPlace | None  # nothing when LIVEKIT_URL names a server of the operator's own


def plan(place: Place, port: int, sockets: list[socket.socket]) -> Plan:
    """Decide the media's ports, and see that the media programs are built.

    Raises: Stop.
    """
    media = None if "LIVEKIT_URL" in os.environ else _media_place()
    for name in ["recorder", *(["livekit-server"] if media else [])]:
        if not place.binary(name).exists():
            raise Stop(f"Thiếu chương trình {place.binary(name)}: chạy `make media` trước.")
    return Plan(place, port, sockets, media)


def up(port: int) -> int:
    """Run for real use: no demo, the operator's own environment."""
    place = environment.here()
    if place.demo_mark.exists():
        raise Stop(f"{place.var} chứa tỉnh demo; đặt TIEPDAN_VAR đến thư mục khác để dùng thật.")
    sockets = ports.listen_on_loopback(port)  # first: a taken port is told before anything is made
    planned = plan(place, port, sockets)
    messages.compile_all()
    with house() as started:
        made = start_data(started, planned)
        migrate()
        start_programs(started, planned, made)
        tell(f"Đang chạy ở http://127.0.0.1:{port}/ – Ctrl-C để dừng.")
        started.watch(lambda: None)
    return 0


def tell(text: str) -> None:
    """One line to whoever started us."""
    print(text, flush=True)


@contextmanager
def house() -> Iterator[House]:
    """The programs started inside are stopped on the way out, whatever the way out is."""
    started = House(tell)
    started.listen_to_signals()
    try:
        yield started
    except AskedToStop:
        tell("\nĐang dừng …")
    finally:
        started.stop()


@contextmanager
def step(name: str) -> Iterator[None]:
    """One line of progress with its seconds."""
    began = time.monotonic()
    yield
    tell(f"  ✓ {name} ({time.monotonic() - began:.1f} s)")


def start_data(started: House, planned: Plan, **ours: str) -> dict[str, str]:
    """Start PostgreSQL unless DATABASE_URL names one; this process and its children then know where it is."""
    place = planned.place
    (place.var / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
    url = os.environ.get("DATABASE_URL")
    if not url:
        cluster = postgres.prepare(place.cluster)
        started.at_the_end(lambda: postgres.tidy(cluster))
        with step("PostgreSQL"):
            started.start(postgres.program(cluster, place.logs / "postgresql.log"))
            postgres.make_database(cluster)
        url = cluster.url
    ours = {"BASE_URL": f"http://localhost:{planned.port}", "DATABASE_URL": url, **_media_environment(planned), **ours}
    made = place.environment(RECORDER_BIN=str(place.binary("recorder")), **ours)
    environment.use({"LOG_LEVEL": "WARNING"} | made)  # this process prints progress; the others write logs
    return made


def migrate() -> None:
    """Bring the tables up to this version, in this process."""
    import django  # noqa: PLC0415 -- slow import
    from django.core.management import call_command  # noqa: PLC0415 -- slow import

    with step("Bảng dữ liệu"):
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)


def start_programs(started: House, planned: Plan, made: dict[str, str]) -> None:
    """LiveKit, the pages, and the worker, which starts the recorders."""
    place = planned.place
    if planned.media is not None:
        with step("LiveKit"):
            started.start(_livekit(planned, planned.media, made))
    with step("Trang web và bộ xử lý nền"):
        pages = [web_program(planned, made, number) for number in range(WEB_PROCESSES)]
        started.start(*pages, _worker(place, made))


def _livekit(planned: Plan, media: MediaPlace, made: dict[str, str]) -> Program:
    place, config = planned.place, planned.place.var / "livekit.yaml"
    webhook = f"http://127.0.0.1:{planned.port}/phong/webhook/"
    settings = livekit_config.configuration(media, made["LIVEKIT_API_KEY"], made["LIVEKIT_API_SECRET"], webhook)
    livekit_config.write(config, settings)
    return livekit_config.program(place.binary("livekit-server"), config, media, place.logs / "livekit.log")


def _worker(place: Place, made: dict[str, str]) -> Program:
    return Program(
        "Bộ xử lý nền (worker)", "worker", _ourselves("worker"), made, place.logs / "worker.log", stop_within_seconds=20
    )


def web_program(planned: Plan, made: dict[str, str], number: int) -> Program:
    descriptors = tuple(opened.fileno() for opened in planned.sockets)
    words = [word for descriptor in descriptors for word in ("--fd", str(descriptor))]
    return Program(
        name=f"Trang web (web {number + 1})",
        group="web",
        command=_ourselves("web", *words),
        environment=made | {"DATABASE_USE_POOL": "1"},
        log=planned.place.logs / f"web-{number + 1}.log",
        descriptors=descriptors,
        is_ready=_answers(f"http://127.0.0.1:{planned.port}/"),
    )


def _ourselves(*words: str) -> list[str]:
    return [sys.executable, "-m", "tiepdan", *words]


def _answers(url: str) -> Callable[[], bool]:
    """True when a page comes, whatever it says: the sockets are open before the program is."""

    def ask() -> bool:
        try:
            urlopen(url, timeout=20).close()  # noqa: S310 -- our own address
        except HTTPError as error:
            error.close()
            return error.code < 500
        except (URLError, OSError):
            return False
        return True

    return ask


def _media_place() -> MediaPlace:
    node_ip = os.environ.get("LIVEKIT_NODE_IP", "127.0.0.1")
    signalling, tcp, udp = LIVEKIT_PORTS
    return MediaPlace(
        node_ip, ports.free_port(signalling), ports.free_port(tcp), ports.free_port(udp, socket.SOCK_DGRAM)
    )


def _media_environment(planned: Plan) -> dict[str, str]:
    if planned.media is None:
        return {}
    address = f"127.0.0.1:{planned.media.port}"
    return {"LIVEKIT_URL": f"http://{address}", "LIVEKIT_PUBLIC_URL": f"ws://{address}"}
