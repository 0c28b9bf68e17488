/** Camera, microphone, speaker: opened early, kept alive across rooms, their faults told apart. */

export type DeviceKind = "camera" | "microphone";
export type DeviceFault = "refused" | "absent" | "busy" | "system" | "insecure" | "unsuitable" | "unknown";
export type DeviceState = DeviceFault | "ok" | "off" | "waiting";

export interface Choice {
  readonly camera?: string;
  readonly microphone?: string;
  readonly speaker?: string;
}

/** Name the fault of one `getUserMedia` error. Browsers agree on names; a refusal by the system is told by its text. */
export function faultOf(error: unknown): DeviceFault {
  const { name = "", message = "" } = (error ?? {}) as { name?: string; message?: string };
  if (name === "NotAllowedError" || name === "PermissionDeniedError") {
    return /system/i.test(message) ? "system" : "refused";
  }
  if (name === "NotFoundError" || name === "DevicesNotFoundError") return "absent";
  if (name === "NotReadableError" || name === "TrackStartError" || name === "AbortError") return "busy";
  if (name === "OverconstrainedError" || name === "ConstraintNotSatisfiedError") return "unsuitable";
  if (name === "SecurityError") return "system";
  if (name === "InsecureContext") return "insecure";
  return "unknown";
}

/** The picture asked of the camera. `raw` leaves the sound alone, for a microphone that removes echo by itself. */
export function constraintsFor(
  kind: DeviceKind,
  chosen: string | undefined,
  wish: { readonly hd: boolean; readonly raw: boolean },
): MediaStreamConstraints {
  const deviceId = chosen ? { deviceId: { ideal: chosen } } : {};
  if (kind === "microphone") {
    const clean = !wish.raw;
    const audio = { echoCancellation: clean, noiseSuppression: clean, autoGainControl: clean, ...deviceId };
    return { audio };
  }
  const [width, height] = wish.hd ? [1280, 720] : [640, 360];
  return {
    video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 25, max: 30 }, ...deviceId },
  };
}

const CHOICE_KEY = "tiepdan.devices";
const HEARD_KEY = "tiepdan.speaker-heard";
const BUSY_RETRY_MS = 5000;

export class Devices {
  readonly #tracks = new Map<DeviceKind, MediaStreamTrack>();
  readonly #states = new Map<DeviceKind, DeviceState>();
  readonly #attempts = new Map<DeviceKind, number>();
  readonly #listeners = new Set<() => void>();
  readonly #wish: { readonly hd: boolean; readonly raw: boolean };

  constructor(wish: { readonly hd: boolean; readonly raw: boolean }) {
    this.#wish = wish;
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#reopenLost());
    for (const kind of ["camera", "microphone"] as const) void this.#watchPermission(kind);
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  track(kind: DeviceKind): MediaStreamTrack | null {
    return this.#tracks.get(kind) ?? null;
  }

  state(kind: DeviceKind): DeviceState {
    return this.#states.get(kind) ?? "off";
  }

  async open(kind: DeviceKind): Promise<void> {
    const attempt = (this.#attempts.get(kind) ?? 0) + 1;
    this.#attempts.set(kind, attempt);
    this.#become(kind, "waiting");
    try {
      const track = await this.#ask(kind);
      if (this.#attempts.get(kind) !== attempt) return track.stop();
      this.#keep(kind, track);
    } catch (error) {
      if (this.#attempts.get(kind) === attempt) this.#fail(kind, faultOf(error));
    }
  }

  async choose(kind: DeviceKind | "speaker", deviceId: string): Promise<void> {
    remember({ ...remembered(), [kind]: deviceId });
    if (kind === "speaker") return this.#tell();
    await this.open(kind);
  }

  #keep(kind: DeviceKind, track: MediaStreamTrack): void {
    this.#tracks.get(kind)?.stop();
    this.#tracks.set(kind, track);
    track.addEventListener("ended", () => {
      if (this.#tracks.get(kind) === track) void this.open(kind);
    });
    this.#become(kind, "ok");
  }

  #fail(kind: DeviceKind, fault: DeviceFault): void {
    this.#tracks.get(kind)?.stop();
    this.#tracks.delete(kind);
    this.#become(kind, fault);
    if (fault === "busy") setTimeout(() => this.state(kind) === "busy" && void this.open(kind), BUSY_RETRY_MS);
  }

  /** A wish that the device cannot meet is dropped once: some picture is better than none. */
  async #ask(kind: DeviceKind): Promise<MediaStreamTrack> {
    if (!navigator.mediaDevices) throw Object.assign(new Error(), { name: "InsecureContext" });
    const ask = (constraints: MediaStreamConstraints) => navigator.mediaDevices.getUserMedia(constraints);
    const plain = kind === "camera" ? { video: true } : { audio: true };
    const stream = await ask(constraintsFor(kind, remembered()[kind], this.#wish)).catch((error: unknown) => {
      if (faultOf(error) !== "unsuitable") throw error;
      return ask(plain);
    });
    const track = stream.getTracks()[0];
    if (!track) throw Object.assign(new Error(), { name: "NotFoundError" });
    if (kind === "camera") track.contentHint = "motion";
    return track;
  }

  #reopenLost(): void {
    for (const [kind, state] of this.#states) if (state === "absent" || state === "busy") void this.open(kind);
    this.#tell();
  }

  async #watchPermission(kind: DeviceKind): Promise<void> {
    try {
      const permission = await navigator.permissions.query({ name: kind as PermissionName });
      permission.addEventListener("change", () => {
        if (permission.state === "granted" && this.state(kind) === "refused") void this.open(kind);
      });
    } catch {
      // Firefox does not know these names: the button "try again" remains.
    }
  }

  #become(kind: DeviceKind, state: DeviceState): void {
    this.#states.set(kind, state);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The devices chosen on this machine. A browser that keeps nothing just starts with its own default. */
export function remembered(): Choice {
  try {
    const choice: unknown = JSON.parse(localStorage.getItem(CHOICE_KEY) ?? "{}");
    return typeof choice === "object" && choice !== null ? choice : {};
  } catch {
    return {};
  }
}

function remember(choice: Choice): void {
  keepLocally(CHOICE_KEY, JSON.stringify(choice));
}

/** The word of the person counts for one day: tomorrow the cable may be out. */
export function speakerHeard(today: Date): boolean {
  try {
    return localStorage.getItem(HEARD_KEY) === dayOf(today);
  } catch {
    return false;
  }
}

export function noteSpeakerHeard(today: Date): void {
  keepLocally(HEARD_KEY, dayOf(today));
}

const dayOf = (moment: Date): string => moment.toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });

function keepLocally(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A private window keeps nothing; the choice then lasts as long as the page.
  }
}
