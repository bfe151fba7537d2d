// Easy Read: the screens of a page, one at a time. The address names the screen, so links, Back and reload just work.
import { all, grow, one } from "../ui/dom.js";

/** Show the screen that the address names, now and whenever it changes. */
export function startEasyReadScreens() {
  const root = one(document, "[data-easy]");
  const screens = all(root, "[data-screen]");

  /** @returns {HTMLElement | null | undefined} null: the address names something that stands on no screen */
  function wanted() {
    // In the single file the page's own name stands in front.
    const id = decodeURIComponent(location.hash).split("#").at(-1) ?? "";
    if (!id || id.endsWith("/")) return screens[0];
    return /** @type {HTMLElement | null | undefined} */ (document.getElementById(id)?.closest("[data-screen]"));
  }

  /** @param {HTMLElement} shown */
  function show(shown) {
    for (const screen of screens) screen.classList.toggle("ws-is-shown", screen === shown);
    root.dataset.easy = "on";
    // How tall a text is can be known only now.
    for (const field of all(shown, "textarea")) grow(field);
  }

  addEventListener("hashchange", () => {
    const screen = wanted();
    if (!screen) return;
    show(screen);
    one(screen, "h2").focus({ preventScroll: true });
    root.scrollIntoView();
  });
  show(wanted() ?? screens[0]);
  // The browser has looked for the place before the screen was there.
  if (location.hash && wanted()) root.scrollIntoView();
}
