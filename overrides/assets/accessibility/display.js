// The panel behind the button "Display": each choice is shown at once, on the page itself, and kept.
import { all, one } from "../worksheet/ui/dom.js";
import { choose, chosen, KEY, reread } from "./settings.js";

/** What "the usual look" resets: not the choices about reading aloud. */
const LOOK = ["size", "space", "contrast", "font", "motion"];

/** @param {() => void} changed  called when something was chosen, here or in another tab */
export function startDisplay(changed) {
  const panel = one(document, "[data-display-panel]");
  const dialog = /** @type {Partial<HTMLDialogElement>} */ (panel);
  const button = one(document, "[data-display-open]");
  const said = one(panel, "[data-display-said]");

  function show() {
    for (const radio of all(panel, "input")) {
      const { name, value } = /** @type {HTMLInputElement} */ (radio);
      const shown = document.documentElement.getAttribute(`data-display-${name}`) || chosen(name);
      if (value === shown) /** @type {HTMLInputElement} */ (radio).checked = true;
    }
  }
  /** The first of each group is the usual one. */
  function showUsual() {
    for (const group of all(panel, "fieldset")) /** @type {HTMLInputElement} */ (one(group, "input")).checked = true;
    show();
  }
  /** @param {Record<string, string | undefined>} changes */
  function take(changes) {
    const isKept = choose(changes);
    one(panel, "[data-display-kept]").hidden = !isKept;
    one(panel, "[data-display-unkept]").hidden = isKept;
    changed();
  }
  function close() {
    if (dialog.close) return dialog.close();
    // A browser without <dialog> shows it as an ordinary box.
    panel.removeAttribute("open");
    button.focus();
  }

  button.addEventListener("click", () => {
    said.textContent = "";
    showUsual();
    if (dialog.showModal) dialog.showModal();
    else panel.setAttribute("open", "");
    panel.scrollTop = 0;
    one(panel, "input:checked").focus({ preventScroll: true });
  });
  panel.addEventListener("change", ({ target }) => {
    said.textContent = "";
    if (target instanceof HTMLInputElement) take({ [target.name]: target.value });
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
  });
  panel.addEventListener("click", ({ target }) => {
    // A click on the backdrop has the dialog itself as its target. A link leaves the panel.
    if (target === panel || (target instanceof Element && target.closest("a"))) close();
  });
  one(panel, "[data-display-back]").addEventListener("click", () => {
    take(Object.fromEntries(LOOK.map((name) => [name, undefined])));
    showUsual();
    said.textContent = said.dataset.words ?? "";
  });

  function again() {
    reread();
    showUsual();
    changed();
  }
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && again());
  // A page from the back-forward cache may have an older look.
  addEventListener("pageshow", ({ persisted }) => persisted && again());
  button.classList.add("ws-is-ready");
}
