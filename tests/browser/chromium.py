"""Chromium with a camera and a microphone of our own making: each site has its picture and its tone."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright

SECONDS = 4
PICTURE = "320x180"  # small, so that two cores carry four sites
FRAMES_PER_SECOND = 10


@dataclass(frozen=True)
class Site:
    """What makes a site recognisable: the colour of its picture, the frequency of its tone."""

    name: str
    colour: str
    tone_hz: int


# Tones that are no multiples of one another, so that a spectrum tells them apart.
CENTRE = Site("centre", "0x1f6fb2", 440)
FIRST = Site("first", "0xb23a1f", 620)
SECOND = Site("second", "0x2f9e44", 930)
STRANGER = Site("stranger", "0x8a2fb2", 1310)


@dataclass(frozen=True)
class DeviceFault:
    """What the browser says when a device cannot be opened, and the words that our page makes of it for a camera."""

    error: str
    message: str
    words: str


DEVICE_FAULTS = {
    "refused": DeviceFault("NotAllowedError", "Permission denied", "Trình duyệt đang chặn máy quay"),
    "absent": DeviceFault("NotFoundError", "Requested device not found", "Không tìm thấy máy quay"),
    "busy": DeviceFault("NotReadableError", "Could not start video source", "đang được chương trình khác sử dụng"),
    "closed-by-the-system": DeviceFault("NotAllowedError", "Permission denied by system", "Hệ điều hành không cho"),
}


@dataclass(frozen=True)
class FakeDevices:
    camera: Path
    microphone: Path


def make_devices(
    site: Site,
    folder: Path,
    *,
    picture: str = PICTURE,
    frames_per_second: int = FRAMES_PER_SECOND,
    grain: int = 0,
) -> FakeDevices:
    """The files that Chromium plays as camera and microphone, again and again.

    `grain` is the strength of a sensor's noise, 0–100: without it a picture is coded in a sixth of a camera's bits.
    """
    made = FakeDevices(folder / f"{site.name}.y4m", folder / f"{site.name}.wav")
    ground = f"color=c={site.colour}:s={picture}:r={frames_per_second}:d={SECONDS}[ground]"
    moving = f"testsrc2=s=80x45:r={frames_per_second}:d={SECONDS}[moving]"
    drawn = (
        f"{ground};{moving};[ground][moving]overlay=x='mod(t*60,240)':y=120,noise=alls={grain}:allf=t,format=yuv420p"
    )
    _ffmpeg("-filter_complex", drawn, "-t", str(SECONDS), str(made.camera))
    # Beaten like syllables: a tone that never pauses is taken for noise and silenced by the browser.
    tone = f"sine=frequency={site.tone_hz}:sample_rate=48000:duration={SECONDS},tremolo=f=2.5:d=0.9"
    _ffmpeg("-f", "lavfi", "-i", tone, "-ac", "1", "-c:a", "pcm_s16le", str(made.microphone))
    return made


def fail_devices(context: BrowserContext, fault: DeviceFault) -> None:
    """Camera and microphone fail in this way on every page that is opened from now on."""
    context.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => "
        f"{{ throw new DOMException('{fault.message}', '{fault.error}'); }};"
    )


def launch(playwright: Playwright, devices: FakeDevices | None = None, *more: str) -> Browser:
    """One browser process; without devices there is no camera and no microphone at all."""
    return playwright.chromium.launch(executable_path=executable(), args=[*FLAGS, *_device_flags(devices), *more])


def kill(browser: Browser) -> None:
    """The process is gone at once, without a farewell to anybody."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    [process] = [one["id"] for one in told["processInfo"] if one["type"] == "browser"]
    os.kill(int(process), signal.SIGKILL)


def executable() -> str:
    """The machine's Chromium.

    Raises: FileNotFoundError with what to install.
    """
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("the browser tests need Chromium: apt-get install chromium")


FLAGS = (
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # A machine without a network has no other address to offer the media server than the loopback.
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns,OptimizationHints,MediaRouter,Translate",
)


def _device_flags(devices: FakeDevices | None) -> list[str]:
    if devices is None:
        return []
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={devices.camera}",
        f"--use-file-for-fake-audio-capture={devices.microphone}",
    ]


def _ffmpeg(*words: str) -> None:
    subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *words], check=True)
