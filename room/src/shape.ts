/** Checks at the border: an answer that does not have the agreed shape is refused before it can be shown. */
import type { Report, State, Ticket } from "./messages";

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const flag: Check = (value) => typeof value === "boolean";
const oneOf =
  (...words: string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** A record that has every named field in the right shape; fields added later by the server are let through. */
const record =
  (fields: Record<string, Check>): Check =>
  (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const seen = value as Record<string, unknown>;
    return Object.entries(fields).every(([name, check]) => check(seen[name]));
  };

const site = record({
  identity: text,
  name: text,
  is_central: flag,
  admission: text,
  connection: oneOf("offline", "connecting", "online", "reconnecting"),
  may_speak: flag,
  asks_to_speak: flag,
  sits_here: text,
});

const ticket = record({ url: text, token: text, room: text, identity: text, expires_at: text });

const state = record({
  version: number,
  me: record({ identity: text, name: text, is_central: flag }),
  place: orNull(record({ kind: oneOf("rehearsal", "hearing"), room: text, ready: flag })),
  hearing: orNull(
    record({
      id: text,
      number,
      status: oneOf("opening", "live", "interrupted", "ended"),
      live_at: orNull(text),
      interrupted_because: text,
    }),
  ),
  sites: listOf(site),
  paper: orNull(record({ id: text, title: text, page: number, pages: number, image_url: text })),
  recording: oneOf("off", "starting", "running", "stopping", "stored", "failed"),
  media: record({ available: flag, url: text }),
  ticket: (value) => value === undefined || ticket(value),
});

const received = record({ identity: text, frames_decoded: number, audio_level: number, width: number, height: number });

const report = record({
  room: text,
  at: text,
  camera: oneOf("ok", "refused", "absent", "busy", "frozen", "off", "unknown"),
  microphone: oneOf("ok", "refused", "absent", "busy", "off", "unknown"),
  speaker: oneOf("ok", "untested"),
  received: listOf(received),
  sent: record({ frames: number, audio_level: number, rtt_ms: number, loss_pct: number }),
});

export const isState = (value: unknown): value is State => state(value);
export const isTicket = (value: unknown): value is Ticket => ticket(value);
export const isReport = (value: unknown): value is Report => report(value);
