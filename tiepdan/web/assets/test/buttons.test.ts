// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { forKey } from "../behaviours/buttons";

function press(target: Element, init: KeyboardEventInit): HTMLElement | null {
  let found: HTMLElement | null = null;
  target.addEventListener("keydown", (event) => (found = forKey(event as KeyboardEvent)), { once: true });
  target.dispatchEvent(new KeyboardEvent("keydown", init));
  return found;
}

const at = (id: string) => document.getElementById(id) as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<textarea id="text"></textarea><button id="next" data-key="n"></button>
    <button data-key="x" disabled></button><button id="mark" data-key="alt+1"></button>`;
});

describe("keys", () => {
  it("press the bound button, when nobody types", () => {
    expect(press(document.body, { key: "n" })).toBe(at("next"));
    expect(press(document.body, { key: "N" })).toBe(at("next"));
  });

  it("press nothing, when somebody types, when held down, or when the button is disabled", () => {
    expect(press(at("text"), { key: "n" })).toBeNull();
    expect(press(document.body, { key: "n", repeat: true })).toBeNull();
    expect(press(document.body, { key: "x" })).toBeNull();
  });

  it("press the bound button while typing, when they come with Alt", () => {
    expect(press(at("text"), { key: "¡", code: "Digit1", altKey: true })).toBe(at("mark"));
  });

  it("press nothing outside, when a dialog is open", () => {
    document.body.insertAdjacentHTML("beforeend", "<dialog open></dialog>");
    expect(press(document.body, { key: "n" })).toBeNull();
  });
});
