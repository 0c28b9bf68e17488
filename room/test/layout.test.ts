import { expect, test } from "vitest";
import { arrange, PAPER, type Wish } from "../src/layout";
import { centre, people, xaA, xaB } from "./cast";

const endpoint: Wish = { mode: "endpoint", tiles: false, paperShown: false };
const viewer: Wish = { ...endpoint, mode: "viewer" };
const b = { ...xaB, sits_here: "" };
const [c, a] = [centre.identity, xaA.identity];

test("at a site the chair is large and the own picture small", () => {
  const arrangement = arrange(people([xaA, centre, b], xaA), endpoint);

  expect(arrangement).toEqual({ kind: "stage", large: c, line: [b.identity], own: a });
});

test("at a site nothing moves when another site takes the floor", () => {
  const before = arrange(people([centre, xaA, b], xaA), endpoint);
  const after = arrange(people([centre, xaA, { ...b, may_speak: true }], xaA), endpoint);

  expect(after).toEqual(before);
});

test("a paper takes the large place and the faces stand beside it", () => {
  const arrangement = arrange(people([centre, xaA, b], xaA), { ...endpoint, paperShown: true });

  expect(arrangement).toEqual({ kind: "stage", large: PAPER, line: [c, b.identity], own: a });
});

test("at the centre the citizen is large, and who has the floor before him", () => {
  const quiet = arrange(people([centre, b, xaA], centre), endpoint);
  const speaking = arrange(people([centre, { ...b, may_speak: true }, xaA], centre), endpoint);

  expect([quiet.large, speaking.large]).toEqual([a, b.identity]);
  expect(quiet.own).toBe(c);
});

test("a viewer sees the citizen large and has no picture of his own", () => {
  const arrangement = arrange(people([centre, xaA], centre), viewer);

  expect(arrangement).toEqual({ kind: "stage", large: a, line: [c], own: null });
});

test("the coordinator has one tile per site, the centre first, in the order of the rows", () => {
  const arrangement = arrange(people([xaA, centre, b], centre), { ...viewer, tiles: true, paperShown: true });

  expect(arrangement).toEqual({ kind: "tiles", large: null, line: [c, a, b.identity], own: null });
});

test("alone in the room, the own picture is large", () => {
  expect(arrange(people([xaA], xaA), endpoint)).toEqual({ kind: "stage", large: a, line: [], own: null });
});

test("without anybody there is nothing large", () => {
  expect(arrange([], viewer)).toEqual({ kind: "stage", large: null, line: [], own: null });
});

test("sixty sites are all on the stage once", () => {
  const many = Array.from({ length: 60 }, (_, number) => ({ ...xaB, identity: `site:${number}` }));
  const { large, line, own } = arrange(people([centre, ...many], centre), endpoint);

  expect(new Set([large, ...line, own]).size).toBe(61);
  expect(line.length).toBe(59);
});
