"""What a machine can see of a page's look, at the width at which it is photographed.

Wider than the window · words cut or broken · buttons and states in two lines · two filled buttons · lines too long to
read · numbers not to the right. What needs a person's eye is left to the pictures.
"""

from playwright.sync_api import Page

LOOK = r"""() => {
  const wide = innerWidth >= 1200;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  const name = (element) => (element.textContent || element.tagName).trim().replace(/\s+/g, " ").slice(0, 50);
  const squeezed = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      if (box.width <= 2 || box.height <= 2) return true;
    }
    return false;
  };
  const boxesOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || squeezed(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push(...range.getClientRects());
    }
    return boxes;
  };
  const linesOf = (boxes) => {
    const inOrder = [...boxes].filter((box) => box.width > 1).sort((one, other) => one.top - other.top);
    let lines = 0, bottom = -Infinity;
    for (const box of inOrder) {
      if (box.top + box.height / 3 > bottom) lines += 1;
      bottom = Math.max(bottom, box.bottom - box.height / 3);
    }
    return lines;
  };
  const scrolls = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  };
  const faults = [];
  const say = (what, element) => faults.push(`${what}: ${name(element)}`);
  const all = [...document.body.querySelectorAll("*")].filter((one) => seen(one) && !squeezed(one));
  if (document.scrollingElement.scrollWidth > innerWidth + 1) {
    const out = all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one));
    faults.push(`wider than the window: ${out.slice(-1).map(name).join()}`);
  }
  for (const one of all) {
    const style = getComputedStyle(one);
    const ownText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const hides = ["hidden", "clip"].includes(style.overflowX) && !one.matches(".visually-hidden, .visually-hidden *");
    const inOneLine = wide && one.matches(".state, .stage-sign, .btn:not(.floor-button), .menu a");
    if (ownText && hides && one.clientWidth > 8 && one.scrollWidth > one.clientWidth + 1) say("cut", one);
    if (inOneLine && linesOf(boxesOf(one)) > 1) say("in two lines", one);
    if (one.matches("td") && /^[\d.,%]{1,6}$/.test(one.textContent.trim()) && style.display === "table-cell") {
      if (!["right", "end", "center"].includes(style.textAlign)) say("number not to the right", one);
    }
    if (ownText && one.matches("p, li, dd, blockquote, .quiet") && !one.closest(".sheet")) {
      const lines = linesOf(boxesOf(one));
      const letters = one.textContent.trim().replace(/\s+/g, " ").length / lines;
      if (lines > 1 && letters > 84) say(`line of ${Math.round(letters)} letters`, one);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const around = node.parentElement;
    if (!node.data.trim() || node.data.includes("@") || around.closest("pre, code")) continue;
    if (!seen(around) || squeezed(around)) continue;
    for (const word of node.data.matchAll(/(?<![\p{L}\d])[\p{L}\d]{2,16}(?![\p{L}\d])/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (linesOf(range.getClientRects()) > 1) faults.push(`word broken: ${word[0]} in ${name(around)}`);
    }
  }
  const filled = all.filter((one) => one.matches(".btn-primary"));
  if (filled.length > 1) faults.push(`filled buttons: ${filled.map(name).join(" | ")}`);
  return [...new Set(faults)];
}"""

FAR_BACK = 200
MOST_STOPS = 40
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const marked = one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") ?? one : one;
  const rings = [one, marked].some((each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  });
  const box = marked.getBoundingClientRect();
  const name = (one.textContent || one.name || one.tagName).trim().replace(/\\s+/g, " ").slice(0, 40);
  return { name, rings, top: box.top + scrollY, left: box.left, seen: box.bottom > 0 && box.top < innerHeight };
}"""


def focus_faults(page: Page) -> list[str]:
    """Walks the page by the tabulator key: the ring is seen at every stop, and nothing jumps far back up."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    faults: list[str] = []
    before: dict[str, float] | None = None
    first = ""
    for _number in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (before and stop["name"] == first):
            break  # once around
        first = first if before else stop["name"]
        if not stop["rings"]:
            faults.append(f"no ring on {stop['name']}")
        if not stop["seen"]:
            faults.append(f"out of sight: {stop['name']}")
        if before and stop["top"] < before["top"] - FAR_BACK and stop["left"] <= before["left"]:
            faults.append(f"back up to {stop['name']}")
        before = stop
    return list(dict.fromkeys(faults))


def faults_of(page: Page) -> list[str]:
    """Everything on the page that breaks a rule of the look at its present width."""
    return list(page.evaluate(LOOK))
