/** Sends the report every five seconds, while waiting every ten, and at once when more than the counters changed. */
import { speakerHeard } from "./devices";
import { type Facts, gist, reportOf } from "./report";
import { sendReport } from "./server";

const EVERY_MS = 5000;
const WAITING_MS = 10_000;

export class Reporter {
  readonly #url: string;
  readonly #csrf: () => string;
  #sentAt = Number.NEGATIVE_INFINITY;
  #sentGist = "";
  #sending = false;

  constructor(url: string, csrf: () => string) {
    this.#url = url;
    this.#csrf = csrf;
  }

  offer(facts: Omit<Facts, "speakerHeard">): void {
    if (!this.#url || this.#sending) return;
    const report = reportOf({ ...facts, speakerHeard: speakerHeard(facts.at) });
    const due = facts.now - this.#sentAt >= everyMs(facts.room) || gist(report) !== this.#sentGist;
    if (!due) return;
    this.#sentAt = facts.now;
    this.#sentGist = gist(report);
    this.#sending = true;
    // A lost report is not repeated: the next one is five seconds away and says more.
    void sendReport(this.#url, this.#csrf(), report)
      .catch((error: unknown) => console.warn("tiepdan: report not sent", error))
      .finally(() => {
        this.#sending = false;
      });
  }
}

/** A site that waits is in no room; the centre still sees its screen and its devices. */
export const everyMs = (room: string): number => (room === "" ? WAITING_MS : EVERY_MS);
