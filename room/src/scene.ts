/** From rows and counters to what is drawn: pure, so that every sentence of the stage can be tested. */
import type { Phase } from "./connection";
import { lineQuality } from "./connection";
import type { DeviceState } from "./devices";
import { floorNames, iMaySpeak } from "./floor";
import { arrange } from "./layout";
import type { Sample } from "./livekit";
import type { State } from "./messages";
import type { Person, PictureWatch } from "./presence";
import { peopleOf, pictureFaults } from "./presence";
import type { Say, TextKey } from "./texts";
import type { Scene } from "./view";

export interface Facts {
  readonly phase: Phase;
  readonly state: State | null;
  readonly viewer: boolean;
  readonly tiles: boolean;
  readonly say: Say;
  readonly inRoom: ReadonlySet<string>;
  readonly speaking: ReadonlySet<string>;
  readonly pictures: ReadonlyMap<string, PictureWatch>;
  readonly ownPicture: PictureWatch | undefined;
  readonly sample: Sample;
  readonly connected: boolean;
  readonly microphonePublished: boolean;
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
  readonly audible: boolean;
  readonly soundBlocked: boolean;
  readonly staleSince: Date | null;
  readonly now: number;
}

type Ready = Scene["ready"][number];

export function sceneOf(facts: Facts): Scene {
  const { state } = facts;
  const people = state ? peopleOf(state, seenIn(facts, state)).map((person) => withOwnCamera(person, facts)) : [];
  const mode = facts.viewer ? "viewer" : "endpoint";
  return {
    phase: facts.phase,
    people,
    arrangement: arrange(people, { mode, tiles: facts.tiles, paperShown: Boolean(state?.paper) }),
    paper: state?.paper ?? null,
    banner: bannerOf(facts),
    alarms: facts.viewer || state?.me.is_central ? alarmsOf(people, facts) : [],
    floor: floorOf(facts),
    ready: readyOf(facts),
    microphone: facts.viewer || !state ? null : microphoneOf(facts, state),
    quality: lineQuality({ connected: facts.connected, ...facts.sample.sent }),
    viewer: facts.viewer,
    audible: facts.audible,
    soundBlocked: facts.soundBlocked,
    trouble: troubleOf(facts),
  };
}

function seenIn(facts: Facts, state: State) {
  const pictures = new Map(facts.pictures);
  if (!facts.viewer && facts.ownPicture) pictures.set(state.me.identity, facts.ownPicture);
  return {
    inRoom: facts.inRoom,
    speaking: facts.speaking,
    pictures,
    now: facts.now,
  };
}

/** The own camera is known to be out before anybody has waited for its picture. */
function withOwnCamera(person: Person, facts: Facts): Person {
  const out = facts.camera !== "ok" && facts.camera !== "waiting";
  return person.isMe && !facts.viewer && out ? { ...person, picture: "missing" } : person;
}

function bannerOf({ state, staleSince, say }: Facts): string {
  const hearing = state?.hearing;
  const number = String(hearing?.number ?? 0).padStart(2, "0");
  const because = hearing?.interrupted_because.replace(/[^.!?]$/, "$&.") ?? "";
  if (hearing?.status === "interrupted") return say("hearing_interrupted", { number, because });
  if (staleSince) return say("stale", { time: clock(staleSince) });
  if (hearing?.status === "opening")
    return say(state?.recording === "failed" ? "recording_not_begun" : "hearing_opening", { number });
  if (hearing?.status === "live" && state?.recording === "failed") return say("recording_lost");
  if (hearing?.status === "ended") return say("hearing_ended", { number });
  return state?.place?.kind === "rehearsal" ? say("rehearsal") : "";
}

function clock(moment: Date): string {
  return moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
}

function alarmsOf(people: readonly Person[], facts: Facts): readonly string[] {
  return pictureFaults(people).map((person) => {
    const watch = person.isMe && !facts.viewer ? facts.ownPicture : facts.pictures.get(person.identity);
    const seconds = Math.floor((facts.now - (watch?.grewAt ?? facts.now)) / 1000);
    return facts.say(person.picture === "frozen" ? "alarm_frozen" : "alarm_missing", { name: person.name, seconds });
  });
}

function floorOf({ state, say }: Facts): string {
  const names = state ? floorNames(state) : "";
  return names ? say("floor_held", { names }) : say("floor_nobody");
}

function microphoneOf(facts: Facts, state: State): Scene["microphone"] {
  if (facts.microphonePublished) return { shape: "live", word: "microphone_open" };
  if (facts.microphone !== "ok" && facts.microphone !== "waiting")
    return { shape: "missing", word: "microphone_fault" };
  if (iMaySpeak(state)) return { shape: "waiting", word: "microphone_opening" };
  return { shape: "missing", word: "microphone_shut" };
}

/** What a waiting site says of itself: whether the centre is reached, and whether its own devices work. */
function readyOf(facts: Facts): Scene["ready"] {
  if (facts.viewer || facts.phase !== "waiting") return [];
  return [
    centreOf(facts),
    deviceOf(facts.camera, "camera_ready", "camera_opening", "camera_fault"),
    deviceOf(facts.microphone, "microphone_ready", "microphone_opening", "microphone_fault"),
  ];
}

function centreOf({ state, staleSince }: Facts): Ready {
  if (staleSince) return { shape: "missing", word: "centre_lost" };
  return state ? { shape: "ready", word: "centre_reached" } : { shape: "waiting", word: "centre_opening" };
}

function deviceOf(state: DeviceState, ready: TextKey, opening: TextKey, fault: TextKey): Ready {
  if (state === "ok") return { shape: "ready", word: ready };
  return state === "waiting" ? { shape: "waiting", word: opening } : { shape: "missing", word: fault };
}

function troubleOf({ phase, say }: Facts): string {
  return phase === "waiting" || phase === "live" ? "" : say(`phase_${phase}`);
}
