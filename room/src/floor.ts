/** Who may speak: pure data. The chair's act is a row; the media server enforces it; this only follows. */
import type { Site, State } from "./messages";

export function floorHolders(state: State): readonly Site[] {
  return state.sites.filter((site) => site.may_speak);
}

export function iMaySpeak(state: State): boolean {
  return floorHolders(state).some((site) => site.identity === state.me.identity);
}

/**
 * Return the microphone that is to be published, or null.
 *
 * Both the row and the media server must allow it: the row alone would be refused by the server, the server alone
 * may be a projection that is about to be corrected.
 */
export function microphoneToPublish<Track>(now: {
  readonly granted: boolean;
  readonly permitted: boolean;
  readonly track: Track | null;
}): Track | null {
  return now.granted && now.permitted ? now.track : null;
}

/** The names at the bottom of the stage: the person, else the place; the sites before the centre, which may always speak. */
export function floorNames(state: State): string {
  const holders = floorHolders(state);
  const ordered = [...holders.filter((site) => !site.is_central), ...holders.filter((site) => site.is_central)];
  return ordered.map((site) => site.sits_here || site.name).join(", ");
}
