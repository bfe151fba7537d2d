// Contributions can be dragged onto a panel with a mouse; buttons do the same.
import { all, one } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {(element: HTMLElement) => void} take  called with a contribution that was dropped on the panel of its idea
 */
export function startDragging(root, take) {
  /** @type {HTMLElement | null} */
  let dragged = null;

  /** @param {Element} panel @returns {boolean} whether it is about the same idea as what is dragged */
  const isFor = (panel) => panel.closest("[data-ideas] > [data-id]")?.contains(dragged) ?? false;

  root.addEventListener("dragstart", (event) => {
    const grip = event.target instanceof Element ? event.target.closest(".ws-grip") : null;
    dragged = /** @type {HTMLElement | null} */ (grip?.closest("[data-id]") ?? null);
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.setData("text/plain", one(dragged, '[data-slot="said"]').textContent ?? "");
    event.dataTransfer.setDragImage(dragged, 0, 0);
    for (const panel of all(root, "[data-ours]")) panel.classList.toggle("ws-is-wanted", isFor(panel));
  });
  for (const type of ["dragenter", "dragover", "drop"]) {
    root.addEventListener(type, (event) => {
      const panel = event.target instanceof Element ? event.target.closest("[data-ours]") : null;
      if (!dragged || !panel || !isFor(panel)) return;
      event.preventDefault();
      if (type === "drop") take(dragged);
    });
  }
  root.addEventListener("dragend", () => {
    dragged = null;
    for (const panel of all(root, "[data-ours]")) panel.classList.remove("ws-is-wanted");
  });
}
