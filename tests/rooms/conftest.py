from tests.rooms.fake_livekit import media  # noqa: F401 -- a fixture
from tests.rooms.livekit_server import livekit_server  # noqa: F401 -- a fixture
