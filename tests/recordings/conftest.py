from pathlib import Path

import pytest

from tests.rooms.livekit_server import livekit_server  # noqa: F401 -- a fixture


@pytest.fixture(autouse=True)
def recordings_dir(settings, tmp_path: Path) -> Path:
    settings.RECORDINGS_DIR = tmp_path / "recordings"
    return settings.RECORDINGS_DIR
