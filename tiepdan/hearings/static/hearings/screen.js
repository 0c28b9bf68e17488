/** The wall screen's own manners: numbers are read aloud once, and the officer's buttons hide when nobody moves. */
const REST_MS = 6000;
const TURN_MS = 10_000;
let said = "";
let resting;

function say() {
  const words = document.querySelector("[data-say]")?.dataset.say ?? "";
  if (!words || words === said) {
    said = words;
    return;
  }
  said = words;
  if (!("speechSynthesis" in window)) return;
  const voice = new SpeechSynthesisUtterance(words);
  voice.lang = "vi-VN";
  voice.rate = 0.9;
  window.speechSynthesis.speak(voice);
}

function wake() {
  document.documentElement.classList.remove("is-resting");
  window.clearTimeout(resting);
  resting = window.setTimeout(() => document.documentElement.classList.add("is-resting"), REST_MS);
}

/** House rules that do not all fit: the first goes to the end, with its number, so that each is seen in its turn. */
function turnRules() {
  for (const list of document.querySelectorAll(".screen-rules ol")) {
    if (list.scrollWidth <= list.clientWidth) continue;
    const lines = [...list.children];
    for (const [place, line] of lines.entries()) if (!line.value) line.value = place + 1;
    list.append(lines[0]);
  }
}

window.setInterval(turnRules, TURN_MS);
for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) document.addEventListener(name, wake);
document.addEventListener("htmx:afterSettle", say);
wake();
say();
