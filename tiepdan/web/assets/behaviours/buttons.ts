/** Small buttons: data-copy="text" copies it, data-print prints, data-dismiss puts an alert away, data-key="n" is pressed by a key. */
const SAY_MS = 2000;

export function setUpButtons(): void {
  document.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("[data-copy], [data-print], [data-dismiss]");
    if (pressed?.matches("[data-dismiss]")) pressed.closest(".alert")?.remove();
    if (pressed?.matches("[data-print]")) window.print();
    if (pressed?.dataset.copy) void copy(pressed, pressed.dataset.copy);
  });
  document.addEventListener("keydown", (event) => {
    const target = forKey(event);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
}

async function copy(button: HTMLElement, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  const place = button.querySelector<HTMLElement>("[data-words]") ?? button;
  const words = place.textContent;
  place.textContent = button.dataset.copied ?? words;
  window.setTimeout(() => (place.textContent = words), SAY_MS);
}

/** The button bound to this key: none while somebody types, unless the key comes with Alt or Ctrl. */
export function forKey(event: KeyboardEvent): HTMLElement | null {
  const typing = (event.target as Element).closest("input, textarea, select, [contenteditable=true]");
  if (event.repeat || event.isComposing || (typing && !event.altKey && !event.ctrlKey)) return null;
  const room = document.querySelector("dialog[open]") ?? document;
  const name = keyName(event);
  const bound = [...room.querySelectorAll<HTMLElement>("[data-key]")].filter((one) => one.dataset.key === name);
  return bound.find((one) => !one.matches(":disabled, [aria-disabled=true]")) ?? null;
}

/** "n", "alt+1", "ctrl+enter". */
export function keyName(event: KeyboardEvent): string {
  const letter = event.altKey && event.code.startsWith("Digit") ? event.code.slice(5) : event.key.toLowerCase();
  return `${event.ctrlKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${letter}`;
}
