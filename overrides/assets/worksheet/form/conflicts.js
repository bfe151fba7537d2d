// Two pages wrote into one field at once: both texts are kept, and the person chooses.
import { at, pathOfText, remove, set } from "../document/operations.js";
import { announce, placeBy } from "../ui/beside_button.js";
import { all, fill, fromTemplate, one, withId } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { say } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** @param {{store: Store}} page */
export function startConflicts({ store }) {
  /** @param {Clash} clash @param {string} choice  theirs, both or ours */
  function choose(clash, choice) {
    const path = pathOfText(store.reflection, clash.path);
    if (!path) return;
    const ours = at(store.reflection, path);
    const control = controlOf(path);
    const between = control instanceof HTMLInputElement ? " " : "\n";
    const value = { theirs: clash.text, both: `${ours}${between}${clash.text}`, ours }[choice];
    // A document takes twice what a field does; with more it could not be read again.
    if (control && choice !== "ours" && value.length > 2 * control.maxLength) {
      return announce(placeBy(control), say("clash.too_long"));
    }
    const undo = store.edit(set(path, value), remove(["clashes"], clash.id));
    control?.focus();
    const line = document.querySelector("[data-undo]")?.parentElement;
    if (!line || choice === "both") return;
    const text = shortly(choice === "theirs" ? ours : clash.text);
    offerUndo(line, say("clash.dropped", { text }), text, () => store.edit(...undo));
  }

  function update() {
    const { clashes } = store.reflection;
    const panels = all(document, "[data-clash]");
    for (const panel of panels) if (!clashes.some(({ id }) => id === panel.dataset.clash)) panel.remove();
    for (const clash of clashes) {
      const path = pathOfText(store.reflection, clash.path);
      const control = path && controlOf(path);
      if (!control || panels.some((panel) => panel.isConnected && panel.dataset.clash === clash.id)) continue;
      const panel = fromTemplate("clash");
      panel.dataset.clash = clash.id;
      fill(panel, "theirs", clash.text);
      for (const button of all(panel, "[data-choose-text]")) {
        button.addEventListener("click", () => choose(clash, button.dataset.chooseText ?? ""));
      }
      const item = control.closest("[data-id]");
      if (item) item.append(panel);
      else control.after(panel);
      fill(document, "clash-said", say("clash.said"));
    }
    if (!clashes.length) fill(document, "clash-said", "");
  }

  store.watch(update);
}

/** @param {string[]} path @returns {HTMLInputElement | HTMLTextAreaElement | null} the field on this page that shows this text */
function controlOf(path) {
  const [field, id = ""] = [...path].reverse();
  const [whole, record] = [path.join("."), path.slice(0, -1).join(".")].map(CSS.escape);
  return document.querySelector(`[data-bind="${whole}"]`)
    ?? document.querySelector(`[data-path="${record}"] [data-field="${field}"]`)
    ?? document.querySelector(`:not([data-path])${withId(id)} [data-field="${field}"]`);
}
