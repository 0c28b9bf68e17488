import { expect, test } from "vitest";
import type { Received } from "../src/messages";
import { deviceWord, type Facts, gist, reportOf } from "../src/report";
import { isReport } from "../src/shape";

const facts: Facts = {
  room: "hearing-7",
  at: new Date("2026-11-23T01:31:12Z"),
  camera: "ok",
  microphone: "ok",
  speakerHeard: false,
  ownPicture: { frames: 50, since: 0, grewAt: 9000 },
  received: [{ identity: "site:c", frames_decoded: 9, audio_level: 0, width: 640, height: 360 }],
  sent: { cameraFrames: 50, frames: 60, audioLevel: 0, rttMs: 12, lossPct: 0 },
  now: 10_000,
};

test("a report has the shape agreed with the server and the figures that were counted", () => {
  const report = reportOf(facts);

  expect(isReport(report)).toBe(true);
  expect(report.sent).toEqual({ frames: 60, audio_level: 0, rtt_ms: 12, loss_pct: 0 });
  expect(report.received).toEqual(facts.received);
});

test("a camera that gives no new frame for five seconds is reported frozen", () => {
  expect(reportOf({ ...facts, now: 14_000 }).camera).toBe("frozen");
  expect(reportOf({ ...facts, now: 13_999 }).camera).toBe("ok");
});

test("a camera that was refused is reported refused, not frozen", () => {
  expect(reportOf({ ...facts, camera: "refused", now: 99_000 }).camera).toBe("refused");
});

test("each state of a device becomes a word that the server knows", () => {
  const states = [
    "ok",
    "off",
    "absent",
    "busy",
    "refused",
    "system",
    "insecure",
    "waiting",
    "unsuitable",
    "unknown",
  ] as const;
  expect(states.map(deviceWord)).toEqual([
    "ok",
    "off",
    "absent",
    "busy",
    "refused",
    "refused",
    "refused",
    "unknown",
    "unknown",
    "unknown",
  ]);
});

test("growing counters are no change, a picture or a sound that comes is", () => {
  const gistOf = (changed: Partial<Received>) =>
    gist(reportOf({ ...facts, received: facts.received.map((one) => ({ ...one, ...changed })) }));

  expect(gistOf({ frames_decoded: 99 })).toBe(gistOf({}));
  expect(gistOf({ frames_decoded: 0 })).not.toBe(gistOf({}));
  expect(gistOf({ audio_level: 0.2 })).not.toBe(gistOf({}));
  expect(gistOf({ audio_level: 0.2 })).toBe(gistOf({ audio_level: 0.3 }));
});
