"""The command `tiepdan`: one parser, each command in a file of its own."""

import argparse
import os
import sys
from pathlib import Path

from tiepdan.cli import environment
from tiepdan.cli.stop import Stop


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["law"]:  # answers without a database; keeps its own parser
        return _law(words[1:])
    options = _parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        return _run(options)
    except Stop as reason:
        print(f"tiepdan: {reason}", file=sys.stderr)
        return 1


def _law(words: list[str]) -> int:
    from tiepdan.cli import law  # noqa: PLC0415 -- slow import

    try:
        status = law.main(words)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tiepdan", description="Tiếp công dân trực tuyến.")
    commands = parser.add_subparsers(dest="command", required=True)
    port = int(os.environ.get("PORT", "8000"))
    up = commands.add_parser("up", help="chạy thật, theo các biến môi trường")
    up.add_argument("--port", type=int, default=port)
    demo = commands.add_parser("demo", help="chạy tỉnh demo trên một máy")
    demo.add_argument("--port", type=int, default=port)
    demo.add_argument("--reset", action="store_true", help="bỏ tỉnh demo cũ, làm lại từ đầu")
    web = commands.add_parser("web", help="một tiến trình trang web, trên các cổng đã mở")
    web.add_argument("--fd", type=int, action="append", required=True, help=argparse.SUPPRESS)
    commands.add_parser("worker", help="bộ xử lý nền: công việc, thời hạn, ghi hình")
    commands.add_parser("migrate", help="cập nhật bảng dữ liệu")
    commands.add_parser("check", help="nêu những gì còn thiếu hoặc chưa an toàn")
    words = commands.add_parser("messages", help="bản dịch màn hình: lấy chữ, kiểm tra, biên dịch")
    words.add_argument("act", choices=["extract", "check", "compile"], nargs="?", default="compile")
    backup = commands.add_parser("backup", help="sao lưu dữ liệu và danh mục tệp")
    backup.add_argument("folder", type=Path)
    commands.add_parser("law", help="bảng thời hạn và cách tính theo luật")
    return parser


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "up":
            from tiepdan.cli.up import up  # noqa: PLC0415 -- slow import

            return up(options.port)
        case "demo":
            from tiepdan.cli.demo import demo  # noqa: PLC0415 -- slow import

            return demo(options.port, reset=options.reset)
        case "web":
            from tiepdan.cli import web  # noqa: PLC0415 -- slow import

            return web.run(options.fd, quiet=True)
        case "messages":
            from tiepdan.cli.messages import messages  # noqa: PLC0415 -- slow import

            return messages(options.act)
        case _:
            return _run_installed(options)


def _run_installed(options: argparse.Namespace) -> int:
    """The commands that need the settings and the database of this installation."""
    environment.use_installed(environment.here())
    match options.command:
        case "worker":
            from tiepdan.cli import worker  # noqa: PLC0415 -- slow import

            return worker.run()
        case "migrate":
            from tiepdan.cli.up import migrate  # noqa: PLC0415 -- slow import

            migrate()
            return 0
        case "backup":
            from tiepdan.cli.backup import backup  # noqa: PLC0415 -- slow import

            return backup(options.folder)
        case _:
            from tiepdan.cli.check import check  # noqa: PLC0415 -- slow import

            return check()
