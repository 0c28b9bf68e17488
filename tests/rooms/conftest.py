from tests.rooms.fake_livekit import media  # noqa: F401 -- a fixture
