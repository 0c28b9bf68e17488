/** The conductor: reads the rows, enters and leaves rooms, keeps pictures and sound as the rows say, reports. */
import type { LossReason, Phase } from "./connection";
import { afterLoss, nextStep, rejoinDelay } from "./connection";
import type { Devices } from "./devices";
import { remembered } from "./devices";
import { iMaySpeak, microphoneToPublish } from "./floor";
import { Links } from "./links";
import type { Link, Sample } from "./livekit";
import type { State, Ticket } from "./messages";
import { Pictures } from "./pictures";
import { Reporter } from "./reporter";
import { Rows } from "./rows";
import { sceneOf } from "./scene";
import { csrfToken, Refusal, requestTicket } from "./server";
import { Sounds } from "./sounds";
import type { Say } from "./texts";
import { Timings } from "./timings";
import { View } from "./view";

/** Pushes that change nothing of what the stage shows: its reading would only take time from others. */
const OF_OTHER_PARTS: ReadonlySet<string> = new Set(["queue", "minutes", "checks"]);
const TICK_MS = 1000;
const LEVEL_MS = 200;
const READ_EVERY_MS = 10_000;
/** A hearing whose recording is lost must be seen as such within 15 s, also when nobody is left to push. */
const READ_HEARING_MS = 5000;
/** The pushes of one act are read together; in a room, what is urgent comes from the media server. */
const GATHER_MS = 400;
/** While the room is expected and not there, the rows are asked more often. */
const READ_WAITING_MS = 2000;
const NOBODY: ReadonlySet<string> = new Set();
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
  sample: Sample = NOTHING;
  /** The room that this screen is in or on its way to. */
  room: string | null = null;
  joins = 0;
  readonly #links: Links;
  #turn = 0;
  #failures = 0;
  #notBefore = 0;
  #wantsSound: boolean;
  readonly #pictures = new Pictures();
  readonly #sounds = new Sounds();
  readonly #rows: Rows;

  constructor(element: HTMLElement, devices: Devices, say: Say) {
    this.#element = element;
    this.#devices = devices;
    this.#say = say;
    this.#viewer = element.dataset.mode === "viewer";
    this.#wantsSound = !this.#viewer;
    this.#rows = new Rows(
      element.dataset.stateUrl ?? "",
      () => this.room === null && this.phase !== "replaced",
      (state, before) => this.#apply(state, before),
      (error) => this.#noteUnread(error),
    );
    this.#reporter = new Reporter(element.dataset.reportUrl ?? "", () => csrfToken(element));
    this.#view = new View(element, say, {
      onHear: () => void this.#hear(true),
      onToggleSound: () => void this.#hear(!this.#wantsSound),
      onUseThisWindow: () => this.#useThisWindow(),
      onFrame: (identity) => this.#noteFrame(identity),
    });
    this.#links = new Links(
      { hd: element.dataset.camera === "720p", viewer: this.#viewer, soundBox: this.#view.soundBox },
      {
        onPeople: (link) => this.#onPeople(link),
        onReconnecting: () => this.#setPhase("reconnecting"),
        onBack: () => this.#setPhase("live"),
        onLost: (reason) => this.#lost(reason),
      },
    );
  }

  get state(): State | null {
    return this.#rows.state;
  }

  get link(): Link | null {
    return this.#links.current;
  }

  start(): void {
    this.#devices.onChange(() => this.#follow());
    document.body.addEventListener("tiepdan:push", (event) => {
      const { name } = (event as CustomEvent<{ name?: string }>).detail ?? {};
      if (!OF_OTHER_PARTS.has(name ?? "")) this.#onPush(name);
    });
    window.addEventListener("online", () => void this.#rows.read());
    window.addEventListener("pagehide", () => void this.link?.leave());
    setInterval(() => void this.#tick(), TICK_MS);
    const showsLevels = this.#element.hasAttribute("data-compact") || this.#element.dataset.layout === "tiles";
    if (showsLevels) setInterval(() => this.#view.drawLevels((who) => this.link?.peakOf(who) ?? 0), LEVEL_MS);
    this.#draw();
    void this.#rows.read();
  }

  /** Who waits for a room that has just opened reads at once. */
  #onPush(name: string | undefined): void {
    if (this.room === null && name === "place") void this.#rows.read();
    else this.#rows.readIn(GATHER_MS);
  }

  #apply(state: State, before: State | null): void {
    const mediaCameBack = before?.media.available === false && state.media.available;
    if (this.phase === "signed_out") this.phase = "waiting";
    if (mediaCameBack && this.phase !== "live" && this.phase !== "replaced") this.#forgetRoom();
    if (state.media.available && this.room === null) this.#links.prepare(state.media.url);
    this.#step(state);
    this.#follow();
  }

  /** Pictures go on when the rows cannot be read; only an expired sign-in needs a hand. */
  #noteUnread(error: unknown): void {
    if (error instanceof Refusal && error.kind === "signed_out" && !this.link?.connected) this.phase = "signed_out";
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
    if (step === "join" && state.place) {
      if (performance.now() >= this.#notBefore) void this.#join(state.place.room, state.ticket);
      return;
    }
    this.#leave();
    this.phase = step === "hide" ? "waiting" : step === "open" ? "opening" : "trouble";
  }

  async #join(room: string, known?: Ticket): Promise<void> {
    const turn = ++this.#turn;
    this.room = room;
    this.phase = "joining";
    this.#forgetMedia();
    this.timings.begin();
    this.#links.drop();
    this.#view.awaitFrames();
    if (!known) this.#draw();
    try {
      const ticket = known ?? (await requestTicket(this.#element.dataset.ticketUrl ?? "", csrfToken(this.#element)));
      if (turn !== this.#turn) return;
      this.timings.note("ticketAt");
      const link = this.#links.take(ticket.url);
      this.room = ticket.room;
      if (link.audible !== this.#wantsSound) void link.hear(this.#wantsSound);
      // The join first, then the drawing: both want the same processor.
      const joined = link.join(ticket);
      this.#follow();
      await joined;
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
    if (kind !== "signed_out") this.#tryLater();
  }

  /** The rows are read first each time: they may know another place by then, or none. */
  #tryLater(): void {
    const delay = rejoinDelay(this.#failures++, Math.random());
    this.#notBefore = performance.now() + delay;
    setTimeout(() => void this.#rows.read(), delay + 1);
  }

  #lost(reason: LossReason): void {
    const next = afterLoss(reason);
    if (next === "nothing" || this.phase === "joining") return;
    this.#links.drop();
    this.#turn += 1;
    if (next === "wait_for_hand") {
      this.phase = "replaced";
      this.#draw();
      return;
    }
    this.room = null;
    this.phase = "reconnecting";
    this.#draw();
    this.#tryLater();
  }

  async #hear(audible: boolean): Promise<void> {
    this.#wantsSound = audible;
    await this.link?.hear(audible);
    this.#draw();
  }

  #useThisWindow(): void {
    if (this.phase === "signed_out") {
      window.location.reload();
      return;
    }
    this.#forgetRoom();
    void this.#rows.read();
  }

  #forgetRoom(): void {
    this.#notBefore = 0;
    this.#leave();
    this.phase = "joining";
  }

  #leave(): void {
    this.#turn += 1;
    this.#links.drop();
    this.room = null;
    this.#forgetMedia();
  }

  #forgetMedia(): void {
    this.sample = NOTHING;
    this.#pictures.clear();
    this.#sounds.clear();
  }

  #setPhase(phase: Phase): void {
    if (this.phase === "joining") return;
    this.phase = phase;
    this.#follow();
  }

  #onPeople(link: Link): void {
    const known = new Set(this.state?.sites.map((site) => site.identity));
    const unknown = [...link.inRoom()].some((identity) => identity.startsWith("site:") && !known.has(identity));
    const floorMoved = this.state !== null && !this.#viewer && link.microphonePermitted !== iMaySpeak(this.state);
    this.#follow();
    // Somebody or something that the rows of the last reading do not explain: read them again.
    if ((unknown || floorMoved) && this.#rows.age > 500) void this.#rows.read();
  }

  /** Bring camera, microphone and screen to what rows and devices say. */
  #follow(): void {
    if (this.link && this.state && !this.#viewer) {
      this.link.wantCamera(this.#devices.track("camera"));
      const track = this.#devices.track("microphone");
      this.link.wantMicrophone(
        microphoneToPublish({ granted: iMaySpeak(this.state), permitted: this.link.microphonePermitted, track }),
      );
    }
    this.#draw();
  }

  async #tick(): Promise<void> {
    const waiting = this.state?.place && !this.link?.connected;
    const every = waiting ? READ_WAITING_MS : this.state?.hearing ? READ_HEARING_MS : READ_EVERY_MS;
    if (this.#rows.age > every) void this.#rows.read();
    const link = this.link;
    if (link?.connected) {
      const sample = await link.sample();
      if (link !== this.link) return;
      this.sample = sample;
      const resting = this.#viewer ? this.#view.outOfSight() : NOBODY;
      this.#pictures.note(sample, link.cameraPublished, performance.now(), resting);
      this.#sounds.note(sample.received, performance.now());
    }
    this.#follow();
    this.#report();
  }

  #report(): void {
    if (!this.state || this.phase === "replaced") return;
    this.#reporter.offer({
      room: this.state.place?.room ?? "",
      at: new Date(),
      camera: this.#viewer ? "off" : this.#devices.state("camera"),
      microphone: this.#viewer ? "off" : this.#devices.state("microphone"),
      ownPicture: this.#pictures.own,
      received: this.#sounds.loudest(this.sample.received),
      sent: this.sample.sent,
      now: performance.now(),
    });
  }

  #noteFrame(identity: string): void {
    if (identity !== this.state?.me.identity || this.#viewer) this.timings.note("firstRemoteFrameAt");
  }

  #draw(): void {
    const link = this.link;
    const scene = sceneOf({
      phase: this.phase,
      state: this.state,
      viewer: this.#viewer,
      tiles: this.#element.dataset.layout === "tiles",
      say: this.#say,
      inRoom: link?.inRoom() ?? new Set(),
      speaking: link?.speaking() ?? new Set(),
      pictures: this.#pictures.received,
      ownPicture: this.#pictures.own,
      sample: this.sample,
      connected: link?.connected ?? false,
      microphonePublished: link?.microphonePublished ?? false,
      camera: this.#devices.state("camera"),
      microphone: this.#devices.state("microphone"),
      audible: this.#wantsSound,
      soundBlocked: link?.soundBlocked ?? false,
      staleSince: this.#rows.staleSince,
      now: performance.now(),
    });
    this.#view.draw(scene, (person, tile) =>
      person.isMe && !this.#viewer
        ? tile.showOwn(this.#devices.track("camera"))
        : (link?.show(person.identity, tile.video) ?? false),
    );
  }
}
