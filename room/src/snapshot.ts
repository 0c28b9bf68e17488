/** What tests and benches may read of the stage on `window.tiepdanStage`: a copy, never a handle. */
import type { Devices } from "./devices";
import type { Stage } from "./stage";

export function snapshotOf(stage: Stage, devices: Devices) {
  const { link, sample, state } = stage;
  return Object.freeze({
    phase: stage.phase,
    connected: link?.connected ?? false,
    room: link?.connected ? stage.room : null,
    identity: state?.me.identity ?? null,
    joins: stage.joins,
    cameraPublished: link?.cameraPublished ?? false,
    micPublished: link?.microphonePublished ?? false,
    micPermitted: link?.microphonePermitted ?? false,
    audible: link?.audible ?? false,
    soundBlocked: link?.soundBlocked ?? false,
    camera: devices.state("camera"),
    microphone: devices.state("microphone"),
    inRoom: [...(link?.inRoom() ?? [])],
    received: sample.received.map((one) => ({
      identity: one.identity,
      framesDecoded: one.frames_decoded,
      audioLevel: one.audio_level,
      width: one.width,
      height: one.height,
    })),
    sent: { ...sample.sent },
    timings: stage.timings.read(),
  });
}

export type Snapshot = ReturnType<typeof snapshotOf>;

declare global {
  interface Window {
    readonly tiepdanStage?: Snapshot;
  }
}

export function exposeSnapshot(stage: Stage, devices: Devices): void {
  Object.defineProperty(window, "tiepdanStage", { get: () => snapshotOf(stage, devices) });
}
