/** Three small tools to draw with: make an element, change a text, change an attribute only when it differs. */
import type { Shape } from "./presence";

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Writing the same text again would make a screen reader read it again. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function mark(element: Element, name: string, value: string | boolean): void {
  const text = typeof value === "string" ? value : value ? "" : null;
  if (element.getAttribute(name) === text) return;
  if (text === null) element.removeAttribute(name);
  else element.setAttribute(name, text);
}

const PATHS: Readonly<Record<Shape, string>> = {
  waiting: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2.5V12h6.5A6.5 6.5 0 1 1 12 5.5Z",
  ready: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z",
  live: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  interrupted: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2.5a6.5 6.5 0 0 1 0 13Z",
  missing: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z",
  done: "m9.5 18.5-6-6 2-2 4 4 9-9 2 2Z",
};

/** A shape with its word: a state is never colour alone. */
export class Sign {
  readonly element = make("span", { class: "stage-sign" });
  readonly #path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  readonly #word = make("span");

  constructor() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    this.#path.setAttribute("fill-rule", "evenodd");
    svg.append(this.#path);
    this.element.append(svg, this.#word);
  }

  show(shape: Shape, word: string): void {
    mark(this.element, "data-shape", shape);
    mark(this.#path, "d", PATHS[shape]);
    write(this.#word, word);
  }
}
