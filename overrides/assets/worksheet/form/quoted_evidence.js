// Whose a point was, and what was taken over from people into a shared reflection, on its worksheet.
import { tool } from "../document/edition.js";
import { remove } from "../document/operations.js";
import { fill, fromTemplate, one, syncList, withId } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { whose } from "../ui/labels.js";
import { say } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** @typedef {import("../storage/store.js").Store} Store */

/** @param {Store} store @param {string} idea */
export function startVoices(store, idea) {
  const box = one(document, "[data-voices]");
  const list = one(box, "ul");
  const path = ["ideas", idea, "voices"];
  const voices = () => store.reflection.ideas[idea].voices ?? [];

  list.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    const id = /** @type {HTMLElement | null} */ (button?.closest("[data-id]"))?.dataset.id;
    if (!id) return;
    const index = voices().findIndex((voice) => voice.id === id);
    const text = shortly(voices()[index].text);
    const undo = store.edit(remove(path, id));
    const next = list.children[Math.min(index, list.children.length - 1)]?.querySelector("button");
    (next ?? /** @type {HTMLElement} */ (one(document, `[data-bind="ideas.${idea}.evidence"]`))).focus();
    offerUndo(/** @type {HTMLElement} */ (box.parentElement), say("voices.deleted", { text }), text, () => {
      store.edit(...undo);
      one(list, `${withId(id)} button`).focus();
    });
  });

  function update() {
    box.hidden = voices().length === 0;
    syncList(list, voices(), ({ id }) => fromTemplate("voice", id), (item, voice) => {
      fill(item, "said", voice.text);
      fill(item, "whose", whose(voice.source));
      one(item, "button").setAttribute("aria-label", say("voices.delete_name", { text: shortly(voice.text) }));
    });
  }

  store.addEventListener("change", update);
  update();
}
