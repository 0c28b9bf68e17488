import { expect, test } from "vitest";
import { floorHolders, floorNames, iMaySpeak, microphoneAct } from "../src/floor";
import { centre, state, xaA } from "./cast";

const given = { ...state, sites: [centre, { ...xaA, may_speak: true }] };

test("the floor is held by those whom the rows name", () => {
  expect(floorHolders(state).map((site) => site.identity)).toEqual([centre.identity]);
  expect(floorHolders(given).map((site) => site.identity)).toEqual([centre.identity, xaA.identity]);
});

test("this site may speak only when its own row says so", () => {
  expect([iMaySpeak(state), iMaySpeak(given)]).toEqual([false, true]);
});

test("the person is named rather than the place, the sites before the centre", () => {
  expect(floorNames(given)).toBe("Bà Nguyễn Thị An, Điểm cầu trung tâm");
});

test.each([
  // granted, permitted, hasTrack, published → act
  [true, true, true, false, "publish"],
  [true, true, true, true, "keep"],
  [false, true, true, true, "withdraw"],
  [true, false, true, true, "withdraw"],
  [true, true, false, true, "withdraw"],
  [false, true, true, false, "keep"],
  [true, false, true, false, "keep"],
  [true, true, false, false, "keep"],
] as const)(
  "microphone: granted %s, permitted %s, track %s, published %s → %s",
  (granted, permitted, hasTrack, published, act) => {
    expect(microphoneAct({ granted, permitted, hasTrack, published })).toBe(act);
  },
);
