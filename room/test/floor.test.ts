import { expect, test } from "vitest";
import { floorHolders, floorNames, iMaySpeak, microphoneToPublish } from "../src/floor";
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
  [true, true, "microphone", "microphone"],
  [false, true, "microphone", null],
  [true, false, "microphone", null],
  [true, true, null, null],
])(
  "granted by the row %s, permitted by the media server %s, track %s: %s is published",
  (granted, permitted, track, published) => {
    expect(microphoneToPublish({ granted, permitted, track })).toBe(published);
  },
);
