/** The people of the tests: the fixture's state and one way to change it. */
import type { Site, State } from "../src/messages";
import { type Person, peopleOf, type Seen } from "../src/presence";
import { isState } from "../src/shape";
import fixture from "./fixtures/state.json";

if (!isState(fixture)) throw new Error("the state fixture does not have the agreed shape");
export const state: State = fixture;

export const centre = state.sites[0] as Site;
export const xaA = state.sites[1] as Site;
export const xaB: Site = { ...xaA, identity: "site:b", name: "Điểm cầu xã B", asks_to_speak: false, sits_here: "" };

export const seen = (changes: Partial<Seen> = {}): Seen => ({
  inRoom: new Set([centre.identity, xaA.identity, xaB.identity]),
  speaking: new Set(),
  pictures: new Map(),
  now: 0,
  ...changes,
});

export function people(sites: readonly Site[], me: Site, changes: Partial<Seen> = {}): readonly Person[] {
  return peopleOf(
    { ...state, me: { ...state.me, identity: me.identity, is_central: me.is_central }, sites },
    seen(changes),
  );
}
