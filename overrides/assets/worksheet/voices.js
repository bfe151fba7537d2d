// Whose a point was, and what was taken over from people into a shared reflection, on its worksheet.
import { fill, fromTemplate, one, syncList, withId } from "./dom.js";
import { remove } from "./edits.js";
import { offerUndo, shortly } from "./undo.js";
import { say, tool } from "./words.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./reflection.js").Source} Source */

/**
 * @param {Source | null | undefined} source
 * @returns {string} whose it was, in words; nothing for what the group wrote itself
 */
export function whose(source) {
  if (!source) return "";
  const group = source.group && tool.perspectives[source.group];
  const who = [source.who.trim(), group].filter(Boolean).join(", ");
  return say("voices.whose", { who: who || say("voices.not_named") });
}

/** @param {{text: string, source?: Source | null}} point @returns {string} the text with whose it was, on one line */
export function quoted({ text, source }) {
  return source ? say("voices.quote", { text, whose: whose(source) }) : text;
}

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
