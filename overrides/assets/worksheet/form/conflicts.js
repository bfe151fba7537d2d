// Two pages wrote into one field at once: both texts are kept, and the person chooses.
import { at, pathOfText, remove, set } from "../document/operations.js";
import { announce, placeBy } from "../ui/beside_button.js";
import { all, fill, fromTemplate } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { say } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** The lists of an idea whose texts are written on its pages: what somebody said before stands there to read. */
const SHOWN = new Set(["changes", "actions"]);

/** @param {{store: Store, idea: string}} page  idea: that of its cards, where they do not say their path */
export function startConflicts({ store, idea }) {
  /** @param {Map<string, Field>} controls @param {string[]} path @returns {Field | undefined} */
  const controlAt = (controls, path) =>
    controls.get(path.join(".")) ?? (path[0] === "ideas" && path[1] === idea && SHOWN.has(path[2]) ? controls.get(`#${path.slice(-2).join(".")}`) : undefined);

  /** @param {Clash} clash @param {string} choice  theirs, both or ours */
  function choose(clash, choice) {
    const path = pathOfText(store.reflection, clash.path);
    if (!path) return;
    const ours = at(store.reflection, path);
    const control = controlAt(controlsHere(), path);
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
    const waiting = new Map(clashes.map((clash) => [clash.id, clash]));
    for (const panel of all(document, "[data-clash]")) waiting.delete(panel.dataset.clash ?? "") || panel.remove();
    const controls = waiting.size ? controlsHere() : new Map();
    for (const clash of waiting.values()) {
      const path = pathOfText(store.reflection, clash.path);
      const control = path && controlAt(controls, path);
      if (!control) continue;
      const panel = fromTemplate("clash");
      panel.dataset.clash = clash.id;
      fill(panel, "theirs", clash.text);
      for (const button of all(panel, "[data-choose-text]")) {
        button.addEventListener("click", () => choose(clash, button.dataset.chooseText ?? ""));
      }
      const item = control.closest("[data-id]");
      if (item) item.append(panel);
      else control.after(panel);
    }
    const isShown = clashes.length > 0 && document.querySelector("[data-clash]");
    fill(document, "clash-said", isShown ? say("clash.said") : "");
  }

  store.watch(update);
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * The fields on this page, by the path of the text that each shows; where a card says only the id of its record, by that. All at
 * once, as a file may hold thousands of clashes.
 * @returns {Map<string, Field>}
 */
function controlsHere() {
  /** @type {Map<string, Field>} */
  const found = new Map();
  for (const field of /** @type {Field[]} */ (all(document, "[data-bind], [data-field]"))) {
    const card = /** @type {HTMLElement | null} */ (field.closest("[data-id]"));
    const { path, id } = card?.dataset ?? {};
    const name = field.dataset.bind ?? (path ? `${path}.${field.dataset.field}` : `#${id}.${field.dataset.field}`);
    if (!found.has(name)) found.set(name, field);
  }
  return found;
}
