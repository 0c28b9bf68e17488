"""One camera of 1280×720 in one room, 25 frames a second, for 40 seconds, with a sensor's grain, so that its whole
1.7 Mbit/s are used: CPU seconds per second of the recorder's process from its fifth second on (decryption, files,
hashes). Beside it, with the stored file sent again in real time as RTP over the loopback: CPU seconds per second of
`ffmpeg -c copy` that receives it and writes the same WebM."""

import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.media import LIVEKIT_CLIENT, MediaHouse, recording, started
from tests.browser import chromium
from tiepdan.cli.ports import free_port

WARM_SECONDS = 5
GRAIN = 14
SECONDS = 40
PICTURE = "1280x720"
FRAMES_PER_SECOND = 25
PUBLISH = """async ({ url, token }) => {
  const room = new LivekitClient.Room();
  await room.connect(url, token);
  const video = { width: 1280, height: 720, frameRate: 25 };
  const [track] = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks();
  const { width, height } = track.getSettings();
  await room.localParticipant.publishTrack(track, {
    source: LivekitClient.Track.Source.Camera, videoCodec: "vp8", simulcast: false,
    videoEncoding: { maxBitrate: 1_700_000, maxFramerate: 25 },
  });
  return `${width}x${height}`;
}"""


def run() -> dict[str, float]:
    with started() as house:
        recorder, files = _recorder(house)
        stored = sum(file.stat().st_size for file in files) / SECONDS
        ffmpeg = _ffmpeg(_whole(files, house.folder), house.folder)
    return {
        "recorder_cpu_ratio": round(recorder / ffmpeg, 2),
        "recorder_cpu_percent": round(100 * recorder, 2),
        "ffmpeg_cpu_percent": round(100 * ffmpeg, 3),
        "kbit_per_s": round(stored * 8 / 1000),
        "seconds": SECONDS,
    }


def _recorder(house: MediaHouse) -> tuple[float, list[Path]]:
    from tiepdan.rooms import livekit

    room, folder = f"bench-{uuid.uuid4().hex}", house.folder / "recorded"
    with ThreadPoolExecutor(1) as elsewhere:  # Playwright keeps a loop running in this thread
        elsewhere.submit(livekit.create_room, room).result()
    page = house.context(chromium.CENTRE, picture=PICTURE, frames_per_second=FRAMES_PER_SECOND, grain=GRAIN).new_page()
    page.goto(f"{house.running.base_url}/tro-giup/")
    page.evaluate(LIVEKIT_CLIENT.read_text())
    ticket = livekit.site_ticket(room, "site:bench", "bench", may_speak=False)
    assert page.evaluate(PUBLISH, {"url": ticket.url, "token": ticket.token}) == PICTURE
    with recording(room, folder) as process:
        used = _cpu_while_running(process.pid)
    return used, sorted(folder.glob("*.webm"))


def _whole(files: list[Path], folder: Path) -> Path:
    """The segments as one file, as they were written."""
    listing, whole = folder / "files.txt", folder / "whole.webm"
    listing.write_text("".join(f"file '{path}'\n" for path in files))
    _run("-f", "concat", "-safe", "0", "-i", str(listing), "-c", "copy", str(whole))
    return whole


def _ffmpeg(whole: Path, folder: Path) -> float:
    """CPU of the receiving half only."""
    port, description = free_port(18790), folder / "stream.sdp"
    sender = ["ffmpeg", "-loglevel", "error", "-re", "-stream_loop", "-1", "-i", str(whole), "-c", "copy", "-f", "rtp"]
    to = f"rtp://127.0.0.1:{port}"
    with subprocess.Popen([*sender, "-sdp_file", str(description), to], stdin=subprocess.DEVNULL) as sending:
        while not description.exists():
            time.sleep(0.05)
        receiver = ["ffmpeg", "-loglevel", "error", "-y", "-protocol_whitelist", "file,udp,rtp", "-i", str(description)]
        command = [*receiver, "-c", "copy", str(folder / "copied.webm")]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as receiving:
            used = _cpu_while_running(receiving.pid)
            receiving.terminate()
        sending.terminate()
    return used


def _cpu_while_running(process: int) -> float:
    """CPU seconds per second, once it runs evenly."""
    time.sleep(WARM_SECONDS)
    before, began = _cpu(process), time.monotonic()
    time.sleep(SECONDS - WARM_SECONDS)
    return (_cpu(process) - before) / (time.monotonic() - began)


def _cpu(process: int) -> float:
    """Seconds on a processor of all threads; the kernel counts them in nanoseconds there, not in hundredths."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e9


def _run(*words: str) -> None:
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *words], check=True)
