/** The report to the server: made of the real counters, sent every five seconds and at once on a change. */
import type { DeviceState } from "./devices";
import type { CameraWord, MicrophoneWord, Received, Report } from "./messages";
import type { PictureWatch } from "./presence";
import { pictureOf } from "./presence";
import type { SentFigures } from "./stats";

export interface Facts {
  readonly room: string;
  readonly at: Date;
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
  readonly speakerHeard: boolean;
  readonly ownPicture: PictureWatch | undefined;
  /** Each with the loudest sound of the last ten seconds. */
  readonly received: readonly Received[];
  readonly sent: SentFigures;
  readonly now: number;
}

export function reportOf(facts: Facts): Report {
  return {
    room: facts.room,
    at: facts.at.toISOString(),
    camera: cameraWord(facts),
    microphone: deviceWord(facts.microphone),
    speaker: facts.speakerHeard ? "ok" : "untested",
    received: facts.received,
    sent: {
      frames: facts.sent.frames,
      audio_level: facts.sent.audioLevel,
      rtt_ms: facts.sent.rttMs,
      loss_pct: facts.sent.lossPct,
    },
  };
}

function cameraWord(facts: Facts): CameraWord {
  if (facts.camera !== "ok" || !facts.ownPicture) return deviceWord(facts.camera);
  const picture = pictureOf(facts.ownPicture, facts.now);
  return picture === "frozen" || picture === "missing" ? "frozen" : "ok";
}

/** The server knows fewer words than the person is told: refusals of every kind are one. */
export function deviceWord(state: DeviceState): MicrophoneWord {
  if (state === "system" || state === "insecure") return "refused";
  if (state === "waiting" || state === "unsuitable" || state === "unknown") return "unknown";
  return state;
}

/** What makes a report worth sending at once: everything but the counters. */
export function gist(report: Report): string {
  const seen = report.received.map((one) => `${one.identity} ${one.frames_decoded > 0} ${one.audio_level > 0}`).sort();
  return [report.room, report.camera, report.microphone, report.speaker, ...seen].join("|");
}
