// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { setUpOnce } from "../behaviours/once";

it("sends a form once and says after 2 s that work is going on, when pressed twice", () => {
  vi.useFakeTimers();
  document.body.innerHTML = "<form data-once><button><b>Gửi</b></button></form>";
  document.body.dataset.busy = "Đang gửi…";
  setUpOnce();
  const form = document.querySelector("form") as HTMLFormElement;
  const button = document.querySelector("button") as HTMLButtonElement;
  const press = () => form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

  expect([press(), press()]).toEqual([true, false]);
  vi.advanceTimersByTime(2000);
  expect(button.textContent).toBe("Đang gửi…");
  expect(button.getAttribute("aria-busy")).toBe("true");

  window.dispatchEvent(new Event("pageshow"));
  expect(button.innerHTML).toBe("<b>Gửi</b>");
  expect(press()).toBe(true);
});
