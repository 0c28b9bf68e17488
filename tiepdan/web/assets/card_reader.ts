/**
 * Reads the QR code of an identity card with the camera into the field of [data-card-reader], then tells htmx `card-read`.
 * The text goes nowhere but to our own server, and no picture is kept.
 */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const EVERY_MS = 200;

export function setUpCardReader(): void {
  for (const reader of document.querySelectorAll<HTMLElement>("[data-card-reader]")) {
    listenToReader(reader);
    const button = reader.querySelector<HTMLButtonElement>("[data-card-camera]");
    if (!button || !navigator.mediaDevices) continue;
    button.hidden = false;
    let stop: (() => void) | null = null;
    button.addEventListener("click", () => {
      if (stop) {
        stop();
        stop = null;
      } else void open(reader).then((stopped) => (stop = stopped));
    });
  }
}

/** A USB reader types the text and presses Enter: read it here, and leave the field free for the next card. */
function listenToReader(reader: HTMLElement): void {
  const field = reader.querySelector<HTMLInputElement>("input[name=card]");
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !field.value.trim()) return;
    event.preventDefault();
    hand(reader, field.value);
  });
  field?.addEventListener("htmx:afterRequest", () => (field.value = ""));
}

async function open(reader: HTMLElement): Promise<(() => void) | null> {
  const view = reader.querySelector<HTMLElement>("[data-card-view]");
  const video = reader.querySelector<HTMLVideoElement>("[data-card-video]");
  const words = reader.querySelector<HTMLElement>("[data-card-words]");
  if (!view || !video || !words) return null;
  view.hidden = false;
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: 1280 } });
    await video.play();
  } catch {
    words.textContent = reader.dataset.noCamera ?? "";
    return null;
  }
  words.textContent = reader.dataset.looking ?? "";
  return watch(reader, video, view);
}

function watch(reader: HTMLElement, video: HTMLVideoElement, view: HTMLElement): () => void {
  const looking = looker();
  let busy = false;
  const timer = window.setInterval(() => {
    if (busy) return;
    busy = true;
    void looking
      .then((look) => look(video))
      .then((text) => {
        if (text && isCardText(text)) {
          stop();
          hand(reader, text);
        }
      })
      .finally(() => (busy = false));
  }, EVERY_MS);
  function stop(): void {
    window.clearInterval(timer);
    for (const track of (video.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    view.hidden = true;
  }
  return stop;
}

/** Puts the text where the USB reader would type it, and sends it off the same way. */
export function hand(reader: HTMLElement, text: string): void {
  const field = reader.querySelector<HTMLInputElement>("input[name=card]");
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new CustomEvent("card-read", { bubbles: true }));
}

/** A card begins with twelve digits and a bar; any other code in the picture is passed over. */
export function isCardText(text: string): boolean {
  return /^\uFEFF?\d{12}\|/.test(text.trim());
}

/** The browser's own detector when it has one, else jsQR on a drawn frame: fetched only then, it weighs more than a page. */
async function looker(): Promise<(video: HTMLVideoElement) => Promise<string | null>> {
  const own = (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own) {
    const detector = new own({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue ?? null;
  }
  const { default: jsQR } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!context || !video.videoWidth) return null;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    context.drawImage(video, 0, 0);
    const frame = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(frame.data, frame.width, frame.height)?.data ?? null;
  };
}
