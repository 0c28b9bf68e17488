// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { fill, setUpKeep, storageKey, typedIn } from "../behaviours/keep";

const FORM = `
  <form data-keep="registration">
    <input type="hidden" name="csrfmiddlewaretoken" value="token">
    <input name="name" value=""><input type="password" name="secret" value="">
    <input type="radio" name="kind" value="a"><input type="radio" name="kind" value="b">
    <input type="checkbox" name="help" value="x"><input type="checkbox" name="help" value="y">
    <select name="site"><option value=""></option><option value="1"></option></select>
    <textarea name="subject"></textarea>
  </form>
  <template data-notice="kept"><div class="kept"><button type="button">Bỏ</button></div></template>`;

function page(person: string, attributes = ""): HTMLFormElement {
  document.body.innerHTML = FORM;
  document.body.dataset.person = person;
  document.body.toggleAttribute("data-not-accepted", attributes === "not accepted");
  return document.querySelector("form") as HTMLFormElement;
}

function type(form: HTMLFormElement): void {
  (form.elements.namedItem("name") as HTMLInputElement).value = "Nguyễn Thị An";
  (form.elements.namedItem("secret") as HTMLInputElement).value = "mật khẩu";
  form.querySelector<HTMLInputElement>("[value=b]")?.click();
  form.querySelector<HTMLInputElement>("[value=y]")?.click();
  (form.elements.namedItem("site") as HTMLSelectElement).value = "1";
  (form.elements.namedItem("subject") as HTMLTextAreaElement).value = "Thu hồi đất";
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const TYPED = { name: ["Nguyễn Thị An"], kind: ["b"], help: ["y"], site: ["1"], subject: ["Thu hồi đất"] };
setUpKeep(); // listens on the document; each test then brings its own page
beforeEach(() => sessionStorage.clear());

describe("what a citizen typed", () => {
  it("is kept without passwords and tokens, when typing", () => {
    const form = page("");
    type(form);
    expect(typedIn(form)).toEqual(TYPED);
    expect(JSON.parse(sessionStorage.getItem(storageKey(form)) ?? "")).toEqual(TYPED);
  });

  it("comes back whole, when the page is opened again", () => {
    const form = page("");
    expect(fill(form, TYPED)).toBe(true);
    expect(typedIn(form)).toEqual(TYPED);
    expect(fill(form, TYPED)).toBe(false);
  });

  it("is kept, when the page after sending did not take it", () => {
    type(page(""));
    document.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true }));
    page("", "not accepted").remove();
    setUpKeep();
    const again = page("");
    setUpKeep();
    expect(typedIn(again)).toEqual(TYPED);
    expect(again.querySelector(".kept")).not.toBeNull();
  });

  it("is forgotten, when the next page took it", () => {
    const form = page("");
    type(form);
    form.dispatchEvent(new Event("submit", { bubbles: true }));
    form.remove();
    setUpKeep();
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it("is not shown to the next person, when the computer is shared", () => {
    type(page("1"));
    const other = page("2");
    setUpKeep();
    expect(typedIn(other).name).toEqual([""]);
    expect(Object.keys(sessionStorage)).toEqual([]);
  });
});
