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
  document.addEventListener("htmx:sendError", () => sayIn("#messages", "offline"));
  document.addEventListener("htmx:responseError", () => sayIn("#messages", "failed"));
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

function closeDialogWhenDone(event: Event): void {
  const detail = (event as CustomEvent<{ elt: Element; successful: boolean; xhr: XMLHttpRequest }>).detail;
  if (detail.successful && detail.xhr.status < 400) detail.elt.closest<HTMLDialogElement>("dialog[open]")?.close();
}
