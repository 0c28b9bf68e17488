/** The device check, drawn into `[data-device-test]`: picture, level, sound, and what to do about each fault. */
import { playChime } from "./chime";
import type { DeviceKind, DeviceState, Devices } from "./devices";
import { noteSpeakerHeard, remembered, speakerHeard } from "./devices";
import { make, mark, Sign, write } from "./dom";
import { loudness, Meter } from "./meter";
import type { Shape } from "./presence";
import type { Say, TextKey } from "./texts";

const METER_MS = 100;
const SHAPES: Partial<Record<DeviceState, Shape>> = { ok: "ready", waiting: "waiting", off: "missing" };

export class DeviceTest {
  readonly #devices: Devices;
  readonly #say: Say;
  readonly #meter = new Meter(4096);
  readonly #video = make("video", { autoplay: "", playsinline: "", "data-own-camera": "" });
  readonly #level: HTMLMeterElement;
  readonly #cards: Readonly<Record<DeviceKind, Card>>;
  readonly #speakers: HTMLSelectElement;
  readonly #heard: HTMLButtonElement;
  readonly #heardSign = new Sign();

  constructor(panel: HTMLElement, devices: Devices, say: Say) {
    this.#devices = devices;
    this.#say = say;
    this.#video.muted = true;
    this.#video.setAttribute("aria-label", say("test_camera"));
    this.#level = make("meter", {
      min: "0",
      max: "1",
      high: "0.9",
      "aria-label": say("sound_level"),
      "data-level": "",
    });
    this.#cards = {
      camera: new Card("camera", devices, say, this.#video),
      microphone: new Card("microphone", devices, say, make("p", {}, say("test_speak")), this.#level),
    };
    this.#speakers = make("select", { "data-choose": "speaker" });
    this.#heard = make("button", { type: "button", class: "device-button", "data-heard": "" }, say("test_heard"));
    panel.replaceChildren(
      make("h2", {}, say("test_title")),
      make(
        "div",
        { class: "device-cards" },
        this.#cards.camera.element,
        this.#cards.microphone.element,
        this.#speaker(),
      ),
    );
  }

  start(): void {
    this.#devices.onChange(() => void this.#draw());
    setInterval(() => {
      this.#level.value = loudness(this.#meter.peakOf(this.#devices.track("microphone")));
    }, METER_MS);
    void this.#draw();
  }

  #speaker(): HTMLElement {
    const play = make("button", { type: "button", class: "device-button", "data-play": "" }, this.#say("test_play"));
    play.addEventListener("click", () => void playChime(this.#speakers.value || undefined));
    this.#heard.addEventListener("click", () => {
      noteSpeakerHeard(new Date());
      void this.#draw();
    });
    this.#speakers.addEventListener("change", () => void this.#devices.choose("speaker", this.#speakers.value));
    return make(
      "section",
      { class: "device-card", "data-device": "speaker" },
      make("h3", {}, this.#say("test_speaker")),
      this.#heardSign.element,
      make("label", {}, make("span", {}, this.#say("test_speaker")), this.#speakers),
      make("p", {}, this.#say("test_listen")),
      make("div", { class: "device-acts" }, play, this.#heard),
      make("p", { class: "device-quiet" }, this.#say("test_not_heard")),
    );
  }

  async #draw(): Promise<void> {
    const camera = this.#devices.track("camera");
    const shown = this.#video.srcObject instanceof MediaStream ? this.#video.srcObject.getVideoTracks()[0] : undefined;
    if (shown !== (camera ?? undefined)) this.#video.srcObject = camera ? new MediaStream([camera]) : null;
    mark(this.#video, "hidden", camera === null);
    const heard = speakerHeard(new Date());
    mark(this.#heardSign.element, "hidden", !heard);
    this.#heardSign.show("done", this.#say("test_heard_done"));
    mark(this.#heard, "hidden", heard);
    const found = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    this.#cards.camera.draw(found ?? []);
    this.#cards.microphone.draw(found ?? []);
    fill(this.#speakers, found ?? [], "audiooutput", remembered().speaker, this.#say);
  }
}

class Card {
  readonly element: HTMLElement;
  readonly #kind: DeviceKind;
  readonly #devices: Devices;
  readonly #say: Say;
  readonly #sign = new Sign();
  readonly #select = make("select");
  readonly #told = make("strong");
  readonly #advice = make("span");
  readonly #fault: HTMLElement;

  constructor(kind: DeviceKind, devices: Devices, say: Say, ...content: Node[]) {
    this.#kind = kind;
    this.#devices = devices;
    this.#say = say;
    this.#select.dataset.choose = kind;
    this.#select.addEventListener("change", () => void devices.choose(kind, this.#select.value));
    const again = make("button", { type: "button", class: "device-button", "data-again": kind }, say("test_again"));
    again.addEventListener("click", () => void devices.open(kind));
    this.#fault = make("div", { class: "device-fault", role: "alert" }, this.#told, this.#advice, again);
    const title = say(`test_${kind}`);
    this.element = make(
      "section",
      { class: "device-card", "data-device": kind },
      make("h3", {}, title),
      this.#sign.element,
      this.#fault,
      make("label", {}, make("span", {}, title), this.#select),
      ...content,
    );
  }

  draw(found: readonly MediaDeviceInfo[]): void {
    const state = this.#devices.state(this.#kind);
    const faulty = state !== "ok" && state !== "waiting" && state !== "off";
    mark(this.element, "data-state", state);
    this.#sign.show(SHAPES[state] ?? "missing", this.#word(state));
    mark(this.#sign.element, "hidden", faulty);
    mark(this.#fault, "hidden", !faulty);
    if (faulty) {
      write(this.#told, this.#say(`${this.#kind}_${state}`));
      write(this.#advice, this.#say(`${this.#kind}_${state}_act`));
    }
    const inUse = this.#devices.track(this.#kind)?.getSettings().deviceId;
    const kind = this.#kind === "camera" ? "videoinput" : "audioinput";
    fill(this.#select, found, kind, inUse ?? remembered()[this.#kind], this.#say);
  }

  #word(state: DeviceState): string {
    const word: TextKey = state === "ok" ? "device_ok" : "device_waiting";
    return this.#say(word);
  }
}

/** The list of choices; rewritten only when the devices changed, so that an open list does not close under the hand. */
function fill(
  select: HTMLSelectElement,
  found: readonly MediaDeviceInfo[],
  kind: MediaDeviceKind,
  chosen: string | undefined,
  say: Say,
): void {
  const devices = found.filter((device) => device.kind === kind && device.deviceId !== "");
  const options = devices.map((device, place) => {
    const name = device.label || say("test_numbered_device", { number: place + 1 });
    return new Option(name, device.deviceId);
  });
  if (options.length === 0) options.push(new Option(say("test_default_device"), ""));
  const written = [...select.options].map((option) => option.value + option.text).join("\n");
  if (written !== options.map((option) => option.value + option.text).join("\n")) select.replaceChildren(...options);
  if (devices.some((device) => device.deviceId === chosen)) select.value = chosen ?? "";
}
