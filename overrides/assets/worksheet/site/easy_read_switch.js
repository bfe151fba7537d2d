// The switch between Easy Read and the ordinary words: it leads to the same place, and the choice is remembered.
import { keepReading } from "../storage/preferences.js";
import { all, one } from "../ui/dom.js";

/** What both ways have: headings, and the points of the stages. */
const PLACES = ":is(h2, h3, h4)[id], .ws-point-text[id]";

/** Connect the switch. */
export function startEasyReadSwitch() {
  const ways = one(document, "[data-ways]");
  // Somebody who came to Easy Read by another link has chosen it too.
  if (ways.dataset.ways === "easy") keepReading("easy");
  /** @type {Element | null} */
  let attended = null;
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && !ways.contains(target)) attended = target;
  });
  for (const link of /** @type {HTMLAnchorElement[]} */ (all(ways, "a"))) {
    link.addEventListener("click", () => {
      keepReading(link.dataset.way ?? "");
      const address = link.getAttribute("href") ?? "";
      // Pages that are not alike have a link that names its place already. (In the single file every address begins with "#".)
      if (!address.slice(1).includes("#")) link.setAttribute("href", `${address}${placeNow(attended)}`);
    });
  }
}

/**
 * @param {Element | null} attended  what had the keyboard last
 * @returns {string} the place that somebody is at, as the end of an address
 */
function placeNow(attended) {
  const screen = document.querySelector(".ws-is-shown");
  if (screen instanceof HTMLElement) return screen.dataset.place ? `#${screen.dataset.place}` : "";
  if (!scrollY) return "";
  const places = all(document, `article :is(${PLACES})`).filter((place) => place.getClientRects().length > 0);
  // What had the keyboard, if it is in sight; else what is at the top of the window, below header and switch.
  const box = attended?.isConnected ? attended.getBoundingClientRect() : null;
  const isInSight = box && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const isPassed = isInSight
    ? (/** @type {Element} */ place) => !!attended && !!(place.compareDocumentPosition(attended) & Node.DOCUMENT_POSITION_FOLLOWING)
    : (/** @type {Element} */ place) => place.getBoundingClientRect().top < Math.max(innerHeight * 0.2, 160);
  const last = places.filter(isPassed).at(-1);
  return last ? `#${last.id}` : "";
}
