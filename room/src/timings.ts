/** When the steps of one join happened. Unit: milliseconds of the clock, so that two screens can be compared. */

type Step = "placedAt" | "ticketAt" | "connectedAt" | "firstRemoteFrameAt";

export class Timings {
  #steps: Partial<Record<Step, number>> = {};

  /** A new join: the former one's steps are forgotten. */
  begin(): void {
    this.#steps = {};
    this.note("placedAt");
  }

  /** Only the first time counts. */
  note(step: Step): void {
    if (this.#steps[step] !== undefined) return;
    this.#steps[step] = performance.timeOrigin + performance.now();
    performance.mark(`tiepdan:${step}`);
  }

  read(): Readonly<Record<Step, number | null>> {
    const { placedAt = null, ticketAt = null, connectedAt = null, firstRemoteFrameAt = null } = this.#steps;
    return { placedAt, ticketAt, connectedAt, firstRemoteFrameAt };
  }
}
