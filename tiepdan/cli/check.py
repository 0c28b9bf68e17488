"""`tiepdan check`: says what is missing or unsafe before somebody relies on this installation."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import django

FREE_GIGABYTES = 20


def check() -> int:
    """Print each finding; the exit status is 1 when there is one."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- slow import

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        print(f"✗ Cấu hình: {fault}")
        return 1
    findings = [*_settings(), *_database(), *_folders(), *_programs()]
    for finding in findings:
        print(f"✗ {finding}")
    print("✓ Không thiếu gì." if not findings else f"{len(findings)} việc cần làm.")
    return 1 if findings else 0


def _settings() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415 -- exists only after django.setup()

    if settings.DEMO:
        yield "TIEPDAN_DEMO đang bật: ai cũng vào được bằng một lần bấm."
    if settings.DEBUG:
        yield "DEBUG đang bật: trang lỗi lộ dữ liệu."
    if not settings.BASE_URL.startswith("https://"):
        yield f"BASE_URL là {settings.BASE_URL}: phải là https://, nếu không máy ảnh và micro không mở được."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS nhận mọi tên máy."
    if not settings.LIVEKIT_PUBLIC_URL.startswith("wss://"):
        yield f"LIVEKIT_PUBLIC_URL là {settings.LIVEKIT_PUBLIC_URL}: phải là wss://."
    if settings.SMS_GATEWAY.endswith("FileGateway"):
        yield "SMS_GATEWAY chỉ ghi tin nhắn vào tệp, không gửi đi."


def _database() -> Iterator[str]:
    from django.db import connection  # noqa: PLC0415 -- exists only after django.setup()
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- slow import
    from django.db.utils import OperationalError  # noqa: PLC0415 -- slow import

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as fault:
        yield f"Không nối được cơ sở dữ liệu: {fault}".strip()
        return
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "Bảng dữ liệu chưa cập nhật: tiepdan migrate."
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        if cursor.fetchone() != ("on",):
            yield "PostgreSQL chạy với fsync=off: mất điện là mất dữ liệu."


def _folders() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415 -- exists only after django.setup()

    secrets = Path(settings.VAR_DIR) / "secrets.env"
    if secrets.exists() and secrets.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"{secrets} người khác đọc được: chmod 600."
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.RECORDINGS_DIR)):
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            yield f"Không ghi được vào {folder}."
        if (free := shutil.disk_usage(folder).free // 10**9) < FREE_GIGABYTES:
            yield f"{folder} chỉ còn {free} GB; một ngày tiếp cần khoảng {FREE_GIGABYTES} GB cho ghi hình."


def _programs() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415 -- exists only after django.setup()

    if not os.access(settings.RECORDER_BIN, os.X_OK):
        yield f"Thiếu chương trình ghi hình {settings.RECORDER_BIN}: make media."
    if shutil.which("ffmpeg") is None:
        yield "Thiếu ffmpeg: không ghép được tệp xem lại."
