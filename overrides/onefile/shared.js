// What is different on the page for shared computers: nothing stays, so nothing is left without a question.
import { hasUnsaved } from "../assets/worksheet/storage/memory_only.js";
import { all, one } from "../assets/worksheet/ui/dom.js";

/** Browsers write what stands in fields to the disk, to bring it back after a crash; but not of fields like these. */
export function leaveNoTrace() {
  const roots = [document, ...all(document, "template").map((template) => /** @type {any} */ (template).content)];
  for (const root of roots) for (const field of all(root, "input, textarea, select, form")) field.setAttribute("autocomplete", "off");
}

/** @param {import("../assets/worksheet/storage/store.js").Store} store */
export function askBeforeLeaving(store) {
  const sign = one(document, "[data-shared-sign]");
  one(sign, "button").addEventListener("click", () => (sign.dataset.sharedSign = ""));
  addEventListener("beforeunload", (event) => {
    store.flush();
    if (!hasUnsaved()) return;
    event.preventDefault();
    // The browser asks in words of its own. Whoever stays is shown the way to a copy.
    setTimeout(() => {
      sign.dataset.sharedSign = "stayed";
      one(sign, "button").focus();
    });
  });
}
