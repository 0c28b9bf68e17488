// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { hand, isCardText } from "../card_reader";

test("the text of both generations of cards is taken, any other code is passed over", () => {
  expect(isCardText("049185012345|201234567|Nguyễn Thị An|03021985|Nữ|Thôn 3|01072021")).toBe(true);
  expect(isCardText("\uFEFF049185012345|Nguyễn Thị An|03021985|Nữ|Thôn 3|01072024")).toBe(true);
  expect(isCardText("https://example.org/049185012345|x")).toBe(false);
  expect(isCardText("04918501234|x")).toBe(false);
});

test("the text goes into the field and is told to htmx", () => {
  document.body.innerHTML = '<div data-card-reader><input name="card"></div>';
  const reader = document.querySelector<HTMLElement>("[data-card-reader]") as HTMLElement;
  const told = vi.fn();
  document.body.addEventListener("card-read", told);

  hand(reader, "049185012345|An");

  expect(reader.querySelector("input")?.value).toBe("049185012345|An");
  expect(told).toHaveBeenCalledOnce();
});
