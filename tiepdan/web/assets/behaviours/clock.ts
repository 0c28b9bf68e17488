/**
 * Clocks: <time data-clock="up|down|now" datetime="…">. They run on the server's time, which the page brings in
 * <body data-now>, because a site's own clock may be wrong. `down` past its moment gets the class is-late.
 */
const SKEW = "tiepdan.skew";

export function setUpClocks(): void {
  const skew = clockSkew();
  const tick = () => {
    const now = Date.now() + skew;
    for (const clock of document.querySelectorAll<HTMLTimeElement>("[data-clock]")) show(clock, now);
  };
  tick();
  window.setInterval(tick, 1000);
  document.addEventListener("htmx:afterSettle", tick);
}

/** Milliseconds to add to this machine's clock. A page brought back from history tells an old time: not believed. */
function clockSkew(): number {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const said = Date.parse(document.body.dataset.now ?? "");
  if (Number.isNaN(said) || navigation?.type === "back_forward") return Number(sessionStorage.getItem(SKEW) ?? 0);
  const skew = said - (performance.timeOrigin + (navigation?.responseStart ?? 0));
  sessionStorage.setItem(SKEW, String(Math.round(skew)));
  return skew;
}

function show(clock: HTMLElement, now: number): void {
  const words = wordsOf(clock, now);
  if (words !== null && clock.textContent !== words) clock.textContent = words;
}

function wordsOf(clock: HTMLElement, now: number): string | null {
  if (clock.dataset.clock === "now") return hourWords(new Date(now));
  const moment = Date.parse(clock.getAttribute("datetime") ?? "");
  if (Number.isNaN(moment)) return null;
  if (clock.dataset.clock === "up") return span(Math.max(0, now - moment));
  clock.classList.toggle("is-late", now > moment);
  return now > moment ? `${clock.dataset.late ?? ""} ${span(now - moment)}`.trim() : span(moment - now);
}

/** 0:14, 12:05, 1:02:03; from two days on, whole days are counted apart. */
export function span(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (hours >= 48) return `${Math.floor(hours / 24)} ngày ${hours % 24} giờ`;
  return hours ? `${hours}:${rest}` : rest.replace(/^0/, "");
}

/** "8 giờ 05", in the time of Viet Nam wherever the machine believes itself to be. */
export function hourWords(moment: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  const [hour, minute] = parts.format(moment).split(":");
  return `${Number(hour)} giờ ${minute}`;
}
