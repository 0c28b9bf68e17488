/** Calls to Django, one function per address. Every failure says in its kind what the stage has to do. */
import type { Report, State, Ticket } from "./messages";
import { isState, isTicket } from "./shape";

export type RefusalKind = "not_ready" | "not_admitted" | "media_down" | "signed_out" | "unreachable" | "strange";

/** A call that did not bring what was asked for. */
export class Refusal extends Error {
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message = "") {
    super(message || kind);
    this.kind = kind;
  }
}

const PATIENCE_MS = 8000;

/** With `leave` the answer holds the ticket too, when the room is there: one call less on the way in. */
export async function readState(url: string, leave: boolean): Promise<State> {
  const answer = await call(leave ? `${url}?ticket` : url, { method: "GET" });
  const state: unknown = await answer.json().catch(() => null);
  if (!isState(state)) throw new Refusal("strange", "state");
  return state;
}

export async function requestTicket(url: string, csrfToken: string): Promise<Ticket> {
  const answer = await call(url, { method: "POST", headers: { "X-CSRFToken": csrfToken } });
  const ticket: unknown = await answer.json().catch(() => null);
  if (!isTicket(ticket)) throw new Refusal("strange", "ticket");
  return ticket;
}

export async function sendReport(url: string, csrfToken: string, report: Report): Promise<void> {
  const headers = { "X-CSRFToken": csrfToken, "Content-Type": "application/json" };
  await call(url, { method: "POST", headers, body: JSON.stringify(report) });
}

/** The token that Django expects with every POST: given on the stage, in a form of the page, or in the cookie. */
export function csrfToken(stage: HTMLElement): string {
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const cookie = /(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/.exec(document.cookie);
  return stage.dataset.csrf ?? cookie?.[1] ?? field?.value ?? "";
}

async function call(url: string, options: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      ...options,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw new Refusal("unreachable", String(error));
  }
  if (answer.ok) return answer;
  throw await refusalOf(answer);
}

async function refusalOf(answer: Response): Promise<Refusal> {
  // A redirect of a call is Django sending an expired sign-in to its page.
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    return new Refusal("signed_out");
  }
  const body = (await answer.json().catch(() => ({}))) as { code?: unknown; message?: unknown };
  const message = typeof body.message === "string" ? body.message : "";
  if (body.code === "room_not_ready") return new Refusal("not_ready", message);
  if (body.code === "not_admitted") return new Refusal("not_admitted", message);
  if (body.code === "media_down" || answer.status === 503) return new Refusal("media_down", message);
  return new Refusal(answer.status >= 500 ? "unreachable" : "strange", message);
}
