// The pages of the site as screens of one document. An address is `#ideas/assets/`, or `#ideas/assets/#evidence` for a
// place on it. In the file all ids begin with their screen's address, so that links work with scripts off too; on a
// screen that is shown they are what they are on the site.
import { addressPlace, all, one } from "../assets/worksheet/ui/dom.js";

const POINTING = ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers"];
const FIRST = "start/";

/**
 * @param {() => () => void} arrive  connects the screen that is shown now; gives what lets go of it
 * @param {(name: string) => void} onShown  what else there is to do when another screen is shown
 */
export function startScreens(arrive, onShown) {
  const main = one(document, "main");
  const site = document.title;
  /** @type {Map<string, HTMLElement>} as they came */
  const screens = new Map(all(main, "section[data-title]").map((screen) => [screen.id, screen]));
  /** @type {Map<number, number>} how far down each step of the browser's history was scrolled */
  const heights = new Map();
  // The history may hold steps from before the file was reloaded.
  let step = Date.now();
  let shown = "";
  let leave = () => {};

  /** @param {string} name */
  function show(name) {
    leave();
    const screen = /** @type {HTMLElement} */ (screens.get(name)?.cloneNode(true));
    shorten(screen, `${name}#`);
    main.replaceChildren(screen);
    document.title = name === FIRST ? site : `${screen.dataset.title} – ${site}`;
    shown = name;
    onShown(name);
    leave = arrive();
  }

  /** Show what the address names. @param {boolean} [atStart]  whether the file was only just opened */
  function follow(atStart = false) {
    heights.set(step, scrollY);
    const known = history.state?.step;
    const isBack = known !== step && heights.has(known);
    step = isBack ? known : step + 1;
    if (!isBack) history.replaceState({ step }, "");

    const address = addressPlace() || FIRST;
    const [name, anchor = ""] = address.split("#");
    const wanted = name.replace(/\/?$/, "/");
    if (screens.has(wanted)) {
      if (wanted !== shown) show(wanted);
    } else if (!shown) show(FIRST);
    const place = document.getElementById(screens.has(wanted) ? anchor : address);
    const heading = one(main, "h1");
    if (isBack) {
      focus(heading);
      scrollTo(0, heights.get(step) ?? 0);
    } else if (place) {
      place.scrollIntoView();
      focus(place);
    } else if (!atStart) {
      scrollTo(0, 0);
      focus(heading);
    }
  }

  history.scrollRestoration = "manual";
  addEventListener("hashchange", () => follow());
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    // There is no hashchange for the address that is open already.
    if (link?.hash && link.hash === location.hash && !event.defaultPrevented) follow();
  });
  return () => follow(true);
}

/** @param {HTMLElement} element  which speaks up in a screen reader, whether or not it is made for the keyboard */
function focus(element) {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** @param {Element} screen @param {string} prefix  what its ids begin with in the file */
function shorten(screen, prefix) {
  for (const name of POINTING) {
    for (const element of all(screen, `[${name}^="${prefix}"]`)) {
      element.setAttribute(name, (element.getAttribute(name) ?? "").replaceAll(prefix, ""));
    }
  }
}
