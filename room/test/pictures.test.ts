import { expect, test } from "vitest";
import type { Sample } from "../src/livekit";
import { Pictures } from "../src/pictures";
import { pictureOf } from "../src/presence";

const NOBODY: ReadonlySet<string> = new Set();
const sent = { cameraFrames: 0, frames: 0, audioLevel: 0, rttMs: 0, lossPct: 0 };
const still = (frames: number): Sample => ({
  received: [{ identity: "site:a", frames_decoded: frames, audio_level: 0, width: 320, height: 180 }],
  sent,
});

test("a picture that stands still is frozen", () => {
  const pictures = new Pictures();
  for (const now of [0, 10_000, 20_000]) pictures.note(still(9), false, now, NOBODY);

  expect(pictureOf(pictures.received.get("site:a"), 20_000)).toBe("frozen");
});

test("a picture that nobody sees may rest, and has its time when it is seen again", () => {
  const pictures = new Pictures();
  for (const now of [0, 10_000, 20_000]) pictures.note(still(9), false, now, new Set(["site:a"]));

  expect(pictureOf(pictures.received.get("site:a"), 20_500)).toBe("moving");

  pictures.note(still(9), false, 40_000, NOBODY);
  expect(pictureOf(pictures.received.get("site:a"), 40_000)).toBe("frozen");
});
