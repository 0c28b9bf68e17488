/** How loud each one was lately: a voice pauses between its words, and a pause is not silence. */
import type { Received } from "./messages";

const LATELY_MS = 10_000;

interface Level {
  readonly at: number;
  readonly level: number;
}

export class Sounds {
  readonly #levels = new Map<string, readonly Level[]>();

  note(received: readonly Received[], now: number): void {
    const present = new Set(received.map((one) => one.identity));
    for (const identity of this.#levels.keys()) if (!present.has(identity)) this.#levels.delete(identity);
    for (const { identity, audio_level: level } of received) {
      const recent = (this.#levels.get(identity) ?? []).filter(({ at }) => now - at < LATELY_MS);
      this.#levels.set(identity, [...recent, { at: now, level }]);
    }
  }

  /** The same rows, each with the loudest level of the last ten seconds. */
  loudest(received: readonly Received[]): readonly Received[] {
    return received.map((one) => {
      const levels = this.#levels.get(one.identity) ?? [];
      return { ...one, audio_level: Math.max(one.audio_level, ...levels.map(({ level }) => level)) };
    });
  }

  clear(): void {
    this.#levels.clear();
  }
}
