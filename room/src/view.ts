/** Draws the stage, by `data-` attributes. It is told everything and decides nothing. */
import type { Phase, Quality } from "./connection";
import { make, mark, Sign, write } from "./dom";
import type { Arrangement } from "./layout";
import { PAPER } from "./layout";
import type { Paper } from "./messages";
import type { Person, Shape } from "./presence";
import type { Say, TextKey } from "./texts";
import { type Spot, Tile } from "./tile";

export interface Scene {
  readonly phase: Phase;
  readonly people: readonly Person[];
  readonly arrangement: Arrangement;
  readonly paper: Paper | null;
  readonly banner: string;
  readonly alarms: readonly string[];
  readonly floor: string;
  /** Shown only while a site waits. */
  readonly ready: readonly { readonly shape: Shape; readonly word: TextKey }[];
  readonly microphone: { readonly shape: Shape; readonly word: TextKey } | null;
  readonly quality: Quality;
  readonly viewer: boolean;
  readonly audible: boolean;
  readonly soundBlocked: boolean;
  readonly trouble: string;
}

export interface Hands {
  readonly onHear: () => void;
  readonly onToggleSound: () => void;
  readonly onUseThisWindow: () => void;
  readonly onFrame: (identity: string) => void;
}

/** Where pictures come from; says whether there is one. */
export type Show = (person: Person, tile: Tile) => boolean;

const QUALITY_SHAPES: Readonly<Record<Quality, Shape>> = {
  good: "ready",
  fair: "waiting",
  poor: "interrupted",
  lost: "missing",
};

export class View {
  readonly soundBox = make("div", { hidden: "", "data-sounds": "" });
  readonly #tiles = new Map<string, Tile>();
  readonly #stage: HTMLElement;
  readonly #say: Say;
  readonly #hands: Hands;
  readonly #ready = make("ul", { class: "stage-ready", "data-ready": "" });
  readonly #readySigns = [new Sign(), new Sign(), new Sign()];
  readonly #banner = make("p", { class: "stage-banner", role: "status", "data-banner": "" });
  readonly #floorBox = make("div", { class: "stage-floor" });
  readonly #paperImage = make("img", { alt: "" });
  readonly #paperCaption = make("figcaption");
  readonly #paper = make("figure", { class: "stage-paper", "data-paper": "" }, this.#paperImage, this.#paperCaption);
  readonly #alarms = make("ul", { class: "stage-alarms", role: "alert", "data-alarms": "" });
  readonly #floor = make("span", { class: "stage-who", "data-floor-line": "" });
  readonly #microphone = new Sign();
  readonly #quality = new Sign();
  readonly #sound = make("button", { type: "button", class: "stage-sound", "data-sound": "" });
  readonly #bottom: HTMLElement;
  readonly #message = make("p", { role: "status" });
  readonly #act = make("button", { type: "button", class: "stage-act", "data-use-window": "" });
  readonly #messageBox = make("div", { class: "stage-message", "data-message": "" }, this.#message, this.#act);
  readonly #hear = make("button", { type: "button", class: "stage-act stage-hear", "data-hear": "" });

  constructor(stage: HTMLElement, say: Say, hands: Hands) {
    this.#stage = stage;
    this.#say = say;
    this.#hands = hands;
    this.#microphone.element.dataset.microphone = "";
    this.#quality.element.dataset.quality = "";
    const signs = [this.#microphone.element, this.#sound, this.#quality.element];
    this.#bottom = make("div", { class: "stage-bottom" }, this.#floor, ...signs);
    this.#floorBox.append(this.#paper);
    const middle = make("div", { class: "stage-middle" }, this.#floorBox, this.#messageBox, this.#hear);
    this.#ready.append(...this.#readySigns.map((sign) => make("li", {}, sign.element)));
    stage.replaceChildren(this.#ready, this.#banner, middle, this.#alarms, this.#bottom, this.soundBox);
    this.#hear.textContent = say("press_to_hear");
    this.#hear.addEventListener("click", hands.onHear);
    this.#sound.addEventListener("click", hands.onToggleSound);
    this.#act.addEventListener("click", hands.onUseThisWindow);
  }

  draw(scene: Scene, show: Show): void {
    mark(this.#stage, "data-state", scene.phase);
    // The page hides its waiting panel by this, and the next swap of the panel cannot undo it.
    mark(document.body, "data-stage-state", scene.phase);
    mark(this.#stage, "data-arrangement", scene.arrangement.kind);
    this.#drawReady(scene);
    this.#drawText(this.#banner, scene.banner);
    // Laying out empty tiles takes 50 ms from the join on a small machine: they wait for the first person.
    const empty = scene.phase === "joining" && !scene.people.some((person) => person.connection === "online");
    mark(this.#floorBox, "hidden", empty);
    this.#drawPaper(scene);
    this.#drawTiles(scene, show);
    this.#drawAlarms(scene.alarms);
    this.#drawBottom(scene);
    this.#drawMessage(scene);
  }

  drawLevels(peakOf: (identity: string) => number): void {
    for (const [identity, tile] of this.#tiles) tile.drawLevel(peakOf(identity));
  }

  /** A new room: its first frame is still to come, also on tiles that stay. */
  awaitFrames(): void {
    for (const tile of this.#tiles.values()) tile.awaitFrame();
  }

  /** Whose picture lies outside of the window: it may rest there, so standing still is no fault of the line. */
  outOfSight(): ReadonlySet<string> {
    return new Set([...this.#tiles].filter(([, tile]) => !tile.inSight).map(([identity]) => identity));
  }

  #drawText(element: HTMLElement, text: string): void {
    mark(element, "hidden", text === "");
    write(element, text);
  }

  #drawReady({ ready }: Scene): void {
    mark(this.#ready, "hidden", ready.length === 0);
    ready.forEach(({ shape, word }, place) => {
      this.#readySigns[place]?.show(shape, this.#say(word));
    });
  }

  #drawPaper({ paper, arrangement }: Scene): void {
    const shown = paper !== null && arrangement.large === PAPER;
    mark(this.#paper, "hidden", !shown);
    if (!shown) return;
    mark(this.#paperImage, "src", paper.image_url);
    mark(this.#paperImage, "alt", paper.title);
    write(this.#paperCaption, this.#say("paper_shown", { title: paper.title, page: paper.page, pages: paper.pages }));
  }

  #drawTiles({ people, arrangement }: Scene, show: Show): void {
    const spots = spotsOf(arrangement);
    for (const [identity, tile] of this.#tiles) {
      if (spots.has(identity)) continue;
      tile.element.remove();
      this.#tiles.delete(identity);
    }
    for (const [identity, spot] of spots) {
      const person = people.find((one) => one.identity === identity);
      if (!person) continue;
      const tile = this.#tileOf(identity);
      tile.draw(person, spot, show(person, tile), this.#say);
    }
    this.#order([...spots.keys()]);
    const beside = [...spots.values()].filter((spot) => spot === "line" || spot === "own").length;
    mark(this.#floorBox, "data-beside", String(Math.min(beside, 9)));
    mark(this.#floorBox, "data-count", String(Math.min(spots.size, 12)));
  }

  #tileOf(identity: string): Tile {
    const known = this.#tiles.get(identity);
    if (known) return known;
    const tile = new Tile(identity, () => this.#hands.onFrame(identity));
    this.#tiles.set(identity, tile);
    (pictureOf(identity) ?? this.#floorBox).append(tile.element);
    return tile;
  }

  /** Order by style: moving a video in the document would stop it for a moment. */
  #order(identities: readonly string[]): void {
    identities.forEach((identity, place) => {
      const element = this.#tiles.get(identity)?.element;
      if (element && element.style.order !== String(place)) element.style.order = String(place);
    });
  }

  #drawAlarms(alarms: readonly string[]): void {
    mark(this.#alarms, "hidden", alarms.length === 0);
    const shown = [...this.#alarms.children].map((line) => line.textContent);
    if (shown.join("\n") === alarms.join("\n")) return;
    this.#alarms.replaceChildren(...alarms.map((text) => make("li", {}, text)));
  }

  #drawBottom(scene: Scene): void {
    write(this.#floor, scene.floor);
    mark(this.#microphone.element, "hidden", scene.microphone === null);
    if (scene.microphone) this.#microphone.show(scene.microphone.shape, this.#say(scene.microphone.word));
    mark(this.#microphone.element, "data-fault", scene.microphone?.word === "microphone_fault");
    mark(this.#sound, "hidden", !scene.viewer);
    mark(this.#sound, "aria-pressed", scene.audible ? "true" : "false");
    write(this.#sound, this.#say(scene.audible ? "hush" : "hear"));
    this.#quality.show(QUALITY_SHAPES[scene.quality], this.#say(`line_${scene.quality}`));
  }

  #drawMessage(scene: Scene): void {
    this.#drawText(this.#message, scene.trouble);
    mark(this.#messageBox, "hidden", scene.trouble === "");
    const byHand = scene.phase === "replaced" || scene.phase === "signed_out";
    mark(this.#act, "hidden", !byHand);
    write(this.#act, this.#say(scene.phase === "signed_out" ? "sign_in_again" : "use_this_window"));
    mark(this.#hear, "hidden", !scene.soundBlocked || scene.trouble !== "");
  }
}

/** Where the page itself says something of each site, the picture stands there, and the site stands once. */
function pictureOf(identity: string): Element | null {
  return document.querySelector(`[data-picture-of="${CSS.escape(identity)}"]`);
}

function spotsOf(arrangement: Arrangement): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  if (arrangement.large !== null && arrangement.large !== PAPER) spots.set(arrangement.large, "large");
  for (const identity of arrangement.line) spots.set(identity, arrangement.kind === "tiles" ? "tile" : "line");
  if (arrangement.own !== null) spots.set(arrangement.own, "own");
  return spots;
}
