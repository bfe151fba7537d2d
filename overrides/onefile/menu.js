// The menu: always there where there is room, else behind a button.
import { all, keyOf, one } from "../assets/worksheet/ui/dom.js";

/** @returns {(name: string) => void} marks the screen that is shown, and puts the menu away */
export function startMenu() {
  const button = one(document, "[data-menu]");
  const menu = one(document, "#file-menu");

  /** @param {boolean} isOpen */
  function set(isOpen) {
    button.setAttribute("aria-expanded", String(isOpen));
    menu.style.setProperty("--head", `${one(document, "header").offsetHeight}px`);
    menu.classList.toggle("ws-is-open", isOpen);
  }
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  // A link to the current screen closes the menu too.
  menu.addEventListener("click", ({ target }) => target instanceof Element && target.closest("a") && set(false));
  document.addEventListener("keydown", (event) => {
    if (keyOf(event) !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    set(false);
    button.focus();
  });
  one(document, ".md-skip").addEventListener("click", (event) => {
    event.preventDefault();
    one(document, "main").focus();
  });

  return (name) => {
    set(false);
    for (const link of all(menu, "a")) {
      if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
}
