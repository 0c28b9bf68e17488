/** What the browser's own counters say, made into our numbers. Pure: the rows of getStats are given. */

/** One row of `RTCStatsReport`: browsers differ, so every field is doubted. */
export type StatsRow = Readonly<Record<string, unknown>>;

export interface PictureFigures {
  readonly frames: number;
  readonly width: number;
  readonly height: number;
}

export interface SentFigures {
  /** Frames that the camera itself gave: they stop when the camera freezes, not when nobody watches. */
  readonly cameraFrames: number;
  readonly frames: number;
  readonly audioLevel: number;
  readonly rttMs: number;
  readonly lossPct: number;
}

export function receivedPicture(rows: readonly StatsRow[]): PictureFigures {
  const inbound = rows.find((row) => row.type === "inbound-rtp" && row.kind === "video");
  return {
    frames: numberIn(inbound, "framesDecoded"),
    width: numberIn(inbound, "frameWidth"),
    height: numberIn(inbound, "frameHeight"),
  };
}

export function receivedLevel(rows: readonly StatsRow[]): number {
  return numberIn(
    rows.find((row) => row.type === "inbound-rtp" && row.kind === "audio"),
    "audioLevel",
  );
}

/** Frames are added over the layers of simulcast, so the sum grows whichever layer is watched. */
export function sentFigures(camera: readonly StatsRow[], microphone: readonly StatsRow[]): SentFigures {
  const outbound = camera.filter((row) => row.type === "outbound-rtp");
  const far = [...camera, ...microphone].filter((row) => row.type === "remote-inbound-rtp");
  const pair = [...camera, ...microphone].find((row) => row.type === "candidate-pair" && row.nominated === true);
  const source = (rows: readonly StatsRow[]) => rows.find((row) => row.type === "media-source");
  return {
    cameraFrames: numberIn(source(camera), "frames"),
    frames: outbound.reduce((sum, row) => sum + numberIn(row, "framesSent"), 0),
    audioLevel: numberIn(source(microphone), "audioLevel"),
    rttMs: Math.round(1000 * (numberIn(pair, "currentRoundTripTime") || greatest(far, "roundTripTime"))),
    lossPct: Math.round(1000 * greatest(far, "fractionLost")) / 10,
  };
}

/** Round trip as a viewer has it, who sends nothing. Unit: milliseconds. */
export function receiverRtt(rows: readonly StatsRow[]): number {
  const pair = rows.find((row) => row.type === "candidate-pair" && row.nominated === true);
  return Math.round(1000 * numberIn(pair, "currentRoundTripTime"));
}

/** Packets received and lost so far on one incoming picture. */
export function receivedPackets(rows: readonly StatsRow[]): { readonly got: number; readonly lost: number } {
  const inbound = rows.find((row) => row.type === "inbound-rtp" && row.kind === "video");
  return { got: numberIn(inbound, "packetsReceived"), lost: numberIn(inbound, "packetsLost") };
}

/** Loss between two countings. Unit: percent. */
export function lossBetween(
  before: { readonly got: number; readonly lost: number },
  after: { readonly got: number; readonly lost: number },
): number {
  const lost = Math.max(0, after.lost - before.lost);
  const all = Math.max(0, after.got - before.got) + lost;
  return all === 0 ? 0 : Math.round((1000 * lost) / all) / 10;
}

function greatest(rows: readonly StatsRow[], field: string): number {
  return rows.reduce((most, row) => Math.max(most, numberIn(row, field)), 0);
}

function numberIn(row: StatsRow | undefined, field: string): number {
  const value = row?.[field];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
