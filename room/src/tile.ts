/** One person on the stage: picture, name, who sits there, state. The video element lives as long as the person. */
import { make, mark, Sign, write } from "./dom";
import { loudness } from "./meter";
import type { Person } from "./presence";
import { stateOf } from "./presence";
import type { Say } from "./texts";

export type Spot = "large" | "line" | "own" | "tile";

export class Tile {
  readonly video = make("video", { autoplay: "", playsinline: "", muted: "" });
  readonly element: HTMLElement;
  readonly #name = make("strong", { class: "stage-tile-name" });
  readonly #seat = make("span", { class: "stage-tile-seat" });
  readonly #veil = make("p", { class: "stage-tile-veil" });
  readonly #level = make("meter", { class: "stage-tile-level", min: "0", max: "1" });
  readonly #sign = new Sign();
  readonly #onFrame: () => void;

  constructor(identity: string, onFrame: () => void) {
    this.video.muted = true;
    this.video.dataset.identity = identity;
    const words = make("div", { class: "stage-tile-words" }, this.#name, this.#seat, this.#sign.element, this.#level);
    this.element = make(
      "div",
      { class: "stage-tile", role: "group", "data-tile": identity },
      this.video,
      this.#veil,
      words,
    );
    this.#onFrame = onFrame;
    this.awaitFrame();
  }

  /** Tell of the next frame that is really on the screen. */
  awaitFrame(): void {
    if ("requestVideoFrameCallback" in this.video) this.video.requestVideoFrameCallback(() => this.#onFrame());
    else (this.video as HTMLVideoElement).addEventListener("timeupdate", () => this.#onFrame(), { once: true });
  }

  draw(person: Person, spot: Spot, hasPicture: boolean, say: Say): void {
    const state = stateOf(person);
    const visible = hasPicture && person.picture !== "missing";
    mark(this.element, "data-spot", spot);
    mark(this.element, "data-state", state.word);
    mark(this.element, "data-picture", person.picture);
    mark(this.element, "data-floor", person.hasFloor);
    mark(this.element, "data-speaking", person.hasFloor && person.speaking);
    mark(this.element, "data-own", person.isMe);
    mark(this.element, "aria-label", [person.name, person.seat].filter(Boolean).join(", "));
    write(this.#name, spot === "own" ? say("person_me") : person.name);
    write(this.#seat, person.seat);
    this.#sign.show(state.shape, say(state.word));
    mark(this.#veil, "hidden", visible && person.picture !== "frozen");
    write(this.#veil, say(veilWord(person)));
    mark(this.#level, "aria-label", say("sound_level"));
  }

  get inSight(): boolean {
    const box = this.video.getBoundingClientRect();
    return document.visibilityState === "visible" && box.width > 0 && box.bottom > 0 && box.top < window.innerHeight;
  }

  drawLevel(peak: number): void {
    this.#level.value = loudness(peak);
  }

  /** The own picture comes from the camera itself, not back from the server. */
  showOwn(track: MediaStreamTrack | null): boolean {
    const shown = this.video.srcObject instanceof MediaStream ? this.video.srcObject.getVideoTracks()[0] : undefined;
    if (shown !== (track ?? undefined)) this.video.srcObject = track ? new MediaStream([track]) : null;
    return track !== null;
  }
}

function veilWord(person: Person) {
  const { word } = stateOf(person);
  if (word === "person_offline" || word === "person_reconnecting" || word === "person_connecting") return word;
  if (person.picture === "frozen") return "picture_frozen";
  return person.picture === "missing" ? "picture_missing" : "picture_starting";
}
