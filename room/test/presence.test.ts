import { expect, test } from "vitest";
import { FROZEN_AFTER_MS, type Person, pictureFaults, pictureOf, stateOf, watchPicture } from "../src/presence";
import { centre, people, xaA } from "./cast";

const person = (changes: Partial<Person>): Person => ({
  identity: "site:a",
  name: "Xã A",
  seat: "",
  isCentral: false,
  isMe: false,
  hasFloor: false,
  asks: false,
  speaking: false,
  connection: "online",
  picture: "moving",
  ...changes,
});

test("a picture without a frame is missing after five seconds, not before", () => {
  const watch = watchPicture(undefined, 0, 1000);

  expect(pictureOf(watch, 1000 + FROZEN_AFTER_MS - 1)).toBe("starting");
  expect(pictureOf(watch, 1000 + FROZEN_AFTER_MS)).toBe("missing");
});

test("a picture that stops is frozen five seconds after its last frame", () => {
  const moving = watchPicture(watchPicture(undefined, 0, 0), 30, 2000);
  const still = watchPicture(moving, 30, 6000);

  expect(pictureOf(still, 6999)).toBe("moving");
  expect(pictureOf(still, 7000)).toBe("frozen");
});

test("a picture that moves again is no longer frozen", () => {
  const still = watchPicture(watchPicture(undefined, 30, 0), 30, 9000);

  expect(pictureOf(watchPicture(still, 31, 9500), 9600)).toBe("moving");
});

test("a count that falls belongs to a new track and is alive", () => {
  expect(pictureOf(watchPicture(watchPicture(undefined, 900, 0), 3, 8000), 8100)).toBe("moving");
});

test("who is in the room is online whatever an older row says", () => {
  const [, a] = people([centre, { ...xaA, connection: "reconnecting" }], centre);

  expect(a?.connection).toBe("online");
});

test("who is online in the rows and not in the room is on his way", () => {
  const [, a] = people([centre, xaA], centre, { inRoom: new Set([centre.identity]) });

  expect(a?.connection).toBe("connecting");
});

test("a person in the room who is not in the rows is not shown", () => {
  const names = people([centre], centre, { inRoom: new Set([centre.identity, "site:stranger"]) });

  expect(names.map((one) => one.identity)).toEqual([centre.identity]);
});

test("who has the floor no longer asks for it", () => {
  const [one] = people([{ ...xaA, may_speak: true, asks_to_speak: true }], xaA);

  expect([one?.hasFloor, one?.asks]).toEqual([true, false]);
});

test.each([
  [{ connection: "offline", picture: "frozen", hasFloor: true }, "missing", "person_offline"],
  [{ connection: "reconnecting", asks: true }, "interrupted", "person_reconnecting"],
  [{ connection: "connecting" }, "waiting", "person_connecting"],
  [{ picture: "frozen", hasFloor: true, speaking: true }, "interrupted", "picture_frozen"],
  [{ picture: "missing" }, "missing", "picture_missing"],
  [{ hasFloor: true, speaking: true }, "live", "person_speaking"],
  [{ hasFloor: true }, "live", "person_has_floor"],
  [{ asks: true }, "waiting", "person_asks"],
  [{ speaking: true }, "ready", "person_here"],
] as const)("the tile of %j says the gravest thing", (changes, shape, word) => {
  expect(stateOf(person(changes))).toEqual({ shape, word });
});

test("only a picture that failed in the room is a fault of the camera", () => {
  const all = [
    person({ identity: "frozen", picture: "frozen" }),
    person({ identity: "missing", picture: "missing" }),
    person({ identity: "gone", picture: "frozen", connection: "offline" }),
    person({ identity: "starting", picture: "starting" }),
  ];

  expect(pictureFaults(all).map((one) => one.identity)).toEqual(["frozen", "missing"]);
});
