from tiepdan.cli.livekit_config import MediaPlace, configuration


def test_browsers_are_sent_to_no_foreign_server_when_livekit_runs_here() -> None:
    place = MediaPlace("127.0.0.1", 7880, 7881, 7882)

    made = configuration(place, "key", "secret", "http://127.0.0.1:8000/phong/webhook/")

    assert made["rtc"]["stun_servers"] == ["127.0.0.1:7882"]  # an empty list would mean a public one
    assert made["rtc"]["enable_loopback_candidate"] is True
    assert made["room"]["auto_create"] is False
    assert made["webhook"] == {"api_key": "key", "urls": ["http://127.0.0.1:8000/phong/webhook/"]}


def test_key_frames_come_fast_enough_for_all_who_enter_a_hearing_together() -> None:
    made = configuration(MediaPlace("127.0.0.1", 7880, 7881, 7882), "key", "secret", "http://127.0.0.1:8000/")

    assert made["rtc"]["pli_throttle"] == {"low_quality": "150ms", "mid_quality": "150ms", "high_quality": "150ms"}
