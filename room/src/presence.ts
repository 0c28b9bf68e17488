/** Who is where and what is seen of him, as pure data: the server's rows joined with what this browser receives. */
import type { Connection, Site, State } from "./messages";

/** A picture that has not moved for so long is shown as a fault. Unit: milliseconds. */
export const FROZEN_AFTER_MS = 5000;

export type Picture = "starting" | "moving" | "frozen" | "missing";
export type Shape = "waiting" | "ready" | "live" | "interrupted" | "missing" | "done";
export type Word =
  | "person_offline"
  | "person_reconnecting"
  | "person_connecting"
  | "picture_frozen"
  | "picture_missing"
  | "person_speaking"
  | "person_has_floor"
  | "person_asks"
  | "person_here";

/** The last time that a picture was seen to move. Unit: `frames` counted, the rest in milliseconds. */
export interface PictureWatch {
  readonly frames: number;
  readonly since: number;
  readonly grewAt: number;
}

/** What this browser sees of the room, by identity. */
export interface Seen {
  readonly inRoom: ReadonlySet<string>;
  readonly speaking: ReadonlySet<string>;
  readonly pictures: ReadonlyMap<string, PictureWatch>;
  readonly now: number;
}

export interface Person {
  readonly identity: string;
  readonly name: string;
  readonly seat: string;
  readonly isCentral: boolean;
  readonly isMe: boolean;
  readonly hasFloor: boolean;
  readonly asks: boolean;
  readonly speaking: boolean;
  readonly connection: Connection;
  readonly picture: Picture;
}

/** Return the watch after one more count of frames; a count that fell belongs to a new track. */
export function watchPicture(before: PictureWatch | undefined, frames: number, now: number): PictureWatch {
  if (!before) return { frames, since: now, grewAt: now };
  if (frames === before.frames) return before;
  return { frames, since: before.since, grewAt: now };
}

export function pictureOf(watch: PictureWatch | undefined, now: number): Picture {
  if (!watch) return "starting";
  const still = now - watch.grewAt >= FROZEN_AFTER_MS;
  if (watch.frames === 0) return still ? "missing" : "starting";
  return still ? "frozen" : "moving";
}

/** Join the rows with what is seen. Only sites of the state appear: the room decides nothing. */
export function peopleOf(state: State, seen: Seen): readonly Person[] {
  return state.sites.map((site) => ({
    identity: site.identity,
    name: site.name,
    seat: site.sits_here,
    isCentral: site.is_central,
    isMe: site.identity === state.me.identity,
    hasFloor: site.may_speak,
    asks: site.asks_to_speak && !site.may_speak,
    speaking: seen.speaking.has(site.identity),
    connection: connectionOf(site, seen),
    picture: pictureOf(seen.pictures.get(site.identity), seen.now),
  }));
}

/** Who is in the room is online whatever an older row says; a row that says online without him is on its way. */
function connectionOf(site: Site, seen: Seen): Connection {
  if (seen.inRoom.has(site.identity)) return "online";
  return site.connection === "online" ? "connecting" : site.connection;
}

/** Return the shape and the word of one tile: the gravest thing first. */
export function stateOf(person: Person): { readonly shape: Shape; readonly word: Word } {
  if (person.connection === "offline") return { shape: "missing", word: "person_offline" };
  if (person.connection === "reconnecting") return { shape: "interrupted", word: "person_reconnecting" };
  if (person.connection === "connecting") return { shape: "waiting", word: "person_connecting" };
  if (person.picture === "frozen") return { shape: "interrupted", word: "picture_frozen" };
  if (person.picture === "missing") return { shape: "missing", word: "picture_missing" };
  if (person.hasFloor && person.speaking) return { shape: "live", word: "person_speaking" };
  if (person.hasFloor) return { shape: "live", word: "person_has_floor" };
  if (person.asks) return { shape: "waiting", word: "person_asks" };
  return { shape: "ready", word: "person_here" };
}

/** Those whose camera is gone or stands still: the centre must see it. */
export function pictureFaults(people: readonly Person[]): readonly Person[] {
  return people.filter(
    (person) => person.connection === "online" && (person.picture === "frozen" || person.picture === "missing"),
  );
}
