/** What Django and the stage say to each other. The fixtures in `room/test/fixtures` show one of each. */

export type Connection = "offline" | "connecting" | "online" | "reconnecting";
export type HearingStatus = "opening" | "live" | "interrupted" | "ended";
export type RecordingState = "off" | "starting" | "running" | "stopping" | "stored" | "failed";

export interface Site {
  readonly identity: string;
  readonly name: string;
  readonly is_central: boolean;
  readonly admission: string;
  readonly connection: Connection;
  readonly may_speak: boolean;
  readonly asks_to_speak: boolean;
  readonly sits_here: string;
}

export interface Place {
  readonly kind: "rehearsal" | "hearing";
  readonly room: string;
  readonly ready: boolean;
}

export interface Hearing {
  readonly id: string;
  readonly number: number;
  readonly status: HearingStatus;
  readonly live_at: string | null;
  readonly interrupted_because: string;
}

export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly page: number;
  readonly pages: number;
  readonly image_url: string;
}

/** One reading of the server's rows: the truth that the stage shows. */
export interface State {
  readonly version: number;
  readonly me: { readonly identity: string; readonly name: string; readonly is_central: boolean };
  readonly place: Place | null;
  readonly hearing: Hearing | null;
  readonly sites: readonly Site[];
  readonly paper: Paper | null;
  readonly recording: RecordingState;
  readonly media: { readonly available: boolean; readonly url: string };
  /** Only when the screen asked for it and its room is there. */
  readonly ticket?: Ticket;
}

/** Leave to enter one room, for at most five minutes. */
export interface Ticket {
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly identity: string;
  readonly expires_at: string;
}

export type CameraWord = "ok" | "refused" | "absent" | "busy" | "frozen" | "off" | "unknown";
export type MicrophoneWord = "ok" | "refused" | "absent" | "busy" | "off" | "unknown";

export interface Received {
  readonly identity: string;
  readonly frames_decoded: number;
  readonly audio_level: number;
  readonly width: number;
  readonly height: number;
}

/** What this browser really sends and receives; the proof of the trial connection is made of these. */
export interface Report {
  readonly room: string;
  readonly at: string;
  readonly camera: CameraWord;
  readonly microphone: MicrophoneWord;
  readonly speaker: "ok" | "untested";
  readonly received: readonly Received[];
  readonly sent: {
    readonly frames: number;
    readonly audio_level: number;
    readonly rtt_ms: number;
    readonly loss_pct: number;
  };
}
