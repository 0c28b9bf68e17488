import { expect, test } from "vitest";
import { afterLoss, lineQuality, nextStep, reconnectDelay, rejoinDelay, SAME_TICKET_MS } from "../src/connection";

const place = { kind: "hearing", room: "hearing-7", ready: true } as const;
const now = { place, mediaAvailable: true, room: null, phase: "waiting" } as const;

test("the same ticket is tried for at least five minutes, then a fresh one is due", () => {
  expect(SAME_TICKET_MS).toBeGreaterThanOrEqual(5 * 60 * 1000);
  expect(reconnectDelay(40, SAME_TICKET_MS - 1, 0.5)).toBe(5000);
  expect(reconnectDelay(40, SAME_TICKET_MS, 0.5)).toBe(null);
});

test("waits grow and are spread by chance between half and one and a half", () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((attempt) => reconnectDelay(attempt, 0, 0.5))).toEqual([
    300, 600, 1200, 2400, 4000, 5000, 5000,
  ]);
  expect([reconnectDelay(5, 0, 0), reconnectDelay(5, 0, 1)]).toEqual([2500, 7500]);
});

test("a fresh ticket is asked for ever, never later than twelve seconds after the last time", () => {
  expect(rejoinDelay(0, 0)).toBe(250);
  expect(rejoinDelay(100_000, 1)).toBe(12_000);
});

test.each([
  ["no place", { place: null }, "hide"],
  ["no place any more, in a room", { place: null, room: "hearing-7", phase: "live" }, "hide"],
  ["a place whose room is being made", { place: { ...place, ready: false } }, "open"],
  ["a place that is ready", {}, "join"],
  ["a place in another room than this one", { room: "rehearsal-1", phase: "live" }, "join"],
  ["a place in another room that is not ready", { place: { ...place, ready: false }, room: "rehearsal-1" }, "open"],
  ["a place in this room", { room: "hearing-7", phase: "live" }, "stay"],
  ["a place in this room, the server of pictures doubtful", { room: "hearing-7", mediaAvailable: false }, "stay"],
  ["a new place, when another window took over", { room: "rehearsal-1", phase: "replaced" }, "stay"],
  ["no place any more, when another window took over", { place: null, phase: "replaced" }, "stay"],
  ["a place, the server of pictures down", { mediaAvailable: false }, "media_down"],
  [
    "a room that cannot be made, the server of pictures down",
    { place: { ...place, ready: false }, mediaAvailable: false },
    "media_down",
  ],
] as const)("%s", (_, changes, step) => {
  expect(nextStep({ ...now, ...changes })).toBe(step);
});

test("only the newest window stays: the older one waits for a hand", () => {
  expect(afterLoss("replaced")).toBe("wait_for_hand");
  expect(afterLoss("left")).toBe("nothing");
  expect([afterLoss("network"), afterLoss("removed")]).toEqual(["rejoin", "rejoin"]);
});

test.each([
  [{ connected: true, rttMs: 40, lossPct: 0 }, "good"],
  [{ connected: true, rttMs: 301, lossPct: 0 }, "fair"],
  [{ connected: true, rttMs: 40, lossPct: 3.1 }, "fair"],
  [{ connected: true, rttMs: 40, lossPct: 10.1 }, "poor"],
  [{ connected: true, rttMs: 801, lossPct: 0 }, "poor"],
  [{ connected: false, rttMs: 1, lossPct: 0 }, "lost"],
] as const)("the line %j is %s", (line, quality) => {
  expect(lineQuality(line)).toBe(quality);
});
