import { expect, test } from "vitest";
import { loudness } from "../src/meter";

test.each([
  [0, 0],
  [0.0005, 0],
  [0.001, 0],
  [0.0316227766, 0.5],
  [1, 1],
  [2, 1],
])("a peak of %s shows %s", (peak, shown) => {
  expect(loudness(peak)).toBeCloseTo(shown, 6);
});
