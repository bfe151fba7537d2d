// Marks what is being read: the block with a bar beside it, the sentence in it with a colour, and brings it into view.

/** @typedef {import("./passages.js").Passage} Passage */
/** @typedef {import("./passages.js").Spoken} Spoken */

const READ = "ws-is-read";

/** @param {Passage} passage @param {Spoken} spoken @param {{start: number, end: number}} sentence */
export function mark({ element }, { text, places }, { start, end }) {
  if (!element.classList.contains(READ)) {
    unmark();
    element.classList.add(READ);
    show(element);
  }
  // Browsers that cannot colour part of a text show the block.
  const highlights = /** @type {any} */ (globalThis.CSS)?.highlights;
  const first = places[start];
  const last = places[Math.min(end, text.length, places.length) - 1];
  if (!highlights || !first || !last) return void highlights?.delete("aloud");
  const range = document.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, Math.min(last.offset + 1, last.node.length));
  highlights.set("aloud", new /** @type {any} */ (globalThis).Highlight(range));
}

export function unmark() {
  for (const element of document.querySelectorAll(`.${READ}`)) element.classList.remove(READ);
  /** @type {any} */ (globalThis.CSS)?.highlights?.delete("aloud");
}

/** Bring it into view, unless it is there already. @param {HTMLElement} element */
function show(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const head = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
  if (top >= head + 8 && bottom <= innerHeight - 90) return;
  const isStill = document.documentElement.getAttribute("data-display-motion") === "less"
    || matchMedia("(prefers-reduced-motion: reduce)").matches;
  // A long block begins at the top, below the header.
  const place = top - Math.max(head + 24, (innerHeight - Math.min(bottom - top, innerHeight)) / 3);
  scrollBy({ top: place, behavior: isStill ? "instant" : "smooth" });
}
