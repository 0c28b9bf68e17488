/**
 * What comes from the server by itself. Every event is told to the page as `tiepdan:push` on body; while the stream is
 * broken the page asks every 15 s and says how old its facts are.
 */
import htmx from "htmx.org";
import { hourWords } from "./clock";

const EVENTS = ["queue", "place", "floor", "paper", "minutes", "alarm", "checks", "status", "recording"];
const ASK_EVERY_MS = 15_000;
const SILENCE_MS = 45_000; // only once the server has shown that it sends a beat
const known = new WeakSet<EventSource>();

let freshAt = new Date();
let lastBeat = 0;
let asking: number | undefined;

export function setUpLive(): void {
  document.addEventListener("htmx:sseOpen", (event) =>
    opened((event as CustomEvent<{ source: EventSource }>).detail.source),
  );
  document.addEventListener("htmx:sseError", broken);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (asking !== undefined && (event as CustomEvent<{ successful: boolean }>).detail.successful) showAge(new Date());
  });
  window.addEventListener("offline", broken);
  window.setInterval(() => {
    if (lastBeat && Date.now() - lastBeat > SILENCE_MS) broken();
  }, 5000);
}

function opened(source: EventSource): void {
  if (!known.has(source)) listen(source);
  if (asking === undefined) return;
  window.clearInterval(asking);
  asking = undefined;
  lastBeat = 0;
  hideAge();
  askForAll(); // what happened while nobody was listening
}

function listen(source: EventSource): void {
  known.add(source);
  for (const name of EVENTS) {
    source.addEventListener(name, (event) => {
      freshAt = new Date();
      push(name, event.data as string);
    });
  }
  source.addEventListener("beat", () => {
    lastBeat = Date.now();
    freshAt = new Date();
    if (asking !== undefined) opened(source);
  });
}

function push(name: string, text: string): void {
  document.body.dispatchEvent(new CustomEvent("tiepdan:push", { detail: { name, data: text } }));
}

function broken(): void {
  if (asking !== undefined) return;
  asking = window.setInterval(askForAll, ASK_EVERY_MS);
  showAge(lastBeat ? freshAt : new Date());
}

function askForAll(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[hx-trigger*='sse:']")) {
    const name = /sse:[\w-]+/.exec(part.getAttribute("hx-trigger") ?? "")?.[0];
    if (name) htmx.trigger(part, name);
  }
  push("status", "");
}

function showAge(moment: Date): void {
  const place = document.querySelector<HTMLElement>("[data-stale]");
  if (!place) return;
  const time = place.querySelector("[data-stale-time]");
  if (time) time.textContent = hourWords(moment);
  place.hidden = false;
}

function hideAge(): void {
  const place = document.querySelector<HTMLElement>("[data-stale]");
  if (place) place.hidden = true;
}
