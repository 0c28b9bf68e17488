"""What a site's screen, or a table's stage, really receives: pictures by their frames and colour, sound by its tone."""

import re
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Page, TimeoutError, expect  # noqa: A004 -- Playwright's own

from tests.browser.chromium import Site
from tiepdan.cli.environment import ROOT

LIVEKIT_CLIENT = ROOT / "node_modules/livekit-client/dist/livekit-client.umd.js"
IN_THE_ROOM_MS = 20_000
HEARD_MS = 15_000

# Peak frequency and its level of every remote sound that plays here, measured over half a second.
TONES = """async () => {
  const context = (window.ear ??= new AudioContext());
  await context.resume();
  const ears = [...document.querySelectorAll("[data-sounds] audio")].filter((one) => !one.muted).map((one) => {
    const analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    analyser.smoothingTimeConstant = 0;
    context.createMediaStreamSource(one.srcObject).connect(analyser);
    return { identity: one.dataset.identity, analyser, hz: 0, db: -Infinity };
  });
  for (let turn = 0; turn < 8; turn++) {
    await new Promise((resume) => setTimeout(resume, 90));
    for (const ear of ears) {
      const levels = new Float32Array(ear.analyser.frequencyBinCount);
      ear.analyser.getFloatFrequencyData(levels);
      levels.forEach((db, bin) => {
        const hz = (bin * context.sampleRate) / ear.analyser.fftSize;
        if (hz > 200 && hz < 3000 && db > ear.db) Object.assign(ear, { hz, db });
      });
    }
  }
  return ears.map(({ identity, hz, db }) => ({ identity, hz, db: Number.isFinite(db) ? db : -999 }));
}"""
AUDIBLE_DB = -60
EXACT_HZ = 15

# The colour of the middle of the upper edge of each picture on the stage, which the moving part never touches.
COLOURS = """() => Object.fromEntries([...document.querySelectorAll("video[data-identity]")]
  .filter((video) => video.videoWidth)
  .map((video) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 16, height: 9 });
    const pen = canvas.getContext("2d");
    pen.drawImage(video, 0, 0, 16, 9);
    return [video.dataset.identity, [...pen.getImageData(8, 2, 1, 1).data].slice(0, 3)];
  }))"""


class Screen:
    """A page with a stage."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def facts(self) -> dict[str, Any]:
        """The stage's own copy of what it knows (room/src/snapshot.ts)."""
        return dict(self.page.evaluate("() => JSON.parse(JSON.stringify(window.tiepdanStage ?? {}))"))

    @property
    def identity(self) -> str:
        return str(self.facts["identity"])

    @property
    def others(self) -> set[str]:
        """The sites in the room beside this one; tables and recorder are not seen."""
        return {one["identity"] for one in self.facts["received"]}

    def wait_until_live(self) -> None:
        self._wait("() => window.tiepdanStage?.connected === true && window.tiepdanStage.phase === 'live'")

    def wait_until_outside(self) -> None:
        self._wait("() => window.tiepdanStage?.connected === false && window.tiepdanStage.phase === 'waiting'")

    def wait_for_pictures_of(self, identities: Iterable[str]) -> None:
        """Frames of exactly these sites are decoded here, and more of them a moment later."""
        wanted = sorted(identities)
        before = self._wait(ALL_DECODED, wanted)
        self._wait(ALL_GREW, before)
        assert sorted(self.others) == wanted

    def wait_until_heard(self, sites: dict[str, Site]) -> None:
        """Exactly these sites sound here, each with its own tone."""
        wanted = {identity: site.tone_hz for identity, site in sites.items()}
        heard: dict[str, float] = {}
        for _turn in range(HEARD_MS // 800):
            heard = self.tones()
            if heard.keys() == wanted.keys() and all(abs(heard[who] - wanted[who]) < EXACT_HZ for who in wanted):
                return
        raise AssertionError(f"heard {heard}, expected {wanted}")

    def tones(self) -> dict[str, float]:
        """Hertz of the strongest tone of each site that sounds here now."""
        return {one["identity"]: one["hz"] for one in self.page.evaluate(TONES) if one["db"] > AUDIBLE_DB}

    def sees_the_picture_of(self, identity: str, site: Site) -> None:
        """The picture under this name has this site's colour, not another's."""
        seen = self.page.evaluate(COLOURS)[identity]
        expected = [int(site.colour[at : at + 2], 16) for at in (2, 4, 6)]
        assert all(abs(one - other) < 40 for one, other in zip(seen, expected, strict=True)), (seen, expected)

    @property
    def site(self) -> str:
        return self.identity.removeprefix("site:")

    def speaks_with_a_changed_browser(self) -> str:
        """Publish a microphone past the client's own refusals; returns `published` or the server's refusal."""
        self.page.evaluate(LIVEKIT_CLIENT.read_text())
        return str(self.page.evaluate(FORCED_MICROPHONE))

    def shows_paper(self, title: str, page: int) -> None:
        expect(self.page.locator("[data-paper]")).to_be_visible()
        expect(self.page.locator("[data-paper] figcaption")).to_contain_text(re.compile(f"{title}.* {page}/"))
        self._wait(
            "() => { const i = document.querySelector('[data-paper] img'); return i.complete && i.naturalWidth > 0 }"
        )

    def _wait(self, condition: str, argument: object = None) -> Any:
        """The value of the condition once it is true.

        Raises: AssertionError with what the stage knew.
        """
        try:
            handle = self.page.wait_for_function(condition, arg=argument, timeout=IN_THE_ROOM_MS, polling=200)
        except TimeoutError as error:
            raise AssertionError(f"{self.page.url} is {self.facts}, asked {condition} of {argument}") from error
        return handle.json_value()


ALL_DECODED = """(wanted) => {
  const received = window.tiepdanStage?.received ?? [];
  const frames = Object.fromEntries(received.map((one) => [one.identity, one.framesDecoded]));
  return received.length === wanted.length && wanted.every((who) => frames[who] > 0) && frames;
}"""
ALL_GREW = """(before) => {
  const received = window.tiepdanStage?.received ?? [];
  return received.length > 0 && received.every((one) => one.framesDecoded > (before[one.identity] ?? Infinity));
}"""

FORCED_MICROPHONE = """async () => {
  const stage = document.querySelector("[data-stage]");
  const headers = { "X-CSRFToken": stage.dataset.csrf };
  const ticket = await (await fetch(stage.dataset.ticketUrl, { method: "POST", headers })).json();
  const room = new LivekitClient.Room();
  await room.connect(ticket.url, ticket.token);
  room.localParticipant.hasPermissionsToPublish = () => true;
  const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
  const attempt = room.localParticipant
    .publishTrack(track, { source: LivekitClient.Track.Source.Microphone })
    .then(() => "published", (error) => `refused: ${error.message}`);
  const outcome = await attempt;
  await room.disconnect();
  return outcome;
}"""
