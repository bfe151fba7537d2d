// Easy Read: the screens of a page, one at a time. The address names the screen, so links, Back and reload just work.
import { addressPlace, all, one } from "../ui/dom.js";
import { grow } from "../ui/fields.js";

/** Show the screen that the address names, now and whenever it changes. */
export function startEasyReadScreens() {
  const root = one(document, "[data-easy]");
  const screens = all(root, "[data-screen]");

  /** @returns {HTMLElement | null | undefined} null: the address names something that stands on no screen */
  function wanted() {
    // In the single file the address begins with the page's name.
    const id = addressPlace().split("#").at(-1) ?? "";
    if (!id || id.endsWith("/")) return screens[0];
    return /** @type {HTMLElement | null | undefined} */ (document.getElementById(id)?.closest("[data-screen]"));
  }

  /** @param {HTMLElement} shown */
  function show(shown) {
    for (const screen of screens) screen.classList.toggle("ws-is-shown", screen === shown);
    root.dataset.easy = "on";
    // A text has no height before it is shown.
    for (const field of all(shown, "textarea")) grow(field);
  }

  /** On a phone the page's own heading gives its room to what the screen asks. @param {HTMLElement} screen */
  const scrollTo = (screen) => (matchMedia("(max-width: 44.98em)").matches ? screen : root).scrollIntoView();

  addEventListener("hashchange", () => {
    const screen = wanted();
    if (!screen) return;
    show(screen);
    one(screen, "h2").focus({ preventScroll: true });
    scrollTo(screen);
  });
  show(wanted() ?? screens[0]);
  // When the browser scrolled to the address, the screen was not shown yet.
  const first = location.hash ? wanted() : null;
  if (first) scrollTo(first);
}
