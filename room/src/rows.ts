/** The rows as last read from the server, read again when pushed or when they grow old. */
import type { State } from "./messages";
import { readState } from "./server";

export class Rows {
  state: State | null = null;
  readonly #url: string;
  readonly #wantsLeave: () => boolean;
  readonly #onRead: (state: State, before: State | null) => void;
  readonly #onUnread: (error: unknown) => void;
  #askedAt = Number.NEGATIVE_INFINITY;
  #freshAt: Date | null = null;
  #stale = false;
  #reading = false;
  #again = false;
  #planned: ReturnType<typeof setTimeout> | undefined;

  constructor(
    url: string,
    wantsLeave: () => boolean,
    onRead: (state: State, before: State | null) => void,
    onUnread: (error: unknown) => void,
  ) {
    this.#url = url;
    this.#wantsLeave = wantsLeave;
    this.#onRead = onRead;
    this.#onUnread = onUnread;
  }

  /** Since when nothing new could be read, or null while the rows are fresh. */
  get staleSince(): Date | null {
    return this.#stale ? this.#freshAt : null;
  }

  /** How long ago the server was asked. Unit: milliseconds. */
  get age(): number {
    return performance.now() - this.#askedAt;
  }

  /** One reading after so many milliseconds, however often it is asked for meanwhile. */
  readIn(ms: number): void {
    this.#planned ??= setTimeout(() => {
      this.#planned = undefined;
      void this.read();
    }, ms);
  }

  /** A push that comes during a reading makes one more reading, so that the last word is always read. */
  async read(): Promise<void> {
    this.#again = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    this.#askedAt = performance.now();
    const before = this.state;
    const state = await readState(this.#url, this.#wantsLeave()).catch((error: unknown) => {
      this.#stale = true;
      this.#onUnread(error);
      return null;
    });
    this.#reading = false;
    if (state) this.#keep(state, before);
    if (this.#again) await this.read();
  }

  #keep(state: State, before: State | null): void {
    this.state = state;
    this.#freshAt = new Date();
    this.#stale = false;
    this.#onRead(state, before);
  }
}
