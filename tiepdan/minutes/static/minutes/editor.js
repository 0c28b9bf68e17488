// The note-taker's page: saves while typing, puts time marks on the margin, keeps both texts when two windows typed.
const SAVE_AFTER_PAUSE_MS = 1200;
const SAVE_AT_LEAST_EVERY_MS = 5000;
const form = document.querySelector("form[data-minutes]");
if (form) start(form);

function start(form) {
  const parts = [...form.querySelectorAll("[data-part]")];
  const key = `tiepdan.minutes:${document.body.dataset.person ?? ""}:${form.dataset.minutes}`;
  const other = document.querySelector("#minutes-other");
  let last = parts[0];
  let dirty = false;
  let inConflict = false;
  let pause;

  restore();
  for (const part of parts) {
    part.setSelectionRange(part.value.length, part.value.length); // what is inserted first goes to the end
    part.addEventListener("focus", () => { last = part; });
    part.addEventListener("input", () => typed(part));
    fit(part);
  }
  window.addEventListener("resize", () => parts.forEach(fit));
  window.setInterval(() => { if (dirty) save(); }, SAVE_AT_LEAST_EVERY_MS);
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F2" || event.repeat) return;
    event.preventDefault();
    mark();
  });
  document.addEventListener("click", pressed);
  document.addEventListener("htmx:beforeSwap", refuseForeignAnswer);
  form.addEventListener("htmx:afterRequest", answered);
  for (const act of document.querySelectorAll("form[data-needs-saved]")) {
    act.addEventListener("submit", (event) => holdUntilSaved(event, act), true);
  }

  function version() {
    return form.querySelector("input[name=version]") ?? document.querySelector("input[name=version][form=minutes-form]");
  }
  function texts() {
    return Object.fromEntries(parts.map((part) => [part.name, part.value]));
  }
  function typed(part) {
    dirty = true;
    fit(part);
    sessionStorage.setItem(key, JSON.stringify({ version: version().value, texts: texts() }));
    window.clearTimeout(pause);
    pause = window.setTimeout(save, SAVE_AFTER_PAUSE_MS);
  }
  function save() {
    if (inConflict) return;
    form.dataset.sending = JSON.stringify(texts());
    form.dispatchEvent(new CustomEvent("minutes:save", { bubbles: true }));
  }
  function answered(event) {
    const { successful, xhr } = event.detail;
    if (successful && xhr.status === 200 && xhr.responseText.includes('id="minutes-saved"')) {
      if (form.dataset.sending === JSON.stringify(texts())) {
        dirty = false;
        sessionStorage.removeItem(key);
      }
    } else if (xhr.status === 409 && xhr.responseText.includes("minutes_changed_elsewhere")) void showOther();
  }
  async function showOther() {
    inConflict = true;
    const answer = await fetch(form.dataset.storedUrl, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    other.innerHTML = await answer.text(); // our own server's escaped fragment
    other.hidden = false;
    document.querySelector("#messages")?.replaceChildren(); // said here, with both texts
    other.scrollIntoView({ block: "nearest" });
  }
  function pressed(event) {
    const button = event.target.closest("[data-time-mark], [data-insert], [data-insert-line], [data-append-stored], [data-save-merged]");
    if (!button) return;
    if (button.matches("[data-time-mark]")) mark();
    if (button.dataset.insert) insert(button.dataset.insert, true);
    if (button.dataset.insertLine) insert(`${button.dataset.insertLine}\n`, true);
    if (button.matches("[data-append-stored]")) appendStored();
    if (button.matches("[data-save-merged]")) saveMerged();
  }
  /** Adds the other window's lines that are not here yet, each to its own part; nothing is taken away. */
  function appendStored() {
    for (const stored of other.querySelectorAll("[data-of]")) {
      const part = parts.find((one) => one.name === stored.dataset.of);
      const mine = new Set(part.value.split("\n").map((line) => line.trim()));
      const missing = stored.textContent.split("\n").filter((line) => line.trim() && !mine.has(line.trim()));
      if (missing.length === 0) continue;
      part.value = [part.value.trimEnd(), ...missing].filter(Boolean).join("\n");
      typed(part);
    }
  }
  function saveMerged() {
    version().value = other.querySelector("[data-version]").dataset.version;
    inConflict = false;
    other.hidden = true;
    other.replaceChildren();
    document.querySelector("#messages")?.replaceChildren();
    save();
  }
  function mark() {
    const now = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
    insert(`[${now}] `, true);
  }
  function insert(words, onNewLine) {
    const before = last.value.slice(0, last.selectionStart);
    const atLineStart = before === "" || before.endsWith("\n") || /\[\d\d:\d\d\] $/.test(before);
    last.setRangeText((onNewLine && !atLineStart ? "\n" : "") + words, last.selectionStart, last.selectionEnd, "end");
    last.focus();
    typed(last);
  }
  function restore() {
    const kept = sessionStorage.getItem(key);
    if (!kept) return;
    const mine = JSON.parse(kept);
    if (JSON.stringify(mine.texts) === JSON.stringify(texts())) return sessionStorage.removeItem(key);
    for (const part of parts) part.value = mine.texts[part.name] ?? part.value;
    version().value = mine.version; // older than the stored one: the save is refused and both texts are shown
    dirty = true;
    window.setTimeout(save, 0);
  }
  function refuseForeignAnswer(event) {
    const { target, xhr } = event.detail;
    if (target?.id !== "minutes-saved" || xhr.responseText.includes('id="minutes-saved"')) return;
    event.detail.shouldSwap = false; // the sign-in page, when the time of the sign-in is over
    target.textContent = "Chưa lưu: hết thời gian đăng nhập. Chữ đã gõ được giữ trên máy này; xin đăng nhập lại rồi mở lại trang.";
  }
  function holdUntilSaved(event, act) {
    if (!dirty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    save();
    form.addEventListener("htmx:afterRequest", () => { if (!dirty) act.requestSubmit(); }, { once: true });
  }
}

/** Grows the area to its text and draws the time marks of its lines on the margin of the sheet. */
function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
  const gutter = area.parentElement.querySelector(".marks");
  const mirror = document.createElement("div");
  const style = getComputedStyle(area);
  for (const name of ["font", "lineHeight", "padding", "border", "letterSpacing", "width", "boxSizing"]) mirror.style[name] = style[name];
  mirror.style.cssText += "position:absolute;visibility:hidden;white-space:pre-wrap;overflow-wrap:break-word;top:0;left:0;";
  const lines = area.value.split("\n").map((line) => {
    const block = document.createElement("div");
    block.textContent = line || "\u200b";
    mirror.append(block);
    return { line, block };
  });
  area.parentElement.append(mirror);
  gutter.replaceChildren(...lines.flatMap(({ line, block }) => markOf(line, block)));
  mirror.remove();
}

function markOf(line, block) {
  const found = /^\[(\d\d:\d\d)\]/.exec(line);
  if (!found) return [];
  const mark = document.createElement("span");
  mark.textContent = found[1];
  mark.style.top = `${block.offsetTop + 6}px`;
  return [mark];
}
