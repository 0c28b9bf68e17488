"""LiveKit's configuration for one machine; a province with its own media nodes configures them by `deploy/`."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tiepdan.cli.processes import Program

DEPARTURE_SECONDS = 15 * 60  # a room outlives the loss of all its sites by so much (design.md § 4)
# Recorder and sites of a case subscribe within the same half second, each needing a key frame. LiveKit's own pause
# between two, 0.5–1 s, would let all but the first wait for so long.
KEY_FRAME_EVERY = "150ms"


@dataclass(frozen=True)
class MediaPlace:
    """Where LiveKit listens: signalling, media over TCP, and one UDP port for all media."""

    node_ip: str
    port: int
    tcp_port: int
    udp_port: int


def configuration(place: MediaPlace, key: str, secret: str, webhook_url: str) -> dict[str, Any]:  # what YAML holds
    """Own STUN only: with an empty list LiveKit would send browsers to a public one."""
    return {
        "port": place.port,
        "bind_addresses": ["127.0.0.1"] if _is_loopback(place) else [],
        "logging": {"level": "info", "json": False},
        "keys": {key: secret},
        "rtc": {
            "node_ip": place.node_ip,
            "use_external_ip": False,
            "udp_port": place.udp_port,
            "tcp_port": place.tcp_port,
            "stun_servers": [f"{place.node_ip}:{place.udp_port}"],
            "pli_throttle": dict.fromkeys(("low_quality", "mid_quality", "high_quality"), KEY_FRAME_EVERY),
            **({"interfaces": {"includes": ["lo"]}, "enable_loopback_candidate": True} if _is_loopback(place) else {}),
        },
        "room": {
            "auto_create": False,
            "empty_timeout": DEPARTURE_SECONDS,
            "departure_timeout": DEPARTURE_SECONDS,
            "enabled_codecs": [{"mime": mime} for mime in ("audio/opus", "video/vp8", "video/rtx")],
        },
        "turn": {"enabled": False},
        "webhook": {"api_key": key, "urls": [webhook_url]},
    }


def write(path: Path, settings: dict[str, Any]) -> None:
    """JSON is YAML. Only the owner may read it: it holds the secret."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(settings, file, indent=1)


def program(binary: Path, config: Path, place: MediaPlace, log: Path) -> Program:
    return Program(
        name="LiveKit",
        group="livekit",
        command=[str(binary), "--config", str(config)],
        environment={"PATH": os.environ.get("PATH", os.defpath), "HOME": os.environ.get("HOME", "/")},
        log=log,
        stop_within_seconds=5,
        is_ready=lambda: _answers(place),
        is_foundation=True,
    )


def _answers(place: MediaPlace) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{place.port}/", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _is_loopback(place: MediaPlace) -> bool:
    return place.node_ip == "127.0.0.1"
