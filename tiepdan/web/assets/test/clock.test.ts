import { describe, expect, it } from "vitest";
import { hourWords, span } from "../behaviours/clock";

describe("clocks", () => {
  it.each([
    [0, "0:00"],
    [14_000, "0:14"],
    [725_000, "12:05"],
    [3_723_000, "1:02:03"],
    [172_800_000 + 7_200_000, "2 ngày 2 giờ"],
  ])("shows %d ms as %s", (milliseconds, words) => {
    expect(span(milliseconds)).toBe(words);
  });

  it("tells the hour of Viet Nam, wherever the machine is", () => {
    expect(hourWords(new Date("2026-11-23T01:05:00Z"))).toBe("8 giờ 05");
    expect(hourWords(new Date("2026-11-23T17:00:00Z"))).toBe("0 giờ 00");
  });
});
