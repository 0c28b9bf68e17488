/** The conductor: reads the rows, enters and leaves rooms, keeps pictures and sound as the rows say, reports. */
import type { LossReason, Phase } from "./connection";
import { afterLoss, nextStep, rejoinDelay } from "./connection";
import type { Devices } from "./devices";
import { remembered } from "./devices";
import { iMaySpeak, microphoneAct } from "./floor";
import type { Link, Sample } from "./livekit";
import { prepareLink } from "./livekit";
import type { State } from "./messages";
import type { PictureWatch } from "./presence";
import { watchPicture } from "./presence";
import { Reporter } from "./reporter";
import { sceneOf } from "./scene";
import { csrfToken, Refusal, readState, requestTicket } from "./server";
import type { Say } from "./texts";
import { Timings } from "./timings";
import { View } from "./view";

const TICK_MS = 1000;
const LEVEL_MS = 200;
const READ_EVERY_MS = 10_000;
/** While the room is expected and not there, the rows are asked more often. */
const READ_WAITING_MS = 2000;
const OWN = "own";
const NOTHING: Sample = { received: [], sent: { cameraFrames: 0, frames: 0, audioLevel: 0, rttMs: 0, lossPct: 0 } };

export class Stage {
  readonly #element: HTMLElement;
  readonly #devices: Devices;
  readonly #say: Say;
  readonly #view: View;
  readonly #reporter: Reporter;
  readonly #viewer: boolean;
  readonly timings = new Timings();
  phase: Phase = "waiting";
  state: State | null = null;
  sample: Sample = NOTHING;
  /** The room that this screen is in or on its way to. */
  room: string | null = null;
  joins = 0;
  #link: Link | null = null;
  #spare: Link | null = null;
  #turn = 0;
  #failures = 0;
  #pictures = new Map<string, PictureWatch>();
  #readAt = 0;
  #freshAt: Date | null = null;
  #reading = false;
  #readAgain = false;
  #stale = false;

  constructor(element: HTMLElement, devices: Devices, say: Say) {
    this.#element = element;
    this.#devices = devices;
    this.#say = say;
    this.#viewer = element.dataset.mode === "viewer";
    this.#reporter = new Reporter(element.dataset.reportUrl ?? "", () => csrfToken(element));
    this.#view = new View(element, say, {
      onHear: () => void this.#link?.hear(true).then(() => this.#draw()),
      onToggleSound: () => void this.#link?.hear(!this.#link.audible).then(() => this.#draw()),
      onUseThisWindow: () => this.#useThisWindow(),
      onFrame: (identity) => this.#noteFrame(identity),
    });
  }

  get link(): Link | null {
    return this.#link;
  }

  start(): void {
    this.#devices.onChange(() => this.#follow());
    document.body.addEventListener("tiepdan:push", () => void this.read());
    window.addEventListener("online", () => void this.read());
    window.addEventListener("pagehide", () => void this.#link?.leave());
    setInterval(() => void this.#tick(), TICK_MS);
    const showsLevels = this.#element.hasAttribute("data-compact") || this.#element.dataset.layout === "tiles";
    if (showsLevels) setInterval(() => this.#view.drawLevels((who) => this.#link?.peakOf(who) ?? 0), LEVEL_MS);
    this.#draw();
    void this.read();
  }

  /** Read the rows. A push that comes during a reading makes one more reading, so that the last word is always read. */
  async read(): Promise<void> {
    this.#readAgain = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    this.#readAt = performance.now();
    try {
      this.#apply(await readState(this.#element.dataset.stateUrl ?? ""));
    } catch (error) {
      this.#noteUnread(error);
    } finally {
      this.#reading = false;
    }
    if (this.#readAgain) await this.read();
  }

  #apply(state: State): void {
    const mediaCameBack = this.state?.media.available === false && state.media.available;
    this.state = state;
    this.#freshAt = new Date();
    this.#stale = false;
    if (this.phase === "signed_out") this.phase = "waiting";
    if (mediaCameBack && this.phase === "reconnecting") this.#forgetRoom();
    if (state.media.available && this.room === null) this.#prepare(state.media.url);
    this.#step(state);
    this.#follow();
  }

  /** Pictures go on when the rows cannot be read; only an expired sign-in needs a hand. */
  #noteUnread(error: unknown): void {
    this.#stale = true;
    if (error instanceof Refusal && error.kind === "signed_out" && !this.#link?.connected) this.phase = "signed_out";
    this.#draw();
  }

  #step(state: State): void {
    const step = nextStep({
      place: state.place,
      mediaAvailable: state.media.available,
      room: this.room,
      phase: this.phase,
    });
    if (step === "stay") return;
    if (step === "join" && state.place) return void this.#join(state.place.room);
    this.#leave();
    this.phase = step === "hide" ? "waiting" : step === "open" ? "opening" : "trouble";
  }

  async #join(room: string): Promise<void> {
    const turn = ++this.#turn;
    this.room = room;
    this.phase = "joining";
    this.#pictures.clear();
    this.sample = NOTHING;
    this.timings.begin();
    void this.#link?.leave();
    this.#link = null;
    this.#view.awaitFrames();
    this.#draw();
    try {
      const ticket = await requestTicket(this.#element.dataset.ticketUrl ?? "", csrfToken(this.#element));
      if (turn !== this.#turn) return;
      this.timings.note("ticketAt");
      const link = this.#takeSpare(ticket.url);
      this.#link = link;
      this.room = ticket.room;
      this.#follow();
      await link.join(ticket);
      if (turn !== this.#turn) return void link.leave();
      this.#arrived(link);
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
    }
  }

  #arrived(link: Link): void {
    this.timings.note("connectedAt");
    this.phase = "live";
    this.joins += 1;
    this.#failures = 0;
    const { speaker } = remembered();
    if (speaker) void link.useSpeaker(speaker);
    this.#follow();
  }

  #failed(error: unknown): void {
    const kind = error instanceof Refusal ? error.kind : "media_down";
    this.#leave();
    this.phase = kind === "signed_out" ? "signed_out" : kind === "not_ready" ? "opening" : "trouble";
    // Who is not admitted any more has no place: the next reading says so.
    if (kind === "not_admitted") this.phase = "opening";
    this.#draw();
    if (kind !== "signed_out") setTimeout(() => void this.read(), rejoinDelay(this.#failures++, Math.random()));
  }

  #lost(link: Link, reason: LossReason): void {
    if (link !== this.#link) return;
    const next = afterLoss(reason);
    if (next === "nothing" || this.phase === "joining") return;
    this.#link = null;
    this.#turn += 1;
    if (next === "wait_for_hand") {
      this.phase = "replaced";
      this.#draw();
      return;
    }
    this.room = null;
    this.phase = "reconnecting";
    this.#draw();
    // Removed from the room: the rows first, they may know another place or none.
    setTimeout(() => void this.read(), rejoinDelay(this.#failures++, Math.random()));
  }

  #useThisWindow(): void {
    if (this.phase === "signed_out") {
      window.location.reload();
      return;
    }
    this.#forgetRoom();
    void this.read();
  }

  #forgetRoom(): void {
    this.#leave();
    this.phase = "joining";
  }

  #leave(): void {
    this.#turn += 1;
    void this.#link?.leave();
    this.#link = null;
    this.room = null;
    this.sample = NOTHING;
    this.#pictures.clear();
  }

  /** A link whose lookups are done before the place comes: what is left to do then is only the join. */
  #prepare(url: string): void {
    if (this.#spare) return;
    const link = prepareLink(
      url,
      { hd: this.#element.dataset.camera === "720p", viewer: this.#viewer, soundBox: this.#view.soundBox },
      {
        onPeople: () => this.#onPeople(link),
        onReconnecting: () => this.#setPhase(link, "reconnecting"),
        onBack: () => this.#setPhase(link, "live"),
        onLost: (reason) => this.#lost(link, reason),
      },
    );
    this.#spare = link;
  }

  #takeSpare(url: string): Link {
    this.#prepare(url);
    const link = this.#spare as Link;
    this.#spare = null;
    return link;
  }

  #setPhase(link: Link, phase: Phase): void {
    if (link !== this.#link || this.phase === "joining") return;
    this.phase = phase;
    this.#follow();
  }

  #onPeople(link: Link): void {
    if (link !== this.#link) return;
    const known = new Set(this.state?.sites.map((site) => site.identity));
    const unknown = [...link.inRoom()].some((identity) => identity.startsWith("site:") && !known.has(identity));
    const floorMoved = this.state !== null && !this.#viewer && link.microphonePermitted !== iMaySpeak(this.state);
    this.#follow();
    // Somebody or something that the rows of the last reading do not explain: read them again.
    if ((unknown || floorMoved) && performance.now() - this.#readAt > 500) void this.read();
  }

  /** Bring camera, microphone and screen to what rows and devices say. */
  #follow(): void {
    if (this.#link && this.state && !this.#viewer) {
      this.#link.wantCamera(this.#devices.track("camera"));
      const track = this.#devices.track("microphone");
      const act = microphoneAct({
        granted: iMaySpeak(this.state),
        permitted: this.#link.microphonePermitted,
        hasTrack: track !== null,
        published: this.#link.microphonePublished,
      });
      if (act === "withdraw") this.#link.wantMicrophone(null);
      else if (act === "publish" || this.#link.microphonePublished) this.#link.wantMicrophone(track);
      else this.#link.wantMicrophone(null);
    }
    this.#draw();
  }

  async #tick(): Promise<void> {
    const waiting = this.state?.place && !this.#link?.connected;
    if (performance.now() - this.#readAt > (waiting ? READ_WAITING_MS : READ_EVERY_MS)) void this.read();
    const link = this.#link;
    if (link?.connected) {
      const sample = await link.sample();
      if (link !== this.#link) return;
      this.sample = sample;
      this.#watchPictures();
    }
    this.#follow();
    this.#report();
  }

  #watchPictures(): void {
    const now = performance.now();
    const frames = new Map(this.sample.received.map((one) => [one.identity, one.frames_decoded]));
    for (const identity of this.#pictures.keys()) {
      if (!frames.has(identity) && identity !== OWN) this.#pictures.delete(identity);
    }
    for (const [identity, count] of frames) {
      this.#pictures.set(identity, watchPicture(this.#pictures.get(identity), count, now));
    }
    if (this.#link?.cameraPublished) {
      this.#pictures.set(OWN, watchPicture(this.#pictures.get(OWN), this.sample.sent.cameraFrames, now));
    } else this.#pictures.delete(OWN);
  }

  #report(): void {
    if (!this.state?.place || this.phase === "replaced") return;
    this.#reporter.offer({
      room: this.state.place.room,
      at: new Date(),
      camera: this.#viewer ? "off" : this.#devices.state("camera"),
      microphone: this.#viewer ? "off" : this.#devices.state("microphone"),
      ownPicture: this.#pictures.get(OWN),
      received: this.sample.received,
      sent: this.sample.sent,
      now: performance.now(),
    });
  }

  #noteFrame(identity: string): void {
    if (identity !== this.state?.me.identity || this.#viewer) this.timings.note("firstRemoteFrameAt");
  }

  #draw(): void {
    const link = this.#link;
    const scene = sceneOf({
      phase: this.phase,
      state: this.state,
      viewer: this.#viewer,
      tiles: this.#element.dataset.layout === "tiles",
      say: this.#say,
      inRoom: link?.inRoom() ?? new Set(),
      speaking: link?.speaking() ?? new Set(),
      pictures: this.#pictures,
      ownPicture: this.#pictures.get(OWN),
      sample: this.sample,
      connected: link?.connected ?? false,
      microphonePublished: link?.microphonePublished ?? false,
      microphone: this.#devices.state("microphone"),
      audible: link?.audible ?? !this.#viewer,
      soundBlocked: link?.soundBlocked ?? false,
      staleSince: this.#stale ? this.#freshAt : null,
      now: performance.now(),
    });
    this.#view.draw(scene, (person, tile) =>
      person.isMe && !this.#viewer
        ? tile.showOwn(this.#devices.track("camera"))
        : (link?.show(person.identity, tile.video) ?? false),
    );
  }
}
