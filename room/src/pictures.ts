/** Watches over all pictures of one stay in a room: those received and the own one. */
import type { Sample } from "./livekit";
import { type PictureWatch, watchPicture } from "./presence";

export class Pictures {
  readonly received = new Map<string, PictureWatch>();
  own: PictureWatch | undefined;

  /** `resting`: those whose picture nobody sees now, so that it need not move. */
  note(sample: Sample, cameraPublished: boolean, now: number, resting: ReadonlySet<string>): void {
    const present = new Set(sample.received.map((one) => one.identity));
    for (const identity of this.received.keys()) if (!present.has(identity)) this.received.delete(identity);
    for (const { identity, frames_decoded: frames } of sample.received) {
      const watch = watchPicture(this.received.get(identity), frames, now);
      this.received.set(identity, resting.has(identity) ? { ...watch, grewAt: now } : watch);
    }
    this.own = cameraPublished ? watchPicture(this.own, sample.sent.cameraFrames, now) : undefined;
  }

  clear(): void {
    this.received.clear();
    this.own = undefined;
  }
}
