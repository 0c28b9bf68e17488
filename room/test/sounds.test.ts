import { expect, test } from "vitest";
import { Sounds } from "../src/sounds";

const heard = (audio_level: number, identity = "site:a") => [
  { identity, frames_decoded: 9, audio_level, width: 320, height: 180 },
];

test("a pause between two words is not silence", () => {
  const sounds = new Sounds();
  for (const [second, level] of [0.3, 0.4, 0, 0].entries()) sounds.note(heard(level), second * 1000);

  expect(sounds.loudest(heard(0))[0]?.audio_level).toBe(0.4);
});

test("who has been silent for ten seconds is silent", () => {
  const sounds = new Sounds();
  sounds.note(heard(0.4), 0);
  sounds.note(heard(0), 9_999);
  expect(sounds.loudest(heard(0))[0]?.audio_level).toBe(0.4);

  sounds.note(heard(0), 10_000);
  expect(sounds.loudest(heard(0))[0]?.audio_level).toBe(0);
});

test("who leaves and comes back has not been heard yet", () => {
  const sounds = new Sounds();
  sounds.note(heard(0.4), 0);
  sounds.note(heard(0.2, "site:b"), 1000);
  sounds.note(heard(0), 2000);

  expect(sounds.loudest(heard(0))[0]?.audio_level).toBe(0);
});

test("each one has a level of his own", () => {
  const sounds = new Sounds();
  const both = [...heard(0.4), ...heard(0, "site:b")];
  sounds.note(both, 0);

  expect(sounds.loudest(both).map((one) => one.audio_level)).toEqual([0.4, 0]);
});
