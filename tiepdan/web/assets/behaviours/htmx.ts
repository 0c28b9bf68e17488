/** htmx as every page uses it: no eval, no inline style, refusals are shown, the token goes with each act. */
import htmx from "htmx.org";
import { sayIn } from "./notices";

interface SwapDetail {
  xhr: XMLHttpRequest;
  elt: Element;
  target: Element;
}

export function setUpHtmx(): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.historyCacheSize = 0; // pages with personal facts stay out of the browser's storage
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "(409|422)", swap: true, error: false },
    { code: "[45]..", swap: false, error: true },
  ];
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, verb } = (event as CustomEvent<{ headers: Record<string, string>; verb: string }>).detail;
    if (verb !== "get") headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:beforeSwap", refuseInsideDialog);
  document.addEventListener("htmx:afterSwap", (event) => float((event as CustomEvent<SwapDetail>).detail.target));
  document.addEventListener("htmx:sendError", (event) => sayIfAct(event, "offline"));
  document.addEventListener("htmx:responseError", (event) => sayIfAct(event, "failed"));
  document.addEventListener("htmx:afterRequest", closeDialogWhenDone);
}

export function csrfToken(): string {
  const meta = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]");
  return meta?.content ?? document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** A refusal while a dialog is open is shown in the dialog, where the person is looking. */
function refuseInsideDialog(event: Event): void {
  const detail = (event as CustomEvent<SwapDetail>).detail;
  const place = detail.elt.closest("dialog[open]")?.querySelector("[data-dialog-messages]");
  if (detail.xhr.status === 409 && place) detail.target = place;
}

/** Only of what a person did: a part that refreshes by itself has the notice of old facts. */
function sayIfAct(event: Event, name: string): void {
  const { requestConfig } = (event as CustomEvent<{ requestConfig: { verb: string } }>).detail;
  if (requestConfig.verb === "get") return;
  sayIn("#messages", name);
  float(document.querySelector("#messages"));
}

/** Words that come while the page stands float over it, so that no button moves under the pointer. */
function float(place: Element | null): void {
  if (place?.id === "messages") place.classList.add("messages-floating");
}

function closeDialogWhenDone(event: Event): void {
  const detail = (event as CustomEvent<{ elt: Element; successful: boolean; xhr: XMLHttpRequest }>).detail;
  if (detail.successful && detail.xhr.status < 400) detail.elt.closest<HTMLDialogElement>("dialog[open]")?.close();
}
