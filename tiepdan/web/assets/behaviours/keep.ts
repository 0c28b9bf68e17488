/**
 * Keeps what a person typed until the office has it: <form data-keep="name">.
 *
 * Kept in sessionStorage, so it is gone with the window. Passwords and files are never kept. A page that did not take
 * the form (sign-in, error) carries <body data-not-accepted>; any other page after sending means it was accepted.
 */
import { notice } from "./notices";

const PREFIX = "tiepdan.keep:";
const SENT = "tiepdan.sent";
type Typed = Record<string, string[]>;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function setUpKeep(): void {
  forgetAccepted();
  forgetOtherPeople();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keep]")) restore(form);
  document.addEventListener("input", (event) => keep(closestKept(event)));
  document.addEventListener("change", (event) => keep(closestKept(event)));
  document.addEventListener("submit", (event) => {
    const form = closestKept(event);
    if (form) sessionStorage.setItem(SENT, storageKey(form));
    if ((event.target as Element).matches("[data-forget]")) forgetEverything();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, elt } = (event as CustomEvent<{ successful: boolean; elt: Element }>).detail;
    const form = elt.closest<HTMLFormElement>("form[data-keep]");
    if (form) sessionStorage.removeItem(SENT);
    if (form && successful && !elt.querySelector("[aria-invalid=true]")) sessionStorage.removeItem(storageKey(form));
  });
}

function closestKept(event: Event): HTMLFormElement | null {
  return (event.target as Element).closest<HTMLFormElement>("form[data-keep]");
}

function person(): string {
  return document.body.dataset.person ?? "";
}

export function storageKey(form: HTMLFormElement): string {
  return `${PREFIX}${person()}:${form.dataset.keep || form.getAttribute("action") || location.pathname}`;
}

function keepable(field: Field): boolean {
  if (!field.name || field.name === "csrfmiddlewaretoken" || field.closest("[data-keep-not]")) return false;
  return !["hidden", "password", "file", "submit", "button"].includes(field.type);
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return ([...form.elements] as Field[]).filter((field) => "name" in field && keepable(field));
}

/** Everything typed in the form, by name; a group of ticks is the list of ticked values. */
export function typedIn(form: HTMLFormElement): Typed {
  const typed: Typed = {};
  for (const field of fieldsOf(form)) {
    const values = (typed[field.name] ??= []);
    if (field instanceof HTMLSelectElement) values.push(...[...field.selectedOptions].map((option) => option.value));
    else if (!isTick(field) || (field as HTMLInputElement).checked) values.push(field.value);
  }
  return typed;
}

function isTick(field: Field): boolean {
  return field.type === "radio" || field.type === "checkbox";
}

export function fill(form: HTMLFormElement, typed: Typed): boolean {
  const before = JSON.stringify(typedIn(form));
  const left = structuredClone(typed);
  for (const field of fieldsOf(form)) {
    const values = left[field.name];
    if (!values) continue;
    if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (isTick(field)) (field as HTMLInputElement).checked = values.includes(field.value);
    else field.value = values.shift() ?? field.value;
  }
  return JSON.stringify(typedIn(form)) !== before;
}

function keep(form: HTMLFormElement | null): void {
  if (form) sessionStorage.setItem(storageKey(form), JSON.stringify(typedIn(form)));
}

function restore(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(storageKey(form));
  if (!kept || form.querySelector("[aria-invalid=true], .is-invalid")) return; // refused: the server shows what was typed
  if (fill(form, JSON.parse(kept) as Typed)) tell(form);
}

function tell(form: HTMLFormElement): void {
  const words = notice("kept");
  if (!words) return;
  words.querySelector("button")?.addEventListener("click", () => {
    sessionStorage.removeItem(storageKey(form));
    form.reset();
    form.querySelector(".kept")?.remove();
  });
  form.prepend(words);
}

function forgetAccepted(): void {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  if (document.body.hasAttribute("data-not-accepted")) return;
  const again = [...document.querySelectorAll<HTMLFormElement>("form[data-keep]")].find((f) => storageKey(f) === sent);
  if (!again?.querySelector("[aria-invalid=true], .is-invalid")) sessionStorage.removeItem(sent);
}

/** On a shared computer the next person must not find the last one's words. */
function forgetOtherPeople(): void {
  if (!person()) return;
  forget((key) => !key.startsWith(`${PREFIX}${person()}:`));
}

function forgetEverything(): void {
  forget(() => true);
}

function forget(which: (key: string) => boolean): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && which(key)) sessionStorage.removeItem(key);
  }
}
