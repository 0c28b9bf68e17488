/** <form data-once>: a second press sends nothing, and after 2 s the button says that work is going on. */
const SLOW_MS = 2000;
const words = new WeakMap<HTMLButtonElement, ChildNode[]>();

export function setUpOnce(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches("[data-once]")) return;
      if (form.dataset.sent !== undefined) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      form.dataset.sent = "";
      window.setTimeout(() => sayBusy(form), SLOW_MS);
    },
    true,
  );
  document.addEventListener("htmx:afterRequest", (event) =>
    release((event.target as Element).closest("form[data-once]")),
  );
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) release(form);
  });
}

function buttons(form: Element): HTMLButtonElement[] {
  return [...form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")];
}

function sayBusy(form: HTMLFormElement): void {
  if (form.dataset.sent === undefined) return;
  for (const button of buttons(form)) {
    words.set(button, [...button.childNodes]);
    button.setAttribute("aria-busy", "true");
    button.replaceChildren(button.dataset.busy ?? document.body.dataset.busy ?? button.textContent ?? "");
  }
}

function release(form: Element | null): void {
  if (!(form instanceof HTMLFormElement)) return;
  delete form.dataset.sent;
  for (const button of buttons(form)) {
    button.removeAttribute("aria-busy");
    button.replaceChildren(...(words.get(button) ?? button.childNodes));
    words.delete(button);
  }
}
