/** One published source, brought to what is wished one step at a time: acts of publishing must not overtake each other. */

export class Publisher {
  readonly #published: () => MediaStreamTrack | undefined;
  readonly #publish: (track: MediaStreamTrack) => Promise<unknown>;
  readonly #withdraw: (track: MediaStreamTrack) => Promise<unknown>;
  #wanted: MediaStreamTrack | null = null;
  #busy = false;

  constructor(
    published: () => MediaStreamTrack | undefined,
    publish: (track: MediaStreamTrack) => Promise<unknown>,
    withdraw: (track: MediaStreamTrack) => Promise<unknown>,
  ) {
    this.#published = published;
    this.#publish = publish;
    this.#withdraw = withdraw;
  }

  want(track: MediaStreamTrack | null): void {
    this.#wanted = track;
  }

  /** Publish and withdraw until both agree. A refusal ends the round; the next call starts another. */
  async settle(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while ((this.#published() ?? null) !== this.#wanted) await this.#step();
    } catch (error) {
      console.warn("tiepdan: publishing failed, will be tried again", error);
    } finally {
      this.#busy = false;
    }
  }

  async #step(): Promise<void> {
    const published = this.#published();
    if (published) await this.#withdraw(published);
    else if (this.#wanted) await this.#publish(this.#wanted);
  }
}
