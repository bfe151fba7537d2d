// The theme opens menu and search by labels, which can neither be focused nor are exposed as buttons: each is replaced by a
// button with the same words. Without scripts the labels remain.
import { all, keyOf, one } from "../ui/dom.js";

/** The page that is open. */
const HERE = ".md-nav__link--active[href]";

/** Put buttons beside the labels. */
export function startThemeFixes() {
  for (const label of /** @type {HTMLLabelElement[]} */ (all(document, "label[data-button]"))) {
    const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById(label.htmlFor));
    if (!toggle) continue;
    label.after(buttonFor(label, toggle));
    label.dataset.replaced = "";
  }
  // The theme applies the colours, but leaves its radio buttons unchecked.
  const scheme = document.body.dataset.mdColorScheme;
  for (const option of /** @type {HTMLInputElement[]} */ (all(document, ".md-option"))) {
    option.checked = option.dataset.mdColorScheme === scheme;
  }
}

/** @param {HTMLLabelElement} label @param {HTMLInputElement} toggle  what says whether it is open */
function buttonFor(label, toggle) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.dataset.opens = toggle.id;
  button.setAttribute("aria-label", label.dataset.button ?? "");
  button.append(...[...label.childNodes].map((child) => child.cloneNode(true)));
  const showState = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", showState);
  showState();
  button.addEventListener("click", () => {
    toggle.click();
    if (toggle.checked && toggle.dataset.mdToggle === "drawer") openMenu(toggle, button);
    else if (toggle.checked) one(document, ".md-search__input").focus();
  });
  // When the search is closed, the focus returns to its button, unless it has moved elsewhere.
  if (toggle.dataset.mdToggle === "search" && label.matches(".md-header__button")) {
    toggle.addEventListener("change", () => {
      if (toggle.checked) return;
      setTimeout(() => {
        const at = document.activeElement;
        if ((!at || at === document.body || at.closest(".md-search")) && button.checkVisibility()) button.focus();
      });
    });
  }
  return button;
}

/**
 * Move the focus into the menu. Escape, or leaving it, closes it.
 * @param {HTMLInputElement} toggle @param {HTMLElement} button
 */
function openMenu(toggle, button) {
  const menu = one(document, ".md-sidebar--primary");
  const opened = new AbortController();
  const { signal } = opened;
  one(menu, menu.querySelector(HERE) ? HERE : ".md-nav__link[href]").focus();
  menu.addEventListener("keydown", (event) => {
    if (keyOf(event) !== "Escape") return;
    toggle.click();
    button.focus();
  }, { signal });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) toggle.click();
  }, { signal });
  toggle.addEventListener("change", () => opened.abort(), { signal });
}
