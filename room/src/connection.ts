/** When to try again, and what to tell the person meanwhile. Pure: time and chance are given. */
import type { Place } from "./messages";

export type Phase = "waiting" | "opening" | "joining" | "live" | "reconnecting" | "trouble" | "replaced" | "signed_out";
export type LossReason = "replaced" | "removed" | "left" | "network";
export type Step = "hide" | "open" | "join" | "media_down" | "stay";
export type Quality = "good" | "fair" | "poor" | "lost";

/** How long the same connection is tried before a fresh ticket is asked for. Unit: milliseconds. */
export const SAME_TICKET_MS = 6 * 60 * 1000;

const SAME_TICKET_DELAYS_MS = [300, 600, 1200, 2400, 4000, 5000];
const FRESH_TICKET_DELAYS_MS = [500, 1000, 2000, 4000, 8000];

/** Return the wait before the next attempt on the same ticket, or null when a fresh one is due. Unit: milliseconds. */
export function reconnectDelay(attempt: number, elapsedMs: number, chance: number): number | null {
  if (elapsedMs >= SAME_TICKET_MS) return null;
  return jittered(SAME_TICKET_DELAYS_MS, attempt, chance);
}

/** Return the wait before the next fresh ticket; never gives up while the place stands. Unit: milliseconds. */
export function rejoinDelay(attempt: number, chance: number): number {
  return jittered(FRESH_TICKET_DELAYS_MS, attempt, chance);
}

/** Half to one and a half of the step: sites that lost the line together do not come back in the same instant. */
function jittered(steps: readonly number[], attempt: number, chance: number): number {
  const step = steps[Math.min(Math.max(attempt, 0), steps.length - 1)] ?? 0;
  return Math.round(step * (0.5 + chance));
}

/** Return what the stage has to do after one reading of the rows. `room` is the one it is in or on its way to. */
export function nextStep(now: {
  readonly place: Place | null;
  readonly mediaAvailable: boolean;
  readonly room: string | null;
  readonly phase: Phase;
}): Step {
  // Another window of the same site is the one in use, whatever the place: only a hand changes that.
  if (now.phase === "replaced") return "stay";
  if (now.place === null) return "hide";
  if (now.room === now.place.room) return "stay";
  // While the server of pictures is down no room becomes ready: say which of the two it is.
  if (!now.mediaAvailable) return "media_down";
  return now.place.ready ? "join" : "open";
}

/** The newest window wins: the older one waits for a hand, or the two would throw each other out for ever. */
export function afterLoss(reason: LossReason): "rejoin" | "wait_for_hand" | "nothing" {
  if (reason === "replaced") return "wait_for_hand";
  return reason === "left" ? "nothing" : "rejoin";
}

/** Return the word for the line. Unit: rtt in milliseconds, loss in percent. */
export function lineQuality(line: {
  readonly connected: boolean;
  readonly rttMs: number;
  readonly lossPct: number;
}): Quality {
  if (!line.connected) return "lost";
  if (line.lossPct > 10 || line.rttMs > 800) return "poor";
  if (line.lossPct > 3 || line.rttMs > 300) return "fair";
  return "good";
}
