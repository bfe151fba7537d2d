// The button that starts, on the first page: somebody who has begun carries on with what is open on this device.
import { CURRENT, REFLECTION, device, tab } from "../storage/web_storage.js";
import { one } from "../ui/dom.js";

/** Name on the button what is open. The page has no words but its own, and knows of no shape that a document must have. */
export function startCarryOn() {
  const button = one(document, "[data-carry-on]");
  const stored = device.get(REFLECTION + (tab.get(CURRENT) ?? device.get(CURRENT)));
  if (stored === null) return;
  try {
    const { name, ideas } = JSON.parse(stored);
    const ids = (button.dataset.ideas ?? "").split(" ");
    const isolated = document.createElement("bdi");
    isolated.textContent = String(name);
    /** @type {Record<string, string | Element>} */
    const values = { name: isolated, done: String(ids.filter((id) => ideas[id].done).length), total: String(ids.length) };
    const parts = (button.dataset.carryOn ?? "").split(/\{(\w+)\}/);
    button.replaceChildren(...parts.map((part, index) => (index % 2 ? values[part] ?? part : part)));
  } catch {
    // Damaged, or of another version: the list of worksheets says so.
  }
}
