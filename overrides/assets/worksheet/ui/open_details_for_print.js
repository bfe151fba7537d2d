// Folded parts of a page, on paper.
import { all } from "./dom.js";

/** Open all <details> while the page is printed. @param {HTMLElement} root */
export function openForPrint(root) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = /** @type {HTMLDetailsElement[]} */ (all(root, "details:not([open])"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
