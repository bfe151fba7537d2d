// The page for shared computers: nothing stays on the device, so the browser asks before something unsaved is closed.
import { hasUnsaved } from "../assets/worksheet/storage/memory_only.js";
import { all, one } from "../assets/worksheet/ui/dom.js";

/** Browsers write the contents of fields to the disk, to restore them after a crash; not with autocomplete="off". */
export function leaveNoTrace() {
  const roots = [document, ...all(document, "template").map((template) => /** @type {any} */ (template).content)];
  for (const root of roots) for (const field of all(root, "input, textarea, select, form")) field.setAttribute("autocomplete", "off");
}

/** @param {Store} store */
export function askBeforeLeaving(store) {
  const sign = one(document, "[data-shared-sign]");
  one(sign, "button").addEventListener("click", () => (sign.dataset.sharedSign = ""));
  addEventListener("beforeunload", (event) => {
    store.flush();
    if (!hasUnsaved()) return;
    event.preventDefault();
    // The browser asks in its own words. Somebody who stays is shown how to save a copy.
    setTimeout(() => {
      sign.dataset.sharedSign = "stayed";
      one(sign, "button").focus();
    });
  });
}
