import { expect, test } from "vitest";
import { dictionaries, sayIn, type TextKey } from "../src/texts";

const keys = Object.keys(dictionaries.vi) as TextKey[];
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test("both languages have the same texts, none empty", () => {
  expect(Object.keys(dictionaries.en).sort()).toEqual([...keys].sort());
  expect(keys.filter((key) => !dictionaries.vi[key].trim() || !dictionaries.en[key].trim())).toEqual([]);
});

test.each(keys)("%s names the same values in both languages", (key) => {
  expect(holes(dictionaries.en[key])).toEqual(holes(dictionaries.vi[key]));
});

test("no English text was left in Vietnamese", () => {
  expect(keys.filter((key) => dictionaries.en[key] === dictionaries.vi[key])).toEqual([]);
});

test("texts are composed Unicode without invisible characters", () => {
  const all = keys.flatMap((key) => [dictionaries.vi[key], dictionaries.en[key]]);
  expect(all.filter((text) => text !== text.normalize("NFC") || /[\u200b-\u200f\ufeff]/.test(text))).toEqual([]);
});

test("values are put in their places, and an empty one leaves no double space", () => {
  const say = sayIn("vi");
  expect(say("floor_held", { names: "Bà An" })).toBe("Đang được phát biểu: Bà An");
  expect(say("hearing_interrupted", { number: 7, because: "" })).toBe(
    "Lượt tiếp số 7 tạm dừng. Xin ông/bà chờ trong giây lát.",
  );
});

test("a word with a sign of replacement in it is shown as it is", () => {
  expect(sayIn("en")("floor_held", { names: "$& {names}" })).toBe("Has the floor: $& {names}");
});
