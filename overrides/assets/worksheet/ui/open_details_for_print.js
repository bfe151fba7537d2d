// What is folded away on a screen.
import { all } from "./dom.js";

/** On paper nobody can open what is folded away. @param {HTMLElement} root */
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
